#ifndef CNCURSESW_GUARD_H
#define CNCURSESW_GUARD_H

#include <stddef.h>

// The guard of the terminal: while it stands, the process does not end without putting the terminal
// back, whether by a signal, a trap or exit(). What signal handlers do here is what they may do.

// Notes the terminal's modes, keeps standard error off it if that is where it goes, and catches
// signals; `waker` becomes readable when one came that is an event.
void cncursesw_guard_raise(int terminal, int waker);

// The bytes that put the terminal back.
void cncursesw_guard_set_bytes(const char *bytes, size_t count);

// From now on there is something to put back; the screen is drawn through `drawing`.
void cncursesw_guard_arm(int drawing);

// There is nothing to put back any more, as while the process is suspended.
void cncursesw_guard_disarm(void);

// Whether the terminal is this process's, and not that of another one in front of it.
int cncursesw_guard_is_in_front(void);

// Puts the terminal back for good, as a death would: the screen in any case, the modes if it is
// ours. Nothing can be drawn after that.
void cncursesw_guard_put_back(void);

// Ends the guard: standard error is back, with what was kept off the terminal, and signals do what
// they did before.
void cncursesw_guard_lower(void);

typedef enum {
    CNCURSESW_INTERRUPT = 1,
    CNCURSESW_SUSPEND = 2,
    CNCURSESW_CONTINUE = 4,
    CNCURSESW_RESIZE = 8,
} cncursesw_signal;

// The signals that came since the last call.
int cncursesw_guard_take_signals(void);

// Stops the process as Ctrl-Z does, and returns when it goes on.
void cncursesw_guard_stop(void);

#endif
