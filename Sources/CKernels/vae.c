#include "CKernels.h"
#include "elementary.h"

static const float log_two_pi = 1.83787707f;

// Float sums run over at most this many terms before they go to a double.
enum { VAE_TERMS = 1024 };

typedef struct {
    const float *a, *b, *c, *d;
    int stride;
    float *out1, *out2;
    size_t columns;
} term_call;

static size_t row_grain(size_t columns) {
    return columns >= VAE_GRAIN / 4 ? 1 : VAE_GRAIN / 4 / (columns ? columns : 1);
}

VAE_KERNEL float vae_bernoulli_terms(
    const float *restrict logits, const float *restrict x, size_t n) {
#pragma clang fp reassociate(on)
    float s = 0;
    for (size_t j = 0; j < n; j++) s += x[j] * logits[j] - vae_softplus(logits[j]);
    return s;
}

static void bernoulli_rows(void *data, size_t begin, size_t end) {
    const term_call *c = data;
    for (size_t i = begin; i < end; i++) {
        const float *logits = c->a + i * c->columns, *x = c->b + i * c->columns;
        double total = 0;
        for (size_t j = 0; j < c->columns; j += VAE_TERMS) {
            size_t n = c->columns - j < VAE_TERMS ? c->columns - j : VAE_TERMS;
            total += (double)vae_bernoulli_terms(logits + j, x + j, n);
        }
        c->out1[i] = (float)total;
    }
}

void vae_bernoulli_forward(
    const float *logits, const float *x, float *y, size_t rows, size_t columns) {
    term_call call = {.a = logits, .b = x, .out1 = y, .columns = columns};
    vae_parallel_for(rows, row_grain(columns), bernoulli_rows, &call);
}

VAE_KERNEL void vae_bernoulli_slopes(
    const float *restrict logits, const float *restrict x, float dy, float *restrict dlogits,
    size_t n) {
    for (size_t j = 0; j < n; j++) dlogits[j] = (x[j] - vae_sigmoid(logits[j])) * dy;
}

static void bernoulli_backward_rows(void *data, size_t begin, size_t end) {
    const term_call *c = data;
    for (size_t i = begin; i < end; i++) {
        size_t at = i * c->columns;
        vae_bernoulli_slopes(c->a + at, c->b + at, c->d[i], c->out1 + at, c->columns);
        if (c->out2)
            for (size_t j = 0; j < c->columns; j++) c->out2[at + j] = c->a[at + j] * c->d[i];
    }
}

void vae_bernoulli_backward(
    const float *logits, const float *x, const float *dy, float *dlogits, float *dx, size_t rows,
    size_t columns) {
    term_call call = {
        .a = logits, .b = x, .d = dy, .out1 = dlogits, .out2 = dx, .columns = columns};
    vae_parallel_for(rows, row_grain(columns), bernoulli_backward_rows, &call);
}

VAE_KERNEL float vae_gaussian_terms(
    const float *x, const float *mean, const float *log_variance, int stride, size_t n) {
#pragma clang fp reassociate(on)
    float s = 0;
    if (stride == 0) {
        float precision = vae_exp(-*log_variance);
        for (size_t j = 0; j < n; j++) {
            float d = x[j] - mean[j];
            s += d * d * precision;
        }
        return -0.5f * (s + (float)n * (log_two_pi + *log_variance));
    }
    for (size_t j = 0; j < n; j++) {
        float d = x[j] - mean[j];
        s += d * d * vae_exp(-log_variance[j]) + log_variance[j] + log_two_pi;
    }
    return -0.5f * s;
}

static void gaussian_rows(void *data, size_t begin, size_t end) {
    const term_call *c = data;
    for (size_t i = begin; i < end; i++) {
        double total = 0;
        for (size_t j = 0; j < c->columns; j += VAE_TERMS) {
            size_t n = c->columns - j < VAE_TERMS ? c->columns - j : VAE_TERMS;
            size_t at = i * c->columns + j;
            const float *log_variance = c->stride ? c->c + at : c->c;
            total += (double)vae_gaussian_terms(c->a + at, c->b + at, log_variance, c->stride, n);
        }
        c->out1[i] = (float)total;
    }
}

void vae_gaussian_forward(
    const float *x, const float *mean, const float *log_variance, int variance_stride, float *y,
    size_t rows, size_t columns) {
    term_call call = {
        .a = x, .b = mean, .c = log_variance, .stride = variance_stride, .out1 = y,
        .columns = columns};
    vae_parallel_for(rows, row_grain(columns), gaussian_rows, &call);
}

VAE_KERNEL void vae_gaussian_slopes(
    const float *restrict x, const float *restrict mean, const float *restrict log_variance,
    int stride, float dy, float *restrict dmean, float *restrict dlog_variance, size_t n) {
    if (stride == 0) {
        float precision = vae_exp(-*log_variance);
        for (size_t j = 0; j < n; j++) {
            float d = x[j] - mean[j];
            dmean[j] = d * precision * dy;
            dlog_variance[j] = 0.5f * (d * d * precision - 1.0f) * dy;
        }
        return;
    }
    for (size_t j = 0; j < n; j++) {
        float d = x[j] - mean[j], precision = vae_exp(-log_variance[j]);
        dmean[j] = d * precision * dy;
        dlog_variance[j] = 0.5f * (d * d * precision - 1.0f) * dy;
    }
}

static void gaussian_backward_rows(void *data, size_t begin, size_t end) {
    const term_call *c = data;
    for (size_t i = begin; i < end; i++) {
        size_t at = i * c->columns;
        vae_gaussian_slopes(
            c->a + at, c->b + at, c->stride ? c->c + at : c->c, c->stride, c->d[i], c->out1 + at,
            c->out2 + at, c->columns);
    }
}

void vae_gaussian_backward(
    const float *x, const float *mean, const float *log_variance, int variance_stride,
    const float *dy, float *dmean, float *dlog_variance, size_t rows, size_t columns) {
    term_call call = {
        .a = x, .b = mean, .c = log_variance, .d = dy, .stride = variance_stride, .out1 = dmean,
        .out2 = dlog_variance, .columns = columns};
    vae_parallel_for(rows, row_grain(columns), gaussian_backward_rows, &call);
}

// Latents are small beside pictures: the loops below stay on the calling thread.

VAE_KERNEL void vae_gaussian_kl_forward_range(
    const float *restrict mean, const float *restrict log_variance, float *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++)
        y[i] = 0.5f
            * (mean[i] * mean[i] + (vae_exp(log_variance[i]) - 1.0f - log_variance[i]));
}

void vae_gaussian_kl_forward(
    const float *mean, const float *log_variance, float *y, size_t count) {
    vae_gaussian_kl_forward_range(mean, log_variance, y, count);
}

VAE_KERNEL void vae_gaussian_kl_backward_range(
    const float *restrict mean, const float *restrict log_variance, const float *restrict dy,
    float *restrict dmean, float *restrict dlog_variance, size_t n) {
    for (size_t i = 0; i < n; i++) {
        dmean[i] = mean[i] * dy[i];
        dlog_variance[i] = 0.5f * (vae_exp(log_variance[i]) - 1.0f) * dy[i];
    }
}

void vae_gaussian_kl_backward(
    const float *mean, const float *log_variance, const float *dy, float *dmean,
    float *dlog_variance, size_t count) {
    vae_gaussian_kl_backward_range(mean, log_variance, dy, dmean, dlog_variance, count);
}

VAE_KERNEL void vae_reparameterize_forward_range(
    const float *restrict mean, const float *restrict log_variance, const float *restrict noise,
    float *restrict z, size_t n) {
    for (size_t i = 0; i < n; i++)
        z[i] = mean[i] + vae_exp(0.5f * log_variance[i]) * noise[i];
}

void vae_reparameterize_forward(
    const float *mean, const float *log_variance, const float *noise, float *z, size_t count) {
    vae_reparameterize_forward_range(mean, log_variance, noise, z, count);
}

VAE_KERNEL void vae_reparameterize_backward_range(
    const float *restrict log_variance, const float *restrict noise, const float *restrict dz,
    float *restrict dlog_variance, size_t n) {
    for (size_t i = 0; i < n; i++)
        dlog_variance[i] = 0.5f * vae_exp(0.5f * log_variance[i]) * noise[i] * dz[i];
}

void vae_reparameterize_backward(
    const float *log_variance, const float *noise, const float *dz, float *dlog_variance,
    size_t count) {
    vae_reparameterize_backward_range(log_variance, noise, dz, dlog_variance, count);
}
