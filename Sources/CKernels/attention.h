/// Attention, written once for sixteen lanes and compiled by every path, as lanes.h is, which comes before it.
///
/// A query's scores lie in an array by position: first the cells it shares with others, then its branch's. Every score
/// is one sum over the head in order, every output one sum over the cells in order, and the sum of the weights is by
/// position modulo 16. So neither the other queries of a pass nor a branch's place in the cache changes a bit.

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
            for (int b = 0; b < BLOCKS; b++)
                store(q->scores + (int64_t)r * q->stride + (block + b) * 16, total[r * BLOCKS + b]);
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
        if (rows == 8)
            attend_rows(8, &q);
        else if (rows == 4)
            attend_rows(4, &q);
        else if (rows == 2)
            attend_rows(2, &q);
        else
            attend_rows(1, &q);
        first += rows;
    }
}
