#include "CPeak.h"

// As many independent sums as hide the latency of two units, four or five cycles each.
enum { CHAINS = 12 };

static volatile float sink;

#ifdef __x86_64__
#include <immintrin.h>

// Vectors named by intrinsics, because compilers prefer 256 bits where they may choose.
#define VAE_PEAK(name, features, vector, spread, fma, first)                   \
    __attribute__((target(features))) static double name(size_t rounds) {      \
        vector sums[CHAINS], a = spread(0.999f), b = spread(0.001f);           \
        for (int i = 0; i < CHAINS; i++) sums[i] = spread((float)i);           \
        for (size_t r = 0; r < rounds; r++) {                                  \
            _Pragma("clang loop unroll(full)") for (int i = 0; i < CHAINS; i++) \
                sums[i] = fma(sums[i], a, b);                                  \
        }                                                                      \
        float total = 0;                                                       \
        for (int i = 0; i < CHAINS; i++) total += first(sums[i]);              \
        sink = total;                                                          \
        return 2.0 * CHAINS * (sizeof(vector) / sizeof(float)) * (double)rounds; \
    }

VAE_PEAK(peak_avx512, "avx512f", __m512, _mm512_set1_ps, _mm512_fmadd_ps, _mm512_cvtss_f32)
VAE_PEAK(peak_avx2, "avx2,fma", __m256, _mm256_set1_ps, _mm256_fmadd_ps, _mm256_cvtss_f32)
#endif

static double peak_plain(size_t rounds) {
    typedef float vector __attribute__((vector_size(16)));
    vector sums[CHAINS] = {0};
    for (size_t r = 0; r < rounds; r++)
        for (int i = 0; i < CHAINS; i++) sums[i] = sums[i] * 0.999f + 0.001f;
    float total = 0;
    for (int i = 0; i < CHAINS; i++) total += sums[i][0];
    sink = total;
    return 2.0 * CHAINS * 4 * (double)rounds;
}

double vae_peak_run(size_t rounds) {
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f")) return peak_avx512(rounds);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return peak_avx2(rounds);
#endif
    return peak_plain(rounds);
}
