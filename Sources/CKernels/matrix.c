/// Packing weights into panels of 16 rows, and the product of a packed matrix.
#include "workspace.h"
#include "half.h"

#include <stdlib.h>

static int64_t panel_size(ck_format format, int64_t columns) {
    return format == CK_QUANT8 ? columns / CK_BLOCK * CK_BLOCK_BYTES : columns * CK_PANEL * (int64_t)sizeof(float);
}

size_t ck_packed_size(ck_format format, int64_t rows, int64_t columns) {
    return (size_t)((rows + CK_PANEL - 1) / CK_PANEL * panel_size(format, columns));
}

void ck_pack_q8(const void *blocks, int64_t rows, int64_t columns, void *panels) {
    int64_t row_blocks = columns / CK_BLOCK;
    memset(panels, 0, ck_packed_size(CK_QUANT8, rows, columns));
    for (int64_t row = 0; row < rows; row++) {
        const uint8_t *from = (const uint8_t *)blocks + row * row_blocks * 34;
        uint8_t *to = (uint8_t *)panels + row / CK_PANEL * panel_size(CK_QUANT8, columns);
        int64_t lane = row % CK_PANEL;
        for (int64_t b = 0; b < row_blocks; b++, from += 34, to += CK_BLOCK_BYTES) {
            int16_t sum = 0;
            for (int i = 0; i < CK_BLOCK; i++) sum = (int16_t)(sum + (int8_t)from[2 + i]);
            for (int g = 0; g < 8; g++) memcpy(to + g * 64 + lane * 4, from + 2 + g * 4, 4);
            memcpy(to + CK_BLOCK_SCALES + lane * 2, from, 2);
            memcpy(to + CK_BLOCK_SUMS + lane * 2, &sum, 2);
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
        for (int64_t k = 0; k < columns; k++) memcpy(to + k * CK_PANEL, (const uint8_t *)floats + (row * columns + k) * 4, 4);
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
    for (int32_t b = 0; b < columns / CK_BLOCK; b++, panel += CK_BLOCK_BYTES) {
        uint16_t half;
        memcpy(&half, panel + CK_BLOCK_SCALES + lane * 2, 2);
        float scale = ck_half(half);
        for (int32_t i = 0; i < CK_BLOCK; i++) {
            output[b * CK_BLOCK + i] = (float)(int8_t)panel[i / 4 * 64 + lane * 4 + i % 4] * scale;
        }
    }
}

void ck_multiply(const ck_path *path, const ck_matrix *matrix, const float *input, int32_t count, float *output) {
    int32_t panels = (matrix->rows + CK_PANEL - 1) / CK_PANEL, columns = matrix->columns;
    if (matrix->format == CK_FLOAT32) {
        path->multiply_f32(matrix->panels, columns, panels, input, count, output, panels * CK_PANEL);
        return;
    }
    uint8_t *bytes = malloc((size_t)count * columns);
    float *scales = malloc((size_t)count * columns / CK_BLOCK * sizeof(float));
    if (bytes && scales) {
        path->quantize(input, count * columns, bytes, scales);
        path->multiply_q8(matrix->panels, columns, panels, bytes, scales, count, output, panels * CK_PANEL);
    }
    free(bytes);
    free(scales);
}
