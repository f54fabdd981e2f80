#include <math.h>

#include "CKernels.h"
#include "elementary.h"

// Float sums are kept short and then added in double: errors do not grow with the length, and the
// order of additions does not depend on the number of threads.
enum { VAE_BLOCK = 1024, VAE_LANES = 64 };

VAE_KERNEL float vae_sum_block(const float *x, size_t n) {
#pragma clang fp reassociate(on)
    float s = 0;
    for (size_t i = 0; i < n; i++) s += x[i];
    return s;
}

VAE_KERNEL float vae_square_block(const float *x, size_t n) {
#pragma clang fp reassociate(on)
    float s = 0;
    for (size_t i = 0; i < n; i++) s += x[i] * x[i];
    return s;
}

VAE_KERNEL float vae_max_block(const float *x, size_t n) {
    float m = -INFINITY;
    for (size_t i = 0; i < n; i++) m = x[i] > m || x[i] != x[i] ? x[i] : m;
    return m;
}

static double sum_row(const float *x, size_t n) {
    double total = 0;
    for (size_t i = 0; i < n; i += VAE_BLOCK)
        total += vae_sum_block(x + i, n - i < VAE_BLOCK ? n - i : VAE_BLOCK);
    return total;
}

double vae_sum(const float *x, size_t count) {
    return sum_row(x, count);
}

double vae_sum_of_squares(const float *x, size_t count) {
    double total = 0;
    for (size_t i = 0; i < count; i += VAE_BLOCK)
        total += vae_square_block(x + i, count - i < VAE_BLOCK ? count - i : VAE_BLOCK);
    return total;
}

VAE_KERNEL bool vae_finite_block(const float *x, size_t n) {
    uint32_t bad = 0;
    // An exponent of all ones is infinity or NaN.
    for (size_t i = 0; i < n; i++) bad |= (vae_bits(x[i]) & 0x7f800000u) == 0x7f800000u;
    return !bad;
}

bool vae_all_finite(const float *x, size_t count) {
    return vae_finite_block(x, count);
}

// Adds rows [0, count) of `lanes` columns, `inner` apart, into y.
VAE_KERNEL void vae_sum_lanes(
    const float *x, float *restrict y, size_t count, size_t inner, size_t lanes) {
    double total[VAE_LANES] = {0};
    for (size_t start = 0; start < count; start += VAE_BLOCK) {
        size_t end = count - start < VAE_BLOCK ? count : start + VAE_BLOCK;
        float partial[VAE_LANES] = {0};
        for (size_t i = start; i < end; i++)
            for (size_t j = 0; j < lanes; j++) partial[j] += x[i * inner + j];
        for (size_t j = 0; j < lanes; j++) total[j] += (double)partial[j];
    }
    for (size_t j = 0; j < lanes; j++) y[j] = (float)total[j];
}

VAE_KERNEL void vae_max_lanes(
    const float *x, float *restrict y, size_t count, size_t inner, size_t lanes) {
    for (size_t j = 0; j < lanes; j++) y[j] = -INFINITY;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < lanes; j++) {
            float v = x[i * inner + j];
            y[j] = v > y[j] || v != v ? v : y[j];
        }
}

typedef struct {
    vae_reduction f;
    const float *x, *y, *dy;
    float *out;
    size_t outer, count, inner;
} reduce_call;

static void reduce_rows(void *data, size_t begin, size_t end) {
    const reduce_call *c = data;
    for (size_t o = begin; o < end; o++) {
        const float *x = c->x + o * c->count;
        c->out[o] =
            c->f == VAE_REDUCE_SUM ? (float)sum_row(x, c->count) : vae_max_block(x, c->count);
    }
}

// Shares are runs of output columns; a column is always added up by one thread.
static void reduce_columns(void *data, size_t begin, size_t end) {
    const reduce_call *c = data;
    size_t i = begin;
    while (i < end) {
        size_t o = i / c->inner, column = i % c->inner;
        size_t lanes = c->inner - column;
        if (lanes > VAE_LANES) lanes = VAE_LANES;
        if (lanes > end - i) lanes = end - i;
        const float *x = c->x + o * c->count * c->inner + column;
        if (c->f == VAE_REDUCE_SUM)
            vae_sum_lanes(x, c->out + i, c->count, c->inner, lanes);
        else
            vae_max_lanes(x, c->out + i, c->count, c->inner, lanes);
        i += lanes;
    }
}

static size_t grain_for(size_t work_per_item) {
    return work_per_item >= VAE_GRAIN ? 1 : VAE_GRAIN / (work_per_item ? work_per_item : 1);
}

void vae_reduce(
    vae_reduction f, const float *x, float *y, size_t outer, size_t count, size_t inner) {
    reduce_call call = {f, x, NULL, NULL, y, outer, count, inner};
    size_t grain = grain_for(count);
    if (inner == 1)
        vae_parallel_for(outer, grain, reduce_rows, &call);
    else
        vae_parallel_for(outer * inner, grain, reduce_columns, &call);
}

// The operations below treat a column (one outer and one inner index) at a time where inner > 1,
// which is rare; rows are contiguous and go through vector code.

static void max_backward_rows(void *data, size_t begin, size_t end) {
    const reduce_call *c = data;
    for (size_t i = begin; i < end; i++) {
        size_t base = (i / c->inner) * c->count * c->inner + i % c->inner;
        float m = c->y[i];
        size_t ties = 0;
        for (size_t j = 0; j < c->count; j++) ties += c->x[base + j * c->inner] == m;
        float share = ties ? c->dy[i] / (float)ties : 0.0f;
        for (size_t j = 0; j < c->count; j++)
            c->out[base + j * c->inner] = c->x[base + j * c->inner] == m ? share : 0.0f;
    }
}

void vae_reduce_max_backward(
    const float *x, const float *y, const float *dy, float *dx, size_t outer, size_t count,
    size_t inner) {
    reduce_call call = {VAE_REDUCE_MAX, x, y, dy, dx, outer, count, inner};
    vae_parallel_for(outer * inner, grain_for(count), max_backward_rows, &call);
}

// y = exp(x - m), and the sum of it.
VAE_KERNEL float vae_exp_row(const float *x, float *y, size_t n, size_t step, float m) {
#pragma clang fp reassociate(on)
    float s = 0;
    if (step == 1) {
        for (size_t j = 0; j < n; j++) {
            float e = vae_exp(x[j] - m);
            y[j] = e;
            s += e;
        }
    } else {
        for (size_t j = 0; j < n; j++) {
            float e = vae_exp(x[j * step] - m);
            y[j * step] = e;
            s += e;
        }
    }
    return s;
}

VAE_KERNEL float vae_exp_sum(const float *x, size_t n, size_t step, float m) {
#pragma clang fp reassociate(on)
    float s = 0;
    for (size_t j = 0; j < n; j++) s += vae_exp(x[j * step] - m);
    return s;
}

static float column_max(const float *x, size_t n, size_t step) {
    if (step == 1) return vae_max_block(x, n);
    float m = -INFINITY;
    for (size_t j = 0; j < n; j++) m = x[j * step] > m ? x[j * step] : m;
    return m;
}

// Subtracting an infinite maximum would make NaN of a row of -infinity.
static float finite_or_zero(float m) {
    return isinf(m) ? 0.0f : m;
}

static void softmax_rows(void *data, size_t begin, size_t end) {
    const reduce_call *c = data;
    for (size_t i = begin; i < end; i++) {
        size_t base = (i / c->inner) * c->count * c->inner + i % c->inner;
        const float *x = c->x + base;
        float *y = c->out + base;
        float s = vae_exp_row(
            x, y, c->count, c->inner, finite_or_zero(column_max(x, c->count, c->inner)));
        for (size_t j = 0; j < c->count; j++) y[j * c->inner] /= s;
    }
}

void vae_softmax_forward(const float *x, float *y, size_t outer, size_t count, size_t inner) {
    reduce_call call = {VAE_REDUCE_SUM, x, NULL, NULL, y, outer, count, inner};
    vae_parallel_for(outer * inner, grain_for(count), softmax_rows, &call);
}

static void softmax_backward_rows(void *data, size_t begin, size_t end) {
    const reduce_call *c = data;
    for (size_t i = begin; i < end; i++) {
        size_t base = (i / c->inner) * c->count * c->inner + i % c->inner;
        const float *y = c->y + base, *dy = c->dy + base;
        double dot = 0;
        for (size_t j = 0; j < c->count; j++)
            dot += (double)y[j * c->inner] * (double)dy[j * c->inner];
        float *dx = c->out + base;
        for (size_t j = 0; j < c->count; j++)
            dx[j * c->inner] = y[j * c->inner] * (dy[j * c->inner] - (float)dot);
    }
}

void vae_softmax_backward(
    const float *y, const float *dy, float *dx, size_t outer, size_t count, size_t inner) {
    reduce_call call = {VAE_REDUCE_SUM, NULL, y, dy, dx, outer, count, inner};
    vae_parallel_for(outer * inner, grain_for(count), softmax_backward_rows, &call);
}

static void log_sum_exp_rows(void *data, size_t begin, size_t end) {
    const reduce_call *c = data;
    for (size_t i = begin; i < end; i++) {
        const float *x = c->x + (i / c->inner) * c->count * c->inner + i % c->inner;
        float m = column_max(x, c->count, c->inner), shift = finite_or_zero(m);
        c->out[i] = isinf(m) && m > 0
            ? m
            : shift + logf(vae_exp_sum(x, c->count, c->inner, shift));
    }
}

void vae_log_sum_exp_forward(const float *x, float *y, size_t outer, size_t count, size_t inner) {
    reduce_call call = {VAE_REDUCE_SUM, x, NULL, NULL, y, outer, count, inner};
    vae_parallel_for(outer * inner, grain_for(count), log_sum_exp_rows, &call);
}

static void log_sum_exp_backward_rows(void *data, size_t begin, size_t end) {
    const reduce_call *c = data;
    for (size_t i = begin; i < end; i++) {
        size_t base = (i / c->inner) * c->count * c->inner + i % c->inner;
        vae_exp_row(c->x + base, c->out + base, c->count, c->inner, c->y[i]);
        for (size_t j = 0; j < c->count; j++) c->out[base + j * c->inner] *= c->dy[i];
    }
}

void vae_log_sum_exp_backward(
    const float *x, const float *y, const float *dy, float *dx, size_t outer, size_t count,
    size_t inner) {
    reduce_call call = {VAE_REDUCE_SUM, x, y, dy, dx, outer, count, inner};
    vae_parallel_for(outer * inner, grain_for(count), log_sum_exp_backward_rows, &call);
}
