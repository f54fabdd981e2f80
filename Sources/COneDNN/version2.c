#include "compatibility.h"

#if DNNL_VERSION_MAJOR == 2

#include <stdlib.h>

// Takes what an initialiser gave; 2.x keeps descriptions by value.
static dnnl_status_t keep(
    vae_onednn_description *description, dnnl_status_t status, const dnnl_memory_desc_t *value) {
    *description = NULL;
    if (status != dnnl_success) return status;
    *description = malloc(sizeof *value);
    if (!*description) return dnnl_out_of_memory;
    **description = *value;
    return dnnl_success;
}

dnnl_status_t vae_onednn_describe_by_strides(
    vae_onednn_description *description, dnnl_data_type_t type, int rank, const dnnl_dims_t sizes,
    const dnnl_dims_t strides) {
    dnnl_memory_desc_t value;
    dnnl_status_t status = dnnl_memory_desc_init_by_strides(&value, rank, sizes, type, strides);
    return keep(description, status, &value);
}

dnnl_status_t vae_onednn_describe_by_tag(
    vae_onednn_description *description, dnnl_data_type_t type, int rank, const dnnl_dims_t sizes,
    dnnl_format_tag_t tag) {
    dnnl_memory_desc_t value;
    dnnl_status_t status = dnnl_memory_desc_init_by_tag(&value, rank, sizes, type, tag);
    return keep(description, status, &value);
}

void vae_onednn_description_free(vae_onednn_description description) { free(description); }

dnnl_status_t vae_onednn_append_activation(
    dnnl_post_ops_t operations, dnnl_alg_kind_t kind, float slope) {
    const float scale = 1;
    return dnnl_post_ops_append_eltwise(operations, scale, kind, slope, 0);
}

dnnl_status_t vae_onednn_describe_product(
    dnnl_primitive_desc_t *primitive, dnnl_engine_t engine, vae_onednn_const_description a,
    vae_onednn_const_description b, vae_onednn_const_description bias,
    vae_onednn_const_description c, const_dnnl_primitive_attr_t attributes) {
    dnnl_matmul_desc_t operation;
    dnnl_status_t status = dnnl_matmul_desc_init(&operation, a, b, bias, c);
    return status == dnnl_success
        ? dnnl_primitive_desc_create(primitive, &operation, attributes, engine, NULL)
        : status;
}

dnnl_status_t vae_onednn_describe_convolution(
    dnnl_primitive_desc_t *primitive, dnnl_engine_t engine,
    vae_onednn_convolution_direction direction, const vae_onednn_convolution_parts *p,
    const_dnnl_primitive_desc_t forward, const_dnnl_primitive_attr_t attributes) {
    dnnl_convolution_desc_t operation;  // the type of a transposed one too
    dnnl_alg_kind_t algorithm =
        p->is_transposed ? dnnl_deconvolution_direct : dnnl_convolution_direct;
    dnnl_status_t status = dnnl_invalid_arguments;
    switch (direction) {
    case VAE_ONEDNN_FORWARD:
        status = (p->is_transposed ? dnnl_deconvolution_forward_desc_init
                                   : dnnl_convolution_forward_desc_init)(
            &operation, dnnl_forward_training, algorithm, p->source, p->weights, p->bias,
            p->target, p->strides, p->before, p->after);
        break;
    case VAE_ONEDNN_BACKWARD_INPUT:
        status = (p->is_transposed ? dnnl_deconvolution_backward_data_desc_init
                                   : dnnl_convolution_backward_data_desc_init)(
            &operation, algorithm, p->source, p->weights, p->target, p->strides, p->before,
            p->after);
        break;
    case VAE_ONEDNN_BACKWARD_WEIGHTS:
        status = (p->is_transposed ? dnnl_deconvolution_backward_weights_desc_init
                                   : dnnl_convolution_backward_weights_desc_init)(
            &operation, algorithm, p->source, p->weights, p->bias, p->target, p->strides,
            p->before, p->after);
        break;
    }
    return status == dnnl_success
        ? dnnl_primitive_desc_create(primitive, &operation, attributes, engine, forward)
        : status;
}

#endif
