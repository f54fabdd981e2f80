#include "CKernels.h"
#include "elementary.h"
#include "philox.h"

// sin and cos of 2 pi u, u in [0, 1): Taylor's series on the nearest quarter turn.
VAE_INLINE void turn(float u, float *sine, float *cosine) {
    float quarter = (float)(int32_t)(u * 4.0f + 0.5f);
    float x = (u - quarter * 0.25f) * 6.28318531f;
    float x2 = x * x;
    float s = x + x * x2 * (-1.0f / 6 + x2 * (1.0f / 120 + x2 * (-1.0f / 5040 + x2 / 362880)));
    float c = 1.0f
        + x2 * (-0.5f + x2 * (1.0f / 24 + x2 * (-1.0f / 720 + x2 * (1.0f / 40320 - x2 / 3628800))));
    int32_t q = (int32_t)quarter;
    float first = q & 1 ? c : s, second = q & 1 ? s : c;
    *sine = q & 2 ? -first : first;
    *cosine = (q + 1) & 2 ? -second : second;
}

VAE_INLINE void normal_pair(uint32_t a, uint32_t b, float *first, float *second) {
    // (0, 1]: the logarithm must not see 0.
    float radius = __builtin_elementwise_sqrt(-2.0f * vae_log(((float)(a >> 8) + 1.0f) * 0x1p-24f));
    float sine, cosine;
    turn(unit(b), &sine, &cosine);
    *first = radius * cosine;
    *second = radius * sine;
}

// Each filler writes elements [4 begin, 4 end) of a stream, cut by `count`. `body` turns the words
// w0 to w3 of one block into its elements v0 to v3.
#define VAE_RANDOM_FILL(name, type, body)                                                       \
    VAE_KERNEL void vae_##name##_blocks(                                                        \
        vae_random_state state, float p, type *restrict y, size_t begin, size_t end,            \
        size_t count) {                                                                         \
        (void)p;                                                                                \
        for (size_t i = begin; i < end; i += VAE_BLOCK_LANES) {                                 \
            blocks b;                                                                           \
            philox(state.seed, state.stream, state.position + i, &b);                           \
            type v[4 * VAE_BLOCK_LANES];                                                        \
            for (int lane = 0; lane < VAE_BLOCK_LANES; lane++) {                                \
                uint32_t w0 = b.word[0][lane], w1 = b.word[1][lane];                            \
                uint32_t w2 = b.word[2][lane], w3 = b.word[3][lane];                            \
                type v0, v1, v2, v3;                                                            \
                body;                                                                           \
                v[4 * lane] = v0, v[4 * lane + 1] = v1;                                         \
                v[4 * lane + 2] = v2, v[4 * lane + 3] = v3;                                     \
            }                                                                                   \
            size_t left = (4 * end < count ? 4 * end : count) - 4 * i;                          \
            memcpy(y + 4 * i, v, left < 4 * VAE_BLOCK_LANES ? left * sizeof *v : sizeof v);     \
        }                                                                                       \
    }                                                                                           \
    static void name##_share(void *data, size_t begin, size_t end) {                            \
        const fill_call *call = data;                                                           \
        vae_##name##_blocks(call->state, call->p, call->y, begin, end, call->count);            \
    }

typedef struct {
    vae_random_state state;
    void *y;
    size_t count;
    float p;
} fill_call;

VAE_INLINE float dropout_scale(uint32_t word, float p) {
    return unit(word) < p ? 0.0f : 1.0f / (1.0f - p);
}

VAE_RANDOM_FILL(words, uint32_t, v0 = w0; v1 = w1; v2 = w2; v3 = w3)
VAE_RANDOM_FILL(uniform, float, v0 = unit(w0); v1 = unit(w1); v2 = unit(w2); v3 = unit(w3))
VAE_RANDOM_FILL(normal, float, normal_pair(w0, w1, &v0, &v1); normal_pair(w2, w3, &v2, &v3))
VAE_RANDOM_FILL(
    dropout, float, v0 = dropout_scale(w0, p); v1 = dropout_scale(w1, p);
    v2 = dropout_scale(w2, p); v3 = dropout_scale(w3, p))

static void fill(
    vae_random_state state, void *y, size_t count, float p, vae_range_body share) {
    fill_call call = {state, y, count, p};
    vae_parallel_for((count + 3) / 4, VAE_GRAIN / 16, share, &call);
}

void vae_random_words(vae_random_state state, uint32_t *y, size_t count) {
    fill(state, y, count, 0, words_share);
}

void vae_random_uniform(vae_random_state state, float *y, size_t count) {
    fill(state, y, count, 0, uniform_share);
}

void vae_random_normal(vae_random_state state, float *y, size_t count) {
    fill(state, y, count, 0, normal_share);
}

void vae_random_dropout_mask(vae_random_state state, float p, float *y, size_t count) {
    fill(state, y, count, p, dropout_share);
}

void vae_random_normal_rows(
    uint64_t seed, const uint64_t *keys, uint64_t position, float *y, size_t rows,
    size_t columns) {
    for (size_t i = 0; i < rows; i++) {
        vae_random_state state = {seed, keys[i], position};
        vae_normal_blocks(state, 0, y + i * columns, 0, (columns + 3) / 4, columns);
    }
}
