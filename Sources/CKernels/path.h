/// What a path gives: the inner loops, compiled for one kind of processor.
#ifndef CK_PATH_H
#define CK_PATH_H

#include "include/CKernels.h"

#define CK_PANEL 16
/// Columns that share a scale.
#define CK_BLOCK 32
/// Bytes of the weights of a block of a CK_QUANT8 panel, and of its scales.
#define CK_BLOCK_BYTES 512
#define CK_SCALE_BYTES 32
/// The most queries that one pass over the keys serves.
#define CK_QUERIES 8

/// Queries that share keys and values: at most CK_QUERIES of one key-value head.
typedef struct ck_queries {
    int32_t count;
    /// (head_size) each, already scaled.
    const float *query[CK_QUERIES];
    /// (head_size) each
    float *output[CK_QUERIES];
    const ck_token *token[CK_QUERIES];
    int32_t head_size;
    /// This head's part of the cache: (cells / 16, head_size, 16) and (cells, head_size).
    const float *keys;
    const float *values;
    /// (CK_QUERIES, stride): room for what each query thinks of each cell it sees, 32 to spare.
    float *scores;
    int32_t stride;
} ck_queries;

/// Vectors rounded to signed bytes, a scale for each block of 32.
typedef struct ck_rounded {
    /// (count, columns)
    int8_t *bytes;
    /// (count, columns / 32)
    float *scales;
    /// -128 times the sum of a block's bytes, (count, columns / 32): what weights plus 128 bring too much.
    int32_t *excess;
} ck_rounded;

/// Bytes of a CK_QUANT8 panel.
static inline int64_t ck_panel_q8(int64_t columns) {
    return columns / CK_BLOCK * CK_BLOCK_BYTES + ((columns / CK_BLOCK * CK_SCALE_BYTES + 63) & ~63);
}

struct ck_path {
    const char *name;
    /// `output[i] = input[i] * weight[i] / rms(input)`
    void (*normalize)(const float *input, const float *weight, float epsilon, int32_t count, float *output);
    /// `gate[i] = silu(gate[i]) * up[i]`
    void (*gate)(float *gate, const float *up, int32_t count);
    /// Turns the pairs of a head by a row (2, head_size) of the table of rotations, and scales them.
    void (*rotate)(float *head, const float *rotation, int32_t head_size, float scale);
    /// Rounds `count` numbers, a multiple of 32.
    void (*quantize)(const float *input, int32_t count, const ck_rounded *output);
    /// `output[t * stride + p * 16 + r]` for panels `p` and vectors `t` of (count, columns).
    void (*multiply_q8)(const uint8_t *panels, int32_t columns, int32_t panel_count, const ck_rounded *input,
        int32_t count, float *output, int32_t stride);
    void (*multiply_f32)(const float *panels, int32_t columns, int32_t panel_count, const float *input, int32_t count,
        float *output, int32_t stride);
    void (*attend)(const ck_queries *queries);
    /// log(sum(e^value))
    float (*log_sum)(const float *values, int32_t count);
};

#endif
