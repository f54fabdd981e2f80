#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <sys/types.h>

// Opens a pseudo terminal of this size. `lead` is our end of it; `line` is a program's end, kept
// open so that its modes can be read when the program has gone. 0, or -1.
int cpty_open(int columns, int rows, int *lead, int *line);

// Starts a program in a session of its own on `line`. The process, or -1.
pid_t cpty_start(
    const char *path, char *const arguments[], char *const environment[], int line);

// Gives the terminal another size, of which its program gets a signal.
void cpty_resize(int lead, int columns, int rows);

#endif
