/// AVX2 with FMA: `vpmaddubsw` wants one unsigned side, so the weights take the signs of the activations.
#include "path.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)

#define CK_LANE_ROWS 4
#include "lanes.h"
#include "attention.h"

// One panel times ROWS vectors. |a| * |w| summed in twos is at most 2 * 127 * 127: it fits 16 bits.
CK_INLINE void panel_q8(const int ROWS, const uint8_t *panel, int32_t columns, const ck_rounded *input, int32_t vector,
    float *output, int32_t stride) {
    int32_t blocks = columns / CK_BLOCK;
    const int8_t *bytes = input->bytes + (int64_t)vector * columns;
    const float *scales = input->scales + (int64_t)vector * blocks;
    const uint8_t *halves = panel + (int64_t)blocks * CK_BLOCK_BYTES;
    output += (int64_t)vector * stride;
    const __m256i ones = _mm256_set1_epi16(1), offset = _mm256_set1_epi8(-128);
    __m256 total[2 * CK_LANE_ROWS];
    for (int i = 0; i < 2 * ROWS; i++) total[i] = _mm256_setzero_ps();
    for (int32_t b = 0; b < blocks; b++) {
        const uint8_t *block = panel + (int64_t)b * CK_BLOCK_BYTES;
        __m256i dot[2 * CK_LANE_ROWS];
        for (int i = 0; i < 2 * ROWS; i++) dot[i] = _mm256_setzero_si256();
        for (int g = 0; g < 8; g++) {
            __m256i low = _mm256_xor_si256(_mm256_load_si256((const __m256i *)(block + g * 64)), offset);
            __m256i high = _mm256_xor_si256(_mm256_load_si256((const __m256i *)(block + g * 64 + 32)), offset);
            for (int t = 0; t < ROWS; t++) {
                int32_t four;
                memcpy(&four, bytes + (int64_t)t * columns + b * CK_BLOCK + g * 4, 4);
                __m256i value = _mm256_set1_epi32(four), size = _mm256_abs_epi8(value);
                __m256i first = _mm256_maddubs_epi16(size, _mm256_sign_epi8(low, value));
                __m256i second = _mm256_maddubs_epi16(size, _mm256_sign_epi8(high, value));
                dot[2 * t] = _mm256_add_epi32(dot[2 * t], _mm256_madd_epi16(first, ones));
                dot[2 * t + 1] = _mm256_add_epi32(dot[2 * t + 1], _mm256_madd_epi16(second, ones));
            }
        }
        for (int half = 0; half < 2; half++) {
            __m256 weight = _mm256_cvtph_ps(_mm_load_si128((const __m128i *)(halves + b * CK_SCALE_BYTES + half * 16)));
            for (int t = 0; t < ROWS; t++) {
                __m256 scale = _mm256_mul_ps(weight, _mm256_set1_ps(scales[(int64_t)t * blocks + b]));
                total[2 * t + half] =
                    _mm256_fmadd_ps(_mm256_cvtepi32_ps(dot[2 * t + half]), scale, total[2 * t + half]);
            }
        }
    }
    for (int t = 0; t < ROWS; t++) {
        _mm256_storeu_ps(output + (int64_t)t * stride, total[2 * t]);
        _mm256_storeu_ps(output + (int64_t)t * stride + 8, total[2 * t + 1]);
    }
}

#include "panel_loop.h"
#include "path_table.h"

CK_PATH(ck_path_avx2, "avx2");

#pragma clang attribute pop
#endif
