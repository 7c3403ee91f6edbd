/// AVX-512 with VNNI: `vpdpbusd` multiplies 64 unsigned activations with 64 signed weights and adds them in fours.
#include "path.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx2,fma,f16c,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni"))), apply_to = function)

#define CK_LANE_ROWS 8
#include "lanes.h"
#include "attention.h"

// PANELS panels times ROWS vectors. vpdpbusd wants one side unsigned: the weights, so that four activations can come
// from memory to all rows. The sums begin with what takes the weights' 128 off again.
CK_INLINE void panels_q8(const int ROWS, const int PANELS, const uint8_t *panels, int32_t columns,
    const ck_rounded *input, int32_t first, float *output, int32_t stride) {
    int32_t blocks = columns / CK_BLOCK;
    int64_t panel_bytes = ck_panel_q8(columns);
    const int8_t *bytes = input->bytes + (int64_t)first * columns;
    const float *scales = input->scales + (int64_t)first * blocks;
    const int32_t *excess = input->excess + (int64_t)first * blocks;
    __m512 total[8];
    for (int i = 0; i < ROWS * PANELS; i++) total[i] = _mm512_setzero_ps();
    for (int32_t b = 0; b < blocks; b++) {
        __m512i dot[8];
        for (int t = 0; t < ROWS; t++) {
            for (int p = 0; p < PANELS; p++) dot[t * PANELS + p] = _mm512_set1_epi32(excess[(int64_t)t * blocks + b]);
        }
        const uint8_t *block = panels + (int64_t)b * CK_BLOCK_BYTES;
        const int8_t *fours = bytes + b * CK_BLOCK;
#pragma clang loop unroll_count(2)
        for (int g = 0; g < 8; g++, block += 64, fours += 4) {
            for (int p = 0; p < PANELS; p++) {
                __m512i weight = _mm512_load_si512(block + p * panel_bytes);
                for (int t = 0; t < ROWS; t++) {
                    int32_t four;
                    memcpy(&four, fours + (int64_t)t * columns, 4);
                    dot[t * PANELS + p] = _mm512_dpbusd_epi32(dot[t * PANELS + p], weight, _mm512_set1_epi32(four));
                }
            }
        }
        for (int p = 0; p < PANELS; p++) {
            const uint8_t *halves = panels + p * panel_bytes + (int64_t)blocks * CK_BLOCK_BYTES + b * CK_SCALE_BYTES;
            __m512 scale = _mm512_cvtph_ps(_mm256_load_si256((const __m256i *)halves));
            for (int t = 0; t < ROWS; t++) {
                __m512 both = _mm512_mul_ps(scale, _mm512_set1_ps(scales[(int64_t)t * blocks + b]));
                total[t * PANELS + p] =
                    _mm512_fmadd_ps(_mm512_cvtepi32_ps(dot[t * PANELS + p]), both, total[t * PANELS + p]);
            }
        }
    }
    float *to = output + (int64_t)first * stride;
    for (int t = 0; t < ROWS; t++) {
        for (int p = 0; p < PANELS; p++)
            _mm512_storeu_ps(to + (int64_t)t * stride + p * CK_PANEL, total[t * PANELS + p]);
    }
}

// PANELS panels (4 or 1) times all vectors. Several sums at once hide the latency of vpdpbusd, however few the vectors.
CK_INLINE void group_q8(const int PANELS, const uint8_t *panels, int32_t columns, const ck_rounded *input,
    int32_t count, float *to, int32_t stride) {
    int64_t panel_bytes = ck_panel_q8(columns);
    const int PAIR = PANELS < 2 ? PANELS : 2;
    int32_t t = 0;
    for (; t + 8 <= count; t += 8) {
        for (int p = 0; p < PANELS; p++) {
            panels_q8(8, 1, panels + p * panel_bytes, columns, input, t, to + p * CK_PANEL, stride);
        }
    }
    if (t + 4 <= count) {
        for (int p = 0; p < PANELS; p += PAIR) {
            panels_q8(4, PAIR, panels + p * panel_bytes, columns, input, t, to + p * CK_PANEL, stride);
        }
        t += 4;
    }
    if (t + 2 <= count) {
        panels_q8(2, PANELS, panels, columns, input, t, to, stride);
        t += 2;
    }
    if (t < count) panels_q8(1, PANELS, panels, columns, input, t, to, stride);
}

static void multiply_q8(const uint8_t *panels, int32_t columns, int32_t panel_count, const ck_rounded *input,
    int32_t count, float *output, int32_t stride) {
    int64_t panel_bytes = ck_panel_q8(columns);
    int32_t p = 0;
    for (; p + 4 <= panel_count; p += 4) {
        group_q8(4, panels + p * panel_bytes, columns, input, count, output + p * CK_PANEL, stride);
    }
    for (; p < panel_count; p++) {
        group_q8(1, panels + p * panel_bytes, columns, input, count, output + p * CK_PANEL, stride);
    }
}

#include "path_table.h"

CK_PATH(ck_path_avx512, "avx512");

#pragma clang attribute pop
#endif
