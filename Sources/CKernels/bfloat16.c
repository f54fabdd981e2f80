#include "CKernels.h"
#include "clones.h"

// bfloat16 is the upper half of a float: the same exponents, 8 bits of precision.

typedef union {
    float value;
    uint32_t bits;
} float_bits;

VAE_KERNEL void vae_bfloat16_range(const float *restrict x, uint16_t *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = ((float_bits){.value = x[i]}).bits;
        // Just below half of a unit, and what brings a tie to the even neighbour.
        uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
        // Rounding could carry a NaN over to a number: it stays one, a quiet one.
        uint32_t quiet = bits >> 16 | 0x40;
        y[i] = (uint16_t)((bits & 0x7fffffff) > 0x7f800000 ? quiet : rounded);
    }
}

typedef struct {
    const float *x;
    uint16_t *y;
} bfloat16_call;

static void round_elements(void *data, size_t begin, size_t end) {
    const bfloat16_call *call = data;
    vae_bfloat16_range(call->x + begin, call->y + begin, end - begin);
}

void vae_round_to_bfloat16(const float *x, uint16_t *y, size_t count) {
    bfloat16_call call = {x, y};
    vae_parallel_for(count, VAE_GRAIN, round_elements, &call);
}
