// A small C face of oneDNN: what swift-vae needs of it, in types that do not change between its
// major versions. The only files that include oneDNN's own header are the .c files beside this.

#ifndef VAE_ONEDNN_H
#define VAE_ONEDNN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What is applied to each element of a product or convolution after the bias.
typedef enum {
    VAE_ONEDNN_IDENTITY = 0,
    VAE_ONEDNN_RELU,  // with `slope` for the negative side
    VAE_ONEDNN_TANH,
    VAE_ONEDNN_SIGMOID,
} vae_onednn_activation;

/// c[rows, columns] = activation(a[rows, inner] b[inner, columns] + bias[columns]), row-major.
typedef struct {
    int64_t rows, columns, inner;
    bool a_transposed;  // a is stored as [inner, rows]
    bool b_transposed;  // b is stored as [columns, inner]
    bool b_packed;      // b is given as vae_onednn_product_pack made it
    bool has_bias;
    bool is_bfloat16;  // of a and b; bias, sums and c are floats
    vae_onednn_activation activation;
    float slope;
} vae_onednn_product_shape;

/// A matrix product prepared for one shape. Not to be run by two threads at once.
typedef struct vae_onednn_product vae_onednn_product;

/// Prepares a product; 0 on success, otherwise a status for `vae_onednn_status_text`.
int vae_onednn_product_create(const vae_onednn_product_shape *shape, vae_onednn_product **product);

/// The floats that a packed b takes; 0 unless the shape says b_packed.
size_t vae_onednn_product_packed_count(const vae_onednn_product *product);

/// Brings b, stored as the shape says, to the order that the product wants; 0 on success.
int vae_onednn_product_pack(vae_onednn_product *product, const float *b, float *packed);

/// Runs a product on the calling thread's OpenMP team; 0 on success.
int vae_onednn_product_run(
    vae_onednn_product *product, const void *a, const void *b, const float *bias, float *c);

/// Frees a product.
void vae_onednn_product_destroy(vae_onednn_product *product);

/// A two-dimensional convolution of pictures [batch, height, width, channels]. Weights are
/// [output channels, input channels, height, width]; those of a transposed one have the first two
/// exchanged, as in PyTorch.
typedef struct {
    int64_t batch;
    int64_t input_channels, input_height, input_width;
    int64_t output_channels, output_height, output_width;
    int64_t kernel_height, kernel_width, stride_height, stride_width;
    int64_t padding_top, padding_left, padding_bottom, padding_right;
    bool is_transposed, has_bias;
    bool is_bfloat16;  // of the input and output that are read; the other numbers are floats
    vae_onednn_activation activation;  // forward only
    float slope;
} vae_onednn_convolution_shape;

/// What is computed of a convolution.
typedef enum {
    VAE_ONEDNN_FORWARD = 0,       // the output
    VAE_ONEDNN_BACKWARD_INPUT,    // the gradient by the input
    VAE_ONEDNN_BACKWARD_WEIGHTS,  // the gradients by weights and bias
} vae_onednn_convolution_direction;

/// One direction of a convolution prepared for one shape. Not to be run by two threads at once.
typedef struct vae_onednn_convolution vae_onednn_convolution;

/// Prepares a convolution; 0 on success.
int vae_onednn_convolution_create(
    const vae_onednn_convolution_shape *shape, vae_onednn_convolution_direction direction,
    vae_onednn_convolution **convolution);

/// The floats that packed weights take; 0 if the convolution wants them as they are.
size_t vae_onednn_convolution_packed_count(const vae_onednn_convolution *convolution);

/// Brings weights to the order that the convolution wants; 0 on success. Not for the weights'
/// gradient.
int vae_onednn_convolution_pack(
    vae_onednn_convolution *convolution, const float *weights, float *packed);

/// Runs a convolution forward with weights that vae_onednn_convolution_pack made; 0 on success.
int vae_onednn_convolution_run_packed(
    vae_onednn_convolution *convolution, const void *input, const float *packed,
    const float *bias, const void *output);

/// Runs a convolution; 0 on success. Forward writes `output`, the gradient by the input is written
/// to `input`, those by weights and bias to `weights` and `bias`; the others are read. Weights are
/// floats in any case: they are rounded where they are brought to the library's order.
int vae_onednn_convolution_run(
    vae_onednn_convolution *convolution, const void *input, const float *weights,
    const float *bias, const void *output);

/// Frees a convolution.
void vae_onednn_convolution_destroy(vae_onednn_convolution *convolution);

/// What a status says.
const char *vae_onednn_status_text(int status);

/// The version of the library that is loaded.
void vae_onednn_version(int *major, int *minor, int *patch);

/// The widest instruction set that the library uses on this processor.
const char *vae_onednn_instruction_set(void);

/// How the library multiplies numbers in bfloat16 on this processor.
typedef enum {
    VAE_ONEDNN_BFLOAT16_MISSING = 0,
    VAE_ONEDNN_BFLOAT16_EMULATED,  // slower than floats
    VAE_ONEDNN_BFLOAT16_NATIVE,
} vae_onednn_bfloat16;

vae_onednn_bfloat16 vae_onednn_bfloat16_support(void);

#endif
