/// Packing weights into panels of 16 rows, and the product of a packed matrix.
#include "workspace.h"
#include "half.h"

#include <stdlib.h>

static int64_t panel_size(ck_format format, int64_t columns) {
    return format == CK_QUANT8 ? ck_panel_q8(columns) : columns * CK_PANEL * (int64_t)sizeof(float);
}

size_t ck_packed_size(ck_format format, int64_t rows, int64_t columns) {
    return (size_t)((rows + CK_PANEL - 1) / CK_PANEL * panel_size(format, columns));
}

void ck_pack_q8(const void *blocks, int64_t rows, int64_t columns, void *panels) {
    int64_t row_blocks = columns / CK_BLOCK;
    for (int64_t row = 0; row < (rows + CK_PANEL - 1) / CK_PANEL * CK_PANEL; row++) {
        const uint8_t *from = (const uint8_t *)blocks + row * row_blocks * 34;
        uint8_t *panel = (uint8_t *)panels + row / CK_PANEL * ck_panel_q8(columns);
        uint8_t *halves = panel + row_blocks * CK_BLOCK_BYTES;
        int64_t lane = row % CK_PANEL;
        for (int64_t b = 0; b < row_blocks; b++, from += 34) {
            for (int i = 0; i < CK_BLOCK; i += 4) {
                uint32_t four = 0;
                if (row < rows) memcpy(&four, from + 2 + i, 4);
                four ^= 0x80808080;
                memcpy(panel + b * CK_BLOCK_BYTES + i * CK_PANEL + lane * 4, &four, 4);
            }
            uint16_t half = 0;
            if (row < rows) memcpy(&half, from, 2);
            memcpy(halves + b * CK_SCALE_BYTES + lane * 2, &half, 2);
        }
    }
}

void ck_pack_f16(const void *halves, int64_t rows, int64_t columns, void *panels) {
    memset(panels, 0, ck_packed_size(CK_FLOAT32, rows, columns));
    for (int64_t row = 0; row < rows; row++) {
        float *to = (float *)panels + row / CK_PANEL * columns * CK_PANEL + row % CK_PANEL;
        for (int64_t k = 0; k < columns; k++) {
            uint16_t half;
            memcpy(&half, (const uint8_t *)halves + (row * columns + k) * 2, 2);
            to[k * CK_PANEL] = ck_half(half);
        }
    }
}

void ck_pack_f32(const void *floats, int64_t rows, int64_t columns, void *panels) {
    memset(panels, 0, ck_packed_size(CK_FLOAT32, rows, columns));
    for (int64_t row = 0; row < rows; row++) {
        float *to = (float *)panels + row / CK_PANEL * columns * CK_PANEL + row % CK_PANEL;
        for (int64_t k = 0; k < columns; k++)
            memcpy(to + k * CK_PANEL, (const uint8_t *)floats + (row * columns + k) * 4, 4);
    }
}

void ck_widen(const void *halves, int64_t count, float *floats) {
    for (int64_t i = 0; i < count; i++) {
        uint16_t half;
        memcpy(&half, (const uint8_t *)halves + i * 2, 2);
        floats[i] = ck_half(half);
    }
}

void ck_copy_row(const ck_matrix *matrix, int32_t row, float *output) {
    int32_t lane = row % CK_PANEL, columns = matrix->columns;
    const uint8_t *panel = (const uint8_t *)matrix->panels + row / CK_PANEL * panel_size(matrix->format, columns);
    if (matrix->format == CK_FLOAT32) {
        for (int32_t k = 0; k < columns; k++) output[k] = ((const float *)panel)[(int64_t)k * CK_PANEL + lane];
        return;
    }
    const uint8_t *halves = panel + (int64_t)columns / CK_BLOCK * CK_BLOCK_BYTES;
    for (int32_t i = 0; i < columns; i++) {
        uint16_t half;
        memcpy(&half, halves + i / CK_BLOCK * CK_SCALE_BYTES + lane * 2, 2);
        output[i] = (float)(panel[(i / 4 * CK_PANEL + lane) * 4 + i % 4] - 128) * ck_half(half);
    }
}

void ck_multiply(const ck_path *path, const ck_matrix *matrix, const float *input, int32_t count, float *output) {
    int32_t panels = (matrix->rows + CK_PANEL - 1) / CK_PANEL, columns = matrix->columns;
    if (matrix->format == CK_FLOAT32) {
        path->multiply_f32(matrix->panels, columns, panels, input, count, output, panels * CK_PANEL);
        return;
    }
    size_t blocks = (size_t)count * columns / CK_BLOCK;
    ck_rounded rounded = {malloc(blocks * CK_BLOCK), malloc(blocks * sizeof(float)), malloc(blocks * sizeof(int32_t))};
    if (rounded.bytes && rounded.scales && rounded.excess) {
        path->quantize(input, count * columns, &rounded);
        path->multiply_q8(matrix->panels, columns, panels, &rounded, count, output, panels * CK_PANEL);
    }
    free(rounded.bytes);
    free(rounded.scales);
    free(rounded.excess);
}
