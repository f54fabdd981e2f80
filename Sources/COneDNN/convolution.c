#include <stdlib.h>

#include "COneDNN.h"
#include "engine.h"

// One prepared direction of one convolution. Pictures stay as the caller has them (channels last);
// weights are brought from the caller's order to the library's favourite one and back.
struct vae_onednn_convolution {
    dnnl_primitive_t primitive;
    dnnl_primitive_t reorder;      // weights in, or weights' gradient out; NULL if orders agree
    dnnl_memory_t source, weights, packed_weights, bias, target;
    dnnl_stream_t stream;
    vae_onednn_convolution_direction direction;
};

static dnnl_status_t describe_pictures(
    dnnl_memory_desc_t *description, int64_t batch, int64_t channels, int64_t height,
    int64_t width) {
    dnnl_dims_t sizes = {batch, channels, height, width};
    return dnnl_memory_desc_init_by_tag(description, 4, sizes, dnnl_f32, dnnl_nhwc);
}

// PyTorch keeps the weights of a convolution as [out, in, height, width] and those of a transposed
// one as [in, out, height, width].
static dnnl_status_t describe_weights(
    dnnl_memory_desc_t *description, const vae_onednn_convolution_shape *s, bool is_free) {
    dnnl_dims_t sizes = {
        s->output_channels, s->input_channels, s->kernel_height, s->kernel_width};
    if (is_free)
        return dnnl_memory_desc_init_by_tag(
            description, 4, sizes, dnnl_f32, dnnl_format_tag_any);
    int64_t kernel = s->kernel_height * s->kernel_width;
    dnnl_dims_t strides = {s->input_channels * kernel, kernel, s->kernel_width, 1};
    if (s->is_transposed) {
        strides[0] = kernel;
        strides[1] = s->output_channels * kernel;
    }
    return dnnl_memory_desc_init_by_strides(description, 4, sizes, dnnl_f32, strides);
}

typedef struct {
    dnnl_memory_desc_t source, weights, bias, target;
    dnnl_dims_t strides, before, after;
} parts;

static dnnl_status_t describe(parts *p, const vae_onednn_convolution_shape *s) {
    dnnl_dims_t bias = {s->output_channels};
    dnnl_status_t status = describe_pictures(
        &p->source, s->batch, s->input_channels, s->input_height, s->input_width);
    if (status == dnnl_success) status = describe_weights(&p->weights, s, true);
    if (status == dnnl_success)
        status = dnnl_memory_desc_init_by_tag(&p->bias, 1, bias, dnnl_f32, dnnl_x);
    if (status == dnnl_success)
        status = describe_pictures(
            &p->target, s->batch, s->output_channels, s->output_height, s->output_width);
    p->strides[0] = s->stride_height;
    p->strides[1] = s->stride_width;
    p->before[0] = s->padding_top;
    p->before[1] = s->padding_left;
    p->after[0] = s->padding_bottom;
    p->after[1] = s->padding_right;
    return status;
}

// The three directions differ in the descriptor's type and initialiser only.
static dnnl_status_t make_primitive(
    dnnl_primitive_desc_t *result, const vae_onednn_convolution_shape *s,
    vae_onednn_convolution_direction direction, const parts *p, dnnl_engine_t engine,
    const_dnnl_primitive_desc_t hint) {
    const dnnl_memory_desc_t *bias = s->has_bias ? &p->bias : NULL;
    dnnl_status_t status = dnnl_success;
    union {
        dnnl_convolution_desc_t convolution;
        dnnl_deconvolution_desc_t transposed;
    } d;
    switch (direction) {
    case VAE_ONEDNN_FORWARD:
        status = s->is_transposed
            ? dnnl_deconvolution_forward_desc_init(
                &d.transposed, dnnl_forward_training, dnnl_deconvolution_direct, &p->source,
                &p->weights, bias, &p->target, p->strides, p->before, p->after)
            : dnnl_convolution_forward_desc_init(
                &d.convolution, dnnl_forward_training, dnnl_convolution_direct, &p->source,
                &p->weights, bias, &p->target, p->strides, p->before, p->after);
        break;
    case VAE_ONEDNN_BACKWARD_INPUT:
        status = s->is_transposed
            ? dnnl_deconvolution_backward_data_desc_init(
                &d.transposed, dnnl_deconvolution_direct, &p->source, &p->weights, &p->target,
                p->strides, p->before, p->after)
            : dnnl_convolution_backward_data_desc_init(
                &d.convolution, dnnl_convolution_direct, &p->source, &p->weights, &p->target,
                p->strides, p->before, p->after);
        break;
    case VAE_ONEDNN_BACKWARD_WEIGHTS:
        status = s->is_transposed
            ? dnnl_deconvolution_backward_weights_desc_init(
                &d.transposed, dnnl_deconvolution_direct, &p->source, &p->weights, bias,
                &p->target, p->strides, p->before, p->after)
            : dnnl_convolution_backward_weights_desc_init(
                &d.convolution, dnnl_convolution_direct, &p->source, &p->weights, bias,
                &p->target, p->strides, p->before, p->after);
        break;
    }
    return status == dnnl_success
        ? dnnl_primitive_desc_create(result, &d, NULL, engine, hint)
        : status;
}

static dnnl_status_t make_reorder(
    dnnl_primitive_t *reorder, const dnnl_memory_desc_t *from, const dnnl_memory_desc_t *to,
    dnnl_engine_t engine) {
    dnnl_primitive_desc_t primitive;
    dnnl_status_t status =
        dnnl_reorder_primitive_desc_create(&primitive, from, engine, to, engine, NULL);
    if (status != dnnl_success) return status;
    status = dnnl_primitive_create(reorder, primitive);
    dnnl_primitive_desc_destroy(primitive);
    return status;
}

static dnnl_status_t fill(
    vae_onednn_convolution *c, const vae_onednn_convolution_shape *s) {
    dnnl_engine_t engine;
    dnnl_status_t status = vae_onednn_engine(&engine, &c->stream);
    parts p;
    if (status == dnnl_success) status = describe(&p, s);
    dnnl_memory_desc_t user_weights;
    if (status == dnnl_success) status = describe_weights(&user_weights, s, false);

    dnnl_primitive_desc_t forward = NULL, primitive = NULL;
    if (status == dnnl_success)
        status = make_primitive(&forward, s, VAE_ONEDNN_FORWARD, &p, engine, NULL);
    if (status == dnnl_success && c->direction != VAE_ONEDNN_FORWARD)
        status = make_primitive(&primitive, s, c->direction, &p, engine, forward);
    if (status == dnnl_success) {
        const_dnnl_primitive_desc_t used = primitive ? primitive : forward;
        bool is_gradient = c->direction == VAE_ONEDNN_BACKWARD_WEIGHTS;
        const dnnl_memory_desc_t *packed = dnnl_primitive_desc_query_md(
            used, is_gradient ? dnnl_query_diff_weights_md : dnnl_query_weights_md, 0);
        status = dnnl_primitive_create(&c->primitive, used);
        if (status == dnnl_success && !dnnl_memory_desc_equal(packed, &user_weights)) {
            status = is_gradient ? make_reorder(&c->reorder, packed, &user_weights, engine)
                                 : make_reorder(&c->reorder, &user_weights, packed, engine);
            if (status == dnnl_success)
                status = dnnl_memory_create(
                    &c->packed_weights, packed, engine, DNNL_MEMORY_ALLOCATE);
        }
    }
    if (primitive) dnnl_primitive_desc_destroy(primitive);
    if (forward) dnnl_primitive_desc_destroy(forward);

    void *none = DNNL_MEMORY_NONE;
    if (status == dnnl_success) status = dnnl_memory_create(&c->source, &p.source, engine, none);
    if (status == dnnl_success)
        status = dnnl_memory_create(&c->weights, &user_weights, engine, none);
    if (status == dnnl_success && s->has_bias && c->direction != VAE_ONEDNN_BACKWARD_INPUT)
        status = dnnl_memory_create(&c->bias, &p.bias, engine, none);
    if (status == dnnl_success) status = dnnl_memory_create(&c->target, &p.target, engine, none);
    return status;
}

int vae_onednn_convolution_create(
    const vae_onednn_convolution_shape *shape, vae_onednn_convolution_direction direction,
    vae_onednn_convolution **convolution) {
    *convolution = calloc(1, sizeof **convolution);
    if (!*convolution) return dnnl_out_of_memory;
    (*convolution)->direction = direction;
    dnnl_status_t status = fill(*convolution, shape);
    if (status != dnnl_success) {
        vae_onednn_convolution_destroy(*convolution);
        *convolution = NULL;
    }
    return status;
}

static dnnl_status_t run_reorder(
    const vae_onednn_convolution *c, dnnl_memory_t from, dnnl_memory_t to) {
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}};
    return dnnl_primitive_execute(c->reorder, c->stream, 2, arguments);
}

int vae_onednn_convolution_run(
    vae_onednn_convolution *c, const float *source, const float *weights, const float *bias,
    const float *target) {
    dnnl_memory_set_data_handle(c->source, (void *)source);
    dnnl_memory_set_data_handle(c->weights, (void *)weights);
    dnnl_memory_set_data_handle(c->target, (void *)target);
    if (c->bias) dnnl_memory_set_data_handle(c->bias, (void *)bias);
    dnnl_memory_t used = c->reorder ? c->packed_weights : c->weights;

    dnnl_status_t status = dnnl_success;
    bool is_gradient = c->direction == VAE_ONEDNN_BACKWARD_WEIGHTS;
    if (c->reorder && !is_gradient) status = run_reorder(c, c->weights, used);
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
    if (status == dnnl_success)
        status = dnnl_primitive_execute(c->primitive, c->stream, count, arguments);
    if (status == dnnl_success && c->reorder && is_gradient)
        status = run_reorder(c, used, c->weights);
    return status == dnnl_success ? dnnl_stream_wait(c->stream) : status;
}

void vae_onednn_convolution_destroy(vae_onednn_convolution *c) {
    if (!c) return;
    if (c->primitive) dnnl_primitive_destroy(c->primitive);
    if (c->reorder) dnnl_primitive_destroy(c->reorder);
    if (c->source) dnnl_memory_destroy(c->source);
    if (c->weights) dnnl_memory_destroy(c->weights);
    if (c->packed_weights) dnnl_memory_destroy(c->packed_weights);
    if (c->bias) dnnl_memory_destroy(c->bias);
    if (c->target) dnnl_memory_destroy(c->target);
    free(c);
}
