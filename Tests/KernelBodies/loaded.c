#include "../../Sources/CKernels/clones.h"
#include "KernelBodies.h"

#define VAE_ENTRY(name) .name = vae_##name,
const vae_kernel_body vae_loaded_body = {VAE_EACH_KERNEL(VAE_ENTRY)};

bool vae_has_clones(void) {
#if defined(VAE_NO_CLONES)
    return false;
#else
    return true;
#endif
}

bool vae_avx2_runs(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("x86-64-v3");
#else
    return false;
#endif
}

bool vae_avx512_runs(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("x86-64-v4");
#else
    return false;
#endif
}
