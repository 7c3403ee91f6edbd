/// The table of a path's kernels, behind lanes.h, attention.h and `multiply_q8`.

#define CK_PATH(identifier, label) \
    const struct ck_path identifier = { \
        .name = label, \
        .normalize = normalize, \
        .gate = gate, \
        .rotate = rotate, \
        .quantize = quantize, \
        .multiply_q8 = multiply_q8, \
        .multiply_f32 = multiply_f32, \
        .attend = attend, \
        .log_sum = log_sum, \
    }
