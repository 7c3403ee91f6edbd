/// `multiply_q8` over a path's `panel_q8`, which takes CK_LANE_ROWS vectors or one.

static void multiply_q8(const uint8_t *panels, int32_t columns, int32_t panel_count, const ck_rounded *input,
    int32_t count, float *output, int32_t stride) {
    for (int32_t p = 0; p < panel_count; p++) {
        const uint8_t *panel = panels + p * ck_panel_q8(columns);
        float *to = output + p * CK_PANEL;
        int32_t t = 0;
        for (; t + CK_LANE_ROWS <= count; t += CK_LANE_ROWS)
            panel_q8(CK_LANE_ROWS, panel, columns, input, t, to, stride);
        for (; t < count; t++) panel_q8(1, panel, columns, input, t, to, stride);
    }
}
