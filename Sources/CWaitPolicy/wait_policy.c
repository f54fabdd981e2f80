#define _GNU_SOURCE
#include "CWaitPolicy.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern char **environ;

// docs/benchmarks.md has the measurement behind the number.
static char setting[] = "GOMP_SPINCOUNT=10000";

static bool begins(const char *text, const char *name) {
    return strncmp(text, name, strlen(name)) == 0;
}

// Runs before the initialisers of libraries, the OpenMP library's among them. Memory of the
// environment cannot grow this early: libc is not set up, and puts the original back. But an entry
// can be exchanged, and shells leave some that no program of ours reads.
static void settle_early(int count, char **arguments, char **environment) {
    (void)count, (void)arguments;
    static const char *const unread[] = {"_=", "OLDPWD=", "SHLVL="};
    char **spare = NULL;
    size_t best = sizeof unread / sizeof *unread;
    for (char **entry = environment; *entry; entry++) {
        if (begins(*entry, "GOMP_SPINCOUNT=") || begins(*entry, "OMP_WAIT_POLICY=")) return;
        for (size_t i = 0; i < best; i++)
            if (begins(*entry, unread[i])) {
                spare = entry;
                best = i;
            }
    }
    if (spare) *spare = setting;
}

__attribute__((section(".preinit_array"), used)) static void (*const settle_hook)(
    int, char **, char **) = settle_early;

void vae_settle_waiting(char *const *arguments) {
    if (getenv("GOMP_SPINCOUNT") || getenv("OMP_WAIT_POLICY")) return;
    if (putenv(setting) == 0) execve("/proc/self/exe", arguments, environ);
}
