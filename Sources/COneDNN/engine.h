// The one engine and stream of the process, shared by the files of this folder.

#ifndef VAE_ONEDNN_ENGINE_H
#define VAE_ONEDNN_ENGINE_H

#include "compatibility.h"

/// The CPU engine and its in-order stream, made at the first call.
dnnl_status_t vae_onednn_engine(dnnl_engine_t *engine, dnnl_stream_t *stream);

#endif
