#include "primitive.h"

dnnl_status_t vae_onednn_attributes_create(dnnl_primitive_attr_t *attributes) {
    dnnl_status_t status = dnnl_primitive_attr_create(attributes);
    if (status != dnnl_success) return status;
    status = dnnl_primitive_attr_set_scratchpad_mode(*attributes, dnnl_scratchpad_mode_user);
    if (status != dnnl_success) dnnl_primitive_attr_destroy(*attributes);
    return status;
}

dnnl_status_t vae_onednn_attributes_activate(
    dnnl_primitive_attr_t attributes, vae_onednn_activation activation, float slope) {
    dnnl_alg_kind_t kind;
    switch (activation) {
    case VAE_ONEDNN_RELU: kind = dnnl_eltwise_relu; break;
    case VAE_ONEDNN_TANH: kind = dnnl_eltwise_tanh; break;
    case VAE_ONEDNN_SIGMOID: kind = dnnl_eltwise_logistic; break;
    default: return dnnl_success;
    }
    dnnl_post_ops_t operations;
    dnnl_status_t status = dnnl_post_ops_create(&operations);
    if (status != dnnl_success) return status;
    status = vae_onednn_append_activation(operations, kind, slope);
    if (status == dnnl_success) status = dnnl_primitive_attr_set_post_ops(attributes, operations);
    dnnl_post_ops_destroy(operations);
    return status;
}

dnnl_status_t vae_onednn_primitive_create(
    vae_onednn_primitive *primitive, const_dnnl_primitive_desc_t description,
    dnnl_engine_t engine) {
    dnnl_status_t status = dnnl_primitive_create(&primitive->primitive, description);
    return status == dnnl_success
        ? dnnl_memory_create(
            &primitive->scratch,
            dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0), engine,
            DNNL_MEMORY_ALLOCATE)
        : status;
}

dnnl_status_t vae_onednn_primitive_execute(
    const vae_onednn_primitive *primitive, dnnl_stream_t stream, int count,
    const dnnl_exec_arg_t *arguments) {
    dnnl_exec_arg_t all[5];
    for (int i = 0; i < count; i++) all[i] = arguments[i];
    all[count] = (dnnl_exec_arg_t){DNNL_ARG_SCRATCHPAD, primitive->scratch};
    return dnnl_primitive_execute(primitive->primitive, stream, count + 1, all);
}

dnnl_status_t vae_onednn_reorder_create(
    vae_onednn_primitive *reorder, vae_onednn_const_description from,
    vae_onednn_const_description to, dnnl_engine_t engine) {
    dnnl_primitive_attr_t attributes;
    dnnl_status_t status = vae_onednn_attributes_create(&attributes);
    if (status != dnnl_success) return status;
    dnnl_primitive_desc_t primitive = NULL;
    status = dnnl_reorder_primitive_desc_create(&primitive, from, engine, to, engine, attributes);
    if (status == dnnl_success) status = vae_onednn_primitive_create(reorder, primitive, engine);
    if (primitive) dnnl_primitive_desc_destroy(primitive);
    dnnl_primitive_attr_destroy(attributes);
    return status;
}

dnnl_status_t vae_onednn_reorder_run(
    const vae_onednn_primitive *reorder, dnnl_stream_t stream, dnnl_memory_t from,
    dnnl_memory_t to) {
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
    dnnl_status_t status = vae_onednn_primitive_execute(reorder, stream, 2, arguments);
    return status == dnnl_success ? dnnl_stream_wait(stream) : status;
}

void vae_onednn_primitive_destroy(vae_onednn_primitive *primitive) {
    if (primitive->primitive) dnnl_primitive_destroy(primitive->primitive);
    if (primitive->scratch) dnnl_memory_destroy(primitive->scratch);
}
