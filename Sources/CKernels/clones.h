// How a kernel is compiled: once for each of three instruction sets, chosen when the program loads.
// A kernel function is never public. Tests define VAE_KERNEL themselves, to get at every body.

#ifndef VAE_CLONES_H
#define VAE_CLONES_H

// The resolver of target_clones runs before the thread sanitizer is ready and crashes it.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define VAE_NO_CLONES
#endif
#endif

#ifndef VAE_KERNEL
#if defined(__x86_64__) && !defined(VAE_NO_CLONES)
#define VAE_KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VAE_KERNEL
#endif
#endif

#define VAE_INLINE static inline __attribute__((always_inline))

// Elements below which a loop is not worth waking the team.
enum { VAE_GRAIN = 16384 };

#endif
