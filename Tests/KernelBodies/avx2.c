#if defined(__x86_64__)
// The features of x86-64-v3, as target_clones sets them; arch= would also choose other vectors.
#define VAE_FEATURES "avx2,bmi,bmi2,crc32,cx16,f16c,fma,lzcnt,movbe,popcnt,sahf,xsave"
#define VAE_KERNEL static __attribute__((VAE_AS_LINKED, target(VAE_FEATURES)))
#define VAE_BODY avx2
#include "body.h"
#endif
