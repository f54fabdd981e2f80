// The loops of swift-vae that oneDNN lacks, or that do in one pass what would take it three.
// Plain C11; each body is compiled for AVX-512, AVX2 and the baseline, and the loader picks.
// All of them run on the OpenMP team that oneDNN uses, so that the two never fight for cores.

#ifndef VAE_KERNELS_H
#define VAE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// team.c: the OpenMP team.

/// Sets the size of the calling thread's team; 0 leaves it as it is.
void vae_team_set_size(int threads);
/// The size of the calling thread's team.
int vae_team_size(void);

/// What a loop over [begin, end) does; `context` is the caller's.
typedef void (*vae_range_body)(void *context, size_t begin, size_t end);
/// Splits [0, count) over the team, in one piece where `count` is at most `grain`.
void vae_parallel_for(size_t count, size_t grain, vae_range_body body, void *context);

// unary.c: y = f(x) and dx = f'(x) dy, element by element.

typedef enum {
    VAE_UNARY_NEGATE = 0,
    VAE_UNARY_AFFINE,  // p x + q
    VAE_UNARY_RELU,
    VAE_UNARY_LEAKY_RELU,  // slope p
    VAE_UNARY_SILU,
    VAE_UNARY_GELU,
    VAE_UNARY_TANH,
    VAE_UNARY_SIGMOID,
    VAE_UNARY_SOFTPLUS,
    VAE_UNARY_EXP,
    VAE_UNARY_LOG,
    VAE_UNARY_SQUARE,
    VAE_UNARY_SQRT,
    VAE_UNARY_CLAMP,  // to [p, q]
} vae_unary;

void vae_unary_forward(vae_unary f, const float *x, float *y, size_t count, float p, float q);
void vae_unary_backward(
    vae_unary f, const float *x, const float *y, const float *dy, float *dx, size_t count, float p,
    float q);

// binary.c: c = a op b with broadcasting, and strided copies.

typedef enum { VAE_BINARY_ADD = 0, VAE_BINARY_SUBTRACT, VAE_BINARY_MULTIPLY, VAE_BINARY_DIVIDE } vae_binary;

enum { VAE_MAXIMUM_RANK = 5 };

/// Sizes and element strides of a walk over up to five dimensions, outermost first. A stride of 0
/// repeats. Destination elements must be distinct.
typedef struct {
    int rank;
    size_t sizes[VAE_MAXIMUM_RANK];
    ptrdiff_t a[VAE_MAXIMUM_RANK], b[VAE_MAXIMUM_RANK], c[VAE_MAXIMUM_RANK];
} vae_walk;

void vae_binary_forward(vae_binary f, const vae_walk *walk, const float *a, const float *b, float *c);
/// c[walk.c] = a[walk.a]
void vae_copy_strided(const vae_walk *walk, const float *a, float *c);
/// y += x
void vae_accumulate(const float *x, float *y, size_t count);
/// y[i, :] += x for each of `rows` rows, then what is negative times `slope`: 1 leaves it, 0 is ReLU.
void vae_add_rows(const float *x, float *y, size_t rows, size_t columns, float slope);
void vae_fill(float *y, size_t count, float value);

// bfloat16.c

/// Rounds to the nearest bfloat16, ties to even, and keeps its bits; NaN stays NaN.
void vae_round_to_bfloat16(const float *x, uint16_t *y, size_t count);

// reduce.c: [outer, count, inner] to [outer, inner].

typedef enum { VAE_REDUCE_SUM = 0, VAE_REDUCE_MAX } vae_reduction;

void vae_reduce(vae_reduction f, const float *x, float *y, size_t outer, size_t count, size_t inner);
/// The gradient of the maximum, shared evenly among ties.
void vae_reduce_max_backward(
    const float *x, const float *y, const float *dy, float *dx, size_t outer, size_t count,
    size_t inner);
void vae_softmax_forward(const float *x, float *y, size_t outer, size_t count, size_t inner);
void vae_softmax_backward(
    const float *y, const float *dy, float *dx, size_t outer, size_t count, size_t inner);
void vae_log_sum_exp_forward(const float *x, float *y, size_t outer, size_t count, size_t inner);
void vae_log_sum_exp_backward(
    const float *x, const float *y, const float *dy, float *dx, size_t outer, size_t count,
    size_t inner);
/// The sum of squares of all elements, in double.
double vae_sum_of_squares(const float *x, size_t count);
/// The sum of all elements, in double.
double vae_sum(const float *x, size_t count);
/// Whether every element is finite.
bool vae_all_finite(const float *x, size_t count);

// gather.c: rows by index, [outer, count, inner].

void vae_gather_forward(
    const float *x, const int32_t *indices, float *y, size_t outer, size_t count, size_t inner,
    size_t picked);
/// dx += scattered dy; dx must be zero or a running sum.
void vae_gather_backward(
    const float *dy, const int32_t *indices, float *dx, size_t outer, size_t count, size_t inner,
    size_t picked);

/// What becomes of an intensity u in [0, 1].
typedef enum {
    VAE_PIXELS_GREY = 0,   // u
    VAE_PIXELS_THRESHOLD,  // 1 where u >= 0.5
    VAE_PIXELS_BERNOULLI,  // 1 with probability u
} vae_pixels;

/// Rows of 8-bit pixels as floats in [0, 1]: y[i, :] = pixels[rows[i], :] / 255, binarised as
/// `mode` says. `keys[i]` names the noise of row i for VAE_PIXELS_BERNOULLI.
void vae_gather_pixels(
    const uint8_t *pixels, const int32_t *rows, const uint64_t *keys, uint64_t seed,
    vae_pixels mode, float *y, size_t count, size_t row_size);
/// How far each of `count` rows of 8-bit pixels is from `picture`: y[i] = sum_j (x_ij - picture_j)^2.
void vae_pixel_distances(
    const uint8_t *pixels, const uint8_t *picture, uint64_t *y, size_t count, size_t row_size);

// vae.c: the terms of a variational autoencoder, one pass each.

/// log p(x | logits) = sum_j x_j l_j - softplus(l_j), nats: y[rows].
void vae_bernoulli_forward(const float *logits, const float *x, float *y, size_t rows, size_t columns);
/// dlogits = (x - sigmoid(logits)) dy and, where dx is given, dx = logits dy.
void vae_bernoulli_backward(
    const float *logits, const float *x, const float *dy, float *dlogits, float *dx, size_t rows,
    size_t columns);

/// log N(x; mean, exp(log_variance)) summed over columns, nats. `variance_stride` is 1 for one
/// variance an element, 0 for one variance in all.
void vae_gaussian_forward(
    const float *x, const float *mean, const float *log_variance, int variance_stride, float *y,
    size_t rows, size_t columns);
/// Gradients by mean and by an element's log variance; those by x are minus those by mean.
void vae_gaussian_backward(
    const float *x, const float *mean, const float *log_variance, int variance_stride,
    const float *dy, float *dmean, float *dlog_variance, size_t rows, size_t columns);

/// KL(N(mean, exp(log_variance)) || N(0, 1)) of each element, nats.
void vae_gaussian_kl_forward(const float *mean, const float *log_variance, float *y, size_t count);
void vae_gaussian_kl_backward(
    const float *mean, const float *log_variance, const float *dy, float *dmean,
    float *dlog_variance, size_t count);

/// z = mean + exp(log_variance / 2) noise
void vae_reparameterize_forward(
    const float *mean, const float *log_variance, const float *noise, float *z, size_t count);
void vae_reparameterize_backward(
    const float *log_variance, const float *noise, const float *dz, float *dlog_variance,
    size_t count);

// normalize.c: x of [outer, spatial, groups, inner] brought to mean 0 and variance 1 over spatial and
// inner.

/// `mean` and `variance`, [outer, groups], may be NULL.
void vae_normalize_forward(
    const float *x, float *y, float *mean, float *variance, size_t outer, size_t spatial,
    size_t groups, size_t inner, float epsilon);
void vae_normalize_backward(
    const float *x, const float *y, const float *dy, float *dx, size_t outer, size_t spatial,
    size_t groups, size_t inner, float epsilon);

// resample.c: pictures [batch, height, width, channels] made smaller or larger.

typedef enum { VAE_POOL_MAX = 0, VAE_POOL_AVERAGE } vae_pooling;
typedef enum { VAE_RESAMPLE_NEAREST = 0, VAE_RESAMPLE_BILINEAR } vae_resampling;

typedef struct {
    size_t batch, input_height, input_width, output_height, output_width, channels;
    size_t kernel_height, kernel_width, stride_height, stride_width;
    size_t padding_height, padding_width;
} vae_pool;

void vae_pool_forward(vae_pooling f, const vae_pool *pool, const float *x, float *y);
void vae_pool_backward(
    vae_pooling f, const vae_pool *pool, const float *x, const float *y, const float *dy,
    float *dx);
void vae_resample_forward(
    vae_resampling f, const float *x, float *y, size_t batch, size_t input_height,
    size_t input_width, size_t output_height, size_t output_width, size_t channels);
void vae_resample_backward(
    vae_resampling f, const float *dy, float *dx, size_t batch, size_t input_height,
    size_t input_width, size_t output_height, size_t output_width, size_t channels);

// columns.c: the windows of pictures [batch, height, width, channels] as rows of a matrix
// [batch · windows_height · windows_width, kernel_height · kernel_width · channels], and back.

typedef struct {
    size_t batch, height, width, channels;
    size_t windows_height, windows_width;
    size_t kernel_height, kernel_width, stride_height, stride_width;
    size_t padding_height, padding_width;
} vae_windows;

/// What lies outside the picture is 0.
void vae_picture_to_columns(const vae_windows *windows, const float *picture, float *columns);
/// picture = bias + what all windows say of each place, added up; `bias`, [channels], may be NULL.
void vae_columns_to_picture(
    const vae_windows *windows, const float *columns, const float *bias, float *picture);
/// y = the windows' rows · `weights`, [window, outputs], + `bias`, [outputs], without making the
/// rows; what is below 0 is multiplied by `slope`. False, and nothing done, unless `outputs` is a
/// multiple of 16, windows_width at least 4, and a few rows of the picture fit the stack.
bool vae_convolve_windows(
    const vae_windows *windows, const float *picture, const float *weights, const float *bias,
    float slope, size_t outputs, float *y);

// random.c: Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011).

/// A place in the stream of a seed: block `position` of the four-word blocks of `stream`.
typedef struct {
    uint64_t seed, stream, position;
} vae_random_state;

void vae_random_words(vae_random_state state, uint32_t *y, size_t count);
/// Uniform in [0, 1).
void vae_random_uniform(vae_random_state state, float *y, size_t count);
/// Standard normal, by Box and Muller's transform.
void vae_random_normal(vae_random_state state, float *y, size_t count);
/// Row i holds the normal numbers of {seed, keys[i], position}, whatever the other rows are.
void vae_random_normal_rows(
    uint64_t seed, const uint64_t *keys, uint64_t position, float *y, size_t rows, size_t columns);
/// 1 / (1 - p) with probability 1 - p, else 0.
void vae_random_dropout_mask(vae_random_state state, float p, float *y, size_t count);

// optimizer.c: one pass over all parameters.

/// The gradient of elements [offset, offset + count) of the flat parameters.
typedef struct {
    const float *gradient;
    size_t offset, count;
} vae_segment;

typedef struct {
    float learning_rate, beta1, beta2, epsilon;
    float correction1, correction2;  // 1 - beta^step
    float weight_decay;
    bool decoupled;        // decay as in AdamW, not through the gradient
    float gradient_scale;  // what clipping multiplies gradients with
} vae_adam_settings;

void vae_adam(
    const vae_adam_settings *settings, const vae_segment *segments, size_t segment_count,
    float *parameters, float *first_moment, float *second_moment);

typedef struct {
    float learning_rate, momentum, weight_decay, gradient_scale;
    bool nesterov, first_step;
} vae_sgd_settings;

void vae_sgd(
    const vae_sgd_settings *settings, const vae_segment *segments, size_t segment_count,
    float *parameters, float *velocity);

typedef struct {
    float learning_rate, beta1, beta2, epsilon, weight_decay, gradient_scale;
    float correction1;  // 1 - beta1^step
} vae_adamax_settings;

void vae_adamax(
    const vae_adamax_settings *settings, const vae_segment *segments, size_t segment_count,
    float *parameters, float *first_moment, float *largest);

typedef struct {
    float learning_rate, decay, epsilon, weight_decay, gradient_scale;
} vae_rmsprop_settings;

void vae_rmsprop(
    const vae_rmsprop_settings *settings, const vae_segment *segments, size_t segment_count,
    float *parameters, float *mean_square);

/// average = decay average + (1 - decay) x
void vae_moving_average(const float *x, float *average, float decay, size_t count);

#endif
