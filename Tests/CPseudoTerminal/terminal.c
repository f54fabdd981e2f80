#define _GNU_SOURCE

#include "CPseudoTerminal.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static void become(
    const char *path, char *const arguments[], char *const environment[], int line) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    setsid();
    ioctl(line, TIOCSCTTY, 0);
    for (int descriptor = 0; descriptor < 3; descriptor++) dup2(line, descriptor);
    close_range(3, ~0U, 0);
    execve(path, arguments, environment);
    _exit(127);
}

int cpty_open(int columns, int rows, int *lead, int *line) {
    *lead = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*lead < 0 || grantpt(*lead) != 0 || unlockpt(*lead) != 0) return -1;
    char name[128];
    if (ptsname_r(*lead, name, sizeof name) != 0) return -1;
    *line = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*line < 0) return -1;
    cpty_resize(*lead, columns, rows);
    return fcntl(*lead, F_SETFL, O_NONBLOCK);
}

pid_t cpty_start(
    const char *path, char *const arguments[], char *const environment[], int line) {
    pid_t process = fork();
    if (process == 0) become(path, arguments, environment, line);
    return process;
}

void cpty_resize(int lead, int columns, int rows) {
    struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
    ioctl(lead, TIOCSWINSZ, &size);
}
