/// The arithmetic of a Llama decoder: packed weights, the stages of a layer, and the threads that run them.
///
/// Every number of a result is computed by the same operations in the same order whatever the number of threads, the
/// size of a batch or the tile it falls in. So results are equal to the bit, on one path.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: - Paths

/// The kernels for one kind of processor.
typedef struct ck_path ck_path;

/// How many paths this processor can take; at least one.
int32_t ck_path_count(void);
/// A path this processor can take: 0 is the fastest, the last is plain C.
const ck_path *ck_path_at(int32_t index);
/// "avx512", "avx2", "neon" or "portable".
const char *ck_path_name(const ck_path *path);

// MARK: - Weights

/// How the weights of a matrix are held.
typedef enum ck_format {
    CK_FLOAT32 = 0,
    /// Blocks of 32 columns with one scale, GGUF's Q8_0.
    CK_QUANT8 = 1,
} ck_format;

/// Weights of shape (rows, columns), re-laid in panels of 16 rows, which is how all kernels read them.
///
/// A panel of CK_FLOAT32 is (columns, 16 rows) floats. A panel of CK_QUANT8 is (blocks of 32 columns, 8 groups, 16
/// rows, 4 columns) bytes, each a weight plus 128, so that 64 bytes are four columns of all rows; then the scales,
/// (blocks, 16 rows) half floats; then up to the next multiple of 64 bytes. Rows that the last panel lacks are zeros.
typedef struct ck_matrix {
    ck_format format;
    int32_t rows;
    int32_t columns;
    /// Aligned to 64 bytes.
    const void *panels;
} ck_matrix;

/// The bytes of `rows` packed rows, the last panel filled up.
size_t ck_packed_size(ck_format format, int64_t rows, int64_t columns);
/// Packs rows of Q8_0 (34 bytes a block) as CK_QUANT8.
void ck_pack_q8(const void *blocks, int64_t rows, int64_t columns, void *panels);
/// Packs rows of half floats as CK_FLOAT32.
void ck_pack_f16(const void *halves, int64_t rows, int64_t columns, void *panels);
/// Packs rows of floats, which need not be aligned, as CK_FLOAT32.
void ck_pack_f32(const void *floats, int64_t rows, int64_t columns, void *panels);
/// Half floats as floats.
void ck_widen(const void *halves, int64_t count, float *floats);

// MARK: - Threads

/// Threads that help the one that calls. A pool serves one batch at a time; a second one at once runs on its own thread
/// alone, with the same result.
typedef struct ck_pool ck_pool;

/// Starts `threads - 1` threads, which sleep when there is nothing to do. NULL when the system has none left.
ck_pool *ck_pool_create(int32_t threads);
void ck_pool_destroy(ck_pool *pool);

// MARK: - The decoder

/// The sizes of a decoder. `width`, `hidden` and `head_size` are multiples of 16.
typedef struct ck_shape {
    int32_t width;
    int32_t heads;
    /// Keys and values have fewer heads; `heads / kv_heads` queries share one.
    int32_t kv_heads;
    int32_t head_size;
    int32_t hidden;
    /// Positions that the rotations are known for.
    int32_t context;
    float epsilon;
    /// (context, 2, head_size): cosines twice each, then sines with the sign of the pair's first and second number.
    const float *rotations;
} ck_shape;

/// Fills the (context, 2, head_size) table: pair `i` of position `p` turns by `p * base^(-2i / head_size)`.
void ck_rotations(float *table, int32_t context, int32_t head_size, double base);

/// The weights of one layer.
typedef struct ck_layer {
    /// (width)
    const float *attention_norm;
    /// ((heads + 2 * kv_heads) * head_size, width): queries, keys, values.
    ck_matrix projection;
    /// (width, heads * head_size)
    ck_matrix output;
    /// (width)
    const float *feed_norm;
    /// (hidden, width) each
    ck_matrix gate, up;
    /// (width, hidden)
    ck_matrix down;
} ck_layer;

/// What one layer remembers of the tokens so far. A cell is a token's place in it.
typedef struct ck_cache {
    /// (kv_heads, cells / 16, head_size, 16 cells)
    float *keys;
    /// (kv_heads, cells, head_size)
    float *values;
    /// A multiple of 16.
    int32_t cells;
} ck_cache;

/// A token of a batch: where it stands and what it sees.
typedef struct ck_token {
    int32_t position;
    /// Where its key and its value go.
    int32_t cell;
    /// It sees the cells before this one. All tokens of a batch with branches have the same.
    int32_t shared;
    /// Then the cells of its own branch: the first, a multiple of 16, and how many. None in a plain text.
    int32_t branch, branch_count;
} ck_token;

/// Room for the numbers of one batch in work.
typedef struct ck_workspace ck_workspace;

/// NULL when there is not enough memory. The shape is copied, its table is not; pool and table must live longer.
///
/// - tokens: the most of a batch.
/// - seen: the most cells that a token sees.
ck_workspace *ck_workspace_create(
    const ck_path *path, ck_pool *pool, int32_t threads, const ck_shape *shape, int32_t tokens, int32_t seen);
void ck_workspace_destroy(ck_workspace *workspace);

/// Takes the pool for a batch, where it is free; `ck_end` gives it back.
void ck_begin(ck_workspace *workspace);
void ck_end(ck_workspace *workspace);

/// Begins with the rows of the embedding (vocabulary, width) that the ids name.
void ck_embed(ck_workspace *workspace, const ck_matrix *embedding, const int32_t *ids, int32_t count);
/// A layer's first half: queries for the batch; keys and values into the cache.
void ck_project(
    ck_workspace *workspace, const ck_layer *layer, const ck_cache *cache, const ck_token *tokens, int32_t count);
/// Goes on with some tokens of the batch: `rows` ascending, each less than the count before.
void ck_keep(ck_workspace *workspace, const int32_t *rows, int32_t count);
/// A layer's second half: attention and the feed-forward network, for the tokens kept.
void ck_mix(
    ck_workspace *workspace, const ck_layer *layer, const ck_cache *cache, const ck_token *tokens, int32_t count);
/// The logits (count, panels, 16) of some panels of 16 vocabulary rows, or of all in order where `panels` is NULL.
///
/// - norm: (width)
/// - rows: of which tokens kept, `count` in any order.
void ck_logits(ck_workspace *workspace, const float *norm, const ck_matrix *output, const int32_t *panels,
    int32_t panel_count, const int32_t *rows, int32_t count, float *logits);
/// log(sum(e^logit)) of `count` numbers.
float ck_log_sum(const ck_path *path, const float *logits, int32_t count);

// MARK: - Memory

/// Memory aligned to 64 bytes that the system gives when it is touched; NULL when there is none.
void *ck_reserve(size_t bytes);
void ck_release(void *memory);

// MARK: - For tests

/// `output[t * rows16 + r]`, the product of `count` vectors (count, columns) and a matrix by one path, on this thread.
void ck_multiply(const ck_path *path, const ck_matrix *matrix, const float *input, int32_t count, float *output);

#endif
