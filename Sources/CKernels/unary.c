#include "CKernels.h"
#include "elementary.h"

// One loop a function and direction. `x`, `y` and `g` (the gradient that arrives) name one element.
#define VAE_UNARY_LOOPS(name, value, gradient)                                                   \
    VAE_KERNEL void vae_##name##_forward_range(                                                  \
        const float *restrict xs, float *restrict ys, size_t n, float p, float q) {              \
        (void)p, (void)q;                                                                        \
        for (size_t i = 0; i < n; i++) {                                                         \
            float x = xs[i];                                                                     \
            ys[i] = (value);                                                                     \
        }                                                                                        \
    }                                                                                            \
    VAE_KERNEL void vae_##name##_backward_range(                                                 \
        const float *restrict xs, const float *restrict ys, const float *restrict gs,            \
        float *restrict ds, size_t n, float p, float q) {                                        \
        (void)xs, (void)ys, (void)p, (void)q;                                                    \
        for (size_t i = 0; i < n; i++) {                                                         \
            float x = xs[i], y = ys[i], g = gs[i];                                               \
            (void)x, (void)y;                                                                    \
            ds[i] = (gradient);                                                                  \
        }                                                                                        \
    }

// s + x s (1 - s), where s is the sigmoid and 1 - s that of -x: subtracting would cancel.
VAE_INLINE float silu_slope(float x) {
    float e = vae_exp(-fabsf(x));
    float large = 1.0f / (1.0f + e), small = e * large;
    return (x < 0.0f ? small : large) + x * (small * large);
}

VAE_INLINE float gelu(float x) {
    return x * vae_normal_below(x, vae_exp(-0.5f * x * x));
}

VAE_INLINE float gelu_slope(float x) {
    float e = vae_exp(-0.5f * x * x);
    return vae_normal_below(x, e) + x * (0.39894228f * e);
}

VAE_UNARY_LOOPS(negate, -x, -g)
VAE_UNARY_LOOPS(affine, p * x + q, p * g)
VAE_UNARY_LOOPS(relu, x < 0.0f ? 0.0f : x, y <= 0.0f ? 0.0f : g)
VAE_UNARY_LOOPS(leaky_relu, x > 0.0f ? x : p * x, y > 0.0f ? g : p * g)
VAE_UNARY_LOOPS(silu, x * vae_sigmoid(x), g * silu_slope(x))
VAE_UNARY_LOOPS(gelu, gelu(x), g * gelu_slope(x))
VAE_UNARY_LOOPS(tanh, vae_tanh(x), g * (1.0f - y * y))
VAE_UNARY_LOOPS(sigmoid, vae_sigmoid(x), g * y * (1.0f - y))
VAE_UNARY_LOOPS(softplus, vae_softplus(x), g * vae_sigmoid(x))
VAE_UNARY_LOOPS(exp, vae_exp(x), g * y)
VAE_UNARY_LOOPS(log, vae_log(x), g / x)
VAE_UNARY_LOOPS(square, x * x, 2.0f * x * g)
VAE_UNARY_LOOPS(sqrt, __builtin_elementwise_sqrt(x), 0.5f * g / y)
VAE_UNARY_LOOPS(clamp, x < p ? p : (x > q ? q : x), x > p && x < q ? g : 0.0f)

typedef void (*forward_range)(const float *, float *, size_t, float, float);
typedef void (*backward_range)(
    const float *, const float *, const float *, float *, size_t, float, float);

#define VAE_UNARY_CASE(direction, constant, name) \
    case constant: return vae_##name##_##direction##_range;

#define VAE_UNARY_TABLE(direction)                               \
    VAE_UNARY_CASE(direction, VAE_UNARY_NEGATE, negate)          \
    VAE_UNARY_CASE(direction, VAE_UNARY_AFFINE, affine)          \
    VAE_UNARY_CASE(direction, VAE_UNARY_RELU, relu)              \
    VAE_UNARY_CASE(direction, VAE_UNARY_LEAKY_RELU, leaky_relu)  \
    VAE_UNARY_CASE(direction, VAE_UNARY_SILU, silu)              \
    VAE_UNARY_CASE(direction, VAE_UNARY_GELU, gelu)              \
    VAE_UNARY_CASE(direction, VAE_UNARY_TANH, tanh)              \
    VAE_UNARY_CASE(direction, VAE_UNARY_SIGMOID, sigmoid)        \
    VAE_UNARY_CASE(direction, VAE_UNARY_SOFTPLUS, softplus)      \
    VAE_UNARY_CASE(direction, VAE_UNARY_EXP, exp)                \
    VAE_UNARY_CASE(direction, VAE_UNARY_LOG, log)                \
    VAE_UNARY_CASE(direction, VAE_UNARY_SQUARE, square)          \
    VAE_UNARY_CASE(direction, VAE_UNARY_SQRT, sqrt)              \
    VAE_UNARY_CASE(direction, VAE_UNARY_CLAMP, clamp)

static forward_range forward_of(vae_unary f) {
    switch (f) { VAE_UNARY_TABLE(forward) }
    __builtin_trap();
}

static backward_range backward_of(vae_unary f) {
    switch (f) { VAE_UNARY_TABLE(backward) }
    __builtin_trap();
}

typedef struct {
    forward_range forward;
    backward_range backward;
    const float *x, *y, *dy;
    float *out;
    float p, q;
} unary_call;

static void run_forward(void *data, size_t begin, size_t end) {
    const unary_call *c = data;
    c->forward(c->x + begin, c->out + begin, end - begin, c->p, c->q);
}

static void run_backward(void *data, size_t begin, size_t end) {
    const unary_call *c = data;
    c->backward(
        c->x + begin, c->y + begin, c->dy + begin, c->out + begin, end - begin, c->p, c->q);
}

void vae_unary_forward(vae_unary f, const float *x, float *y, size_t count, float p, float q) {
    unary_call call = {.forward = forward_of(f), .x = x, .out = y, .p = p, .q = q};
    vae_parallel_for(count, VAE_GRAIN, run_forward, &call);
}

void vae_unary_backward(
    vae_unary f, const float *x, const float *y, const float *dy, float *dx, size_t count, float p,
    float q) {
    unary_call call = {
        .backward = backward_of(f), .x = x, .y = y, .dy = dy, .out = dx, .p = p, .q = q};
    vae_parallel_for(count, VAE_GRAIN, run_backward, &call);
}
