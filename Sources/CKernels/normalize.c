#include "CKernels.h"
#include "clones.h"

// x is [outer, spatial, groups, inner]; mean and variance are those of one outer index and one
// group. Batch, group and layer normalisation are this with different sizes.

typedef struct {
    const float *x, *y, *dy;
    float *out, *mean, *variance;
    float epsilon;
    size_t spatial, groups, inner;
} normalize_call;

// How many channels the arrays on the stack below are made for; more go in several passes.
enum { VAE_CHANNELS = 64 };

// Mean and biased variance of `lanes` neighbouring channels over `rows` pixels, `stride` apart.
VAE_KERNEL void vae_channel_moments(
    const float *x, size_t rows, size_t stride, size_t lanes, float *mean, float *variance) {
    double sum[VAE_CHANNELS] = {0}, squares[VAE_CHANNELS] = {0};
    float shift[VAE_CHANNELS];
    // About the first value the squares stay small, and nothing cancels.
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

// Means of dy and of dy y over `rows` pixels, of each of `lanes` channels.
VAE_KERNEL void vae_channel_slopes(
    const float *y, const float *dy, size_t rows, size_t stride, size_t lanes, float *mean,
    float *slope) {
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
    for (size_t j = 0; j < lanes; j++) {
        mean[j] = (float)(sum[j] / (double)rows);
        slope[j] = (float)(product[j] / (double)rows);
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
    const float *factor, const float *mean, const float *slope) {
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < lanes; j++) {
            size_t at = i * stride + j;
            dx[at] = factor[j] * (dy[at] - mean[j] - y[at] * slope[j]);
        }
}

// Makes the moments of the channels of a group those of the group.
static void join_moments(float *mean, float *variance, size_t inner) {
    double center = 0, spread = 0;
    for (size_t j = 0; j < inner; j++) center += (double)mean[j];
    center /= (double)inner;
    for (size_t j = 0; j < inner; j++) {
        double d = (double)mean[j] - center;
        spread += (double)variance[j] + d * d;
    }
    for (size_t j = 0; j < inner; j++) {
        mean[j] = (float)center;
        variance[j] = (float)(spread / (double)inner);
    }
}

static void join_mean(float *mean, size_t inner) {
    double center = 0;
    for (size_t j = 0; j < inner; j++) center += (double)mean[j];
    for (size_t j = 0; j < inner; j++) mean[j] = (float)(center / (double)inner);
}

// Groups of one outer index, whole groups at a time; rows of pixels are `stride` apart.
static void normalize_groups(const normalize_call *c, size_t outer, size_t first, size_t groups) {
    size_t stride = c->groups * c->inner, lanes = groups * c->inner;
    size_t at = outer * c->spatial * stride + first * c->inner;
    float mean[VAE_CHANNELS], variance[VAE_CHANNELS], factor[VAE_CHANNELS];
    vae_channel_moments(c->x + at, c->spatial, stride, lanes, mean, variance);
    for (size_t g = 0; g < groups && c->inner > 1; g++)
        join_moments(mean + g * c->inner, variance + g * c->inner, c->inner);
    for (size_t g = 0; g < groups; g++) {
        size_t set = outer * c->groups + first + g;
        if (c->mean) c->mean[set] = mean[g * c->inner];
        if (c->variance) c->variance[set] = variance[g * c->inner];
    }
    for (size_t j = 0; j < lanes; j++)
        factor[j] = 1.0f / __builtin_elementwise_sqrt(variance[j] + c->epsilon);
    if (!c->dy) {
        vae_channel_scale(c->x + at, c->out + at, c->spatial, stride, lanes, mean, factor);
        return;
    }
    float average[VAE_CHANNELS], slope[VAE_CHANNELS];
    vae_channel_slopes(c->y + at, c->dy + at, c->spatial, stride, lanes, average, slope);
    for (size_t g = 0; g < groups && c->inner > 1; g++) {
        join_mean(average + g * c->inner, c->inner);
        join_mean(slope + g * c->inner, c->inner);
    }
    vae_channel_gradient(
        c->y + at, c->dy + at, c->out + at, c->spatial, stride, lanes, factor, average, slope);
}

// A group too wide for the arrays above: its pixels are runs of floats, summed one by one.

VAE_KERNEL void vae_run_moments(
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

VAE_KERNEL void vae_run_scale(const float *x, float *y, size_t n, float mean, float factor) {
    for (size_t i = 0; i < n; i++) y[i] = (x[i] - mean) * factor;
}

VAE_KERNEL void vae_run_slopes(
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

VAE_KERNEL void vae_run_gradient(
    const float *y, const float *dy, float *dx, size_t n, float factor, float mean, float slope) {
    for (size_t i = 0; i < n; i++) dx[i] = factor * (dy[i] - mean - y[i] * slope);
}

static void normalize_wide_group(const normalize_call *c, size_t set) {
    size_t outer = set / c->groups, group = set % c->groups, n = c->inner;
    size_t stride = c->groups * n, at = outer * c->spatial * stride + group * n;
    double sum = 0, squares = 0, count = (double)(c->spatial * n);
    float shift = c->x[at];
    for (size_t p = 0; p < c->spatial; p++)
        vae_run_moments(c->x + at + p * stride, n, shift, &sum, &squares);
    double offset = sum / count, spread = squares / count - offset * offset;
    float mean = shift + (float)offset, variance = spread > 0 ? (float)spread : 0.0f;
    if (c->mean) c->mean[set] = mean;
    if (c->variance) c->variance[set] = variance;
    float factor = 1.0f / __builtin_elementwise_sqrt(variance + c->epsilon);
    double total = 0, product = 0;
    for (size_t p = 0; p < c->spatial && c->dy; p++)
        vae_run_slopes(c->y + at + p * stride, c->dy + at + p * stride, n, &total, &product);
    for (size_t p = 0; p < c->spatial; p++) {
        size_t i = at + p * stride;
        if (c->dy)
            vae_run_gradient(
                c->y + i, c->dy + i, c->out + i, n, factor, (float)(total / count),
                (float)(product / count));
        else
            vae_run_scale(c->x + i, c->out + i, n, mean, factor);
    }
}

// A piece of work is as many whole groups of one outer index as fit the arrays.
static size_t groups_per_piece(const normalize_call *c) {
    return c->inner <= VAE_CHANNELS ? VAE_CHANNELS / c->inner : 1;
}

static void normalize_pieces(void *data, size_t begin, size_t end) {
    const normalize_call *c = data;
    size_t per_piece = groups_per_piece(c), pieces = (c->groups + per_piece - 1) / per_piece;
    for (size_t piece = begin; piece < end; piece++) {
        size_t outer = piece / pieces, first = piece % pieces * per_piece;
        if (c->inner > VAE_CHANNELS) {
            normalize_wide_group(c, outer * c->groups + first);
            continue;
        }
        size_t groups = c->groups - first < per_piece ? c->groups - first : per_piece;
        normalize_groups(c, outer, first, groups);
    }
}

static void normalize(const normalize_call *call, size_t outer) {
    size_t per_piece = groups_per_piece(call);
    size_t pieces = outer * ((call->groups + per_piece - 1) / per_piece);
    size_t work = call->spatial * call->inner * per_piece + 1;
    vae_parallel_for(pieces, VAE_GRAIN / work, normalize_pieces, (void *)call);
}

void vae_normalize_forward(
    const float *x, float *y, float *mean, float *variance, size_t outer, size_t spatial,
    size_t groups, size_t inner, float epsilon) {
    normalize_call call = {
        .x = x, .out = y, .mean = mean, .variance = variance, .epsilon = epsilon,
        .spatial = spatial, .groups = groups, .inner = inner};
    normalize(&call, outer);
}

void vae_normalize_backward(
    const float *x, const float *y, const float *dy, float *dx, size_t outer, size_t spatial,
    size_t groups, size_t inner, float epsilon) {
    normalize_call call = {
        .x = x, .y = y, .dy = dy, .out = dx, .epsilon = epsilon, .spatial = spatial,
        .groups = groups, .inner = inner};
    normalize(&call, outer);
}
