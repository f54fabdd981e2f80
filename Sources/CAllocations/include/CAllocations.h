// Counts the heap allocations of a program that links this.

#ifndef VAE_ALLOCATIONS_H
#define VAE_ALLOCATIONS_H

#include <stdint.h>

/// How often memory has been asked for since the program began, on all threads.
uint64_t vae_allocation_count(void);

#endif
