/// The loops over floats, written once for sixteen lanes and compiled by every path for its own registers.
///
/// A path sets CK_LANE_ROWS, the vectors that one pass over a panel or over keys serves (what the registers hold), then
/// includes this file within its target.

#include <math.h>
#include <string.h>

// All that takes or gives such vectors is inlined: there is no call whose convention could differ.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float lanes __attribute__((vector_size(64)));
typedef lanes lanes_u __attribute__((aligned(4), may_alias));
typedef int32_t integers __attribute__((vector_size(64)));
typedef int8_t bytes16 __attribute__((vector_size(16)));

#define CK_INLINE static inline __attribute__((always_inline))

CK_INLINE lanes load(const float *from) { return *(const lanes_u *)from; }
CK_INLINE void store(float *to, lanes value) { *(lanes_u *)to = value; }
CK_INLINE lanes splat(float v) { return (lanes){v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v}; }

CK_INLINE lanes choose(integers mask, lanes yes, lanes no) {
    return (lanes)((mask & (integers)yes) | (~mask & (integers)no));
}
// Plain comparisons are one instruction where no number is a NaN.
CK_INLINE lanes larger(lanes a, lanes b) { return choose(a > b, a, b); }
CK_INLINE lanes smaller(lanes a, lanes b) { return choose(a < b, a, b); }

// Halves, quarters and so on change places, so that the order of a sum is always the same.
#define CK_FOLD(v, with)                                                                                     \
    v = with(v, __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));          \
    v = with(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));          \
    v = with(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));          \
    v = with(v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14))
#define CK_ADD(a, b) ((a) + (b))

CK_INLINE float sum(lanes value) {
    CK_FOLD(value, CK_ADD);
    return value[0];
}

CK_INLINE float greatest(lanes value) {
    CK_FOLD(value, larger);
    return value[0];
}

// To the nearest whole number, ties to even, for |value| < 2^22.
CK_INLINE lanes nearest(lanes value) {
    lanes magic = splat(12582912.0f);
    return (value + magic) - magic;
}

// e^value within 2 units of the last place, for values clamped to -87...88; Cephes' polynomial.
CK_INLINE lanes exponential(lanes value) {
    value = smaller(larger(value, splat(-87.0f)), splat(88.0f));
    lanes n = nearest(value * 1.44269504f);
    lanes r = value - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    lanes p = splat(1.9875691500e-4f);
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r;
    p = p + 1.0f;
    integers power = (__builtin_convertvector(n, integers) + 127) << 23;
    return p * (lanes)power;
}

static void normalize(const float *input, const float *weight, float epsilon, int32_t count, float *output) {
    lanes squares = {};
    for (int32_t i = 0; i < count; i += 16) {
        lanes value = load(input + i);
        squares += value * value;
    }
    float scale = 1.0f / __builtin_sqrtf(sum(squares) / (float)count + epsilon);
    for (int32_t i = 0; i < count; i += 16) store(output + i, load(input + i) * scale * load(weight + i));
}

static void gate(float *gate, const float *up, int32_t count) {
    for (int32_t i = 0; i < count; i += 16) {
        lanes value = load(gate + i);
        store(gate + i, value / (exponential(-value) + 1.0f) * load(up + i));
    }
}

static void rotate(float *head, const float *rotation, int32_t head_size, float scale) {
    for (int32_t i = 0; i < head_size; i += 16) {
        lanes value = load(head + i);
        lanes swapped = __builtin_shufflevector(value, value, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14);
        lanes turned = value * load(rotation + i) + swapped * load(rotation + head_size + i);
        store(head + i, turned * scale);
    }
}

static void quantize(const float *input, int32_t count, const ck_rounded *output) {
    for (int32_t i = 0; i < count; i += CK_BLOCK) {
        lanes low = load(input + i), high = load(input + i + 16);
        float most = greatest(larger(__builtin_elementwise_abs(low), __builtin_elementwise_abs(high)));
        float inverse = most > 0 ? 127.0f / most : 0;
        integers first = __builtin_convertvector(nearest(low * inverse), integers);
        integers second = __builtin_convertvector(nearest(high * inverse), integers);
        bytes16 packed[2] = {__builtin_convertvector(first, bytes16), __builtin_convertvector(second, bytes16)};
        memcpy(output->bytes + i, packed, CK_BLOCK);
        output->scales[i / CK_BLOCK] = most / 127.0f;
        output->excess[i / CK_BLOCK] = -128 * __builtin_reduce_add(first + second);
    }
}

// One panel times ROWS vectors.
CK_INLINE void panel_f32(
    const int ROWS, const float *panel, int32_t columns, const float *input, float *output, int32_t stride) {
    lanes total[CK_LANE_ROWS];
    for (int t = 0; t < ROWS; t++) total[t] = splat(0);
    for (int32_t k = 0; k < columns; k++) {
        lanes weight = load(panel + (int64_t)k * CK_PANEL);
        for (int t = 0; t < ROWS; t++) total[t] += weight * input[(int64_t)t * columns + k];
    }
    for (int t = 0; t < ROWS; t++) store(output + (int64_t)t * stride, total[t]);
}

static void multiply_f32(
    const float *panels, int32_t columns, int32_t panel_count, const float *input, int32_t count, float *output,
    int32_t stride) {
    for (int32_t p = 0; p < panel_count; p++) {
        const float *panel = panels + (int64_t)p * columns * CK_PANEL;
        int32_t t = 0;
        for (; t + CK_LANE_ROWS <= count; t += CK_LANE_ROWS) {
            panel_f32(CK_LANE_ROWS, panel, columns, input + (int64_t)t * columns, output + (int64_t)t * stride + p * CK_PANEL, stride);
        }
        for (; t < count; t++) {
            panel_f32(1, panel, columns, input + (int64_t)t * columns, output + (int64_t)t * stride + p * CK_PANEL, stride);
        }
    }
}

// MARK: - Attention

// scores[r][cell] = query r · key cell, for whole blocks of 16 cells, BLOCKS at a time.
CK_INLINE int32_t score_blocks(const int ROWS, const int BLOCKS, const ck_queries *q, int32_t block, int32_t end) {
    int32_t size = q->head_size;
    for (; block + BLOCKS <= end; block += BLOCKS) {
        const float *keys = q->keys + (int64_t)block * size * 16;
        lanes total[CK_QUERIES];
        for (int i = 0; i < ROWS * BLOCKS; i++) total[i] = splat(0);
        for (int32_t d = 0; d < size; d++) {
            for (int b = 0; b < BLOCKS; b++) {
                lanes key = load(keys + ((int64_t)b * size + d) * 16);
                for (int r = 0; r < ROWS; r++) total[r * BLOCKS + b] += key * q->query[r][d];
            }
        }
        for (int r = 0; r < ROWS; r++) {
            for (int b = 0; b < BLOCKS; b++) store(q->scores + (int64_t)r * q->stride + (block + b) * 16, total[r * BLOCKS + b]);
        }
    }
    return block;
}

// The scores of the cells of a query's own branch, behind those it shares.
CK_INLINE void score_branch(const ck_queries *q, int r) {
    const ck_token *token = q->token[r];
    int32_t size = q->head_size;
    for (int32_t first = 0; first < token->branch_count; first += 16) {
        const float *keys = q->keys + (int64_t)(token->branch + first) * size;
        lanes total = splat(0);
        for (int32_t d = 0; d < size; d++) total += load(keys + d * 16) * q->query[r][d];
        store(q->scores + (int64_t)r * q->stride + token->shared + first, total);
    }
}

// Scores become e^(score - greatest), and 0 from `seen` to `end`; gives their sum.
CK_INLINE float soften(float *scores, int32_t seen, int32_t end) {
    int32_t whole = seen & ~15;
    for (int32_t i = seen; i < whole + 16; i++) scores[i] = -__builtin_inff();
    lanes most = load(scores);
    for (int32_t i = 16; i < seen; i += 16) most = larger(most, load(scores + i));
    float top = greatest(most);
    lanes total = splat(0);
    for (int32_t i = 0; i < whole; i += 16) {
        lanes value = exponential(load(scores + i) - top);
        store(scores + i, value);
        total += value;
    }
    if (whole < seen) {
        store(scores + whole, exponential(load(scores + whole) - top));
        for (int32_t i = seen; i < whole + 16; i++) scores[i] = 0;
        total += load(scores + whole);
    }
    for (int32_t i = seen; i < end; i++) scores[i] = 0;
    return sum(total);
}

// Sixteen or 32 numbers of each output: the values of the cells that all share, weighted.
CK_INLINE void weigh_shared(const int ROWS, const int PARTS, const ck_queries *q, int32_t shared, int32_t offset) {
    lanes total[2 * CK_QUERIES];
    for (int i = 0; i < ROWS * PARTS; i++) total[i] = splat(0);
    const float *values = q->values + offset;
    for (int32_t cell = 0; cell < shared; cell++) {
        lanes value[2];
        for (int part = 0; part < PARTS; part++) value[part] = load(values + (int64_t)cell * q->head_size + part * 16);
        for (int r = 0; r < ROWS; r++) {
            lanes weight = splat(q->scores[(int64_t)r * q->stride + cell]);
            for (int part = 0; part < PARTS; part++) total[r * PARTS + part] += value[part] * weight;
        }
    }
    for (int r = 0; r < ROWS; r++) {
        for (int part = 0; part < PARTS; part++) store(q->output[r] + offset + part * 16, total[r * PARTS + part]);
    }
}

// Adds the values of the query's own branch and divides by the sum of the weights.
CK_INLINE void weigh_branch(const ck_queries *q, int r, float inverse) {
    const ck_token *token = q->token[r];
    const float *weights = q->scores + (int64_t)r * q->stride + token->shared;
    for (int32_t d = 0; d < q->head_size; d += 16) {
        lanes total = load(q->output[r] + d);
        const float *values = q->values + (int64_t)token->branch * q->head_size + d;
        for (int32_t i = 0; i < token->branch_count; i++) {
            total += load(values + (int64_t)i * q->head_size) * splat(weights[i]);
        }
        store(q->output[r] + d, total * inverse);
    }
}

CK_INLINE void attend_rows(const int ROWS, const ck_queries *q) {
    int32_t shared = 0;
    for (int r = 0; r < ROWS; r++) shared = q->token[r]->shared > shared ? q->token[r]->shared : shared;
    int32_t blocks = (shared + 15) / 16, block = 0;
    if (ROWS == 1) block = score_blocks(ROWS, 4, q, block, blocks);
    if (ROWS == 2) block = score_blocks(ROWS, 2, q, block, blocks);
    score_blocks(ROWS, 1, q, block, blocks);
    float sums[CK_QUERIES];
    for (int r = 0; r < ROWS; r++) {
        score_branch(q, r);
        int32_t seen = q->token[r]->shared + q->token[r]->branch_count;
        sums[r] = soften(q->scores + (int64_t)r * q->stride, seen, shared);
    }
    int32_t d = 0;
    for (; d + 32 <= q->head_size; d += 32) weigh_shared(ROWS, 2, q, shared, d);
    if (d < q->head_size) weigh_shared(ROWS, 1, q, shared, d);
    for (int r = 0; r < ROWS; r++) weigh_branch(q, r, 1.0f / sums[r]);
}

static void attend(const ck_queries *queries) {
    ck_queries q = *queries;
    int32_t first = 0;
    while (first < queries->count) {
        int32_t rest = queries->count - first;
        int32_t rows = rest >= 8 && CK_LANE_ROWS >= 8 ? 8 : rest >= 4 && CK_LANE_ROWS >= 4 ? 4 : rest >= 2 ? 2 : 1;
        for (int32_t r = 0; r < rows; r++) {
            q.query[r] = queries->query[first + r];
            q.output[r] = queries->output[first + r];
            q.token[r] = queries->token[first + r];
        }
        if (rows == 8) attend_rows(8, &q);
        else if (rows == 4) attend_rows(4, &q);
        else if (rows == 2) attend_rows(2, &q);
        else attend_rows(1, &q);
        first += rows;
    }
}

static float log_sum(const float *values, int32_t count) {
    float most = values[0];
    for (int32_t i = 1; i < count; i++) most = values[i] > most ? values[i] : most;
    lanes total = splat(0);
    float last[16];
    for (int32_t i = 0; i < count; i += 16) {
        const float *from = values + i;
        if (count - i < 16) {
            for (int32_t lane = 0; lane < 16; lane++) last[lane] = lane < count - i ? values[i + lane] : -__builtin_inff();
            from = last;
        }
        total += exponential(load(from) - most);
    }
    return most + logf(sum(total));
}

#define CK_PATH(identifier, label)                                                                             \
    const struct ck_path identifier = {                                                                       \
        .name = label,                                                                                        \
        .normalize = normalize,                                                                               \
        .gate = gate,                                                                                         \
        .rotate = rotate,                                                                                     \
        .quantize = quantize,                                                                                 \
        .multiply_q8 = multiply_q8,                                                                           \
        .multiply_f32 = multiply_f32,                                                                         \
        .attend = attend,                                                                                     \
        .log_sum = log_sum,                                                                                    \
    }
