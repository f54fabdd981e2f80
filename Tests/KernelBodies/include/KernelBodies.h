// Every body of every kernel of CKernels, under a name of its own. The program meets only the body
// that the loader picks; tests compare all that this processor can run.

#ifndef VAE_KERNEL_BODIES_H
#define VAE_KERNEL_BODIES_H

#include <CKernels.h>

/// Calls X(name) for each public function vae_name of CKernels but the team's.
#define VAE_EACH_KERNEL(X)                                                                        \
    X(unary_forward) X(unary_backward)                                                            \
    X(binary_forward) X(copy_strided) X(accumulate) X(add_rows) X(fill)                           \
    X(round_to_bfloat16)                                                                          \
    X(reduce) X(reduce_max_backward) X(softmax_forward) X(softmax_backward)                       \
    X(log_sum_exp_forward) X(log_sum_exp_backward) X(sum_of_squares) X(sum) X(all_finite)         \
    X(gather_forward) X(gather_backward) X(gather_pixels) X(pixel_distances)                      \
    X(bernoulli_forward) X(bernoulli_backward) X(gaussian_forward) X(gaussian_backward)           \
    X(gaussian_kl_forward) X(gaussian_kl_backward)                                                \
    X(reparameterize_forward) X(reparameterize_backward)                                          \
    X(normalize_forward) X(normalize_backward)                                                    \
    X(pool_forward) X(pool_backward) X(resample_forward) X(resample_backward)                     \
    X(picture_to_columns) X(columns_to_picture) X(convolve_windows)                               \
    X(random_words) X(random_uniform) X(random_normal) X(random_normal_rows)                      \
    X(random_dropout_mask)                                                                        \
    X(adam) X(sgd) X(adamax) X(rmsprop) X(moving_average)

#define VAE_KERNEL_FIELD(name) __typeof__(&vae_##name) name;

/// All kernels in one body.
typedef struct {
    VAE_EACH_KERNEL(VAE_KERNEL_FIELD)
} vae_kernel_body;

/// For any processor.
extern const vae_kernel_body vae_baseline_body;
/// What the loader picked for this processor: CKernels itself.
extern const vae_kernel_body vae_loaded_body;

#if defined(__x86_64__)
/// For processors with AVX2 and FMA (x86-64-v3).
extern const vae_kernel_body vae_avx2_body;
/// For processors with AVX-512 (x86-64-v4).
extern const vae_kernel_body vae_avx512_body;
#endif

/// Whether CKernels has bodies for the loader to pick from; else it is the baseline.
bool vae_has_clones(void);
/// Whether this processor can run vae_avx2_body.
bool vae_avx2_runs(void);
/// Whether this processor can run vae_avx512_body.
bool vae_avx512_runs(void);

#endif
