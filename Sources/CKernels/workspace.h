/// The numbers of one batch in work.
#ifndef CK_WORKSPACE_H
#define CK_WORKSPACE_H

#include "path.h"
#include "pool.h"

/// Tokens that one item of a stage works on; a multiple of CK_QUERIES.
#define CK_TILE 32

/// What a thread needs for its item.
typedef struct ck_scratch {
    /// (CK_TILE, widest input)
    float *normal;
    ck_rounded rounded;
    /// (CK_TILE, widest output) twice
    float *product, *other;
    /// (CK_QUERIES, stride)
    float *scores;
} ck_scratch;

struct ck_workspace {
    const ck_path *path;
    ck_pool *pool;
    bool owns_pool;
    int32_t threads;
    ck_shape shape;
    int32_t tokens, stride;
    /// (tokens, width): the residual stream.
    float *stream;
    /// (tokens, heads * head_size)
    float *queries, *attended;
    /// (tokens, hidden)
    float *hidden;
    /// One a thread.
    ck_scratch *scratch;
};

/// Row `row` of a packed matrix as floats (columns).
void ck_copy_row(const ck_matrix *matrix, int32_t row, float *output);

static inline int32_t ck_tiles(int32_t count) { return (count + CK_TILE - 1) / CK_TILE; }

static inline int32_t ck_least(int32_t a, int32_t b) { return a < b ? a : b; }

/// Into how many parts the rows of a stage are cut, so that every thread has enough items.
static inline int32_t ck_parts(const ck_workspace *workspace, int32_t tiles, int32_t most) {
    if (workspace->threads == 1) return 1;
    // A long batch has items to spare, so that a thread which was held up does not hold up all. A single token is done so
    // soon that each item more costs more than it can save.
    int32_t items = tiles > 1 ? 4 * workspace->threads : workspace->threads;
    int32_t parts = (items + tiles - 1) / tiles;
    return parts < 1 ? 1 : ck_least(parts, most);
}

static inline void ck_run(ck_workspace *workspace, ck_task task, void *context, int32_t count) {
    if (workspace->owns_pool && count > 1) {
        ck_pool_run(workspace->pool, task, context, count);
    } else {
        for (int32_t item = 0; item < count; item++) task(context, item, 0);
    }
}

#endif
