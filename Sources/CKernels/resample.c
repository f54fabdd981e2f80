#include <math.h>
#include <string.h>

#include "CKernels.h"
#include "clones.h"

// Pictures are [batch, height, width, channels]; every loop runs over a pixel's channels inside.

VAE_KERNEL void vae_add_scaled(const float *restrict x, float *restrict y, float s, size_t n) {
    for (size_t i = 0; i < n; i++) y[i] += s * x[i];
}

VAE_KERNEL void vae_max_into(const float *restrict x, float *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) y[i] = x[i] > y[i] || x[i] != x[i] ? x[i] : y[i];
}

typedef struct {
    const float *x, *y, *dy;
    float *out;
    const vae_pool *pool;
    vae_pooling f;
} pool_call;

typedef struct {
    size_t begin, end;
} range;

static range window(size_t position, size_t stride, size_t kernel, size_t padding, size_t size) {
    size_t start = position * stride, end = start + kernel;
    range r = {start > padding ? start - padding : 0, end > padding ? end - padding : 0};
    if (r.end > size) r.end = size;
    if (r.begin > r.end) r.begin = r.end;
    return r;
}

// Averages count the zeros of the padding, as PyTorch's do.
static void pool_pictures(void *data, size_t begin, size_t end) {
    const pool_call *call = data;
    const vae_pool *p = call->pool;
    size_t c = p->channels;
    float share = 1.0f / (float)(p->kernel_height * p->kernel_width);
    for (size_t n = begin; n < end; n++)
        for (size_t i = 0; i < p->output_height; i++) {
            range rows = window(
                i, p->stride_height, p->kernel_height, p->padding_height, p->input_height);
            for (size_t j = 0; j < p->output_width; j++) {
                range columns = window(
                    j, p->stride_width, p->kernel_width, p->padding_width, p->input_width);
                float *y = call->out + ((n * p->output_height + i) * p->output_width + j) * c;
                for (size_t k = 0; k < c; k++) y[k] = call->f == VAE_POOL_MAX ? -INFINITY : 0.0f;
                for (size_t r = rows.begin; r < rows.end; r++)
                    for (size_t s = columns.begin; s < columns.end; s++) {
                        const float *x =
                            call->x + ((n * p->input_height + r) * p->input_width + s) * c;
                        if (call->f == VAE_POOL_MAX)
                            vae_max_into(x, y, c);
                        else
                            vae_add_scaled(x, y, share, c);
                    }
            }
        }
}

// The gradient of a maximum goes to the first pixel that reaches it, as in PyTorch.
static void pool_gradients(void *data, size_t begin, size_t end) {
    const pool_call *call = data;
    const vae_pool *p = call->pool;
    size_t c = p->channels, picture = p->input_height * p->input_width * c;
    float share = 1.0f / (float)(p->kernel_height * p->kernel_width);
    memset(call->out + begin * picture, 0, (end - begin) * picture * sizeof(float));
    for (size_t n = begin; n < end; n++)
        for (size_t i = 0; i < p->output_height; i++) {
            range rows = window(
                i, p->stride_height, p->kernel_height, p->padding_height, p->input_height);
            for (size_t j = 0; j < p->output_width; j++) {
                range columns = window(
                    j, p->stride_width, p->kernel_width, p->padding_width, p->input_width);
                size_t at = ((n * p->output_height + i) * p->output_width + j) * c;
                if (call->f == VAE_POOL_AVERAGE) {
                    for (size_t r = rows.begin; r < rows.end; r++)
                        for (size_t s = columns.begin; s < columns.end; s++)
                            vae_add_scaled(
                                call->dy + at,
                                call->out + ((n * p->input_height + r) * p->input_width + s) * c,
                                share, c);
                    continue;
                }
                for (size_t k = 0; k < c; k++) {
                    int done = 0;
                    for (size_t r = rows.begin; r < rows.end && !done; r++)
                        for (size_t s = columns.begin; s < columns.end && !done; s++) {
                            size_t from =
                                ((n * p->input_height + r) * p->input_width + s) * c + k;
                            if (call->x[from] == call->y[at + k]) {
                                call->out[from] += call->dy[at + k];
                                done = 1;
                            }
                        }
                }
            }
        }
}

void vae_pool_forward(vae_pooling f, const vae_pool *pool, const float *x, float *y) {
    pool_call call = {.x = x, .out = y, .pool = pool, .f = f};
    vae_parallel_for(pool->batch, 1, pool_pictures, &call);
}

void vae_pool_backward(
    vae_pooling f, const vae_pool *pool, const float *x, const float *y, const float *dy,
    float *dx) {
    pool_call call = {.x = x, .y = y, .dy = dy, .out = dx, .pool = pool, .f = f};
    vae_parallel_for(pool->batch, 1, pool_gradients, &call);
}

// An output pixel is a mean of up to four input pixels with these weights.
typedef struct {
    size_t low, high;
    float share;  // of `high`
} blend;

// Pixel centres keep their place: align_corners=False in PyTorch.
static blend blend_of(vae_resampling f, size_t position, size_t input, size_t output) {
    float scale = (float)input / (float)output;
    if (f == VAE_RESAMPLE_NEAREST) {
        size_t from = (size_t)((float)position * scale);
        if (from >= input) from = input - 1;
        return (blend){from, from, 0};
    }
    float place = ((float)position + 0.5f) * scale - 0.5f;
    if (place < 0) place = 0;
    size_t low = (size_t)place;
    if (low >= input) low = input - 1;
    size_t high = low + 1 < input ? low + 1 : low;
    return (blend){low, high, place - (float)low};
}

typedef struct {
    vae_resampling f;
    const float *from;
    float *to;
    size_t input_height, input_width, output_height, output_width, channels;
    bool backward;
} resample_call;

static void resample_pictures(void *data, size_t begin, size_t end) {
    const resample_call *r = data;
    size_t c = r->channels, input = r->input_height * r->input_width * c;
    size_t output = r->output_height * r->output_width * c;
    size_t written = r->backward ? input : output;
    memset(r->to + begin * written, 0, (end - begin) * written * sizeof(float));
    for (size_t n = begin; n < end; n++)
        for (size_t i = 0; i < r->output_height; i++) {
            blend row = blend_of(r->f, i, r->input_height, r->output_height);
            for (size_t j = 0; j < r->output_width; j++) {
                blend column = blend_of(r->f, j, r->input_width, r->output_width);
                size_t far = n * output + (i * r->output_width + j) * c;
                for (int corner = 0; corner < 4; corner++) {
                    size_t y = corner & 2 ? row.high : row.low;
                    size_t x = corner & 1 ? column.high : column.low;
                    float share = (corner & 2 ? row.share : 1 - row.share)
                        * (corner & 1 ? column.share : 1 - column.share);
                    if (share == 0) continue;
                    size_t near = n * input + (y * r->input_width + x) * c;
                    if (r->backward)
                        vae_add_scaled(r->from + far, r->to + near, share, c);
                    else
                        vae_add_scaled(r->from + near, r->to + far, share, c);
                }
            }
        }
}

void vae_resample_forward(
    vae_resampling f, const float *x, float *y, size_t batch, size_t input_height,
    size_t input_width, size_t output_height, size_t output_width, size_t channels) {
    resample_call call = {f, x, y, input_height, input_width, output_height, output_width,
        channels, false};
    vae_parallel_for(batch, 1, resample_pictures, &call);
}

void vae_resample_backward(
    vae_resampling f, const float *dy, float *dx, size_t batch, size_t input_height,
    size_t input_width, size_t output_height, size_t output_width, size_t channels) {
    resample_call call = {f, dy, dx, input_height, input_width, output_height, output_width,
        channels, true};
    vae_parallel_for(batch, 1, resample_pictures, &call);
}
