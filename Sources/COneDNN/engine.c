#include "engine.h"

#include <pthread.h>
#include <stddef.h>

static dnnl_engine_t shared_engine;
static dnnl_stream_t shared_stream;
static dnnl_status_t shared_status;

static void make_engine(void) {
    shared_status = dnnl_engine_create(&shared_engine, dnnl_cpu, 0);
    if (shared_status == dnnl_success)
        shared_status =
            dnnl_stream_create(&shared_stream, shared_engine, dnnl_stream_default_flags);
}

dnnl_status_t vae_onednn_engine(dnnl_engine_t *engine, dnnl_stream_t *stream) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_engine);
    *engine = shared_engine;
    *stream = shared_stream;
    return shared_status;
}

const char *vae_onednn_status_text(int status) {
    switch (status) {
    case dnnl_success: return "success";
    case dnnl_out_of_memory: return "out of memory";
    case dnnl_invalid_arguments: return "invalid arguments";
    case dnnl_unimplemented: return "not implemented";
    case dnnl_runtime_error: return "run-time error";
    case dnnl_not_required: return "not required";
    default: return "unknown status";
    }
}

void vae_onednn_version(int *major, int *minor, int *patch) {
    const dnnl_version_t *version = dnnl_version();
    *major = version->major;
    *minor = version->minor;
    *patch = version->patch;
}

// The value of a set has the bits of those that it includes. So a newer one, of which only a newer
// library knows, shows as the widest that has a name here.
const char *vae_onednn_instruction_set(void) {
    static const struct {
        unsigned bits;
        const char *name;
    } sets[] = {
        {dnnl_cpu_isa_avx512_core_amx, "AMX"},
        {dnnl_cpu_isa_avx512_core_bf16, "AVX-512 with bf16"},
        {dnnl_cpu_isa_avx512_core_vnni, "AVX-512 with VNNI"},
        {dnnl_cpu_isa_avx512_core, "AVX-512"},
        {dnnl_cpu_isa_avx2_vnni, "AVX2 with VNNI"},
        {dnnl_cpu_isa_avx2, "AVX2"},
        {dnnl_cpu_isa_avx, "AVX"},
        {dnnl_cpu_isa_sse41, "SSE4.1"},
    };
    unsigned bits = dnnl_get_effective_cpu_isa();
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if ((bits & sets[i].bits) == sets[i].bits) return sets[i].name;
    return "baseline";
}

vae_onednn_bfloat16 vae_onednn_bfloat16_support(void) {
    unsigned bits = dnnl_get_effective_cpu_isa();
    unsigned native = dnnl_cpu_isa_avx512_core_bf16, emulating = dnnl_cpu_isa_avx512_core;
    if ((bits & native) == native) return VAE_ONEDNN_BFLOAT16_NATIVE;
    return (bits & emulating) == emulating ? VAE_ONEDNN_BFLOAT16_EMULATED
                                           : VAE_ONEDNN_BFLOAT16_MISSING;
}
