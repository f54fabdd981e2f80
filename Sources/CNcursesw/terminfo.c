// Apart from the rest: term.h makes macros of words such as `columns`.
#include "CNcursesw.h"

#include <term.h>
#include <unistd.h>

const char *cncursesw_capability(const char *name) {
    const char *text = tigetstr(name);
    return text == (const char *)-1 ? NULL : text;
}

const char *cncursesw_cursor_address(int row, int column) {
    const char *format = cncursesw_capability("cup");
    return format ? tiparm(format, row, column) : NULL;
}

cncursesw_fitness cncursesw_check(int input, int output) {
    if (!isatty(input) || !isatty(output)) return CNCURSESW_NOT_A_TERMINAL;
    int status;
    int is_found = setupterm(NULL, output, &status) == OK;
    if (!is_found) {
        // A hard copy terminal is known, but as one without a cursor.
        return status == 1 ? CNCURSESW_CANNOT_MOVE_CURSOR : CNCURSESW_UNKNOWN;
    }
    int can_move = cncursesw_capability("cup") != NULL;
    del_curterm(cur_term);
    return can_move ? CNCURSESW_FITS : CNCURSESW_CANNOT_MOVE_CURSOR;
}
