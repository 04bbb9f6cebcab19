#include "Tiles.h"
#include "Pipeline.h"
#include "Scaler.h"

#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <vips/vips.h>

// Rows are decoded so many at a time: enough that the steps between them cost nothing, few enough to lie in a cache.
#define ROWS_AT_ONCE 64
// More levels than any picture has: the side of 2^30 tiles.
#define MOST_LEVELS 31
// A pixel of a level lies over at most so many of the level before: those have at least half of their usual length, but
// for one at the end.
#define MOST_PARTS 8

// Over which pixels of the level before a pixel lies, and which part of it each of them covers. The parts make one.
typedef struct {
    int first;
    int count;
    float parts[MOST_PARTS];
} Span;

typedef struct {
    int width;
    int height;
    // How many of its columns and rows lie over exactly two each of the level before.
    int even_columns;
    // NULL for level 0, which is the picture.
    Span *columns;
    Span *rows;
    // A row of the level before, narrowed, and the row that is being gathered from such ones.
    float *narrowed;
    float *gathered;
    // The row that comes next.
    int row;
    // The rows of one row of tiles.
    uint8_t *strip;
    // Whether the strip is full, and which of its tiles comes next.
    bool is_ready;
    int column;
} Level;

// The whole picture at a smaller size, on its way.
typedef struct {
    // From a level, or from another one: `origin` is its place among them, or -1.
    Scaler *scaler;
    int origin;
    Picture *made;
    int row;
} Sized;

struct PictureTiles {
    VipsSource *source;
    VipsImage *image;
    VipsRegion *region;
    int side;
    int quality;
    // Whether anybody wants tiles.
    bool is_cut;
    int row;
    int levels_count;
    Level levels[MOST_LEVELS];
    int sized_count;
    Sized sized[PICTURE_MOST_SIZES];
    // The level from which the largest of them is made.
    int sized_level;
    tjhandle encoder;
    uint8_t *jpeg;
};

static int rounded_up(int length, int divisor) {
    return length / divisor + (length % divisor != 0);
}

// Where a pixel of a level begins, counted in pixels of the picture: `factor` pixels after the one before; in the last
// tile, where less may be left than its pixels would cover, as they share it out.
static double edge(int pixel, int length, int factor, int side) {
    int64_t tile = (int64_t) side * factor;
    int whole = (int) (length / tile) * side;
    if (pixel <= whole) {
        return (double) pixel * factor;
    }
    int64_t left = length % tile;
    int64_t pixels = (left + factor - 1) / factor;
    return (double) whole * factor + (double) (pixel - whole) * left / pixels;
}

// The spans of one side of a level over the level before, which is twice as fine.
static Span *spans(int length, int factor, int side) {
    int count = rounded_up(length, factor);
    int before = rounded_up(length, factor / 2);
    Span *spans = calloc((size_t) count, sizeof *spans);
    int source = 0;
    for (int pixel = 0; spans != NULL && pixel < count; pixel++) {
        double start = edge(pixel, length, factor, side);
        double end = edge(pixel + 1, length, factor, side);
        while (source + 1 < before && edge(source + 1, length, factor / 2, side) <= start) {
            source++;
        }
        Span *span = &spans[pixel];
        span->first = source;
        double covered = 0;
        for (int other = source; other < before && span->count < MOST_PARTS; other++) {
            double from = edge(other, length, factor / 2, side);
            double to = edge(other + 1, length, factor / 2, side);
            if (from >= end) {
                break;
            }
            double part = ((to < end ? to : end) - (from > start ? from : start)) / (end - start);
            span->parts[span->count++] = (float) part;
            covered += part;
        }
        // What rounding took or gave.
        span->parts[span->count - 1] += (float) (1 - covered);
    }
    return spans;
}

static bool open_level(Level *level, int number, int width, int height, int side) {
    int factor = 1 << number;
    level->width = rounded_up(width, factor);
    level->height = rounded_up(height, factor);
    level->even_columns = (int) (width / ((int64_t) side * factor)) * side;
    int rows = level->height < side ? level->height : side;
    level->strip = malloc((size_t) level->width * 3 * rows);
    if (number == 0) {
        return level->strip != NULL;
    }
    level->columns = spans(width, factor, side);
    level->rows = spans(height, factor, side);
    level->narrowed = malloc((size_t) level->width * 3 * sizeof(float));
    level->gathered = calloc((size_t) level->width * 3, sizeof(float));
    return level->strip != NULL && level->columns != NULL && level->rows != NULL && level->narrowed != NULL
        && level->gathered != NULL;
}

// False, and `picture_reason` tells why, when there is not enough memory.
// Each is scaled from the smallest that is at least twice as wide, where two steps of scaling look like one; otherwise from the
// largest. That one is scaled from the coarsest level that is as fine.
static bool open_sized(PictureTiles *tiles, const PictureSize *sizes, int count) {
    VipsImage *image = tiles->image;
    tiles->sized_count = count;
    for (int place = count - 1; place >= 0; place--) {
        Sized *sized = &tiles->sized[place];
        PictureSize size = sizes[place];
        sized->made = picture_ground(size.width, size.height);
        if (sized->made == NULL) {
            return false;
        }
        PictureMosaic source = { .factor = 1, .side = tiles->side, .shrink = 1 };
        if (place == count - 1) {
            int level = 0;
            while (level + 1 < tiles->levels_count && tiles->levels[level + 1].width >= size.width
                && tiles->levels[level + 1].height >= size.height) {
                level++;
            }
            tiles->sized_level = level;
            sized->origin = -1;
            source.factor = 1 << level;
            source.width = image->Xsize;
            source.height = image->Ysize;
        } else {
            sized->origin = count - 1;
            while (sizes[sized->origin - 1].width >= size.width * 2) {
                sized->origin--;
            }
            source.width = sizes[sized->origin].width;
            source.height = sizes[sized->origin].height;
        }
        PictureRectangle whole = { 0, 0, source.width, source.height };
        sized->scaler = scaler_open(source, whole, size.width, size.height);
        if (sized->scaler == NULL) {
            vips_error("tiles", "out of memory");
            picture_take_reason();
            return false;
        }
    }
    return true;
}

PictureTiles *picture_tiles_open(
    int descriptor, PictureKind kind, int width, int height, int side, bool is_cut, int quality, const PictureSize *sizes,
    int sizes_count) {
    PictureTiles *tiles = calloc(1, sizeof *tiles);
    if (tiles == NULL || sizes_count < 0 || sizes_count > PICTURE_MOST_SIZES) {
        free(tiles);
        return NULL;
    }
    tiles->side = side;
    tiles->is_cut = is_cut;
    tiles->quality = quality;
    tiles->image = picture_pipeline(descriptor, kind, &tiles->source);
    if (tiles->image == NULL) {
        picture_tiles_close(tiles);
        return NULL;
    }
    vips_error_clear();
    VipsImage *image = tiles->image;
    if (image->Xsize != width || image->Ysize != height || image->Bands != 3
        || image->BandFmt != VIPS_FORMAT_UCHAR) {
        vips_error("tiles", "came out as %d x %d x %d instead of %d x %d x 3", image->Xsize, image->Ysize, image->Bands,
            width, height);
    } else {
        tiles->region = vips_region_new(image);
    }
    tiles->encoder = tjInitCompress();
    tiles->jpeg = tjAlloc((int) tjBufSize(side, side, TJSAMP_444));
    bool is_open = tiles->region != NULL && tiles->encoder != NULL && tiles->jpeg != NULL;
    int longer = width > height ? width : height;
    while (is_open) {
        int number = tiles->levels_count++;
        is_open = open_level(&tiles->levels[number], number, width, height, side);
        if (!is_open) {
            vips_error("tiles", "out of memory");
        }
        if ((int64_t) side << number >= longer) {
            break;
        }
    }
    if (!is_open) {
        picture_take_reason();
    }
    if (!is_open || !open_sized(tiles, sizes, sizes_count)) {
        picture_tiles_close(tiles);
        return NULL;
    }
    return tiles;
}

static void narrow(const Level *level, const uint8_t *row) {
    float *narrowed = level->narrowed;
    for (int column = 0; column < level->even_columns; column++, row += 6, narrowed += 3) {
        narrowed[0] = (row[0] + row[3]) * 0.5f;
        narrowed[1] = (row[1] + row[4]) * 0.5f;
        narrowed[2] = (row[2] + row[5]) * 0.5f;
    }
    row -= (size_t) level->even_columns * 6;
    for (int column = level->even_columns; column < level->width; column++, narrowed += 3) {
        const Span *span = &level->columns[column];
        const uint8_t *pixel = row + (size_t) span->first * 3;
        narrowed[0] = narrowed[1] = narrowed[2] = 0;
        for (int index = 0; index < span->count; index++, pixel += 3) {
            for (int band = 0; band < 3; band++) {
                narrowed[band] += pixel[band] * span->parts[index];
            }
        }
    }
}

static uint8_t *next_row(PictureTiles *tiles, Level *level) {
    return level->strip + (size_t) (level->row % tiles->side) * level->width * 3;
}

// Hands a row of what it is scaled from to the picture at this place, and its own rows on to those that are scaled from it.
static void scale_row(PictureTiles *tiles, int place, const uint8_t *row) {
    Sized *sized = &tiles->sized[place];
    VipsImage *made = (VipsImage *) sized->made;
    scaler_put(sized->scaler, row);
    for (const uint8_t *taken; (taken = scaler_take(sized->scaler)) != NULL; sized->row++) {
        memcpy(VIPS_IMAGE_ADDR(made, 0, sized->row), taken, VIPS_IMAGE_SIZEOF_LINE(made));
        for (int other = 0; other < place; other++) {
            if (tiles->sized[other].origin == place) {
                scale_row(tiles, other, taken);
            }
        }
    }
}

// A row of a level is whole: so may be its strip, and rows of the next level.
static void end_row(PictureTiles *tiles, int number) {
    Level *level = &tiles->levels[number];
    const uint8_t *row = next_row(tiles, level);
    int source = level->row++;
    level->is_ready = tiles->is_cut && (level->row % tiles->side == 0 || level->row == level->height);
    if (tiles->sized_count > 0 && number == tiles->sized_level) {
        scale_row(tiles, tiles->sized_count - 1, row);
    }
    if (number + 1 == tiles->levels_count) {
        return;
    }
    Level *next = &tiles->levels[number + 1];
    narrow(next, row);
    // A row where two rows of the next level meet has a part in both.
    while (next->row < next->height && next->rows[next->row].first <= source) {
        const Span *span = &next->rows[next->row];
        float part = span->parts[source - span->first];
        size_t count = (size_t) next->width * 3;
        for (size_t sample = 0; sample < count; sample++) {
            next->gathered[sample] += next->narrowed[sample] * part;
        }
        if (source - span->first + 1 < span->count) {
            return;
        }
        uint8_t *made = next_row(tiles, next);
        for (size_t sample = 0; sample < count; sample++) {
            made[sample] = (uint8_t) (next->gathered[sample] + 0.5f);
            next->gathered[sample] = 0;
        }
        end_row(tiles, number + 1);
    }
}

static bool read_row(PictureTiles *tiles) {
    VipsImage *image = tiles->image;
    if (tiles->row % ROWS_AT_ONCE == 0) {
        VipsRect rows = { 0, tiles->row, image->Xsize, MIN(ROWS_AT_ONCE, image->Ysize - tiles->row) };
        if (vips_region_prepare(tiles->region, &rows) != 0) {
            picture_take_reason();
            return false;
        }
    }
    memcpy(next_row(tiles, &tiles->levels[0]), VIPS_REGION_ADDR(tiles->region, 0, tiles->row),
        (size_t) image->Xsize * 3);
    tiles->row++;
    end_row(tiles, 0);
    return true;
}

// The next tile of a strip that is full, as a JPEG. Its colours are as fine as its light, for other pictures are made from
// it: with colours of half the size they are wrong by twice as much.
static bool cut(PictureTiles *tiles, int number, PictureTile *tile) {
    Level *level = &tiles->levels[number];
    int rows = (level->row - 1) % tiles->side + 1;
    int left = level->column * tiles->side;
    int width = MIN(tiles->side, level->width - left);
    unsigned long length = tjBufSize(tiles->side, tiles->side, TJSAMP_444);
    if (tjCompress2(tiles->encoder, level->strip + (size_t) left * 3, width, level->width * 3, rows, TJPF_RGB, &tiles->jpeg,
            &length, TJSAMP_444, tiles->quality, TJFLAG_NOREALLOC | TJFLAG_ACCURATEDCT) != 0) {
        vips_error("tiles", "%s", tjGetErrorStr2(tiles->encoder));
        picture_take_reason();
        return false;
    }
    tile->level = number;
    tile->column = level->column++;
    tile->row = (level->row - 1) / tiles->side;
    tile->jpeg = tiles->jpeg;
    tile->length = length;
    if (level->column * (int64_t) tiles->side >= level->width) {
        level->column = 0;
        level->is_ready = false;
    }
    return true;
}

PictureTilesStep picture_tiles_next(PictureTiles *tiles, PictureTile *tile) {
    while (true) {
        for (int number = 0; number < tiles->levels_count; number++) {
            if (tiles->levels[number].is_ready) {
                return cut(tiles, number, tile) ? PICTURE_TILES_ONE : PICTURE_TILES_FAILED;
            }
        }
        if (tiles->row == tiles->image->Ysize) {
            return PICTURE_TILES_END;
        }
        if (!read_row(tiles)) {
            return PICTURE_TILES_FAILED;
        }
    }
}

Picture *picture_tiles_take_sized(PictureTiles *tiles, int place) {
    if (place < 0 || place >= tiles->sized_count) {
        return NULL;
    }
    Picture *made = tiles->sized[place].made;
    tiles->sized[place].made = NULL;
    return made;
}

void picture_tiles_close(PictureTiles *tiles) {
    if (tiles == NULL) {
        return;
    }
    for (int place = 0; place < tiles->sized_count; place++) {
        scaler_close(tiles->sized[place].scaler);
        picture_release(tiles->sized[place].made);
    }
    for (int number = 0; number < tiles->levels_count; number++) {
        Level *level = &tiles->levels[number];
        free(level->strip);
        free(level->columns);
        free(level->rows);
        free(level->narrowed);
        free(level->gathered);
    }
    if (tiles->encoder != NULL) {
        tjDestroy(tiles->encoder);
    }
    tjFree(tiles->jpeg);
    g_clear_object(&tiles->region);
    g_clear_object(&tiles->image);
    g_clear_object(&tiles->source);
    free(tiles);
}
