#define _GNU_SOURCE

#include "CNcursesw_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <termios.h>
#include <unistd.h>

#include "CNcursesw.h"

enum { BYTES_SIZE = 1024 };

static struct {
    int terminal;
    // What the screen is drawn through, another descriptor of the terminal.
    int drawing;
    int waker;
    struct termios modes;
    // What standard error was, and the file that it is meanwhile; -1 if it was left alone.
    int errors;
    int caught_errors;
} guard = {.terminal = -1, .drawing = -1, .waker = -1, .errors = -1, .caught_errors = -1};

// Two texts, of which one stands while the other is written.
static struct {
    char bytes[BYTES_SIZE];
    size_t count;
} texts[2];
static atomic_int text;

static atomic_int is_standing, is_armed, has_caught_errors, signals;

static void write_all(int descriptor, const char *bytes, size_t count, int patience) {
    while (count > 0) {
        // A terminal that is stopped, or a line that is dead, must not keep the process alive.
        struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
        if (patience >= 0 && poll(&ready, 1, patience) != 1) return;
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        count -= (size_t)written;
    }
}

// One in the background would be stopped for writing.
static sigset_t hold_stops(void) {
    sigset_t set, old;
    sigemptyset(&set);
    sigaddset(&set, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &set, &old);
    return old;
}

static void put_terminal_back(void) {
    if (!atomic_exchange(&is_armed, 0)) return;
    // Another thread may be drawing right now; what it still writes must not come after us.
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0 && guard.drawing >= 0) dup2(nowhere, guard.drawing);
    int place = atomic_load(&text);
    write_all(guard.terminal, texts[place].bytes, texts[place].count, 250);
    // The modes are those of who is in front.
    if (cncursesw_guard_is_in_front()) tcsetattr(guard.terminal, TCSANOW, &guard.modes);
}

int cncursesw_guard_is_in_front(void) {
    pid_t front = tcgetpgrp(guard.terminal);
    return front <= 0 || front == getpgrp();
}

void cncursesw_guard_put_back(void) {
    sigset_t old = hold_stops();
    put_terminal_back();
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void put_errors_back(void) {
    if (!atomic_exchange(&has_caught_errors, 0)) return;
    dup2(guard.errors, STDERR_FILENO);
    char bytes[512];
    ssize_t count;
    for (off_t place = 0;; place += count) {
        count = pread(guard.caught_errors, bytes, sizeof bytes, place);
        if (count <= 0) return;
        write_all(STDERR_FILENO, bytes, (size_t)count, 250);
    }
}

static void put_back(void) {
    sigset_t old = hold_stops();
    put_terminal_back();
    put_errors_back();
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

// The signals that end a process at once, and those that are events.
static const int deaths[] = {SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGABRT, SIGFPE, SIGQUIT};
static const int events[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
enum { DEATHS = sizeof deaths / sizeof *deaths, EVENTS = sizeof events / sizeof *events };
static struct sigaction old_deaths[DEATHS], old_events[EVENTS];

static void die(int number, siginfo_t *info, void *context) {
    (void)context;
    put_back();
    for (int i = 0; i < DEATHS; i++) {
        if (deaths[i] == number) sigaction(number, &old_deaths[i], NULL);
    }
    // A fault happens anew when its instruction runs again, now under who was there before us: a
    // debugger's or backtrace's view of it stays true. What was sent must be sent again.
    if (info->si_code <= 0 || number == SIGTRAP) raise(number);
}

static void end_by(int number) {
    put_back();
    signal(number, SIG_DFL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
}

static void note(int number) {
    int error = errno;
    int event = CNCURSESW_INTERRUPT;
    switch (number) {
        case SIGTSTP: event = CNCURSESW_SUSPEND; break;
        case SIGCONT: event = CNCURSESW_CONTINUE; break;
        case SIGWINCH: event = CNCURSESW_RESIZE; break;
        default: break;
    }
    int before = atomic_fetch_or(&signals, event);
    // Nobody took the first one: the program hangs, and the user means it.
    if (event == CNCURSESW_INTERRUPT && before & CNCURSESW_INTERRUPT) end_by(number);
    cncursesw_wake(guard.waker);
    errno = error;
}

static void catch_signals(void) {
    struct sigaction action = {0};
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    action.sa_sigaction = die;
    for (int i = 0; i < DEATHS; i++) sigaction(deaths[i], &action, &old_deaths[i]);
    action = (struct sigaction){0};
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    action.sa_handler = note;
    for (int i = 0; i < EVENTS; i++) {
        sigaction(events[i], NULL, &old_events[i]);
        // One that our parent wants ignored, as nohup does, stays ignored.
        if (old_events[i].sa_handler != SIG_IGN) sigaction(events[i], &action, NULL);
    }
}

// A thread that has used up its stack needs another for the handler.
static void give_handlers_a_stack(void) {
    static char *memory;
    enum { SIZE = 1 << 16 };
    stack_t stack;
    if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
    if (!memory) memory = malloc(SIZE);
    if (!memory) return;
    stack = (stack_t){.ss_sp = memory, .ss_size = SIZE};
    sigaltstack(&stack, NULL);
}

static void catch_errors(void) {
    if (!isatty(STDERR_FILENO)) return;
    guard.errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    guard.caught_errors = memfd_create("standard error", MFD_CLOEXEC);
    if (guard.errors < 0 || guard.caught_errors < 0) return;
    dup2(guard.caught_errors, STDERR_FILENO);
    atomic_store(&has_caught_errors, 1);
}

static void close_if_open(int *descriptor) {
    if (*descriptor >= 0) close(*descriptor);
    *descriptor = -1;
}

void cncursesw_guard_raise(int terminal, int waker) {
    static int is_at_exit;
    if (!is_at_exit) is_at_exit = atexit(put_back) == 0;
    guard.terminal = fcntl(terminal, F_DUPFD_CLOEXEC, 3);
    guard.waker = waker;
    tcgetattr(terminal, &guard.modes);
    atomic_store(&signals, 0);
    atomic_store(&is_standing, 1);
    catch_errors();
    give_handlers_a_stack();
    catch_signals();
    // A shell that is killed tells nobody, and who comes next would find the screen as it is.
    prctl(PR_SET_PDEATHSIG, SIGHUP);
}

void cncursesw_guard_set_bytes(const char *bytes, size_t count) {
    int place = 1 - atomic_load(&text);
    texts[place].count = count < BYTES_SIZE ? count : BYTES_SIZE;
    memcpy(texts[place].bytes, bytes, texts[place].count);
    atomic_store(&text, place);
}

void cncursesw_guard_arm(int drawing) {
    guard.drawing = drawing;
    atomic_store(&is_armed, 1);
}

void cncursesw_guard_disarm(void) { atomic_store(&is_armed, 0); }

void cncursesw_guard_lower(void) {
    if (!atomic_exchange(&is_standing, 0)) return;
    prctl(PR_SET_PDEATHSIG, 0);
    put_back();
    for (int i = 0; i < DEATHS; i++) sigaction(deaths[i], &old_deaths[i], NULL);
    for (int i = 0; i < EVENTS; i++) sigaction(events[i], &old_events[i], NULL);
    close_if_open(&guard.terminal);
    close_if_open(&guard.errors);
    close_if_open(&guard.caught_errors);
}

int cncursesw_guard_take_signals(void) { return atomic_exchange(&signals, 0); }

void cncursesw_guard_stop(void) {
    struct sigaction action = {0}, old;
    sigaction(SIGTSTP, NULL, &old);
    // Our parent does not want it: nobody would make us go on.
    if (old.sa_handler == SIG_IGN) return;
    action.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &action, NULL);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &old, NULL);
}
