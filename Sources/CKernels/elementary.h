// Elementary functions as straight-line code, so that loops over them become vector code. Errors
// are a few units in the last place; NaN stays NaN. libm's functions are calls and stay scalar.

#ifndef VAE_ELEMENTARY_H
#define VAE_ELEMENTARY_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "clones.h"

VAE_INLINE uint32_t vae_bits(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

VAE_INLINE float vae_float(uint32_t bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

// e^x = 2^n e^r with |r| <= ln 2 / 2: Taylor's series to the seventh power is exact to 5e-9.
// Results below 2^-126 become 0.
VAE_INLINE float vae_exp(float x) {
    float clamped = x > 89.0f ? 89.0f : x;
    clamped = clamped < -88.0f ? -88.0f : clamped;
    const float shift = 12582912.0f;  // 1.5 * 2^23: adding it rounds to an integer
    float shifted = clamped * 1.44269504f + shift;
    float n = shifted - shift;
    float r = clamped - n * 0.693359375f;
    r = r - n * -2.12194440e-4f;
    float e = 1.0f / 5040.0f;
    e = e * r + 1.0f / 720.0f;
    e = e * r + 1.0f / 120.0f;
    e = e * r + 1.0f / 24.0f;
    e = e * r + 1.0f / 6.0f;
    e = e * r + 0.5f;
    e = e * r + 1.0f;
    e = e * r + 1.0f;
    // n reaches from -126 to 128, and 2^128 is not a float: scale in two steps.
    uint32_t biased = vae_bits(shifted) - vae_bits(shift) + 254u;
    uint32_t half = biased >> 1;
    float scaled = e * vae_float(half << 23) * vae_float((biased - half) << 23);
    return x < -87.3365402f ? 0.0f : scaled;
}

// ln m = 2 artanh((m - 1) / (m + 1)) with m in [sqrt(1/2), sqrt(2)).
VAE_INLINE float vae_log(float x) {
    float normal = x < 1.17549435e-38f ? x * 8388608.0f : x;
    float bias = x < 1.17549435e-38f ? -23.0f : 0.0f;
    uint32_t bits = vae_bits(normal) - 0x3f3504f3u;
    float exponent = (float)((int32_t)bits >> 23) + bias;
    float m = vae_float((bits & 0x007fffffu) + 0x3f3504f3u);
    float s = (m - 1.0f) / (m + 1.0f);
    float s2 = s * s;
    float p = 2.0f / 9.0f;
    p = p * s2 + 2.0f / 7.0f;
    p = p * s2 + 2.0f / 5.0f;
    p = p * s2 + 2.0f / 3.0f;
    float y = s * s2 * p + exponent * -2.12194440e-4f;
    y = y + 2.0f * s + exponent * 0.693359375f;
    y = x == 0.0f ? -INFINITY : y;
    y = x == INFINITY ? INFINITY : y;
    return x < 0.0f || x != x ? NAN : y;
}

// ln(1 + u) = 2 artanh(u / (2 + u)) for u in [0, 1].
VAE_INLINE float vae_log1p_unit(float u) {
    float s = u / (2.0f + u);
    float s2 = s * s;
    float p = 2.0f / 15.0f;
    p = p * s2 + 2.0f / 13.0f;
    p = p * s2 + 2.0f / 11.0f;
    p = p * s2 + 2.0f / 9.0f;
    p = p * s2 + 2.0f / 7.0f;
    p = p * s2 + 2.0f / 5.0f;
    p = p * s2 + 2.0f / 3.0f;
    return 2.0f * s + s * s2 * p;
}

VAE_INLINE float vae_sigmoid(float x) {
    float e = vae_exp(-fabsf(x));
    float numerator = x < 0.0f ? e : 1.0f;
    return numerator / (1.0f + e);
}

VAE_INLINE float vae_softplus(float x) {
    float positive = x < 0.0f ? 0.0f : x;
    return positive + vae_log1p_unit(vae_exp(-fabsf(x)));
}

// Near 0 the continued fraction of Lambert, elsewhere (1 - e^-2|x|) / (1 + e^-2|x|).
VAE_INLINE float vae_tanh(float x) {
    float x2 = x * x;
    float small = x * ((21.0f * x2 + 1260.0f) * x2 + 10395.0f)
        / (((x2 + 210.0f) * x2 + 4725.0f) * x2 + 10395.0f);
    float e = vae_exp(-2.0f * fabsf(x));
    float large = copysignf((1.0f - e) / (1.0f + e), x);
    return fabsf(x) < 0.625f ? small : large;
}

// The probability that a standard normal number is below x, where e = e^(-x^2 / 2). That below -|x|
// is e t Q(u), t = 1 / (1 + 0.34 |x|) and u = 1 - t, so that nothing cancels where x < 0; u is
// computed such that it is exact near 0. Q is a least-squares fit of relative error 3e-8.
VAE_INLINE float vae_normal_below(float x, float e) {
    float a = 0.34f * fabsf(x);
    a = a > 1e30f ? 1e30f : a;  // infinity times 0 is NaN
    float t = 1.0f / (1.0f + a);
    float u = a * t;
    float q = -2.647226118e-02f;
    q = q * u + 7.062632591e-02f;
    q = q * u + -2.957823128e-02f;
    q = q * u + -2.901766077e-02f;
    q = q * u + -7.718795538e-02f;
    q = q * u + 8.470338583e-02f;
    q = q * u + 3.159055412e-01f;
    q = q * u + -6.733602881e-01f;
    q = q * u + 5.000000000e-01f;
    float tail = e * t * q;
    return x < 0.0f ? tail : 1.0f - tail;
}

#endif
