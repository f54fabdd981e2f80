#include "CKernels.h"
#include "elementary.h"

#ifdef __SSE__
#include <xmmintrin.h>
#endif

// Running averages of gradients that have died out decay through the numbers below the smallest
// normal one, which cost a processor a hundred times as much. While parameters are updated, such
// numbers are 0. Returns the mode before, for `restore`.
static unsigned flush_tiny_numbers(void) {
#ifdef __SSE__
    const unsigned flush_results = 0x8000, flush_operands = 0x0040;
    unsigned before = _mm_getcsr();
    _mm_setcsr(before | flush_results | flush_operands);
    return before;
#else
    return 0;
#endif
}

static void restore(unsigned before) {
#ifdef __SSE__
    _mm_setcsr(before);
#else
    (void)before;
#endif
}

// Each thread takes an even share of all parameters and walks the segments that fall into it.

typedef struct {
    const void *settings;
    const vae_segment *segments;
    size_t segment_count;
    float *parameters, *state1, *state2;
} update_call;

typedef void (*segment_update)(
    const update_call *call, const float *gradient, size_t at, size_t count);

VAE_INLINE void each_segment(
    const update_call *call, size_t begin, size_t end, segment_update update) {
    unsigned before = flush_tiny_numbers();
    for (size_t s = 0; s < call->segment_count; s++) {
        const vae_segment *segment = &call->segments[s];
        size_t first = segment->offset > begin ? segment->offset : begin;
        size_t last = segment->offset + segment->count;
        if (last > end) last = end;
        if (first < last)
            update(call, segment->gradient + (first - segment->offset), first, last - first);
    }
    restore(before);
}

static size_t element_count(const vae_segment *segments, size_t count) {
    size_t end = 0;
    for (size_t s = 0; s < count; s++) {
        size_t last = segments[s].offset + segments[s].count;
        if (last > end) end = last;
    }
    return end;
}

VAE_KERNEL void vae_adam_range(
    const vae_adam_settings *s, const float *restrict gradient, float *restrict p,
    float *restrict m, float *restrict v, size_t n) {
    float keep = s->decoupled ? 1.0f - s->learning_rate * s->weight_decay : 1.0f;
    float decay = s->decoupled ? 0.0f : s->weight_decay;
    float step = s->learning_rate / s->correction1;
    float root = 1.0f / sqrtf(s->correction2);
    float b1 = s->beta1, b2 = s->beta2, epsilon = s->epsilon, scale = s->gradient_scale;
    for (size_t i = 0; i < n; i++) {
        float g = gradient[i] * scale + decay * p[i];
        float m1 = m[i] + (1.0f - b1) * (g - m[i]);
        float v1 = b2 * v[i] + (1.0f - b2) * g * g;
        m[i] = m1;
        v[i] = v1;
        p[i] = keep * p[i] - step * m1 / (__builtin_elementwise_sqrt(v1) * root + epsilon);
    }
}

static void adam_segment(const update_call *c, const float *gradient, size_t at, size_t count) {
    vae_adam_range(
        c->settings, gradient, c->parameters + at, c->state1 + at, c->state2 + at, count);
}

static void adam_share(void *data, size_t begin, size_t end) {
    each_segment(data, begin, end, adam_segment);
}

void vae_adam(
    const vae_adam_settings *settings, const vae_segment *segments, size_t segment_count,
    float *parameters, float *first_moment, float *second_moment) {
    update_call call = {
        settings, segments, segment_count, parameters, first_moment, second_moment};
    vae_parallel_for(
        element_count(segments, segment_count), VAE_GRAIN, adam_share, &call);
}

VAE_KERNEL void vae_sgd_range(
    const vae_sgd_settings *s, const float *restrict gradient, float *restrict p,
    float *restrict velocity, size_t n) {
    float rate = s->learning_rate, momentum = s->momentum;
    for (size_t i = 0; i < n; i++) {
        float g = gradient[i] * s->gradient_scale + s->weight_decay * p[i];
        float u = s->first_step ? g : momentum * velocity[i] + g;
        velocity[i] = u;
        p[i] -= rate * (s->nesterov ? g + momentum * u : u);
    }
}

static void sgd_segment(const update_call *c, const float *gradient, size_t at, size_t count) {
    vae_sgd_range(c->settings, gradient, c->parameters + at, c->state1 + at, count);
}

static void sgd_share(void *data, size_t begin, size_t end) {
    each_segment(data, begin, end, sgd_segment);
}

void vae_sgd(
    const vae_sgd_settings *settings, const vae_segment *segments, size_t segment_count,
    float *parameters, float *velocity) {
    update_call call = {settings, segments, segment_count, parameters, velocity, NULL};
    vae_parallel_for(element_count(segments, segment_count), VAE_GRAIN, sgd_share, &call);
}

VAE_KERNEL void vae_adamax_range(
    const vae_adamax_settings *s, const float *restrict gradient, float *restrict p,
    float *restrict m, float *restrict u, size_t n) {
    float step = s->learning_rate / s->correction1;
    for (size_t i = 0; i < n; i++) {
        float g = gradient[i] * s->gradient_scale + s->weight_decay * p[i];
        m[i] += (1.0f - s->beta1) * (g - m[i]);
        float kept = s->beta2 * u[i], size = __builtin_fabsf(g) + s->epsilon;
        u[i] = kept > size ? kept : size;
        p[i] -= step * m[i] / u[i];
    }
}

static void adamax_segment(const update_call *c, const float *gradient, size_t at, size_t count) {
    vae_adamax_range(
        c->settings, gradient, c->parameters + at, c->state1 + at, c->state2 + at, count);
}

static void adamax_share(void *data, size_t begin, size_t end) {
    each_segment(data, begin, end, adamax_segment);
}

void vae_adamax(
    const vae_adamax_settings *settings, const vae_segment *segments, size_t segment_count,
    float *parameters, float *first_moment, float *largest) {
    update_call call = {settings, segments, segment_count, parameters, first_moment, largest};
    vae_parallel_for(element_count(segments, segment_count), VAE_GRAIN, adamax_share, &call);
}

VAE_KERNEL void vae_rmsprop_range(
    const vae_rmsprop_settings *s, const float *restrict gradient, float *restrict p,
    float *restrict v, size_t n) {
    for (size_t i = 0; i < n; i++) {
        float g = gradient[i] * s->gradient_scale + s->weight_decay * p[i];
        v[i] = s->decay * v[i] + (1.0f - s->decay) * g * g;
        p[i] -= s->learning_rate * g / (__builtin_elementwise_sqrt(v[i]) + s->epsilon);
    }
}

static void rmsprop_segment(const update_call *c, const float *gradient, size_t at, size_t count) {
    vae_rmsprop_range(c->settings, gradient, c->parameters + at, c->state1 + at, count);
}

static void rmsprop_share(void *data, size_t begin, size_t end) {
    each_segment(data, begin, end, rmsprop_segment);
}

void vae_rmsprop(
    const vae_rmsprop_settings *settings, const vae_segment *segments, size_t segment_count,
    float *parameters, float *mean_square) {
    update_call call = {settings, segments, segment_count, parameters, mean_square, NULL};
    vae_parallel_for(element_count(segments, segment_count), VAE_GRAIN, rmsprop_share, &call);
}

typedef struct {
    const float *x;
    float *average, decay;
} average_call;

VAE_KERNEL void vae_average_range(
    const float *restrict x, float *restrict average, float decay, size_t n) {
    for (size_t i = 0; i < n; i++) average[i] += (1.0f - decay) * (x[i] - average[i]);
}

static void average_share(void *data, size_t begin, size_t end) {
    const average_call *c = data;
    vae_average_range(c->x + begin, c->average + begin, c->decay, end - begin);
}

void vae_moving_average(const float *x, float *average, float decay, size_t count) {
    average_call call = {x, average, decay};
    vae_parallel_for(count, VAE_GRAIN, average_share, &call);
}
