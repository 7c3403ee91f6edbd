/// What a path gives: the inner loops, compiled for one kind of processor.
#ifndef CK_PATH_H
#define CK_PATH_H

#include "include/CKernels.h"

#define CK_PANEL 16
/// Columns that share a scale.
#define CK_BLOCK 32
/// Bytes of a block of a CK_QUANT8 panel, and where its scales and sums begin.
#define CK_BLOCK_BYTES 576
#define CK_BLOCK_SCALES 512
#define CK_BLOCK_SUMS 544
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

struct ck_path {
    const char *name;
    /// `output[i] = input[i] * weight[i] / rms(input)`
    void (*normalize)(const float *input, const float *weight, float epsilon, int32_t count, float *output);
    /// `gate[i] = silu(gate[i]) * up[i]`
    void (*gate)(float *gate, const float *up, int32_t count);
    /// Turns the pairs of a head by a row (2, head_size) of the table of rotations, and scales them.
    void (*rotate)(float *head, const float *rotation, int32_t head_size, float scale);
    /// Rounds to blocks of 32 signed bytes, each plus the path's own bias, with one scale.
    void (*quantize)(const float *input, int32_t count, uint8_t *bytes, float *scales);
    /// `output[t * stride + p * 16 + r]` for panels `p` and vectors `t` of (count, columns).
    void (*multiply_q8)(
        const uint8_t *panels, int32_t columns, int32_t panel_count, const uint8_t *bytes, const float *scales,
        int32_t count, float *output, int32_t stride);
    void (*multiply_f32)(
        const float *panels, int32_t columns, int32_t panel_count, const float *input, int32_t count, float *output,
        int32_t stride);
    void (*attend)(const ck_queries *queries);
    /// log(sum(e^value))
    float (*log_sum)(const float *values, int32_t count);
};

#endif
