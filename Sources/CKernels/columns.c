#include <string.h>

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

// The product of windows and weights without the matrix: each number of a window, taken from the
// picture itself, multiplies sixteen weights at once.

enum { VAE_LANE_COUNT = 16, VAE_PLACES = 4, VAE_ROWS_LIMIT = 8192 };

typedef float output_lanes __attribute__((vector_size(4 * VAE_LANE_COUNT), aligned(4)));

typedef struct {
    const vae_windows *w;
    const float *picture, *weights, *bias;
    float slope, *target;
    size_t outputs;
} convolve_call;

// The floats of a picture's row with its padding, as far as windows reach.
static size_t padded_length(const vae_windows *w) {
    return ((w->windows_width - 1) * w->stride_width + w->kernel_width) * w->channels;
}

// Four neighbouring windows and sixteen outputs: as many sums as registers hold.
VAE_KERNEL void vae_convolve_places(
    const vae_windows *w, const float *restrict rows, const float *restrict weights,
    const float *restrict bias, float slope, size_t outputs, float *restrict target) {
    size_t length = padded_length(w), step = w->stride_width * w->channels;
    size_t run = w->kernel_width * w->channels;
    for (size_t first = 0; first < w->windows_width; first += VAE_PLACES) {
        // The last four may overlap with those before: they are the same to the bit.
        size_t x = first + VAE_PLACES <= w->windows_width ? first : w->windows_width - VAE_PLACES;
        for (size_t o = 0; o < outputs; o += VAE_LANE_COUNT) {
            output_lanes sums[VAE_PLACES];
            for (size_t p = 0; p < VAE_PLACES; p++) sums[p] = *(const output_lanes *)(bias + o);
            const float *weight = weights + o;
            for (size_t ky = 0; ky < w->kernel_height; ky++) {
                const float *row = rows + ky * length + x * step;
                for (size_t j = 0; j < run; j++, weight += outputs) {
                    output_lanes by = *(const output_lanes *)weight;
                    for (size_t p = 0; p < VAE_PLACES; p++) sums[p] += by * row[j + p * step];
                }
            }
            for (size_t p = 0; p < VAE_PLACES; p++) {
                float *y = target + (x + p) * outputs + o;
                for (size_t k = 0; k < VAE_LANE_COUNT; k++)
                    y[k] = sums[p][k] < 0.0f ? slope * sums[p][k] : sums[p][k];
            }
        }
    }
}

static void convolve_rows(void *data, size_t begin, size_t end) {
    const convolve_call *c = data;
    const vae_windows *w = c->w;
    float rows[VAE_ROWS_LIMIT];
    size_t length = padded_length(w), before = w->padding_width * w->channels;
    size_t width = w->width * w->channels;
    size_t count = width < length - before ? width : length - before;
    memset(rows, 0, w->kernel_height * length * sizeof(float));
    for (size_t i = begin; i < end; i++) {
        const float *picture = c->picture + i / w->windows_height * w->height * width;
        for (size_t ky = 0; ky < w->kernel_height; ky++) {
            ptrdiff_t y = window_picture_row(w, i % w->windows_height, ky);
            float *row = rows + ky * length + before;
            if (y >= 0)
                memcpy(row, picture + (size_t)y * width, count * sizeof(float));
            else
                memset(row, 0, count * sizeof(float));
        }
        vae_convolve_places(
            w, rows, c->weights, c->bias, c->slope, c->outputs,
            c->target + i * w->windows_width * c->outputs);
    }
}

bool vae_convolve_windows(
    const vae_windows *w, const float *picture, const float *weights, const float *bias,
    float slope, size_t outputs, float *target) {
    if (outputs % VAE_LANE_COUNT != 0 || w->windows_width < VAE_PLACES
        || w->kernel_height * padded_length(w) > VAE_ROWS_LIMIT)
        return false;
    convolve_call call = {
        .w = w, .picture = picture, .weights = weights, .bias = bias, .slope = slope,
        .target = target, .outputs = outputs};
    size_t row = w->windows_width * w->kernel_height * w->kernel_width * w->channels * outputs / 8;
    vae_parallel_for(
        w->batch * w->windows_height, VAE_GRAIN / (row ? row : 1), convolve_rows, &call);
    return true;
}
