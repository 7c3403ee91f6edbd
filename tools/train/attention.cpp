// Causal attention over examples that stand end to end, forward and backward, for small heads on a CPU.
//
// A tile of 16 queries meets all its keys at once: an example has 2048 tokens at most, so a tile's scores fit the cache
// and softmax needs no second pass. Everything is computed in F32; a task is one example's key and value head with the
// query heads that share it. Shapes, row-major: q, out, grad (rows, heads, D); k, v (rows, kv_heads, D);
// logsumexp (rows, heads). Values are F32, or BF16 where `half` is set.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace {

constexpr int kLanes = 16, kTile = 16;
typedef float Lanes __attribute__((vector_size(4 * kLanes)));
typedef float LooseLanes __attribute__((vector_size(4 * kLanes), aligned(4)));
typedef int32_t Bits __attribute__((vector_size(4 * kLanes)));

inline Lanes load(const float *p) { return *reinterpret_cast<const LooseLanes *>(p); }
inline void store(float *p, Lanes x) { *reinterpret_cast<LooseLanes *>(p) = x; }
inline Lanes splat(float x) { return x - Lanes{}; }

// e^x for x <= 0 to about 2 units in the last place; 2^n is added to the exponent bits.
inline Lanes exponential(Lanes x) {
    Lanes t = x * 1.44269504f;
    t = t < -126.f ? splat(-126.f) : t;
    const Lanes magic = splat(12582912.f);
    Lanes shifted = t + magic, f = t - (shifted - magic);
    Lanes p = f * 0.00133335581f + 0.00961812911f;
    p = p * f + 0.0555041087f;
    p = p * f + 0.240226507f;
    p = p * f + 0.693147181f;
    p = p * f + 1.f;
    return (Lanes)((Bits)p + ((Bits)shifted << 23));
}

struct View {  // one head of a (rows, heads, D) tensor
    void *data;
    int64_t heads, head;
    bool half;
    template <int D> void read(int64_t row, float *into) const {
        int64_t at = (row * heads + head) * D;
        if (!half) { std::memcpy(into, static_cast<float *>(data) + at, 4 * D); return; }
        const uint16_t *p = static_cast<uint16_t *>(data) + at;
        for (int d = 0; d < D; d++) { uint32_t b = uint32_t(p[d]) << 16; std::memcpy(into + d, &b, 4); }
    }
    template <int D> void write(int64_t row, const float *from) const {
        int64_t at = (row * heads + head) * D;
        if (!half) { std::memcpy(static_cast<float *>(data) + at, from, 4 * D); return; }
        uint16_t *p = static_cast<uint16_t *>(data) + at;
        for (int d = 0; d < D; d++) {
            uint32_t b; std::memcpy(&b, from + d, 4);
            p[d] = uint16_t((b + 0x7fff + ((b >> 16) & 1)) >> 16);
        }
    }
};

struct Arrays {  // all of one thread's scratch, sized for the longest example
    int64_t wide;  // keys, rounded up to whole lanes of three
    std::vector<float> k, v, kt, vt, dk, dv, scores, slopes;
    template <int D> void size(int64_t time) {
        wide = (time + 48 + 47) / 48 * 48;
        for (auto *x : {&k, &v, &kt, &vt, &dk, &dv}) x->assign(wide * D, 0.f);
        for (auto *x : {&scores, &slopes}) x->assign(kTile * wide, 0.f);
    }
};

// into (kTile, n) = a (kTile, D) times bt (D, wide); n is rounded up to 48 columns.
template <int D> void outer(const float *a, const float *bt, int64_t wide, int64_t n, float *into) {
    for (int64_t j = 0; j < n; j += 3 * kLanes)
        for (int r = 0; r < kTile; r += 8) {
            Lanes acc[8][3] = {};
            for (int d = 0; d < D; d++) {
                const float *b = bt + d * wide + j;
                Lanes b0 = load(b), b1 = load(b + kLanes), b2 = load(b + 2 * kLanes);
#pragma GCC unroll 8
                for (int i = 0; i < 8; i++) {
                    Lanes x = splat(a[(r + i) * D + d]);
                    acc[i][0] += x * b0, acc[i][1] += x * b1, acc[i][2] += x * b2;
                }
            }
            for (int i = 0; i < 8; i++)
                for (int c = 0; c < 3; c++) store(into + (r + i) * wide + j + c * kLanes, acc[i][c]);
        }
}

// into (kTile, D) = a (kTile, n) times b (n, D).
template <int D> void inner(const float *a, int64_t wide, int64_t n, const float *b, float *into) {
    for (int r = 0; r < kTile; r += 8)
        for (int c = 0; c < D; c += 2 * kLanes) {
            constexpr int W = D < 2 * kLanes ? 1 : 2;
            Lanes acc[8][W] = {};
            const float *rows = a + r * wide;
            for (int64_t j = 0; j < n; j++)
#pragma GCC unroll 8
                for (int i = 0; i < 8; i++)
                    for (int w = 0; w < W; w++) acc[i][w] += splat(rows[i * wide + j]) * load(b + j * D + c + w * kLanes);
            for (int i = 0; i < 8; i++)
                for (int w = 0; w < W; w++) store(into + (r + i) * D + c + w * kLanes, acc[i][w]);
        }
}

// into (n, D) += a (kTile, n) transposed times b (kTile, D).
template <int D> void gather(const float *a, int64_t wide, int64_t n, const float *b, float *into) {
    for (int64_t j = 0; j < n; j += 8)
        for (int c = 0; c < D; c += 2 * kLanes) {
            constexpr int W = D < 2 * kLanes ? 1 : 2;
            Lanes acc[8][W];
            for (int i = 0; i < 8; i++)
                for (int w = 0; w < W; w++) acc[i][w] = load(into + (j + i) * D + c + w * kLanes);
            for (int r = 0; r < kTile; r++)
#pragma GCC unroll 8
                for (int i = 0; i < 8; i++)
                    for (int w = 0; w < W; w++) acc[i][w] += splat(a[r * wide + j + i]) * load(b + r * D + c + w * kLanes);
            for (int i = 0; i < 8; i++)
                for (int w = 0; w < W; w++) store(into + (j + i) * D + c + w * kLanes, acc[i][w]);
        }
}

template <int D> void read_tile(const View &of, int64_t begin, int64_t count, float scale, float *into) {
    std::memset(into, 0, 4 * kTile * D);
    for (int64_t i = 0; i < count; i++) of.read<D>(begin + i, into + i * D);
    for (int i = 0; i < kTile * D; i++) into[i] *= scale;
}

template <int D> void read_keys(const View &of, int64_t begin, int64_t time, int64_t wide, float *rows, float *columns) {
    for (int64_t j = 0; j < time; j++) {
        of.read<D>(begin + j, rows + j * D);
        for (int d = 0; d < D; d++) columns[d * wide + j] = rows[j * D + d];
    }
}

// scores = e^(scores - shift) on the first `seen` columns and 0 up to `n`; returns their sum.
inline float soften(float *scores, int64_t seen, int64_t n, float shift) {
    for (int64_t j = seen; j < n; j++) scores[j] = -INFINITY;
    Lanes sum{}, by = splat(shift);
    for (int64_t j = 0; j < n; j += kLanes) {
        Lanes s = load(scores + j), e = exponential(s - by);
        e = s == splat(-INFINITY) ? Lanes{} : e;
        store(scores + j, e);
        sum += e;
    }
    float total = 0;
    for (int i = 0; i < kLanes; i++) total += sum[i];
    return total;
}

struct Call {
    View q, k, v, out, grad, dq, dk, dv;
    float *logsumexp;
    int64_t groups;
};

inline int64_t whole(int64_t n, int64_t unit) { return (n + unit - 1) / unit * unit; }

template <int D> void forward(Call c, int64_t begin, int64_t time, Arrays &s) {
    alignas(64) float q[kTile * D], out[kTile * D];
    s.size<D>(time);
    read_keys<D>(c.k, begin, time, s.wide, s.k.data(), s.kt.data());
    read_keys<D>(c.v, begin, time, s.wide, s.v.data(), s.vt.data());
    for (int64_t g = 0; g < c.groups; g++) {
        c.q.head = c.out.head = c.k.head * c.groups + g;
        for (int64_t i = 0; i < time; i += kTile) {
            int64_t count = std::min<int64_t>(kTile, time - i), n = i + count;
            read_tile<D>(c.q, begin + i, count, 1 / std::sqrt(float(D)), q);
            outer<D>(q, s.kt.data(), s.wide, n, s.scores.data());
            float sums[kTile];
            for (int64_t r = 0; r < kTile; r++) {
                float *row = s.scores.data() + r * s.wide, most = -INFINITY;
                int64_t seen = std::min(i + r + 1, n);
                for (int64_t j = 0; j < seen; j++) most = row[j] > most ? row[j] : most;
                sums[r] = soften(row, seen, whole(n, kLanes), most);
                if (r < count) c.logsumexp[(begin + i + r) * c.q.heads + c.q.head] = most + std::log(sums[r]);
            }
            inner<D>(s.scores.data(), s.wide, n, s.v.data(), out);
            for (int64_t r = 0; r < count; r++) {
                for (int d = 0; d < D; d++) out[r * D + d] /= sums[r];
                c.out.write<D>(begin + i + r, out + r * D);
            }
        }
    }
}

template <int D> void backward(Call c, int64_t begin, int64_t time, Arrays &s) {
    alignas(64) float q[kTile * D], out[kTile * D], grad[kTile * D], dq[kTile * D];
    const float scale = 1 / std::sqrt(float(D));
    s.size<D>(time);
    read_keys<D>(c.k, begin, time, s.wide, s.k.data(), s.kt.data());
    read_keys<D>(c.v, begin, time, s.wide, s.v.data(), s.vt.data());
    for (int64_t g = 0; g < c.groups; g++) {
        c.q.head = c.out.head = c.grad.head = c.dq.head = c.k.head * c.groups + g;
        for (int64_t i = 0; i < time; i += kTile) {
            int64_t count = std::min<int64_t>(kTile, time - i), n = i + count, n16 = whole(n, kLanes);
            read_tile<D>(c.q, begin + i, count, scale, q);
            read_tile<D>(c.out, begin + i, count, 1, out);
            read_tile<D>(c.grad, begin + i, count, 1, grad);
            outer<D>(q, s.kt.data(), s.wide, n, s.scores.data());
            outer<D>(grad, s.vt.data(), s.wide, n, s.slopes.data());
            for (int64_t r = 0; r < kTile; r++) {
                float *p = s.scores.data() + r * s.wide, *slope = s.slopes.data() + r * s.wide, mean = 0;
                for (int d = 0; d < D; d++) mean += out[r * D + d] * grad[r * D + d];
                if (r < count) soften(p, i + r + 1, n16, c.logsumexp[(begin + i + r) * c.q.heads + c.q.head]);
                else std::memset(p, 0, 4 * n16);
                for (int64_t j = 0; j < n16; j += kLanes) store(slope + j, load(p + j) * (load(slope + j) - mean));
            }
            inner<D>(s.slopes.data(), s.wide, n, s.k.data(), dq);
            gather<D>(s.scores.data(), s.wide, n, grad, s.dv.data());
            gather<D>(s.slopes.data(), s.wide, n, q, s.dk.data());
            for (int64_t r = 0; r < count; r++) {
                for (int d = 0; d < D; d++) dq[r * D + d] *= scale;
                c.dq.write<D>(begin + i + r, dq + r * D);
            }
        }
    }
    for (int64_t j = 0; j < time; j++) {
        c.dk.write<D>(begin + j, s.dk.data() + j * D);
        c.dv.write<D>(begin + j, s.dv.data() + j * D);
    }
}

template <int D> void run(const Call &call, const int64_t *starts, int64_t segments, int64_t kv_heads, bool is_backward, int threads) {
    std::atomic<int64_t> next{0};
#pragma omp parallel num_threads(threads)
    {
        Arrays scratch;
        for (int64_t task; (task = next++) < segments * kv_heads;) {
            int64_t segment = task / kv_heads, begin = starts[segment], time = starts[segment + 1] - begin;
            if (time <= 0) continue;
            Call c = call;
            c.k.head = c.v.head = c.dk.head = c.dv.head = task % kv_heads;
            is_backward ? backward<D>(c, begin, time, scratch) : forward<D>(c, begin, time, scratch);
        }
    }
}

}  // namespace

// Returns 0, or 1 where no code is made for the head's size. For the forward pass grad, dq, dk and dv are null.
extern "C" int thimble_attention(
    void *q, void *k, void *v, void *out, float *logsumexp, void *grad, void *dq, void *dk, void *dv, const int64_t *starts,
    int64_t segments, int64_t heads, int64_t kv_heads, int64_t head_dim, int half, int threads) {
    auto view = [&](void *data, int64_t n) { return View{data, n, 0, half != 0}; };
    Call call{view(q, heads), view(k, kv_heads), view(v, kv_heads), view(out, heads), view(grad, heads),
              view(dq, heads), view(dk, kv_heads), view(dv, kv_heads), logsumexp, heads / kv_heads};
    switch (head_dim) {
    case 16: run<16>(call, starts, segments, kv_heads, grad != nullptr, threads); return 0;
    case 32: run<32>(call, starts, segments, kv_heads, grad != nullptr, threads); return 0;
    case 64: run<64>(call, starts, segments, kv_heads, grad != nullptr, threads); return 0;
    default: return 1;
    }
}
