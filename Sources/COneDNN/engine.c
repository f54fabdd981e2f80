#include "engine.h"

#include <pthread.h>

#include "COneDNN.h"

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

const char *vae_onednn_instruction_set(void) {
    int isa = (int)dnnl_get_effective_cpu_isa();
    if (isa == dnnl_cpu_isa_avx512_core_amx) return "AMX";
    if (isa == dnnl_cpu_isa_avx512_core_bf16) return "AVX-512 with bf16";
    if (isa == dnnl_cpu_isa_avx512_core_vnni) return "AVX-512 with VNNI";
    if (isa == dnnl_cpu_isa_avx512_core) return "AVX-512";
    if (isa == dnnl_cpu_isa_avx2_vnni) return "AVX2 with VNNI";
    if (isa == dnnl_cpu_isa_avx2) return "AVX2";
    if (isa == dnnl_cpu_isa_avx) return "AVX";
    if (isa == dnnl_cpu_isa_sse41) return "SSE4.1";
    return "baseline";
}
