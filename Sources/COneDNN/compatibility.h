// One face for oneDNN 2.x and 3.x. Between them descriptions of memory became handles that are to
// be destroyed, and primitives are described in one call instead of two. Here both versions look
// like 3.x; version2.c and version3.c have the one implementation each.
//
// What is not named here is the same in both: engines, streams, memory, reorders, execution.

#ifndef VAE_ONEDNN_COMPATIBILITY_H
#define VAE_ONEDNN_COMPATIBILITY_H

#include <dnnl.h>
#include <stdbool.h>

#include "COneDNN.h"

#if DNNL_VERSION_MAJOR < 2 || DNNL_VERSION_MAJOR > 3
#error "COneDNN is written for oneDNN 2.x and 3.x"
#endif

/// Sizes and order of a piece of memory; NULL is none.
#if DNNL_VERSION_MAJOR == 2
typedef dnnl_memory_desc_t *vae_onednn_description;
typedef const dnnl_memory_desc_t *vae_onednn_const_description;
#else
typedef dnnl_memory_desc_t vae_onednn_description;
typedef const_dnnl_memory_desc_t vae_onednn_const_description;
#endif

/// Describes numbers whose strides are known. To be freed, as is the result of the next function.
dnnl_status_t vae_onednn_describe_by_strides(
    vae_onednn_description *description, dnnl_data_type_t type, int rank, const dnnl_dims_t sizes,
    const dnnl_dims_t strides);

/// Describes numbers whose order has a name.
dnnl_status_t vae_onednn_describe_by_tag(
    vae_onednn_description *description, dnnl_data_type_t type, int rank, const dnnl_dims_t sizes,
    dnnl_format_tag_t tag);

/// Frees a description; NULL is allowed.
void vae_onednn_description_free(vae_onednn_description description);

/// Adds an activation to what a primitive does after its own work.
dnnl_status_t vae_onednn_append_activation(
    dnnl_post_ops_t operations, dnnl_alg_kind_t kind, float slope);

/// Describes the primitive of c = a b + bias.
dnnl_status_t vae_onednn_describe_product(
    dnnl_primitive_desc_t *primitive, dnnl_engine_t engine, vae_onednn_const_description a,
    vae_onednn_const_description b, vae_onednn_const_description bias,
    vae_onednn_const_description c, const_dnnl_primitive_attr_t attributes);

/// What all three directions of a convolution are described by. The padding stands before and
/// after the picture.
typedef struct {
    vae_onednn_description source, weights, bias, target;
    dnnl_dims_t strides, before, after;
    bool is_transposed;
} vae_onednn_convolution_parts;

/// Describes the primitive of one direction of a convolution. The backward ones need the forward
/// one's description.
dnnl_status_t vae_onednn_describe_convolution(
    dnnl_primitive_desc_t *primitive, dnnl_engine_t engine,
    vae_onednn_convolution_direction direction, const vae_onednn_convolution_parts *parts,
    const_dnnl_primitive_desc_t forward, const_dnnl_primitive_attr_t attributes);

#endif
