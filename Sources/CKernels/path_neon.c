/// NEON with the dot product instructions of ARMv8.2: `sdot` by one lane of four activations.
#include "path.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#pragma clang attribute push(__attribute__((target("dotprod"))), apply_to = function)

#define CK_LANE_ROWS 4
#include "lanes.h"
#include "attention.h"

// One panel times ROWS vectors; four rows of the panel a register.
CK_INLINE void panel_q8(const int ROWS, const uint8_t *panel, int32_t columns, const ck_rounded *input, int32_t vector,
    float *output, int32_t stride) {
    int32_t blocks = columns / CK_BLOCK;
    const int8_t *bytes = input->bytes + (int64_t)vector * columns;
    const float *scales = input->scales + (int64_t)vector * blocks;
    const uint8_t *halves = panel + (int64_t)blocks * CK_BLOCK_BYTES;
    output += (int64_t)vector * stride;
    float32x4_t total[4 * CK_LANE_ROWS];
    for (int i = 0; i < 4 * ROWS; i++) total[i] = vdupq_n_f32(0);
    for (int32_t b = 0; b < blocks; b++) {
        const uint8_t *block = panel + (int64_t)b * CK_BLOCK_BYTES;
        int32x4_t dot[4 * CK_LANE_ROWS];
        for (int i = 0; i < 4 * ROWS; i++) dot[i] = vdupq_n_s32(0);
        for (int g = 0; g < 8; g++) {
            for (int t = 0; t < ROWS; t++) {
                int32_t four;
                memcpy(&four, bytes + (int64_t)t * columns + b * CK_BLOCK + g * 4, 4);
                int8x16_t value = vreinterpretq_s8_s32(vdupq_n_s32(four));
                for (int part = 0; part < 4; part++) {
                    uint8x16_t stored = vld1q_u8(block + g * 64 + part * 16);
                    int8x16_t weight = vreinterpretq_s8_u8(veorq_u8(stored, vdupq_n_u8(128)));
                    dot[4 * t + part] = vdotq_s32(dot[4 * t + part], weight, value);
                }
            }
        }
        for (int part = 0; part < 4; part++) {
            float16x4_t half = vld1_f16((const float16_t *)(halves + b * CK_SCALE_BYTES) + part * 4);
            float32x4_t weight = vcvt_f32_f16(half);
            for (int t = 0; t < ROWS; t++) {
                float32x4_t scale = vmulq_n_f32(weight, scales[(int64_t)t * blocks + b]);
                total[4 * t + part] = vfmaq_f32(total[4 * t + part], vcvtq_f32_s32(dot[4 * t + part]), scale);
            }
        }
    }
    for (int t = 0; t < ROWS; t++) {
        for (int part = 0; part < 4; part++) vst1q_f32(output + (int64_t)t * stride + part * 4, total[4 * t + part]);
    }
}

#include "panel_loop.h"
#include "path_table.h"

CK_PATH(ck_path_neon, "neon");

#pragma clang attribute pop
#endif
