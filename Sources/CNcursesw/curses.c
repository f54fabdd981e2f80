// wcwidth is hidden without this; the rest of the system's own is hidden with this alone.
#define _GNU_SOURCE

#include "CNcursesw.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <resolv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

static FILE *input_file, *output_file;

// The terminal as the program writes to it, and what curses writes to while it updates.
static int drawing = -1, collector = -1;
static char *collected;
static size_t collected_size;

// Copies, so that closing them leaves the program's own open.
static FILE *copy(int descriptor, const char *mode) {
    int copied = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    FILE *file = copied < 0 ? NULL : fdopen(copied, mode);
    if (!file && copied >= 0) close(copied);
    return file;
}

static void close_files(void) {
    if (input_file) fclose(input_file);
    if (output_file) fclose(output_file);
    input_file = output_file = NULL;
    if (drawing >= 0) close(drawing);
    if (collector >= 0) close(collector);
    drawing = collector = -1;
    free(collected);
    collected = NULL;
    collected_size = 0;
}

SCREEN *cncursesw_open(int input, int output) {
    // The terminal's own size goes before LINES and COLUMNS, which do not follow it.
    use_tioctl(TRUE);
    input_file = copy(input, "r");
    output_file = copy(output, "w");
    drawing = fcntl(output, F_DUPFD_CLOEXEC, 3);
    collector = memfd_create("screen update", MFD_CLOEXEC);
    SCREEN *screen = NULL;
    int is_ready = input_file && output_file && drawing >= 0 && collector >= 0;
    if (is_ready) screen = newterm(NULL, output_file, input_file);
    if (!screen) close_files();
    return screen;
}

int cncursesw_output(void) { return drawing; }

const char *cncursesw_update(size_t *count) {
    int curses = fileno(output_file);
    lseek(collector, 0, SEEK_SET);
    dup3(collector, curses, O_CLOEXEC);
    doupdate();
    dup3(drawing, curses, O_CLOEXEC);
    size_t size = (size_t)lseek(collector, 0, SEEK_CUR);
    *count = 0;
    if (size > collected_size) {
        char *larger = realloc(collected, size);
        if (!larger) return collected;
        collected = larger;
        collected_size = size;
    }
    ssize_t copied = pread(collector, collected, size, 0);
    if (copied > 0) *count = (size_t)copied;
    return collected;
}

void cncursesw_close(SCREEN *screen) {
    delscreen(screen);
    close_files();
}

void cncursesw_set_locale(int wants_utf8) {
    const char *name = setlocale(LC_CTYPE, "");
    int is_utf8 = name && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    if (wants_utf8 && !is_utf8) setlocale(LC_CTYPE, "C.UTF-8");
}

int cncursesw_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void cncursesw_free_control_keys(int terminal) {
    struct termios modes;
    if (tcgetattr(terminal, &modes) != 0) return;
    modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF);
    modes.c_lflag &= ~(tcflag_t)IEXTEN;
    modes.c_cc[VSUSP] = _POSIX_VDISABLE;
    tcsetattr(terminal, TCSANOW, &modes);
}

void cncursesw_size(int terminal, int *columns, int *rows) {
    struct winsize size = {0};
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0) size.ws_col = size.ws_row = 0;
    *columns = size.ws_col;
    *rows = size.ws_row;
}

int cncursesw_base64(const uint8_t *bytes, size_t count, char *text, size_t size) {
    return b64_ntop(bytes, count, text, size);
}

int cncursesw_make_waker(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void cncursesw_wake(int waker) {
    int error = errno;
    (void)eventfd_write(waker, 1);
    errno = error;
}

void cncursesw_wake_taken(int waker) {
    eventfd_t count;
    (void)eventfd_read(waker, &count);
}
