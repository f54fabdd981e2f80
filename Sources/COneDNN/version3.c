#include "compatibility.h"

#if DNNL_VERSION_MAJOR == 3

dnnl_status_t vae_onednn_describe_by_strides(
    vae_onednn_description *description, dnnl_data_type_t type, int rank, const dnnl_dims_t sizes,
    const dnnl_dims_t strides) {
    return dnnl_memory_desc_create_with_strides(description, rank, sizes, type, strides);
}

dnnl_status_t vae_onednn_describe_by_tag(
    vae_onednn_description *description, dnnl_data_type_t type, int rank, const dnnl_dims_t sizes,
    dnnl_format_tag_t tag) {
    return dnnl_memory_desc_create_with_tag(description, rank, sizes, type, tag);
}

void vae_onednn_description_free(vae_onednn_description description) {
    if (description) dnnl_memory_desc_destroy(description);
}

dnnl_status_t vae_onednn_append_activation(
    dnnl_post_ops_t operations, dnnl_alg_kind_t kind, float slope) {
    return dnnl_post_ops_append_eltwise(operations, kind, slope, 0);
}

dnnl_status_t vae_onednn_describe_product(
    dnnl_primitive_desc_t *primitive, dnnl_engine_t engine, vae_onednn_const_description a,
    vae_onednn_const_description b, vae_onednn_const_description bias,
    vae_onednn_const_description c, const_dnnl_primitive_attr_t attributes) {
    return dnnl_matmul_primitive_desc_create(primitive, engine, a, b, bias, c, attributes);
}

dnnl_status_t vae_onednn_describe_convolution(
    dnnl_primitive_desc_t *primitive, dnnl_engine_t engine,
    vae_onednn_convolution_direction direction, const vae_onednn_convolution_parts *p,
    const_dnnl_primitive_desc_t forward, const_dnnl_primitive_attr_t attributes) {
    const dnnl_dims_t dense = {0};  // no dilation
    dnnl_alg_kind_t algorithm =
        p->is_transposed ? dnnl_deconvolution_direct : dnnl_convolution_direct;
    switch (direction) {
    case VAE_ONEDNN_FORWARD:
        return (p->is_transposed ? dnnl_deconvolution_forward_primitive_desc_create
                                 : dnnl_convolution_forward_primitive_desc_create)(
            primitive, engine, dnnl_forward_training, algorithm, p->source, p->weights, p->bias,
            p->target, p->strides, dense, p->before, p->after, attributes);
    case VAE_ONEDNN_BACKWARD_INPUT:
        return (p->is_transposed ? dnnl_deconvolution_backward_data_primitive_desc_create
                                 : dnnl_convolution_backward_data_primitive_desc_create)(
            primitive, engine, algorithm, p->source, p->weights, p->target, p->strides, dense,
            p->before, p->after, forward, attributes);
    case VAE_ONEDNN_BACKWARD_WEIGHTS:
        return (p->is_transposed ? dnnl_deconvolution_backward_weights_primitive_desc_create
                                 : dnnl_convolution_backward_weights_primitive_desc_create)(
            primitive, engine, algorithm, p->source, p->weights, p->bias, p->target, p->strides,
            dense, p->before, p->after, forward, attributes);
    }
    return dnnl_invalid_arguments;
}

#endif
