#include <stdint.h>

#include "CKernels.h"
#include "elementary.h"

// x is [outer, spatial, groups, inner]; mean and variance are those of one outer index and one
// group. Batch, group and layer normalisation are this with different sizes.

typedef struct {
    const float *x, *y, *dy;
    float *out, *mean, *variance;
    float epsilon;
    size_t spatial, groups, inner;
} normalize_call;

// Sums of a run of floats and of their squares about `shift`, added to doubles.
VAE_KERNEL void vae_moments(
    const float *x, size_t n, float shift, double *sum, double *squares) {
#pragma clang fp reassociate(on)
    float s = 0, q = 0;
    for (size_t i = 0; i < n; i++) {
        float d = x[i] - shift;
        s += d;
        q += d * d;
    }
    *sum += (double)s;
    *squares += (double)q;
}

VAE_KERNEL void vae_scale_run(const float *x, float *y, size_t n, float mean, float factor) {
    for (size_t i = 0; i < n; i++) y[i] = (x[i] - mean) * factor;
}

VAE_KERNEL void vae_gradient_sums(
    const float *y, const float *dy, size_t n, double *sum, double *product) {
#pragma clang fp reassociate(on)
    float s = 0, p = 0;
    for (size_t i = 0; i < n; i++) {
        s += dy[i];
        p += dy[i] * y[i];
    }
    *sum += (double)s;
    *product += (double)p;
}

VAE_KERNEL void vae_gradient_run(
    const float *y, const float *dy, float *dx, size_t n, float factor, float mean, float slope) {
    for (size_t i = 0; i < n; i++) dx[i] = factor * (dy[i] - mean - y[i] * slope);
}

static const float *run_of(const normalize_call *c, const float *x, size_t set, size_t position) {
    size_t outer = set / c->groups, group = set % c->groups;
    return x + ((outer * c->spatial + position) * c->groups + group) * c->inner;
}

static void moments_of(const normalize_call *c, size_t set, float *mean, float *variance) {
    // About the first value the squares stay small, and nothing cancels.
    float shift = *run_of(c, c->x, set, 0);
    double sum = 0, squares = 0, count = (double)(c->spatial * c->inner);
    for (size_t p = 0; p < c->spatial; p++)
        vae_moments(run_of(c, c->x, set, p), c->inner, shift, &sum, &squares);
    double offset = sum / count, spread = squares / count - offset * offset;
    *mean = shift + (float)offset;
    *variance = spread > 0 ? (float)spread : 0.0f;
}

static void normalize_sets(void *data, size_t begin, size_t end) {
    const normalize_call *c = data;
    for (size_t set = begin; set < end; set++) {
        float mean, variance;
        moments_of(c, set, &mean, &variance);
        if (c->mean) c->mean[set] = mean;
        if (c->variance) c->variance[set] = variance;
        float factor = 1.0f / __builtin_elementwise_sqrt(variance + c->epsilon);
        for (size_t p = 0; p < c->spatial; p++) {
            const float *x = run_of(c, c->x, set, p);
            vae_scale_run(x, c->out + (x - c->x), c->inner, mean, factor);
        }
    }
}

static void gradient_sets(void *data, size_t begin, size_t end) {
    const normalize_call *c = data;
    for (size_t set = begin; set < end; set++) {
        float mean, variance;
        moments_of(c, set, &mean, &variance);
        float factor = 1.0f / __builtin_elementwise_sqrt(variance + c->epsilon);
        double sum = 0, product = 0, count = (double)(c->spatial * c->inner);
        for (size_t p = 0; p < c->spatial; p++)
            vae_gradient_sums(
                run_of(c, c->y, set, p), run_of(c, c->dy, set, p), c->inner, &sum, &product);
        for (size_t p = 0; p < c->spatial; p++) {
            const float *y = run_of(c, c->y, set, p);
            vae_gradient_run(
                y, run_of(c, c->dy, set, p), c->out + (y - c->y), c->inner, factor,
                (float)(sum / count), (float)(product / count));
        }
    }
}

// Batch normalisation has one channel a set: its runs are single floats, strided. Lanes of
// neighbouring channels are treated together instead.
enum { VAE_CHANNELS = 16 };

VAE_KERNEL void vae_channel_moments(
    const float *x, size_t rows, size_t stride, size_t lanes, float *mean, float *variance) {
    double sum[VAE_CHANNELS] = {0}, squares[VAE_CHANNELS] = {0};
    float shift[VAE_CHANNELS];
    for (size_t j = 0; j < lanes; j++) shift[j] = x[j];
    for (size_t start = 0; start < rows; start += 256) {
        size_t end = rows - start < 256 ? rows : start + 256;
        float s[VAE_CHANNELS] = {0}, q[VAE_CHANNELS] = {0};
        for (size_t i = start; i < end; i++)
            for (size_t j = 0; j < lanes; j++) {
                float d = x[i * stride + j] - shift[j];
                s[j] += d;
                q[j] += d * d;
            }
        for (size_t j = 0; j < lanes; j++) {
            sum[j] += (double)s[j];
            squares[j] += (double)q[j];
        }
    }
    for (size_t j = 0; j < lanes; j++) {
        double offset = sum[j] / (double)rows;
        double spread = squares[j] / (double)rows - offset * offset;
        mean[j] = shift[j] + (float)offset;
        variance[j] = spread > 0 ? (float)spread : 0.0f;
    }
}

VAE_KERNEL void vae_channel_scale(
    const float *x, float *y, size_t rows, size_t stride, size_t lanes, const float *mean,
    const float *factor) {
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < lanes; j++)
            y[i * stride + j] = (x[i * stride + j] - mean[j]) * factor[j];
}

VAE_KERNEL void vae_channel_gradient(
    const float *y, const float *dy, float *dx, size_t rows, size_t stride, size_t lanes,
    const float *factor) {
    double sum[VAE_CHANNELS] = {0}, product[VAE_CHANNELS] = {0};
    for (size_t start = 0; start < rows; start += 256) {
        size_t end = rows - start < 256 ? rows : start + 256;
        float s[VAE_CHANNELS] = {0}, p[VAE_CHANNELS] = {0};
        for (size_t i = start; i < end; i++)
            for (size_t j = 0; j < lanes; j++) {
                s[j] += dy[i * stride + j];
                p[j] += dy[i * stride + j] * y[i * stride + j];
            }
        for (size_t j = 0; j < lanes; j++) {
            sum[j] += (double)s[j];
            product[j] += (double)p[j];
        }
    }
    float mean[VAE_CHANNELS], slope[VAE_CHANNELS];
    for (size_t j = 0; j < lanes; j++) {
        mean[j] = (float)(sum[j] / (double)rows);
        slope[j] = (float)(product[j] / (double)rows);
    }
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < lanes; j++) {
            size_t at = i * stride + j;
            dx[at] = factor[j] * (dy[at] - mean[j] - y[at] * slope[j]);
        }
}

static void channel_blocks(void *data, size_t begin, size_t end) {
    const normalize_call *c = data;
    size_t channels = c->groups, rows = c->spatial;
    for (size_t b = begin; b < end; b++) {
        size_t first = b * VAE_CHANNELS;
        size_t lanes = channels - first < VAE_CHANNELS ? channels - first : VAE_CHANNELS;
        float mean[VAE_CHANNELS], variance[VAE_CHANNELS], factor[VAE_CHANNELS];
        vae_channel_moments(c->x + first, rows, channels, lanes, mean, variance);
        for (size_t j = 0; j < lanes; j++) {
            factor[j] = 1.0f / __builtin_elementwise_sqrt(variance[j] + c->epsilon);
            if (c->mean) c->mean[first + j] = mean[j];
            if (c->variance) c->variance[first + j] = variance[j];
        }
        if (c->dy)
            vae_channel_gradient(
                c->y + first, c->dy + first, c->out + first, rows, channels, lanes, factor);
        else
            vae_channel_scale(c->x + first, c->out + first, rows, channels, lanes, mean, factor);
    }
}

static void normalize(const normalize_call *call, size_t outer, vae_range_body sets) {
    if (outer == 1 && call->inner == 1)
        vae_parallel_for(
            (call->groups + VAE_CHANNELS - 1) / VAE_CHANNELS,
            call->spatial * call->groups < VAE_GRAIN ? SIZE_MAX : 1, channel_blocks, (void *)call);
    else
        vae_parallel_for(
            outer * call->groups, VAE_GRAIN / (call->spatial * call->inner + 1), sets,
            (void *)call);
}

void vae_normalize_forward(
    const float *x, float *y, float *mean, float *variance, size_t outer, size_t spatial,
    size_t groups, size_t inner, float epsilon) {
    normalize_call call = {
        .x = x, .out = y, .mean = mean, .variance = variance, .epsilon = epsilon,
        .spatial = spatial, .groups = groups, .inner = inner};
    normalize(&call, outer, normalize_sets);
}

void vae_normalize_backward(
    const float *x, const float *y, const float *dy, float *dx, size_t outer, size_t spatial,
    size_t groups, size_t inner, float epsilon) {
    normalize_call call = {
        .x = x, .y = y, .dy = dy, .out = dx, .epsilon = epsilon, .spatial = spatial,
        .groups = groups, .inner = inner};
    normalize(&call, outer, gradient_sets);
}
