/// Rotary position embeddings: the angles of all positions, known beforehand.
#include "include/CKernels.h"

#include <math.h>

void ck_rotations(float *table, int32_t context, int32_t head_size, double base) {
    for (int32_t pair = 0; pair < head_size / 2; pair++) {
        double frequency = pow(base, -2.0 * pair / head_size);
        for (int32_t position = 0; position < context; position++) {
            float *cosines = table + (int64_t)position * 2 * head_size, *sines = cosines + head_size;
            double angle = position * frequency;
            cosines[2 * pair] = cosines[2 * pair + 1] = (float)cos(angle);
            sines[2 * pair] = (float)-sin(angle);
            sines[2 * pair + 1] = (float)sin(angle);
        }
    }
}
