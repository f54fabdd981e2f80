// A small C face of oneDNN: what swift-vae needs of it, in types that do not change between its
// major versions. The only files that include oneDNN's own header are the .c files beside this.

#ifndef VAE_ONEDNN_H
#define VAE_ONEDNN_H

#include <stdbool.h>
#include <stdint.h>

/// What is applied to each element of a product after the bias.
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
    bool has_bias;
    vae_onednn_activation activation;
    float slope;
} vae_onednn_product_shape;

/// A matrix product prepared for one shape. Not to be run by two threads at once.
typedef struct vae_onednn_product vae_onednn_product;

/// Prepares a product; 0 on success, otherwise a status for `vae_onednn_status_text`.
int vae_onednn_product_create(const vae_onednn_product_shape *shape, vae_onednn_product **product);

/// Runs a product on the calling thread's OpenMP team; 0 on success.
int vae_onednn_product_run(
    vae_onednn_product *product, const float *a, const float *b, const float *bias, float *c);

/// Frees a product.
void vae_onednn_product_destroy(vae_onednn_product *product);

/// What a status says.
const char *vae_onednn_status_text(int status);

/// The version of the library that is loaded.
void vae_onednn_version(int *major, int *minor, int *patch);

/// The widest instruction set that the library uses on this processor.
const char *vae_onednn_instruction_set(void);

#endif
