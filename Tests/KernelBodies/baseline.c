#define VAE_KERNEL static __attribute__((VAE_AS_LINKED))
#define VAE_BODY baseline
#include "body.h"
