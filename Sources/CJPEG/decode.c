// jpeglib.h needs stdio.h first.
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "CJPEG.h"

// `manager` comes first: libjpeg hands back its address.
typedef struct {
    struct jpeg_error_mgr manager;
    jmp_buf leave;
    cjpeg_status status;
    char *message;
} handler;

static void leave(j_common_ptr common, cjpeg_status status) {
    handler *h = (handler *)common->err;
    char text[JMSG_LENGTH_MAX];
    h->manager.format_message(common, text);
    snprintf(h->message, CJPEG_MESSAGE_SIZE, "%s", text);
    h->status = status;
    longjmp(h->leave, 1);
}

static void error_exit(j_common_ptr common) {
    int is_memory = common->err->msg_code == JERR_OUT_OF_MEMORY;
    leave(common, is_memory ? CJPEG_OUT_OF_MEMORY : CJPEG_CORRUPT);
}

// libjpeg only warns where pixels are missing and makes some up; here that is an error. Oddities
// that change no pixel, such as stray bytes between two markers, pass.
static void emit_message(j_common_ptr common, int level) {
    if (level >= 0) return;
    switch (common->err->msg_code) {
    case JWRN_JPEG_EOF: leave(common, CJPEG_TRUNCATED);
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC: leave(common, CJPEG_CORRUPT);
    }
}

static void start(
    struct jpeg_decompress_struct *decoder, handler *h, const uint8_t *bytes, size_t count,
    char *message) {
    decoder->err = jpeg_std_error(&h->manager);
    h->manager.error_exit = error_exit;
    h->manager.emit_message = emit_message;
    h->status = CJPEG_OK;
    h->message = message;
    message[0] = 0;
    jpeg_create_decompress(decoder);
    jpeg_mem_src(decoder, bytes, count);
}

static cjpeg_info info_of(const struct jpeg_decompress_struct *decoder) {
    J_COLOR_SPACE space = decoder->jpeg_color_space;
    return (cjpeg_info){
        .width = (int)decoder->image_width,
        .height = (int)decoder->image_height,
        .channels = space == JCS_GRAYSCALE ? 1 : 3,
        .is_cmyk = space == JCS_CMYK || space == JCS_YCCK,
    };
}

cjpeg_status cjpeg_read_info(
    const uint8_t *bytes, size_t count, cjpeg_info *info, char message[CJPEG_MESSAGE_SIZE]) {
    struct jpeg_decompress_struct decoder;
    handler h;
    memset(&decoder, 0, sizeof decoder);
    if (setjmp(h.leave) == 0) {
        start(&decoder, &h, bytes, count, message);
        jpeg_read_header(&decoder, TRUE);
        *info = info_of(&decoder);
    }
    jpeg_destroy_decompress(&decoder);
    return h.status;
}

// Paper takes light away: what of it is left is the product of what each ink leaves. Adobe's files
// have the inks inverted.
static void cmyk_to_rgb(const uint8_t *inks, uint8_t *rgb, int width, int is_inverted) {
    uint8_t flip = is_inverted ? 0 : 255;
    for (int x = 0; x < width; x++) {
        int black = inks[4 * x + 3] ^ flip;
        for (int c = 0; c < 3; c++)
            rgb[3 * x + c] = (uint8_t)(((inks[4 * x + c] ^ flip) * black + 127) / 255);
    }
}

cjpeg_status cjpeg_decode(
    const uint8_t *bytes, size_t count, const cjpeg_info *info, uint8_t *pixels,
    char message[CJPEG_MESSAGE_SIZE]) {
    struct jpeg_decompress_struct decoder;
    handler h;
    size_t stride = (size_t)info->width * (size_t)info->channels;
    uint8_t *volatile inks = NULL;
    memset(&decoder, 0, sizeof decoder);
    if (setjmp(h.leave) == 0) {
        start(&decoder, &h, bytes, count, message);
        jpeg_read_header(&decoder, TRUE);
        cjpeg_info here = info_of(&decoder);
        if (here.width != info->width || here.height != info->height
            || here.channels != info->channels)
            ERREXIT(&decoder, JERR_BAD_LENGTH);
        decoder.out_color_space =
            here.is_cmyk ? JCS_CMYK : here.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
        if (here.is_cmyk && !(inks = malloc(4 * (size_t)here.width)))
            ERREXIT1(&decoder, JERR_OUT_OF_MEMORY, 0);
        jpeg_start_decompress(&decoder);
        while (decoder.output_scanline < decoder.output_height) {
            uint8_t *target = pixels + stride * decoder.output_scanline;
            JSAMPROW row = inks ? inks : target;
            jpeg_read_scanlines(&decoder, &row, 1);
            if (inks) cmyk_to_rgb(inks, target, here.width, decoder.saw_Adobe_marker);
        }
        jpeg_finish_decompress(&decoder);
    }
    free(inks);
    jpeg_destroy_decompress(&decoder);
    return h.status;
}
