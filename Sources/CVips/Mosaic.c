#include "Mosaic.h"
#include "Pipeline.h"
#include "Scaler.h"

#include <string.h>
#include <turbojpeg.h>
#include <vips/vips.h>

Picture *picture_ground(int width, int height) {
    vips_error_clear();
    VipsImage *ground = vips_image_new_memory();
    vips_image_init_fields(
        ground, width, height, 3, VIPS_FORMAT_UCHAR, VIPS_CODING_NONE, VIPS_INTERPRETATION_sRGB, 1, 1);
    if (vips_image_write_prepare(ground) != 0) {
        picture_take_reason();
        g_clear_object(&ground);
    }
    return (Picture *) ground;
}

// Whether a tile of this size comes out as large as its place.
static bool fits(int width, int height, int shrink, PictureRectangle place, const VipsImage *ground) {
    tjscalingfactor part = { 1, shrink };
    return TJSCALED(width, part) == place.width && TJSCALED(height, part) == place.height && place.left >= 0
        && place.top >= 0 && place.width <= ground->Xsize - place.left && place.height <= ground->Ysize - place.top;
}

bool picture_put(Picture *ground, const uint8_t *jpeg, size_t length, int shrink, PictureRectangle place) {
    VipsImage *image = (VipsImage *) ground;
    vips_error_clear();
    tjhandle decoder = tjInitDecompress();
    int width = 0, height = 0, sampling = 0, colours = 0;
    bool is_put = false;
    if (decoder == NULL || tjDecompressHeader3(decoder, jpeg, length, &width, &height, &sampling, &colours) != 0) {
        vips_error("mosaic", "%s", tjGetErrorStr2(decoder));
    } else if (colours != TJCS_YCbCr || !fits(width, height, shrink, place, image)) {
        vips_error("mosaic", "a tile is not of its size");
    } else if (tjDecompress2(decoder, jpeg, length, VIPS_IMAGE_ADDR(image, place.left, place.top), place.width,
            (int) VIPS_IMAGE_SIZEOF_LINE(image), place.height, TJPF_RGB, TJFLAG_STOPONWARNING) != 0) {
        vips_error("mosaic", "%s", tjGetErrorStr2(decoder));
    } else {
        is_put = true;
    }
    if (decoder != NULL) {
        tjDestroy(decoder);
    }
    if (!is_put) {
        picture_take_reason();
    }
    return is_put;
}

Picture *picture_view_of_tiles(const Picture *ground, PictureMosaic mosaic, const PictureExcerpt *view) {
    VipsImage *image = (VipsImage *) ground;
    Picture *made = picture_ground(view->width, view->height);
    if (made == NULL) {
        return NULL;
    }
    Scaler *scaler = scaler_open(mosaic, view->area, view->width, view->height);
    if (scaler == NULL) {
        vips_error("mosaic", "out of memory");
        picture_take_reason();
        picture_release(made);
        return NULL;
    }
    int row = 0;
    for (int source = 0; source < image->Ysize; source++) {
        scaler_put(scaler, VIPS_IMAGE_ADDR(image, 0, source));
        for (const uint8_t *taken; (taken = scaler_take(scaler)) != NULL; row++) {
            memcpy(VIPS_IMAGE_ADDR((VipsImage *) made, 0, row), taken, (size_t) view->width * 3);
        }
    }
    scaler_close(scaler);
    return picture_turned((VipsImage *) made, view);
}
