#include "CKernels.h"

// libgomp's own entry points: calling them needs no compiler support for OpenMP.
extern void GOMP_parallel(void (*body)(void *), void *data, unsigned threads, unsigned flags);
extern int omp_get_thread_num(void);
extern int omp_get_num_threads(void);
extern int omp_get_max_threads(void);
extern void omp_set_num_threads(int threads);
extern int omp_in_parallel(void);

void vae_team_set_size(int threads) {
    if (threads > 0) omp_set_num_threads(threads);
}

int vae_team_size(void) {
    return omp_get_max_threads();
}

typedef struct {
    size_t count;
    vae_range_body body;
    void *context;
} range_split;

static void run_share(void *data) {
    const range_split *split = data;
    size_t threads = (size_t)omp_get_num_threads(), thread = (size_t)omp_get_thread_num();
    size_t share = (split->count + threads - 1) / threads;
    // Shares of many small items begin at whole cache lines, so that no two threads write to one.
    if (split->count >= 1024) share = (share + 15) & ~(size_t)15;
    size_t begin = share * thread, end = begin + share;
    if (begin > split->count) begin = split->count;
    if (end > split->count) end = split->count;
    if (begin < end) split->body(split->context, begin, end);
}

void vae_parallel_for(size_t count, size_t grain, vae_range_body body, void *context) {
    if (count <= grain || omp_get_max_threads() == 1 || omp_in_parallel()) {
        if (count > 0) body(context, 0, count);
        return;
    }
    range_split split = {count, body, context};
    GOMP_parallel(run_share, &split, 0, 0);
}
