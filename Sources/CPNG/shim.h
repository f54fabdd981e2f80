#ifndef CPNG_SHIM_H
#define CPNG_SHIM_H

#include <png.h>

/// The most bytes that the PNG of `image` can take; libpng offers this only as a macro.
static inline size_t cpng_maximum_size(const png_image *image) {
    return PNG_IMAGE_PNG_SIZE_MAX(*image);
}

/// What libpng last had to say about `image`.
static inline const char *cpng_message(const png_image *image) {
    return image->message;
}

#endif
