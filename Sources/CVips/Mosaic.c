#include "Mosaic.h"
#include "Pipeline.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

// Lanczos' kernel of three lobes, as libvips scales by default.
#define LOBES 3

Picture *picture_ground(int width, int height) {
    vips_error_clear();
    VipsImage *black = NULL;
    VipsImage *coloured = NULL;
    VipsImage *ground = NULL;
    if (vips_black(&black, width, height, "bands", 3, NULL) == 0
        && vips_copy(black, &coloured, "interpretation", VIPS_INTERPRETATION_sRGB, NULL) == 0) {
        ground = vips_image_copy_memory(coloured);
    }
    if (ground == NULL) {
        picture_take_reason();
    }
    g_clear_object(&coloured);
    g_clear_object(&black);
    return (Picture *) ground;
}

bool picture_put(Picture *ground, const uint8_t *jpeg, size_t length, PictureRectangle place) {
    VipsImage *image = (VipsImage *) ground;
    VipsImage *tile = NULL;
    VipsImage *pixels = NULL;
    vips_error_clear();
    if (vips_jpegload_buffer((void *) jpeg, length, &tile, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL) == 0) {
        pixels = vips_image_copy_memory(tile);
    }
    bool fits = pixels != NULL;
    if (fits && (pixels->Bands != 3 || pixels->BandFmt != VIPS_FORMAT_UCHAR || pixels->Xsize != place.width
        || pixels->Ysize != place.height || place.left < 0 || place.top < 0
        || place.width > image->Xsize - place.left || place.height > image->Ysize - place.top)) {
        vips_error("mosaic", "a tile is not of its size");
        fits = false;
    }
    for (int row = 0; fits && row < place.height; row++) {
        memcpy(VIPS_IMAGE_ADDR(image, place.left, place.top + row), VIPS_IMAGE_ADDR(pixels, 0, row),
            (size_t) place.width * 3);
    }
    if (!fits) {
        picture_take_reason();
    }
    g_clear_object(&pixels);
    g_clear_object(&tile);
    return fits;
}

// Which pixels make one, and by which weight each. The weights make one.
typedef struct {
    int first;
    int count;
    float *weights;
} Taps;

typedef struct {
    int count;
    // The most weights of one.
    int most;
    Taps *taps;
    float *weights;
} Side;

static double lanczos(double x) {
    if (x == 0) {
        return 1;
    }
    double angle = G_PI * x;
    return fabs(x) < LOBES ? LOBES * sin(angle) * sin(angle / LOBES) / (angle * angle) : 0;
}

// Where a place in the picture lies in a level: see `edge` in Tiles.c.
static double place_in_level(double place, int length, int factor, int side) {
    int64_t tile = (int64_t) side * factor;
    int64_t whole = length / tile * tile;
    if (place <= whole) {
        return place / factor;
    }
    int64_t left = length % tile;
    int64_t pixels = (left + factor - 1) / factor;
    return (double) whole / factor + (place - whole) * pixels / left;
}

// How a side of an area is scaled to `count` pixels. `origin` is that of the pixels that are there, in the level.
static bool open_side(Side *side, int start, int length, int count, int whole, PictureMosaic mosaic, int origin) {
    double step = (double) length / count;
    double scale = step / mosaic.factor < 1 ? 1 : step / mosaic.factor;
    int first = (int) floor(place_in_level(start, whole, mosaic.factor, mosaic.side));
    int last = (int) ceil(place_in_level(start + length, whole, mosaic.factor, mosaic.side)) - 1;
    side->count = count;
    side->most = (int) ceil(2 * LOBES * scale) + 1;
    side->taps = calloc((size_t) count, sizeof *side->taps);
    side->weights = calloc((size_t) count * side->most, sizeof *side->weights);
    if (side->taps == NULL || side->weights == NULL) {
        return false;
    }
    for (int pixel = 0; pixel < count; pixel++) {
        double centre = place_in_level(start + (pixel + 0.5) * step, whole, mosaic.factor, mosaic.side);
        int from = (int) ceil(centre - LOBES * scale - 0.5);
        int low = MIN(MAX(from, first), last);
        Taps *taps = &side->taps[pixel];
        taps->weights = side->weights + (size_t) pixel * side->most;
        taps->first = low - origin;
        double sum = 0;
        for (int index = 0; index < side->most; index++) {
            // At the ends of the area its last pixel goes on, as if there were nothing beyond.
            int source = MIN(MAX(from + index, first), last);
            double weight = lanczos((from + index + 0.5 - centre) / scale);
            if (weight != 0) {
                taps->weights[source - low] += (float) weight;
                taps->count = MAX(taps->count, source - low + 1);
                sum += weight;
            }
        }
        for (int index = 0; index < taps->count; index++) {
            taps->weights[index] /= (float) sum;
        }
    }
    return true;
}

static void close_side(Side *side) {
    free(side->taps);
    free(side->weights);
}

static void narrow_row(const uint8_t *row, const Side *columns, float *narrowed) {
    for (int column = 0; column < columns->count; column++) {
        const Taps *taps = &columns->taps[column];
        const uint8_t *pixel = row + (size_t) taps->first * 3;
        float red = 0, green = 0, blue = 0;
        for (int index = 0; index < taps->count; index++, pixel += 3) {
            float weight = taps->weights[index];
            red += pixel[0] * weight;
            green += pixel[1] * weight;
            blue += pixel[2] * weight;
        }
        narrowed[column * 3] = red;
        narrowed[column * 3 + 1] = green;
        narrowed[column * 3 + 2] = blue;
    }
}

// Narrowed rows are kept in a ring as long as a row that is made may need them.
static bool scale(const VipsImage *ground, const Side *columns, const Side *rows, VipsImage *made) {
    size_t samples = (size_t) columns->count * 3;
    float *ring = malloc(samples * rows->most * sizeof *ring);
    float *sums = malloc(samples * sizeof *sums);
    bool has_memory = ring != NULL && sums != NULL;
    int ready = -1;
    for (int row = 0; has_memory && row < rows->count; row++) {
        const Taps *taps = &rows->taps[row];
        memset(sums, 0, samples * sizeof *sums);
        for (int index = 0; index < taps->count; index++) {
            int source = taps->first + index;
            float *narrowed = ring + samples * (source % rows->most);
            if (source > ready) {
                narrow_row((const uint8_t *) VIPS_IMAGE_ADDR((VipsImage *) ground, 0, source), columns, narrowed);
                ready = source;
            }
            float weight = taps->weights[index];
            for (size_t sample = 0; sample < samples; sample++) {
                sums[sample] += narrowed[sample] * weight;
            }
        }
        uint8_t *place = VIPS_IMAGE_ADDR(made, 0, row);
        for (size_t sample = 0; sample < samples; sample++) {
            float value = sums[sample] + 0.5f;
            place[sample] = value <= 0 ? 0 : value >= 255 ? 255 : (uint8_t) value;
        }
    }
    free(sums);
    free(ring);
    return has_memory;
}

Picture *picture_view_of_tiles(const Picture *ground, PictureMosaic mosaic, const PictureExcerpt *view) {
    Side columns = { 0 };
    Side rows = { 0 };
    PictureRectangle area = view->area;
    Picture *made = picture_ground(view->width, view->height);
    bool scaled = made != NULL
        && open_side(&columns, area.left, area.width, view->width, mosaic.width, mosaic, mosaic.left)
        && open_side(&rows, area.top, area.height, view->height, mosaic.height, mosaic, mosaic.top)
        && scale((const VipsImage *) ground, &columns, &rows, (VipsImage *) made);
    close_side(&columns);
    close_side(&rows);
    if (!scaled) {
        if (made != NULL) {
            vips_error("mosaic", "out of memory");
            picture_take_reason();
        }
        picture_release(made);
        return NULL;
    }
    return picture_turned((VipsImage *) made, view);
}
