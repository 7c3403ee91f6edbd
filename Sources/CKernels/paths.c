/// Which paths this processor can take.
#include "path.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

extern const ck_path ck_path_portable;
#if defined(__x86_64__)
extern const ck_path ck_path_avx512, ck_path_avx2;
#elif defined(__aarch64__)
extern const ck_path ck_path_neon;
#endif

// The fastest first.
static int32_t usable(const ck_path *paths[3]) {
    int32_t count = 0;
#if defined(__x86_64__)
    __builtin_cpu_init();
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
    if (avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vnni")) {
        paths[count++] = &ck_path_avx512;
    }
    if (avx2) paths[count++] = &ck_path_avx2;
#elif defined(__aarch64__) && defined(__APPLE__)
    paths[count++] = &ck_path_neon;
#elif defined(__aarch64__) && defined(__linux__)
    // HWCAP_ASIMDDP
    if (getauxval(AT_HWCAP) & (1ul << 20)) paths[count++] = &ck_path_neon;
#endif
    paths[count++] = &ck_path_portable;
    return count;
}

int32_t ck_path_count(void) {
    const ck_path *paths[3];
    return usable(paths);
}

const ck_path *ck_path_at(int32_t index) {
    const ck_path *paths[3];
    return index >= 0 && index < usable(paths) ? paths[index] : &ck_path_portable;
}

const char *ck_path_name(const ck_path *path) { return path->name; }
