// Without this wchar.h keeps wcwidth to itself, as it does in what Swift sees of the C library.
#define _XOPEN_SOURCE 700

#include <wchar.h>

#include "CLocale.h"

int clocale_width(locale_t locale, uint32_t scalar) {
    locale_t previous = uselocale(locale);
    int width = wcwidth((wchar_t)scalar);
    uselocale(previous);
    return width;
}
