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
#define CK_FOLD(v, with) \
    v = with(v, __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)); \
    v = with(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11)); \
    v = with(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13)); \
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

static void multiply_f32(const float *panels, int32_t columns, int32_t panel_count, const float *input, int32_t count,
    float *output, int32_t stride) {
    for (int32_t p = 0; p < panel_count; p++) {
        const float *panel = panels + (int64_t)p * columns * CK_PANEL;
        int32_t t = 0;
        for (; t + CK_LANE_ROWS <= count; t += CK_LANE_ROWS) {
            panel_f32(CK_LANE_ROWS, panel, columns, input + (int64_t)t * columns,
                output + (int64_t)t * stride + p * CK_PANEL, stride);
        }
        for (; t < count; t++) {
            panel_f32(
                1, panel, columns, input + (int64_t)t * columns, output + (int64_t)t * stride + p * CK_PANEL, stride);
        }
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
            for (int32_t lane = 0; lane < 16; lane++)
                last[lane] = lane < count - i ? values[i + lane] : -__builtin_inff();
            from = last;
        }
        total += exponential(load(from) - most);
    }
    return most + logf(sum(total));
}
