/// The stages of a decoder's layer. Each is a job whose items are (tile of tokens, part of the rows): a long batch is cut
/// by tokens, a single token by rows. An item prepares its input itself, since that costs less than another wait for all.
#include "workspace.h"

#include <math.h>
#include <string.h>

/// A stage in work.
typedef struct stage {
    ck_workspace *space;
    const ck_layer *layer;
    const ck_cache *cache;
    const ck_token *tokens;
    int32_t count;
    int32_t parts;
} stage;

/// Vectors that are to be multiplied, in the form that the matrix wants.
typedef struct input {
    const float *floats;
    const ck_rounded *rounded;
} input;

static input prepare(const ck_workspace *space, ck_scratch *scratch, ck_format format, const float *floats,
    int32_t count, int32_t columns) {
    if (format == CK_QUANT8) space->path->quantize(floats, count * columns, &scratch->rounded);
    return (input){floats, &scratch->rounded};
}

// Rows of the stream, normalised: `rows`, or `count` from `first`.
static const float *normal(const ck_workspace *space, ck_scratch *scratch, const float *weight, const int32_t *rows,
    int32_t first, int32_t count) {
    int32_t width = space->shape.width;
    for (int32_t t = 0; t < count; t++) {
        const float *from = space->stream + (int64_t)(rows ? rows[t] : first + t) * width;
        space->path->normalize(from, weight, space->shape.epsilon, width, scratch->normal + (int64_t)t * width);
    }
    return scratch->normal;
}

// output (count, stride) from `panels` panels, the first being number `first`.
static void multiply(const ck_workspace *space, const ck_matrix *matrix, int32_t first, int32_t panels, input in,
    int32_t count, float *output, int32_t stride) {
    const uint8_t *from =
        (const uint8_t *)matrix->panels + (int64_t)first * ck_packed_size(matrix->format, 1, matrix->columns);
    if (matrix->format == CK_QUANT8) {
        space->path->multiply_q8(from, matrix->columns, panels, in.rounded, count, output, stride);
    } else {
        space->path->multiply_f32((const float *)from, matrix->columns, panels, in.floats, count, output, stride);
    }
}

/// The tokens and the share of `units` that are an item's.
typedef struct share {
    int32_t token, count, first, units;
} share;

static share share_of(const stage *stage, int32_t item, int32_t units) {
    int32_t token = item / stage->parts * CK_TILE, part = item % stage->parts;
    int32_t first = (int32_t)((int64_t)units * part / stage->parts);
    int32_t end = (int32_t)((int64_t)units * (part + 1) / stage->parts);
    return (share){token, ck_least(CK_TILE, stage->count - token), first, end - first};
}

static void run(stage stage, ck_task task, int32_t units) {
    int32_t tiles = ck_tiles(stage.count);
    stage.parts = ck_parts(stage.space, tiles, units);
    ck_run(stage.space, task, &stage, tiles * stage.parts);
}

void ck_embed(ck_workspace *space, const ck_matrix *embedding, const int32_t *ids, int32_t count) {
    int32_t columns = embedding->columns;
    for (int32_t t = 0; t < count; t++) {
        ck_copy_row(embedding, ids[t], space->stream + (int64_t)t * columns);
    }
}

// MARK: - Queries, keys and values; a unit is a head

static void store_key(const stage *stage, int32_t head, int32_t cell, const float *key) {
    int32_t size = stage->space->shape.head_size;
    float *to = stage->cache->keys + ((int64_t)head * stage->cache->cells + (cell & ~15)) * size + (cell & 15);
    for (int32_t d = 0; d < size; d++) to[d * 16] = key[d];
}

static void project(void *context, int32_t item, int32_t thread) {
    const stage *stage = context;
    const ck_workspace *space = stage->space;
    const ck_shape *shape = &space->shape;
    ck_scratch *scratch = &space->scratch[thread];
    int32_t size = shape->head_size, heads = shape->heads, kv_heads = shape->kv_heads;
    share mine = share_of(stage, item, heads + 2 * kv_heads);
    const ck_matrix *matrix = &stage->layer->projection;

    const float *floats = normal(space, scratch, stage->layer->attention_norm, NULL, mine.token, mine.count);
    input in = prepare(space, scratch, matrix->format, floats, mine.count, shape->width);
    int32_t stride = mine.units * size;
    multiply(space, matrix, mine.first * size / CK_PANEL, stride / CK_PANEL, in, mine.count, scratch->product, stride);

    float scale = 1.0f / sqrtf((float)size);
    for (int32_t t = 0; t < mine.count; t++) {
        const ck_token *token = &stage->tokens[mine.token + t];
        const float *rotation = shape->rotations + (int64_t)token->position * 2 * size;
        for (int32_t unit = 0; unit < mine.units; unit++) {
            int32_t head = mine.first + unit;
            float *vector = scratch->product + (int64_t)t * stride + unit * size;
            if (head < heads) {
                space->path->rotate(vector, rotation, size, scale);
                float *query = space->queries + ((int64_t)(mine.token + t) * heads + head) * size;
                memcpy(query, vector, size * sizeof(float));
            } else if (head < heads + kv_heads) {
                space->path->rotate(vector, rotation, size, 1);
                store_key(stage, head - heads, token->cell, vector);
            } else {
                int64_t row = (int64_t)(head - heads - kv_heads) * stage->cache->cells + token->cell;
                memcpy(stage->cache->values + row * size, vector, size * sizeof(float));
            }
        }
    }
}

void ck_project(
    ck_workspace *space, const ck_layer *layer, const ck_cache *cache, const ck_token *tokens, int32_t count) {
    run((stage){space, layer, cache, tokens, count, 1}, project, space->shape.heads + 2 * space->shape.kv_heads);
}

// MARK: - Attention; an item is a tile of one key-value head

static void attend(void *context, int32_t item, int32_t thread) {
    const stage *stage = context;
    const ck_workspace *space = stage->space;
    const ck_shape *shape = &space->shape;
    int32_t size = shape->head_size, group = shape->heads / shape->kv_heads;
    int32_t tiles = ck_tiles(stage->count), kv_head = item / tiles;
    int32_t token = item % tiles * CK_TILE, count = ck_least(CK_TILE, stage->count - token);

    ck_queries queries = {
        .head_size = size,
        .keys = stage->cache->keys + (int64_t)kv_head * stage->cache->cells * size,
        .values = stage->cache->values + (int64_t)kv_head * stage->cache->cells * size,
        .scores = space->scratch[thread].scores,
        .stride = space->stride,
    };
    for (int32_t row = 0; row < count * group; row++) {
        int32_t t = token + row / group;
        int64_t at = ((int64_t)t * shape->heads + kv_head * group + row % group) * size;
        queries.query[queries.count] = space->queries + at;
        queries.output[queries.count] = space->attended + at;
        queries.token[queries.count] = &stage->tokens[t];
        queries.count++;
        if (queries.count == CK_QUERIES || row + 1 == count * group) {
            space->path->attend(&queries);
            queries.count = 0;
        }
    }
}

// MARK: - What returns to the stream; a unit is a panel

static void add_product(const stage *stage, int32_t item, int32_t thread, const ck_matrix *matrix, const float *from) {
    const ck_workspace *space = stage->space;
    ck_scratch *scratch = &space->scratch[thread];
    int32_t columns = matrix->columns, width = space->shape.width;
    share mine = share_of(stage, item, width / CK_PANEL);
    input in = prepare(space, scratch, matrix->format, from + (int64_t)mine.token * columns, mine.count, columns);
    int32_t stride = mine.units * CK_PANEL;
    multiply(space, matrix, mine.first, mine.units, in, mine.count, scratch->product, stride);
    for (int32_t t = 0; t < mine.count; t++) {
        float *stream = space->stream + (int64_t)(mine.token + t) * width + mine.first * CK_PANEL;
        const float *product = scratch->product + (int64_t)t * stride;
        for (int32_t i = 0; i < stride; i++) stream[i] += product[i];
    }
}

static void add_attention(void *context, int32_t item, int32_t thread) {
    const stage *stage = context;
    add_product(stage, item, thread, &stage->layer->output, stage->space->attended);
}

static void add_feed(void *context, int32_t item, int32_t thread) {
    const stage *stage = context;
    add_product(stage, item, thread, &stage->layer->down, stage->space->hidden);
}

// MARK: - The feed-forward network's hidden numbers; a unit is a panel

static void feed(void *context, int32_t item, int32_t thread) {
    const stage *stage = context;
    const ck_workspace *space = stage->space;
    ck_scratch *scratch = &space->scratch[thread];
    int32_t width = space->shape.width, hidden = space->shape.hidden;
    share mine = share_of(stage, item, hidden / CK_PANEL);
    const float *floats = normal(space, scratch, stage->layer->feed_norm, NULL, mine.token, mine.count);
    const ck_matrix *gate = &stage->layer->gate, *up = &stage->layer->up;
    ck_format format = gate->format == CK_QUANT8 || up->format == CK_QUANT8 ? CK_QUANT8 : CK_FLOAT32;
    input in = prepare(space, scratch, format, floats, mine.count, width);
    int32_t stride = mine.units * CK_PANEL;
    multiply(space, gate, mine.first, mine.units, in, mine.count, scratch->product, stride);
    multiply(space, up, mine.first, mine.units, in, mine.count, scratch->other, stride);
    space->path->gate(scratch->product, scratch->other, mine.count * stride);
    for (int32_t t = 0; t < mine.count; t++) {
        float *to = space->hidden + (int64_t)(mine.token + t) * hidden + mine.first * CK_PANEL;
        memcpy(to, scratch->product + (int64_t)t * stride, stride * sizeof(float));
    }
}

void ck_mix(ck_workspace *space, const ck_layer *layer, const ck_cache *cache, const ck_token *tokens, int32_t count) {
    stage stage = {space, layer, cache, tokens, count, 1};
    ck_run(space, attend, &stage, ck_tiles(count) * space->shape.kv_heads);
    run(stage, add_attention, space->shape.width / CK_PANEL);
    run(stage, feed, space->shape.hidden / CK_PANEL);
    run(stage, add_feed, space->shape.width / CK_PANEL);
}

// MARK: - Logits; a unit is a panel

/// What the last stage needs beside the batch.
typedef struct ending {
    stage stage;
    const float *norm;
    const ck_matrix *output;
    const int32_t *panels;
    int32_t panel_count;
    const int32_t *rows;
    float *logits;
} ending;

static void score(void *context, int32_t item, int32_t thread) {
    const ending *ending = context;
    const ck_workspace *space = ending->stage.space;
    ck_scratch *scratch = &space->scratch[thread];
    int32_t width = space->shape.width, stride = ending->panel_count * CK_PANEL;
    share mine = share_of(&ending->stage, item, ending->panel_count);
    const float *floats = normal(space, scratch, ending->norm, ending->rows + mine.token, 0, mine.count);
    input in = prepare(space, scratch, ending->output->format, floats, mine.count, width);
    float *logits = ending->logits + (int64_t)mine.token * stride + mine.first * CK_PANEL;
    if (!ending->panels) {
        multiply(space, ending->output, mine.first, mine.units, in, mine.count, logits, stride);
        return;
    }
    for (int32_t i = 0; i < mine.units; i++) {
        multiply(
            space, ending->output, ending->panels[mine.first + i], 1, in, mine.count, logits + i * CK_PANEL, stride);
    }
}

void ck_logits(ck_workspace *space, const float *norm, const ck_matrix *output, const int32_t *panels,
    int32_t panel_count, const int32_t *rows, int32_t count, float *logits) {
    ending ending = {{space, NULL, NULL, NULL, count, 1}, norm, output, panels, panel_count, rows, logits};
    int32_t tiles = ck_tiles(count);
    ending.stage.parts = ck_parts(space, tiles, panel_count);
    ck_run(space, score, &ending, tiles * ending.stage.parts);
}

float ck_log_sum(const ck_path *path, const float *logits, int32_t count) { return path->log_sum(logits, count); }
