#ifndef CNCURSESW_H
#define CNCURSESW_H

// Without this curses.h keeps its wide characters to itself.
#define NCURSES_WIDECHAR 1

#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include <curses.h>

#include "CNcursesw_guard.h"

// What Swift cannot import of curses.h: macros with casts, global variables, and calls whose
// arguments or results are not what they seem.

static inline WINDOW *cncursesw_screen(void) { return stdscr; }
static inline WINDOW *cncursesw_shown_screen(void) { return curscr; }
static inline int cncursesw_colors(void) { return COLORS; }
static inline int cncursesw_color_pairs(void) { return COLOR_PAIRS; }
static inline int cncursesw_function_key(int number) { return KEY_F(number); }

static inline attr_t cncursesw_bold(void) { return WA_BOLD; }
static inline attr_t cncursesw_dim(void) { return WA_DIM; }
static inline attr_t cncursesw_underline(void) { return WA_UNDERLINE; }
static inline attr_t cncursesw_reverse(void) { return WA_REVERSE; }
static inline attr_t cncursesw_invisible(void) { return WA_INVIS; }

// A cell; `pair` may be beyond what the short of the call takes.
static inline cchar_t cncursesw_cell(uint32_t scalar, attr_t attributes, int pair) {
    cchar_t cell;
    wchar_t text[2] = {(wchar_t)scalar, 0};
    setcchar(&cell, text, attributes, (short)(pair < 32767 ? pair : 32767), &pair);
    return cell;
}

// What the terminal's description says under `name`; null if it says nothing.
const char *cncursesw_capability(const char *name);

// What moves the cursor there, counted from 0; null if nothing does.
const char *cncursesw_cursor_address(int row, int column);

typedef enum {
    CNCURSESW_FITS,
    CNCURSESW_NOT_A_TERMINAL,
    CNCURSESW_UNKNOWN,
    CNCURSESW_CANNOT_MOVE_CURSOR,
} cncursesw_fitness;

// Whether curses can draw on descriptor `output` and read keys from `input`.
cncursesw_fitness cncursesw_check(int input, int output);

// Opens curses on copies of the two descriptors; null if it cannot. One screen at a time.
SCREEN *cncursesw_open(int input, int output);

// The descriptor of the terminal to write to; -1 while curses is closed.
int cncursesw_output(void);

// What curses writes to bring the terminal up to date, to be written by the caller, who may add to
// it; it stands until the next call. Curses itself would write anew at each move of its cursor.
const char *cncursesw_update(size_t *count);

// Gives back what `cncursesw_open` took; the screen must have been left.
void cncursesw_close(SCREEN *screen);

// Sets the process's table of characters to that of the environment, or, where `wants_utf8` and
// the machine does not have that, to UTF-8 without a language.
void cncursesw_set_locale(int wants_utf8);

// The columns that a character takes by the process's table of characters; -1 if unknown.
int cncursesw_width(uint32_t scalar);

// The modes of the terminal that curses does not set: Ctrl-Z, Ctrl-S and Ctrl-Q are keys.
void cncursesw_free_control_keys(int terminal);

// The size of the terminal in cells; 0 if it does not know.
void cncursesw_size(int terminal, int *columns, int *rows);

// Writes `bytes` in base64 and gives the characters of `text`, or -1 if it is too small.
int cncursesw_base64(const uint8_t *bytes, size_t count, char *text, size_t size);

// A descriptor that `cncursesw_wake` makes readable and `cncursesw_wake_taken` makes unreadable.
int cncursesw_make_waker(void);
void cncursesw_wake(int waker);
void cncursesw_wake_taken(int waker);

#endif
