// One body: the sources of CKernels under VAE_KERNEL as the file that includes this defines it.
// Public functions become vae_BODY_name to the linker. One that is missing in the list keeps its
// name and collides with that of CKernels.

#include "KernelBodies.h"

// What keeps the compiler from fitting a static kernel to its callers here, as it cannot do with
// those of CKernels.
#define VAE_AS_LINKED noinline, used

#define VAE_TEXT(x) #x
#define VAE_SYMBOL(body, name) "vae_" VAE_TEXT(body) "_" #name
#define VAE_RENAME(name) extern __typeof__(vae_##name) vae_##name __asm__(VAE_SYMBOL(VAE_BODY, name));
VAE_EACH_KERNEL(VAE_RENAME)

// team.c is missing: all bodies use the team of CKernels.
#include "../../Sources/CKernels/bfloat16.c"
#include "../../Sources/CKernels/binary.c"
#include "../../Sources/CKernels/columns.c"
#include "../../Sources/CKernels/gather.c"
#include "../../Sources/CKernels/normalize.c"
#include "../../Sources/CKernels/optimizer.c"
#include "../../Sources/CKernels/pixels.c"
#include "../../Sources/CKernels/random.c"
#include "../../Sources/CKernels/reduce.c"
#include "../../Sources/CKernels/resample.c"
#include "../../Sources/CKernels/unary.c"
#include "../../Sources/CKernels/vae.c"

#define VAE_JOIN(body) vae_##body##_body
#define VAE_TABLE(body) VAE_JOIN(body)
#define VAE_ENTRY(name) .name = vae_##name,
const vae_kernel_body VAE_TABLE(VAE_BODY) = {VAE_EACH_KERNEL(VAE_ENTRY)};
