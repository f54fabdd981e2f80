#include "CKernels.h"
#include "clones.h"

// A picture's windows as the rows of a matrix, and back. In channels-last pictures a window is a
// handful of runs, one a kernel row, each contiguous: they are copied whole.

typedef struct {
    const vae_windows *w;
    const float *source, *bias;
    float *target;
} columns_call;

// The part of a window's row that lies inside the picture: `skip` floats in, `count` long.
typedef struct {
    ptrdiff_t start;
    size_t skip, count;
} window_run;

VAE_INLINE window_run clip_window(const vae_windows *w, size_t x) {
    ptrdiff_t first = (ptrdiff_t)(x * w->stride_width) - (ptrdiff_t)w->padding_width;
    ptrdiff_t last = first + (ptrdiff_t)w->kernel_width;
    ptrdiff_t begin = first < 0 ? 0 : first;
    ptrdiff_t end = last > (ptrdiff_t)w->width ? (ptrdiff_t)w->width : last;
    if (end < begin) end = begin;
    ptrdiff_t channels = (ptrdiff_t)w->channels;
    return (window_run){
        begin * channels, (size_t)((begin - first) * channels),
        (size_t)((end - begin) * channels)};
}

typedef float four __attribute__((vector_size(16), aligned(4)));

// A run is a few dozen bytes. The barrier keeps the compiler from making it a call of memcpy, which
// takes longer than the copy.
VAE_INLINE void copy_run(const float *restrict from, float *restrict to, size_t n) {
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        *(four *)(to + i) = *(const four *)(from + i);
        __asm__ volatile("" ::: "memory");
    }
    for (; i < n; i++) to[i] = from[i];
}

VAE_KERNEL void vae_gather_window_row(
    const vae_windows *w, const float *restrict picture, float *restrict columns) {
    // One row of windows: [windows_width, kernel_height, kernel_width · channels].
    size_t length = w->kernel_width * w->channels, row = w->kernel_height * length;
    for (size_t x = 0; x < w->windows_width; x++) {
        window_run r = clip_window(w, x);
        float *to = columns + x * row;
        if (r.count == length) {
            copy_run(picture + r.start, to, length);
        } else {
            for (size_t i = 0; i < length; i++) to[i] = 0.0f;
            for (size_t i = 0; i < r.count; i++) to[r.skip + i] = picture[r.start + (ptrdiff_t)i];
        }
    }
}

VAE_KERNEL void vae_scatter_window_row(
    const vae_windows *w, const float *restrict columns, float *restrict picture) {
    size_t length = w->kernel_width * w->channels, row = w->kernel_height * length;
    for (size_t x = 0; x < w->windows_width; x++) {
        window_run r = clip_window(w, x);
        const float *from = columns + x * row + r.skip;
        float *to = picture + r.start;
        for (size_t i = 0; i < r.count; i++) to[i] += from[i];
    }
}

VAE_INLINE ptrdiff_t window_picture_row(const vae_windows *w, size_t y, size_t ky) {
    ptrdiff_t row = (ptrdiff_t)(y * w->stride_height + ky) - (ptrdiff_t)w->padding_height;
    return row < (ptrdiff_t)w->height ? row : -1;
}

static void gather_window_rows(void *data, size_t begin, size_t end) {
    const columns_call *c = data;
    const vae_windows *w = c->w;
    size_t length = w->kernel_width * w->channels, row = w->kernel_height * length;
    size_t picture_size = w->height * w->width * w->channels;
    for (size_t i = begin; i < end; i++) {
        const float *picture = c->source + i / w->windows_height * picture_size;
        float *columns = c->target + i * w->windows_width * row;
        for (size_t ky = 0; ky < w->kernel_height; ky++) {
            ptrdiff_t y = window_picture_row(w, i % w->windows_height, ky);
            if (y >= 0) {
                vae_gather_window_row(
                    w, picture + (size_t)y * w->width * w->channels, columns + ky * length);
                continue;
            }
            for (size_t x = 0; x < w->windows_width; x++)
                for (size_t j = 0; j < length; j++) columns[x * row + ky * length + j] = 0.0f;
        }
    }
}

void vae_picture_to_columns(const vae_windows *w, const float *picture, float *columns) {
    columns_call call = {.w = w, .source = picture, .target = columns};
    size_t row = w->windows_width * w->kernel_height * w->kernel_width * w->channels;
    vae_parallel_for(
        w->batch * w->windows_height, VAE_GRAIN / (row ? row : 1), gather_window_rows, &call);
}

static void scatter_windows(void *data, size_t begin, size_t end) {
    const columns_call *c = data;
    const vae_windows *w = c->w;
    size_t length = w->kernel_width * w->channels, row = w->kernel_height * length;
    size_t places = w->height * w->width;
    for (size_t i = begin; i < end; i++) {
        float *picture = c->target + i * places * w->channels;
        for (size_t p = 0; p < places; p++)
            for (size_t k = 0; k < w->channels; k++)
                picture[p * w->channels + k] = c->bias ? c->bias[k] : 0.0f;
        for (size_t y = 0; y < w->windows_height; y++) {
            const float *columns = c->source + (i * w->windows_height + y) * w->windows_width * row;
            for (size_t ky = 0; ky < w->kernel_height; ky++) {
                ptrdiff_t to = window_picture_row(w, y, ky);
                if (to >= 0)
                    vae_scatter_window_row(
                        w, columns + ky * length, picture + (size_t)to * w->width * w->channels);
            }
        }
    }
}

void vae_columns_to_picture(
    const vae_windows *w, const float *columns, const float *bias, float *picture) {
    columns_call call = {.w = w, .source = columns, .bias = bias, .target = picture};
    size_t size = w->height * w->width * w->channels;
    vae_parallel_for(w->batch, VAE_GRAIN / (size ? size : 1), scatter_windows, &call);
}
