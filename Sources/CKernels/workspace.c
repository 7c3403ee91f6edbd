#include "workspace.h"

#include <stdlib.h>
#include <string.h>

void *ck_reserve(size_t bytes) {
    void *memory = NULL;
    return posix_memalign(&memory, 64, bytes + 64) == 0 ? memory : NULL;
}

void ck_release(void *memory) { free(memory); }

static void *room(size_t count, size_t size) { return ck_reserve(count * size); }

ck_workspace *ck_workspace_create(
    const ck_path *path, ck_pool *pool, int32_t threads, const ck_shape *shape, int32_t tokens, int32_t seen) {
    ck_workspace *space = calloc(1, sizeof *space);
    if (!space) return NULL;
    space->path = path;
    space->pool = pool;
    space->threads = threads;
    space->shape = *shape;
    space->tokens = tokens;
    space->stride = ((seen + 15) & ~15) + 32;
    size_t heads_width = (size_t)shape->heads * shape->head_size;
    size_t kv_width = (size_t)shape->kv_heads * shape->head_size;
    size_t input = heads_width;
    if (input < (size_t)shape->width) input = shape->width;
    if (input < (size_t)shape->hidden) input = shape->hidden;
    size_t output = heads_width + 2 * kv_width;
    if (output < (size_t)shape->width) output = shape->width;
    if (output < (size_t)shape->hidden) output = shape->hidden;
    space->stream = room((size_t)tokens * shape->width, sizeof(float));
    space->queries = room(tokens * heads_width, sizeof(float));
    space->attended = room(tokens * heads_width, sizeof(float));
    space->hidden = room((size_t)tokens * shape->hidden, sizeof(float));
    space->scratch = calloc((size_t)threads, sizeof *space->scratch);
    bool complete = space->stream && space->queries && space->attended && space->hidden && space->scratch;
    for (int32_t i = 0; complete && i < threads; i++) {
        ck_scratch *scratch = &space->scratch[i];
        scratch->normal = room(CK_TILE * input, sizeof(float));
        scratch->rounded.bytes = room(CK_TILE * input, 1);
        scratch->rounded.scales = room(CK_TILE * input / CK_BLOCK, sizeof(float));
        scratch->rounded.excess = room(CK_TILE * input / CK_BLOCK, sizeof(int32_t));
        scratch->product = room(CK_TILE * output, sizeof(float));
        scratch->other = room(CK_TILE * output, sizeof(float));
        scratch->scores = room((size_t)CK_QUERIES * space->stride, sizeof(float));
        complete = scratch->normal && scratch->rounded.bytes && scratch->rounded.scales && scratch->rounded.excess &&
                   scratch->product && scratch->other && scratch->scores;
    }
    if (complete) return space;
    ck_workspace_destroy(space);
    return NULL;
}

void ck_workspace_destroy(ck_workspace *space) {
    if (!space) return;
    for (int32_t i = 0; space->scratch && i < space->threads; i++) {
        ck_scratch *scratch = &space->scratch[i];
        free(scratch->normal);
        free(scratch->rounded.bytes);
        free(scratch->rounded.scales);
        free(scratch->rounded.excess);
        free(scratch->product);
        free(scratch->other);
        free(scratch->scores);
    }
    free(space->scratch);
    free(space->stream);
    free(space->queries);
    free(space->attended);
    free(space->hidden);
    free(space);
}

void ck_begin(ck_workspace *space) { space->owns_pool = space->threads > 1 && ck_pool_enter(space->pool); }

void ck_end(ck_workspace *space) {
    if (space->owns_pool) ck_pool_leave(space->pool);
    space->owns_pool = false;
}

void ck_keep(ck_workspace *space, const int32_t *rows, int32_t count) {
    size_t width = space->shape.width, heads_width = (size_t)space->shape.heads * space->shape.head_size;
    for (int32_t i = 0; i < count; i++) {
        if (rows[i] == i) continue;
        memcpy(space->stream + i * width, space->stream + rows[i] * width, width * sizeof(float));
        memcpy(space->queries + i * heads_width, space->queries + rows[i] * heads_width, heads_width * sizeof(float));
    }
}
