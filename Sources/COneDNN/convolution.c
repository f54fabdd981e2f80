#include <stdlib.h>

#include "compatibility.h"
#include "engine.h"
#include "primitive.h"

// One prepared direction of one convolution. Pictures stay as the caller has them (channels last);
// weights are brought from the caller's order to the library's favourite one and back.
struct vae_onednn_convolution {
    vae_onednn_primitive primitive;
    vae_onednn_primitive reorder;  // weights in, or weights' gradient out; none if orders agree
    dnnl_memory_t source, weights, packed_weights, bias, target;
    dnnl_memory_t given_weights;  // packed by the caller
    size_t packed_count;
    dnnl_stream_t stream;
    vae_onednn_convolution_direction direction;
};

static dnnl_status_t describe_pictures(
    vae_onednn_description *description, dnnl_data_type_t type, int64_t batch, int64_t channels,
    int64_t height, int64_t width) {
    dnnl_dims_t sizes = {batch, channels, height, width};
    return vae_onednn_describe_by_tag(description, type, 4, sizes, dnnl_nhwc);
}

// The weights in the order that the library likes best for this convolution.
static dnnl_status_t describe_packed_weights(
    vae_onednn_description *description, dnnl_data_type_t type,
    const vae_onednn_convolution_shape *s) {
    dnnl_dims_t sizes = {
        s->output_channels, s->input_channels, s->kernel_height, s->kernel_width};
    // The kernels for strided 1x1 convolutions write past their scratch memory (seen with 2.6 and
    // two threads). They do not take this order of the weights; the matrix product that does is
    // fine.
    if (s->kernel_height * s->kernel_width == 1 && s->stride_height * s->stride_width > 1) {
        int64_t inner = s->is_transposed ? s->input_channels : s->output_channels;
        dnnl_dims_t strides = {1, inner, 1, 1};
        if (s->is_transposed) {
            strides[0] = inner;
            strides[1] = 1;
        }
        return vae_onednn_describe_by_strides(description, type, 4, sizes, strides);
    }
    return vae_onednn_describe_by_tag(description, type, 4, sizes, dnnl_format_tag_any);
}

// PyTorch keeps the weights of a convolution as [out, in, height, width] and those of a transposed
// one as [in, out, height, width].
static dnnl_status_t describe_weights(
    vae_onednn_description *description, const vae_onednn_convolution_shape *s) {
    dnnl_dims_t sizes = {
        s->output_channels, s->input_channels, s->kernel_height, s->kernel_width};
    int64_t kernel = s->kernel_height * s->kernel_width;
    dnnl_dims_t strides = {s->input_channels * kernel, kernel, s->kernel_width, 1};
    if (s->is_transposed) {
        strides[0] = kernel;
        strides[1] = s->output_channels * kernel;
    }
    return vae_onednn_describe_by_strides(description, dnnl_f32, 4, sizes, strides);
}

// What a direction writes are floats, what it reads may be rounded.
static dnnl_status_t describe(
    vae_onednn_convolution_parts *p, const vae_onednn_convolution_shape *s,
    vae_onednn_convolution_direction direction) {
    dnnl_data_type_t read = s->is_bfloat16 ? dnnl_bf16 : dnnl_f32;
    dnnl_data_type_t source = direction == VAE_ONEDNN_BACKWARD_INPUT ? dnnl_f32 : read;
    dnnl_data_type_t weights = direction == VAE_ONEDNN_BACKWARD_WEIGHTS ? dnnl_f32 : read;
    dnnl_data_type_t target = direction == VAE_ONEDNN_FORWARD ? dnnl_f32 : read;
    p->strides[0] = s->stride_height;
    p->strides[1] = s->stride_width;
    p->before[0] = s->padding_top;
    p->before[1] = s->padding_left;
    p->after[0] = s->padding_bottom;
    p->after[1] = s->padding_right;
    p->is_transposed = s->is_transposed;
    dnnl_dims_t bias = {s->output_channels};
    dnnl_status_t status = describe_pictures(
        &p->source, source, s->batch, s->input_channels, s->input_height, s->input_width);
    if (status == dnnl_success) status = describe_packed_weights(&p->weights, weights, s);
    if (status == dnnl_success && s->has_bias)
        status = vae_onednn_describe_by_tag(&p->bias, dnnl_f32, 1, bias, dnnl_x);
    if (status == dnnl_success)
        status = describe_pictures(
            &p->target, target, s->batch, s->output_channels, s->output_height, s->output_width);
    return status;
}

static void free_parts(vae_onednn_convolution_parts *p) {
    vae_onednn_description_free(p->source);
    vae_onednn_description_free(p->weights);
    vae_onednn_description_free(p->bias);
    vae_onednn_description_free(p->target);
}

static dnnl_status_t describe_forward(
    dnnl_primitive_desc_t *forward, dnnl_engine_t engine, const vae_onednn_convolution_shape *s) {
    dnnl_primitive_attr_t attributes;
    dnnl_status_t status = vae_onednn_attributes_create(&attributes);
    if (status != dnnl_success) return status;
    vae_onednn_convolution_parts p = {0};
    status = describe(&p, s, VAE_ONEDNN_FORWARD);
    if (status == dnnl_success)
        status = vae_onednn_attributes_activate(attributes, s->activation, s->slope);
    if (status == dnnl_success)
        status = vae_onednn_describe_convolution(
            forward, engine, VAE_ONEDNN_FORWARD, &p, NULL, attributes);
    free_parts(&p);
    dnnl_primitive_attr_destroy(attributes);
    return status;
}

// The primitive of the direction, and the way of the weights to it or from it.
static dnnl_status_t make_primitives(
    vae_onednn_convolution *c, const vae_onednn_convolution_shape *s,
    const vae_onednn_convolution_parts *p, vae_onednn_const_description weights,
    dnnl_engine_t engine, const_dnnl_primitive_attr_t attributes) {
    dnnl_primitive_desc_t forward = NULL, backward = NULL;
    dnnl_status_t status = describe_forward(&forward, engine, s);
    if (status == dnnl_success && c->direction != VAE_ONEDNN_FORWARD)
        status = vae_onednn_describe_convolution(
            &backward, engine, c->direction, p, forward, attributes);
    if (status == dnnl_success) {
        const_dnnl_primitive_desc_t used = backward ? backward : forward;
        bool is_gradient = c->direction == VAE_ONEDNN_BACKWARD_WEIGHTS;
        vae_onednn_const_description packed = dnnl_primitive_desc_query_md(
            used, is_gradient ? dnnl_query_diff_weights_md : dnnl_query_weights_md, 0);
        status = vae_onednn_primitive_create(&c->primitive, used, engine);
        if (status == dnnl_success && !dnnl_memory_desc_equal(packed, weights)) {
            status = is_gradient
                ? vae_onednn_reorder_create(&c->reorder, packed, weights, engine)
                : vae_onednn_reorder_create(&c->reorder, weights, packed, engine);
            if (status == dnnl_success)
                status = dnnl_memory_create(
                    &c->packed_weights, packed, engine, DNNL_MEMORY_ALLOCATE);
            if (status == dnnl_success)
                status = dnnl_memory_create(&c->given_weights, packed, engine, DNNL_MEMORY_NONE);
            c->packed_count = dnnl_memory_desc_get_size(packed) / sizeof(float);
        }
    }
    if (backward) dnnl_primitive_desc_destroy(backward);
    if (forward) dnnl_primitive_desc_destroy(forward);
    return status;
}

static dnnl_status_t fill(
    vae_onednn_convolution *c, const vae_onednn_convolution_shape *s,
    const_dnnl_primitive_attr_t attributes) {
    dnnl_engine_t engine;
    dnnl_status_t status = vae_onednn_engine(&engine, &c->stream);
    vae_onednn_convolution_parts p = {0};
    vae_onednn_description weights = NULL;
    if (status == dnnl_success) status = describe(&p, s, c->direction);
    if (status == dnnl_success) status = describe_weights(&weights, s);
    if (status == dnnl_success) status = make_primitives(c, s, &p, weights, engine, attributes);

    void *none = DNNL_MEMORY_NONE;
    if (status == dnnl_success) status = dnnl_memory_create(&c->source, p.source, engine, none);
    if (status == dnnl_success) status = dnnl_memory_create(&c->weights, weights, engine, none);
    if (status == dnnl_success && p.bias && c->direction != VAE_ONEDNN_BACKWARD_INPUT)
        status = dnnl_memory_create(&c->bias, p.bias, engine, none);
    if (status == dnnl_success) status = dnnl_memory_create(&c->target, p.target, engine, none);
    free_parts(&p);
    vae_onednn_description_free(weights);
    return status;
}

int vae_onednn_convolution_create(
    const vae_onednn_convolution_shape *shape, vae_onednn_convolution_direction direction,
    vae_onednn_convolution **convolution) {
    *convolution = calloc(1, sizeof **convolution);
    if (!*convolution) return dnnl_out_of_memory;
    (*convolution)->direction = direction;
    dnnl_primitive_attr_t attributes;
    dnnl_status_t status = vae_onednn_attributes_create(&attributes);
    if (status == dnnl_success) {
        status = fill(*convolution, shape, attributes);
        dnnl_primitive_attr_destroy(attributes);
    }
    if (status != dnnl_success) {
        vae_onednn_convolution_destroy(*convolution);
        *convolution = NULL;
    }
    return status;
}

size_t vae_onednn_convolution_packed_count(const vae_onednn_convolution *c) {
    return c->packed_count;
}

int vae_onednn_convolution_pack(vae_onednn_convolution *c, const float *weights, float *packed) {
    dnnl_memory_set_data_handle(c->weights, (void *)weights);
    dnnl_memory_set_data_handle(c->given_weights, packed);
    return vae_onednn_reorder_run(&c->reorder, c->stream, c->weights, c->given_weights);
}

static dnnl_status_t execute(
    vae_onednn_convolution *c, const void *source, dnnl_memory_t used, const float *bias,
    const void *target) {
    dnnl_memory_set_data_handle(c->source, (void *)source);
    dnnl_memory_set_data_handle(c->target, (void *)target);
    if (c->bias) dnnl_memory_set_data_handle(c->bias, (void *)bias);
    dnnl_exec_arg_t arguments[4];
    int count = 0;
    switch (c->direction) {
    case VAE_ONEDNN_FORWARD:
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_SRC, c->source};
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_WEIGHTS, used};
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_DST, c->target};
        if (c->bias) arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_BIAS, c->bias};
        break;
    case VAE_ONEDNN_BACKWARD_INPUT:
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_DIFF_SRC, c->source};
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_WEIGHTS, used};
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_DIFF_DST, c->target};
        break;
    case VAE_ONEDNN_BACKWARD_WEIGHTS:
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_SRC, c->source};
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_DIFF_WEIGHTS, used};
        arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_DIFF_DST, c->target};
        if (c->bias) arguments[count++] = (dnnl_exec_arg_t){DNNL_ARG_DIFF_BIAS, c->bias};
        break;
    }
    dnnl_status_t status =
        vae_onednn_primitive_execute(&c->primitive, c->stream, count, arguments);
    return status == dnnl_success ? dnnl_stream_wait(c->stream) : status;
}

int vae_onednn_convolution_run(
    vae_onednn_convolution *c, const void *source, const float *weights, const float *bias,
    const void *target) {
    dnnl_memory_set_data_handle(c->weights, (void *)weights);
    if (!c->packed_weights) return execute(c, source, c->weights, bias, target);
    bool is_gradient = c->direction == VAE_ONEDNN_BACKWARD_WEIGHTS;
    dnnl_status_t status = dnnl_success;
    if (!is_gradient)
        status = vae_onednn_reorder_run(&c->reorder, c->stream, c->weights, c->packed_weights);
    if (status == dnnl_success) status = execute(c, source, c->packed_weights, bias, target);
    if (status == dnnl_success && is_gradient)
        status = vae_onednn_reorder_run(&c->reorder, c->stream, c->packed_weights, c->weights);
    return status;
}

int vae_onednn_convolution_run_packed(
    vae_onednn_convolution *c, const void *source, const float *packed, const float *bias,
    const void *target) {
    dnnl_memory_set_data_handle(c->given_weights, (void *)packed);
    return execute(c, source, c->given_weights, bias, target);
}

void vae_onednn_convolution_destroy(vae_onednn_convolution *c) {
    if (!c) return;
    vae_onednn_primitive_destroy(&c->primitive);
    vae_onednn_primitive_destroy(&c->reorder);
    if (c->source) dnnl_memory_destroy(c->source);
    if (c->weights) dnnl_memory_destroy(c->weights);
    if (c->packed_weights) dnnl_memory_destroy(c->packed_weights);
    if (c->given_weights) dnnl_memory_destroy(c->given_weights);
    if (c->bias) dnnl_memory_destroy(c->bias);
    if (c->target) dnnl_memory_destroy(c->target);
    free(c);
}
