#include <string.h>

#include "CKernels.h"
#include "clones.h"

typedef struct {
    const float *x;
    const int32_t *indices;
    float *y;
    size_t count, inner, picked;
} gather_call;

static void gather_rows(void *data, size_t begin, size_t end) {
    const gather_call *c = data;
    for (size_t i = begin; i < end; i++) {
        size_t row = (i / c->picked) * c->count + (size_t)c->indices[i % c->picked];
        memcpy(c->y + i * c->inner, c->x + row * c->inner, c->inner * sizeof(float));
    }
}

void vae_gather_forward(
    const float *x, const int32_t *indices, float *y, size_t outer, size_t count, size_t inner,
    size_t picked) {
    gather_call call = {x, indices, y, count, inner, picked};
    vae_parallel_for(outer * picked, VAE_GRAIN / (inner ? inner : 1) + 1, gather_rows, &call);
}

// One index may be picked twice, so the rows of one outer index belong to one thread.
void vae_gather_backward(
    const float *dy, const int32_t *indices, float *dx, size_t outer, size_t count, size_t inner,
    size_t picked) {
    for (size_t o = 0; o < outer; o++)
        for (size_t i = 0; i < picked; i++) {
            const float *restrict from = dy + (o * picked + i) * inner;
            float *restrict to = dx + (o * count + (size_t)indices[i]) * inner;
            for (size_t j = 0; j < inner; j++) to[j] += from[j];
        }
}
