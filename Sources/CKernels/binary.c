#include "CKernels.h"
#include "clones.h"

// Three loops for each operation: both operands run, only a runs, only b runs.
#define VAE_BINARY_LOOPS(name, operator)                                                       \
    VAE_KERNEL void vae_##name##_range(                                                        \
        const float *restrict a, ptrdiff_t a_step, const float *restrict b, ptrdiff_t b_step,  \
        float *restrict c, size_t n) {                                                         \
        if (a_step == 1 && b_step == 1) {                                                      \
            for (size_t i = 0; i < n; i++) c[i] = a[i] operator b[i];                          \
        } else if (a_step == 1 && b_step == 0) {                                               \
            float s = *b;                                                                      \
            for (size_t i = 0; i < n; i++) c[i] = a[i] operator s;                             \
        } else if (a_step == 0 && b_step == 1) {                                               \
            float s = *a;                                                                      \
            for (size_t i = 0; i < n; i++) c[i] = s operator b[i];                             \
        } else {                                                                               \
            for (size_t i = 0; i < n; i++)                                                     \
                c[i] = a[(ptrdiff_t)i * a_step] operator b[(ptrdiff_t)i * b_step];             \
        }                                                                                      \
    }

VAE_BINARY_LOOPS(add, +)
VAE_BINARY_LOOPS(subtract, -)
VAE_BINARY_LOOPS(multiply, *)
VAE_BINARY_LOOPS(divide, /)

typedef void (*binary_range)(
    const float *, ptrdiff_t, const float *, ptrdiff_t, float *, size_t);

static binary_range range_of(vae_binary f) {
    switch (f) {
    case VAE_BINARY_ADD: return vae_add_range;
    case VAE_BINARY_SUBTRACT: return vae_subtract_range;
    case VAE_BINARY_MULTIPLY: return vae_multiply_range;
    case VAE_BINARY_DIVIDE: return vae_divide_range;
    }
    __builtin_trap();
}

typedef struct {
    const vae_walk *walk;
    const float *a, *b;
    float *c;
    binary_range range;
} walk_call;

// The rows of a walk are all its dimensions but the last. Calls `row` for rows [begin, end).
VAE_INLINE void each_row(
    const walk_call *call, size_t begin, size_t end,
    void (*row)(const walk_call *, ptrdiff_t a, ptrdiff_t b, ptrdiff_t c)) {
    const vae_walk *w = call->walk;
    for (size_t r = begin; r < end; r++) {
        ptrdiff_t a = 0, b = 0, c = 0;
        size_t rest = r;
        for (int d = w->rank - 2; d >= 0; d--) {
            ptrdiff_t index = (ptrdiff_t)(rest % w->sizes[d]);
            rest /= w->sizes[d];
            a += index * w->a[d];
            b += index * w->b[d];
            c += index * w->c[d];
        }
        row(call, a, b, c);
    }
}

static size_t row_count(const vae_walk *walk) {
    size_t rows = 1;
    for (int d = 0; d < walk->rank - 1; d++) rows *= walk->sizes[d];
    return rows;
}

static size_t rows_per_grain(const vae_walk *walk) {
    size_t row = walk->sizes[walk->rank - 1];
    return row >= VAE_GRAIN ? 1 : VAE_GRAIN / (row ? row : 1);
}

static void binary_row(const walk_call *call, ptrdiff_t a, ptrdiff_t b, ptrdiff_t c) {
    const vae_walk *w = call->walk;
    int last = w->rank - 1;
    call->range(
        call->a + a, w->a[last], call->b + b, w->b[last], call->c + c, w->sizes[last]);
}

static void binary_rows(void *data, size_t begin, size_t end) {
    each_row(data, begin, end, binary_row);
}

static void binary_elements(void *data, size_t begin, size_t end) {
    const walk_call *call = data;
    ptrdiff_t a = call->walk->a[0], b = call->walk->b[0];
    call->range(
        call->a + (ptrdiff_t)begin * a, a, call->b + (ptrdiff_t)begin * b, b, call->c + begin,
        end - begin);
}

void vae_binary_forward(
    vae_binary f, const vae_walk *walk, const float *a, const float *b, float *c) {
    walk_call call = {walk, a, b, c, range_of(f)};
    if (walk->rank == 1)
        vae_parallel_for(walk->sizes[0], VAE_GRAIN, binary_elements, &call);
    else
        vae_parallel_for(row_count(walk), rows_per_grain(walk), binary_rows, &call);
}

static void copy_row(const walk_call *call, ptrdiff_t a, ptrdiff_t b, ptrdiff_t c) {
    (void)b;
    const vae_walk *w = call->walk;
    ptrdiff_t from = w->a[w->rank - 1], to = w->c[w->rank - 1];
    const float *restrict x = call->a + a;
    float *restrict y = call->c + c;
    size_t n = w->sizes[w->rank - 1];
    if (from == 1 && to == 1)
        for (size_t i = 0; i < n; i++) y[i] = x[i];
    else
        for (size_t i = 0; i < n; i++) y[(ptrdiff_t)i * to] = x[(ptrdiff_t)i * from];
}

static void copy_rows(void *data, size_t begin, size_t end) {
    each_row(data, begin, end, copy_row);
}

// A short row, such as the channels of a pixel, costs more to find than to copy. A copy may go
// through its dimensions in any order: then the one before becomes the row.
static vae_walk with_long_rows(const vae_walk *walk) {
    vae_walk w = *walk;
    int last = w.rank - 1;
    if (last < 1 || w.sizes[last] >= 16 || w.sizes[last - 1] <= w.sizes[last]) return w;
    w.sizes[last] = walk->sizes[last - 1];
    w.sizes[last - 1] = walk->sizes[last];
    w.a[last] = walk->a[last - 1];
    w.a[last - 1] = walk->a[last];
    w.c[last] = walk->c[last - 1];
    w.c[last - 1] = walk->c[last];
    return w;
}

void vae_copy_strided(const vae_walk *walk, const float *a, float *c) {
    vae_walk rows = with_long_rows(walk);
    walk_call call = {&rows, a, NULL, c, NULL};
    vae_parallel_for(row_count(&rows), rows_per_grain(&rows), copy_rows, &call);
}

VAE_KERNEL void vae_accumulate_range(const float *restrict x, float *restrict y, size_t n) {
    for (size_t i = 0; i < n; i++) y[i] += x[i];
}

typedef struct {
    const float *x;
    float *y;
} accumulate_call;

static void accumulate_elements(void *data, size_t begin, size_t end) {
    const accumulate_call *call = data;
    vae_accumulate_range(call->x + begin, call->y + begin, end - begin);
}

void vae_accumulate(const float *x, float *y, size_t count) {
    accumulate_call call = {x, y};
    vae_parallel_for(count, VAE_GRAIN, accumulate_elements, &call);
}

typedef struct {
    const float *x;
    float *y, slope;
    size_t columns;
} rows_call;

VAE_KERNEL void vae_add_row_range(
    const float *restrict x, float *restrict y, size_t rows, size_t columns, float slope) {
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) {
            float s = y[i * columns + j] + x[j];
            y[i * columns + j] = s < 0.0f ? slope * s : s;
        }
}

static void add_row_share(void *data, size_t begin, size_t end) {
    const rows_call *call = data;
    vae_add_row_range(
        call->x, call->y + begin * call->columns, end - begin, call->columns, call->slope);
}

void vae_add_rows(const float *x, float *y, size_t rows, size_t columns, float slope) {
    rows_call call = {x, y, slope, columns};
    vae_parallel_for(rows, VAE_GRAIN / (columns ? columns : 1) + 1, add_row_share, &call);
}

void vae_fill(float *y, size_t count, float value) {
    for (size_t i = 0; i < count; i++) y[i] = value;
}
