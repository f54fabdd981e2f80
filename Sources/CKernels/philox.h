// The block cipher behind all random numbers: Philox 4x32-10 (Salmon et al., 2011).

#ifndef VAE_PHILOX_H
#define VAE_PHILOX_H

#include <stdint.h>
#include <string.h>

#include "clones.h"

// Blocks are computed this many at a time, one to a lane of vector code.
enum { VAE_BLOCK_LANES = 16 };

// word[j][i] is word j of block i.
typedef struct {
    uint32_t word[4][VAE_BLOCK_LANES];
} blocks;

// Ten rounds of Philox 4x32 on the counters {position + lane, stream} under the key `seed`.
VAE_INLINE void philox(uint64_t seed, uint64_t stream, uint64_t position, blocks *result) {
    uint32_t c0[VAE_BLOCK_LANES], c1[VAE_BLOCK_LANES], c2[VAE_BLOCK_LANES], c3[VAE_BLOCK_LANES];
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (unsigned lane = 0; lane < VAE_BLOCK_LANES; lane++) {
        c0[lane] = (uint32_t)(position + lane);
        c1[lane] = (uint32_t)((position + lane) >> 32);
        c2[lane] = (uint32_t)stream;
        c3[lane] = (uint32_t)(stream >> 32);
    }
    for (int round = 0; round < 10; round++) {
        for (int lane = 0; lane < VAE_BLOCK_LANES; lane++) {
            uint64_t p0 = (uint64_t)0xD2511F53u * c0[lane], p1 = (uint64_t)0xCD9E8D57u * c2[lane];
            c0[lane] = (uint32_t)(p1 >> 32) ^ c1[lane] ^ k0;
            c2[lane] = (uint32_t)(p0 >> 32) ^ c3[lane] ^ k1;
            c1[lane] = (uint32_t)p1;
            c3[lane] = (uint32_t)p0;
        }
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    memcpy(result->word[0], c0, sizeof c0);
    memcpy(result->word[1], c1, sizeof c1);
    memcpy(result->word[2], c2, sizeof c2);
    memcpy(result->word[3], c3, sizeof c3);
}

VAE_INLINE float unit(uint32_t word) {
    return (float)(word >> 8) * 0x1p-24f;
}

#endif
