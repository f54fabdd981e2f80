// A prepared primitive that any thread may run. The library's own scratch memory belongs to the
// thread that prepared a primitive, so here each primitive has one that belongs to it.

#ifndef VAE_ONEDNN_PRIMITIVE_H
#define VAE_ONEDNN_PRIMITIVE_H

#include <dnnl.h>

#include "compatibility.h"

/// A primitive and what it writes intermediate results to. All zero is none.
typedef struct {
    dnnl_primitive_t primitive;
    dnnl_memory_t scratch;
} vae_onednn_primitive;

/// Makes the attributes that every description of a primitive needs.
dnnl_status_t vae_onednn_attributes_create(dnnl_primitive_attr_t *attributes);

/// Adds an activation to them.
dnnl_status_t vae_onednn_attributes_activate(
    dnnl_primitive_attr_t attributes, vae_onednn_activation activation, float slope);

/// Prepares a primitive from its description.
dnnl_status_t vae_onednn_primitive_create(
    vae_onednn_primitive *primitive, const_dnnl_primitive_desc_t description,
    dnnl_engine_t engine);

/// Runs a primitive with at most four arguments.
dnnl_status_t vae_onednn_primitive_execute(
    const vae_onednn_primitive *primitive, dnnl_stream_t stream, int count,
    const dnnl_exec_arg_t *arguments);

/// Prepares a change of order.
dnnl_status_t vae_onednn_reorder_create(
    vae_onednn_primitive *reorder, vae_onednn_const_description from,
    vae_onednn_const_description to, dnnl_engine_t engine);

/// Runs it, to its end.
dnnl_status_t vae_onednn_reorder_run(
    const vae_onednn_primitive *reorder, dnnl_stream_t stream, dnnl_memory_t from,
    dnnl_memory_t to);

/// Frees what a primitive holds.
void vae_onednn_primitive_destroy(vae_onednn_primitive *primitive);

#endif
