#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>

// JPEG files through libjpeg-turbo. Its errors leave by longjmp, which must not cross Swift: the
// jumps stay in here, and what went wrong comes back as a value.

typedef enum {
    CJPEG_OK,
    CJPEG_TRUNCATED,
    CJPEG_CORRUPT,
    CJPEG_OUT_OF_MEMORY,
} cjpeg_status;

typedef struct {
    int width;
    int height;
    // Of what is decoded: 1 for grey, 3 for RGB.
    int channels;
    // Whether the file has printer's inks, CMYK or YCCK.
    int is_cmyk;
} cjpeg_info;

// Room for what libjpeg says of an error, its final zero included.
enum { CJPEG_MESSAGE_SIZE = 256 };

// Reads the header; `bytes` may be only the beginning of the file.
cjpeg_status cjpeg_read_info(
    const uint8_t *bytes, size_t count, cjpeg_info *info, char message[CJPEG_MESSAGE_SIZE]);

// Decodes into `pixels`, [height, width, channels], which has room for what `info` says.
cjpeg_status cjpeg_decode(
    const uint8_t *bytes, size_t count, const cjpeg_info *info, uint8_t *pixels,
    char message[CJPEG_MESSAGE_SIZE]);

#endif
