#include <stdlib.h>

#include "compatibility.h"
#include "engine.h"
#include "primitive.h"

struct vae_onednn_product {
    vae_onednn_primitive primitive;
    vae_onednn_primitive reorder;  // from b as it is stored to b as it is packed
    dnnl_memory_t a, b, bias, c;
    dnnl_memory_t stored_b;
    size_t packed_count;
    dnnl_stream_t stream;
};

static dnnl_status_t describe(
    vae_onednn_description *description, dnnl_data_type_t type, int64_t rows, int64_t columns,
    bool transposed) {
    dnnl_dims_t sizes = {rows, columns};
    dnnl_dims_t strides = {transposed ? 1 : columns, transposed ? rows : 1};
    return vae_onednn_describe_by_strides(description, type, 2, sizes, strides);
}

// Takes b in the order that the primitive has chosen, and prepares the way to it.
static dnnl_status_t make_packing(
    vae_onednn_product *product, vae_onednn_const_description stored,
    const_dnnl_primitive_desc_t primitive, dnnl_engine_t engine) {
    vae_onednn_const_description packed =
        dnnl_primitive_desc_query_md(primitive, dnnl_query_weights_md, 0);
    product->packed_count = dnnl_memory_desc_get_size(packed) / sizeof(float);
    dnnl_status_t status = dnnl_memory_create(&product->b, packed, engine, DNNL_MEMORY_NONE);
    if (status == dnnl_success)
        status = dnnl_memory_create(&product->stored_b, stored, engine, DNNL_MEMORY_NONE);
    if (status == dnnl_success)
        status = vae_onednn_reorder_create(&product->reorder, stored, packed, engine);
    return status;
}

static dnnl_status_t fill(
    vae_onednn_product *product, const vae_onednn_product_shape *shape,
    dnnl_primitive_attr_t attributes) {
    dnnl_engine_t engine;
    dnnl_status_t status = vae_onednn_engine(&engine, &product->stream);
    vae_onednn_description a = NULL, b = NULL, any_b = NULL, bias = NULL, c = NULL;
    dnnl_data_type_t input = shape->is_bfloat16 ? dnnl_bf16 : dnnl_f32;
    if (status == dnnl_success)
        status = describe(&a, input, shape->rows, shape->inner, shape->a_transposed);
    if (status == dnnl_success)
        status = describe(&b, input, shape->inner, shape->columns, shape->b_transposed);
    if (status == dnnl_success && shape->b_packed) {
        dnnl_dims_t sizes = {shape->inner, shape->columns};
        status = vae_onednn_describe_by_tag(&any_b, input, 2, sizes, dnnl_format_tag_any);
    }
    if (status == dnnl_success && shape->has_bias)
        status = describe(&bias, dnnl_f32, 1, shape->columns, false);
    if (status == dnnl_success)
        status = describe(&c, dnnl_f32, shape->rows, shape->columns, false);
    if (status == dnnl_success)
        status = vae_onednn_attributes_activate(attributes, shape->activation, shape->slope);

    dnnl_primitive_desc_t primitive = NULL;
    if (status == dnnl_success)
        status = vae_onednn_describe_product(&primitive, engine, a, any_b ? any_b : b, bias, c, attributes);
    if (status == dnnl_success)
        status = vae_onednn_primitive_create(&product->primitive, primitive, engine);
    if (status == dnnl_success && shape->b_packed)
        status = make_packing(product, b, primitive, engine);
    if (primitive) dnnl_primitive_desc_destroy(primitive);

    void *none = DNNL_MEMORY_NONE;
    if (status == dnnl_success) status = dnnl_memory_create(&product->a, a, engine, none);
    if (status == dnnl_success && !product->b)
        status = dnnl_memory_create(&product->b, b, engine, none);
    if (status == dnnl_success && bias)
        status = dnnl_memory_create(&product->bias, bias, engine, none);
    if (status == dnnl_success) status = dnnl_memory_create(&product->c, c, engine, none);
    vae_onednn_description_free(a);
    vae_onednn_description_free(b);
    vae_onednn_description_free(any_b);
    vae_onednn_description_free(bias);
    vae_onednn_description_free(c);
    return status;
}

int vae_onednn_product_create(const vae_onednn_product_shape *shape, vae_onednn_product **product) {
    *product = calloc(1, sizeof **product);
    if (!*product) return dnnl_out_of_memory;
    dnnl_primitive_attr_t attributes;
    dnnl_status_t status = vae_onednn_attributes_create(&attributes);
    if (status == dnnl_success) {
        status = fill(*product, shape, attributes);
        dnnl_primitive_attr_destroy(attributes);
    }
    if (status != dnnl_success) {
        vae_onednn_product_destroy(*product);
        *product = NULL;
    }
    return status;
}

size_t vae_onednn_product_packed_count(const vae_onednn_product *product) {
    return product->packed_count;
}

int vae_onednn_product_pack(vae_onednn_product *product, const float *b, float *packed) {
    dnnl_memory_set_data_handle(product->stored_b, (void *)b);
    dnnl_memory_set_data_handle(product->b, packed);
    return vae_onednn_reorder_run(
        &product->reorder, product->stream, product->stored_b, product->b);
}

int vae_onednn_product_run(
    vae_onednn_product *product, const void *a, const void *b, const float *bias, float *c) {
    dnnl_memory_set_data_handle(product->a, (void *)a);
    dnnl_memory_set_data_handle(product->b, (void *)b);
    dnnl_memory_set_data_handle(product->c, c);
    dnnl_exec_arg_t arguments[4] = {
        {DNNL_ARG_SRC, product->a}, {DNNL_ARG_WEIGHTS, product->b}, {DNNL_ARG_DST, product->c}};
    int count = 3;
    if (product->bias) {
        dnnl_memory_set_data_handle(product->bias, (void *)bias);
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_BIAS, product->bias};
    }
    dnnl_status_t status =
        vae_onednn_primitive_execute(&product->primitive, product->stream, count, arguments);
    return status == dnnl_success ? dnnl_stream_wait(product->stream) : status;
}

void vae_onednn_product_destroy(vae_onednn_product *product) {
    if (!product) return;
    vae_onednn_primitive_destroy(&product->primitive);
    vae_onednn_primitive_destroy(&product->reorder);
    if (product->a) dnnl_memory_destroy(product->a);
    if (product->b) dnnl_memory_destroy(product->b);
    if (product->stored_b) dnnl_memory_destroy(product->stored_b);
    if (product->bias) dnnl_memory_destroy(product->bias);
    if (product->c) dnnl_memory_destroy(product->c);
    free(product);
}
