/// Plain C: what every other path is compared with.
#include "path.h"
#include "half.h"

#define CK_LANE_ROWS 4
#include "lanes.h"
#include "attention.h"

CK_INLINE void panel_q8(const int ROWS, const uint8_t *panel, int32_t columns, const ck_rounded *input, int32_t vector,
    float *output, int32_t stride) {
    int32_t blocks = columns / CK_BLOCK;
    const int8_t *bytes = input->bytes + (int64_t)vector * columns;
    const float *scales = input->scales + (int64_t)vector * blocks;
    const uint8_t *halves = panel + (int64_t)blocks * CK_BLOCK_BYTES;
    output += (int64_t)vector * stride;
    float total[CK_LANE_ROWS][CK_PANEL] = {};
    for (int32_t b = 0; b < blocks; b++) {
        const uint8_t *block = panel + (int64_t)b * CK_BLOCK_BYTES;
        float weight_scales[CK_PANEL];
        for (int row = 0; row < CK_PANEL; row++) {
            uint16_t half;
            memcpy(&half, halves + b * CK_SCALE_BYTES + row * 2, 2);
            weight_scales[row] = ck_half(half);
        }
        for (int t = 0; t < ROWS; t++) {
            const int8_t *values = bytes + (int64_t)t * columns + b * CK_BLOCK;
            int32_t dot[CK_PANEL] = {};
            for (int column = 0; column < CK_BLOCK; column++) {
                const uint8_t *group = block + column / 4 * 64 + column % 4;
                for (int row = 0; row < CK_PANEL; row++) dot[row] += (group[row * 4] - 128) * values[column];
            }
            float scale = scales[(int64_t)t * blocks + b];
            for (int row = 0; row < CK_PANEL; row++) total[t][row] += (float)dot[row] * (weight_scales[row] * scale);
        }
    }
    for (int t = 0; t < ROWS; t++) memcpy(output + (int64_t)t * stride, total[t], sizeof total[t]);
}

#include "panel_loop.h"
#include "path_table.h"

CK_PATH(ck_path_portable, "portable");
