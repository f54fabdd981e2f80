// What the processor can do at most: a loop of nothing but fused multiply-adds.

#ifndef VAE_PEAK_H
#define VAE_PEAK_H

#include <stddef.h>

/// Runs `rounds` rounds on the calling thread, in the widest instructions the processor has.
/// Returns the floating-point operations done.
double vae_peak_run(size_t rounds);

#endif
