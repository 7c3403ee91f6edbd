/// AVX-512 with VNNI: `vpdpbusd` multiplies 64 unsigned activations with 64 signed weights and adds them in fours.
#include "path.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                   \
    __attribute__((target("avx2,fma,f16c,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni"))), apply_to = function)

#define CK_LANE_ROWS 8
// vpdpbusd wants unsigned activations: q + 128. The sum of the weights times -128 takes that off again.
#define CK_BIAS 128
#include "lanes.h"

// PANELS panels times ROWS vectors.
CK_INLINE void panels_q8(
    const int ROWS, const int PANELS, const uint8_t *panels, int32_t columns, const uint8_t *bytes, const float *scales,
    float *output, int32_t stride) {
    int32_t blocks = columns / CK_BLOCK;
    int64_t panel_bytes = (int64_t)blocks * CK_BLOCK_BYTES;
    __m512 total[8];
    for (int i = 0; i < ROWS * PANELS; i++) total[i] = _mm512_setzero_ps();
    for (int32_t b = 0; b < blocks; b++) {
        __m512i dot[8];
        __m512 weight_scale[4];
        for (int p = 0; p < PANELS; p++) {
            const uint8_t *block = panels + p * panel_bytes + (int64_t)b * CK_BLOCK_BYTES;
            weight_scale[p] = _mm512_cvtph_ps(_mm256_load_si256((const __m256i *)(block + CK_BLOCK_SCALES)));
            __m512i sums = _mm512_cvtepi16_epi32(_mm256_load_si256((const __m256i *)(block + CK_BLOCK_SUMS)));
            __m512i correction = _mm512_sub_epi32(_mm512_setzero_si512(), _mm512_slli_epi32(sums, 7));
            for (int t = 0; t < ROWS; t++) dot[t * PANELS + p] = correction;
        }
#pragma clang loop unroll(full)
        for (int g = 0; g < 8; g++) {
            __m512i weight[4];
            for (int p = 0; p < PANELS; p++) {
                weight[p] = _mm512_load_si512(panels + p * panel_bytes + (int64_t)b * CK_BLOCK_BYTES + g * 64);
            }
            for (int t = 0; t < ROWS; t++) {
                int32_t four;
                memcpy(&four, bytes + (int64_t)t * columns + b * CK_BLOCK + g * 4, 4);
                __m512i value = _mm512_set1_epi32(four);
                for (int p = 0; p < PANELS; p++) dot[t * PANELS + p] = _mm512_dpbusd_epi32(dot[t * PANELS + p], value, weight[p]);
            }
        }
        for (int t = 0; t < ROWS; t++) {
            __m512 scale = _mm512_set1_ps(scales[(int64_t)t * blocks + b]);
            for (int p = 0; p < PANELS; p++) {
                total[t * PANELS + p] = _mm512_fmadd_ps(
                    _mm512_cvtepi32_ps(dot[t * PANELS + p]), _mm512_mul_ps(weight_scale[p], scale), total[t * PANELS + p]);
            }
        }
    }
    for (int t = 0; t < ROWS; t++) {
        for (int p = 0; p < PANELS; p++) _mm512_storeu_ps(output + (int64_t)t * stride + p * CK_PANEL, total[t * PANELS + p]);
    }
}

static void multiply_q8(
    const uint8_t *panels, int32_t columns, int32_t panel_count, const uint8_t *bytes, const float *scales,
    int32_t count, float *output, int32_t stride) {
    int64_t panel_bytes = (int64_t)(columns / CK_BLOCK) * CK_BLOCK_BYTES;
    int32_t p = 0;
    if (count == 1) {
        for (; p + 4 <= panel_count; p += 4) {
            panels_q8(1, 4, panels + p * panel_bytes, columns, bytes, scales, output + p * CK_PANEL, stride);
        }
    }
    for (; p < panel_count; p++) {
        const uint8_t *panel = panels + p * panel_bytes;
        for (int32_t t = 0; t < count;) {
            const uint8_t *input = bytes + (int64_t)t * columns;
            const float *scale = scales + (int64_t)t * (columns / CK_BLOCK);
            float *to = output + (int64_t)t * stride + p * CK_PANEL;
            if (count - t >= 8) {
                panels_q8(8, 1, panel, columns, input, scale, to, stride);
                t += 8;
            } else if (count - t >= 4) {
                panels_q8(4, 1, panel, columns, input, scale, to, stride);
                t += 4;
            } else {
                panels_q8(1, 1, panel, columns, input, scale, to, stride);
                t += 1;
            }
        }
    }
}

CK_PATH(ck_path_avx512, "avx512");

#pragma clang attribute pop
#endif
