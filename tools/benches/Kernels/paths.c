/// Runs two layers of random weights on every path of this processor and compares the logits with plain C's:
/// tools/check-neon runs it under QEMU. Ends with 1 when a path is off by more than rounding can bring about.
#include "CKernels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH = 64, HEADS = 4, KV_HEADS = 2, HEAD = 32, HIDDEN = 96, VOCABULARY = 200, CONTEXT = 64, TOKENS = 45 };

static float number(void) { return (float)(rand() % 2001 - 1000) / 1000; }

static ck_matrix matrix(int rows, int columns, ck_format format) {
    void *panels = ck_reserve(ck_packed_size(format, rows, columns));
    size_t numbers = (size_t)rows * columns;
    unsigned char *source = malloc(numbers * 4);
    if (!panels || !source) exit(71);
    if (format == CK_QUANT8) {
        for (size_t block = 0; block < numbers / 32; block++) {
            unsigned char *to = source + block * 34;
            to[0] = (unsigned char)rand();
            to[1] = 0x18; // about 0.002
            for (int i = 0; i < 32; i++) to[2 + i] = (unsigned char)(rand() % 255 - 127);
        }
        ck_pack_q8(source, rows, columns, panels);
    } else {
        for (size_t i = 0; i < numbers; i++) ((float *)source)[i] = number() * 0.2f;
        ck_pack_f32(source, rows, columns, panels);
    }
    free(source);
    return (ck_matrix){format, rows, columns, panels};
}

static float *logits(const ck_path *path, const ck_shape *shape, const ck_layer *layer, const ck_matrix *embedding) {
    size_t cells = (size_t)KV_HEADS * CONTEXT * HEAD * sizeof(float);
    ck_cache cache = {ck_reserve(cells), ck_reserve(cells), CONTEXT};
    int32_t ids[TOKENS], rows[TOKENS], panels = (VOCABULARY + 15) / 16;
    ck_token tokens[TOKENS];
    for (int t = 0; t < TOKENS; t++) {
        ids[t] = t * 7 % VOCABULARY;
        rows[t] = t;
        tokens[t] = (ck_token){.position = t, .cell = t, .shared = t + 1};
    }
    ck_pool *pool = ck_pool_create(2);
    ck_workspace *space = ck_workspace_create(path, pool, 2, shape, TOKENS, CONTEXT);
    float *result = ck_reserve(sizeof(float) * TOKENS * panels * 16);
    if (!cache.keys || !cache.values || !pool || !space || !result) exit(71);
    ck_begin(space);
    ck_embed(space, embedding, ids, TOKENS);
    for (int pass = 0; pass < 2; pass++) {
        ck_project(space, layer, &cache, tokens, TOKENS);
        ck_mix(space, layer, &cache, tokens, TOKENS);
    }
    ck_logits(space, layer->feed_norm, embedding, NULL, panels, rows, TOKENS, result);
    ck_end(space);
    ck_workspace_destroy(space);
    ck_pool_destroy(pool);
    return result;
}

int main(void) {
    int failures = 0;
    static float rotations[CONTEXT * 2 * HEAD], norm[WIDTH];
    ck_rotations(rotations, CONTEXT, HEAD, 10000);
    ck_shape shape = {WIDTH, HEADS, KV_HEADS, HEAD, HIDDEN, CONTEXT, 1e-5f, rotations};
    for (int format = CK_FLOAT32; format <= CK_QUANT8; format++) {
        srand(1);
        for (int i = 0; i < WIDTH; i++) norm[i] = 1 + number() * 0.1f;
        ck_layer layer = {norm, matrix((HEADS + 2 * KV_HEADS) * HEAD, WIDTH, format), matrix(WIDTH, HEADS * HEAD, format),
            norm, matrix(HIDDEN, WIDTH, format), matrix(HIDDEN, WIDTH, format), matrix(WIDTH, HIDDEN, format)};
        ck_matrix embedding = matrix(VOCABULARY, WIDTH, format);
        const float *plain = logits(ck_path_at(ck_path_count() - 1), &shape, &layer, &embedding);
        for (int32_t index = 0; index < ck_path_count(); index++) {
            const float *found = logits(ck_path_at(index), &shape, &layer, &embedding);
            double difference = 0, greatest = 0;
            for (int i = 0; i < TOKENS * ((VOCABULARY + 15) / 16 * 16); i++) {
                difference = fmax(difference, fabs(found[i] - plain[i]));
                greatest = fmax(greatest, fabs(plain[i]));
            }
            // A last bit can round an activation the other way, which is 1/127 of it.
            int holds = difference <= greatest * (format == CK_QUANT8 ? 5e-3 : 1e-5);
            printf("%s %s %s: %g of %g\n", holds ? "ok  " : "FAIL", format == CK_QUANT8 ? "Q8_0" : "F32",
                ck_path_name(ck_path_at(index)), difference, greatest);
            failures += !holds;
        }
    }
    return failures > 0;
}
