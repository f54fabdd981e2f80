#include "CKernels.h"
#include "philox.h"

typedef struct {
    const uint8_t *pixels;
    const int32_t *rows;
    const uint64_t *keys;
    uint64_t seed;
    vae_pixels mode;
    float *y;
    size_t row_size;
} pixel_call;

VAE_KERNEL void vae_grey_row(const uint8_t *restrict x, float *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = (float)x[i] / 255.0f;
}

VAE_KERNEL void vae_threshold_row(const uint8_t *restrict x, float *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = x[i] >= 128 ? 1.0f : 0.0f;
}

VAE_KERNEL void vae_bernoulli_row(
    const uint8_t *restrict x, float *restrict y, size_t n, uint64_t seed, uint64_t key) {
    for (size_t i = 0; i < n; i += 4 * VAE_BLOCK_LANES) {
        blocks b;
        philox(seed, key, i / 4, &b);
        size_t end = n - i < 4 * VAE_BLOCK_LANES ? n - i : 4 * VAE_BLOCK_LANES;
        // u < x / 255 without rounding: 255 u < x.
        for (size_t j = 0; j < end; j++)
            y[i + j] = 255.0f * unit(b.word[j % 4][j / 4]) < (float)x[i + j] ? 1.0f : 0.0f;
    }
}

static void pixel_rows(void *data, size_t begin, size_t end) {
    const pixel_call *c = data;
    for (size_t i = begin; i < end; i++) {
        const uint8_t *x = c->pixels + (size_t)c->rows[i] * c->row_size;
        float *y = c->y + i * c->row_size;
        switch (c->mode) {
        case VAE_PIXELS_GREY: vae_grey_row(x, y, c->row_size); break;
        case VAE_PIXELS_THRESHOLD: vae_threshold_row(x, y, c->row_size); break;
        case VAE_PIXELS_BERNOULLI:
            vae_bernoulli_row(x, y, c->row_size, c->seed, c->keys[i]);
            break;
        }
    }
}

void vae_gather_pixels(
    const uint8_t *pixels, const int32_t *rows, const uint64_t *keys, uint64_t seed,
    vae_pixels mode, float *y, size_t count, size_t row_size) {
    pixel_call call = {pixels, rows, keys, seed, mode, y, row_size};
    vae_parallel_for(count, VAE_GRAIN / (row_size ? row_size : 1) + 1, pixel_rows, &call);
}

// The largest run whose sum of squares, 255 * 255 each, fits 32 bits.
enum { VAE_SQUARES = 1 << 16 };

VAE_KERNEL uint64_t vae_pixel_distance_row(
    const uint8_t *restrict x, const uint8_t *restrict y, size_t n) {
    uint64_t total = 0;
    for (size_t start = 0; start < n; start += VAE_SQUARES) {
        size_t end = n - start < VAE_SQUARES ? n : start + VAE_SQUARES;
        uint32_t sum = 0;
        for (size_t i = start; i < end; i++) {
            int difference = x[i] - y[i];
            sum += (uint32_t)(difference * difference);
        }
        total += sum;
    }
    return total;
}

typedef struct {
    const uint8_t *pixels, *picture;
    uint64_t *y;
    size_t row_size;
} distance_call;

static void distance_rows(void *data, size_t begin, size_t end) {
    const distance_call *c = data;
    for (size_t i = begin; i < end; i++)
        c->y[i] = vae_pixel_distance_row(c->pixels + i * c->row_size, c->picture, c->row_size);
}

void vae_pixel_distances(
    const uint8_t *pixels, const uint8_t *picture, uint64_t *y, size_t count, size_t row_size) {
    distance_call call = {pixels, picture, y, row_size};
    vae_parallel_for(count, VAE_GRAIN / (row_size ? row_size : 1) + 1, distance_rows, &call);
}
