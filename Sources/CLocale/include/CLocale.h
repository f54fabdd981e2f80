#ifndef CLOCALE_H
#define CLOCALE_H

#include <locale.h>
#include <stdint.h>

// The columns that a character takes on a terminal, by the tables of `locale`: -1 for a control
// character and what the locale does not know. The thread's own locale is the same afterwards.
int clocale_width(locale_t locale, uint32_t scalar);

#endif
