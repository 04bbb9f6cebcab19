#include "Scaler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOBES 3
#define BANDS 3
// So many sums lie in the first cache together with the rows that go into them.
#define SUMS_AT_ONCE 512
// A weight that changes no value of eight bits.
#define NOTHING 1e-6

// Four samples, of which the last one is that of the next pixel and means nothing.
typedef float Samples __attribute__((vector_size(16)));

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

struct Scaler {
    Side columns;
    Side rows;
    // The samples of a row before the area and in it, and those in it with room for the last one of `Samples`.
    size_t before;
    size_t samples;
    size_t stride;
    // As many rows as one that is made may need.
    float *ring;
    float *sums;
    uint8_t *made;
    int put;
    int taken;
};

static double lanczos(double x) {
    if (x == 0) {
        return 1;
    }
    double angle = M_PI * x;
    return fabs(x) < LOBES ? LOBES * sin(angle) * sin(angle / LOBES) / (angle * angle) : 0;
}

// Where a place in the picture lies in a level: see `edge` in Tiles.c.
static double place_in_level(double place, int length, PictureMosaic source) {
    int64_t tile = (int64_t) source.side * source.factor;
    int64_t whole = length / tile * tile;
    if (place <= whole) {
        return place / source.factor;
    }
    int64_t left = length % tile;
    int64_t pixels = (left + source.factor - 1) / source.factor;
    return (double) whole / source.factor + (place - whole) * pixels / left;
}

// How a side of an area is scaled to `count` pixels. `origin` is that of the pixels that are there.
static bool open_side(Side *side, int start, int length, int count, int whole, PictureMosaic source, int origin) {
    double step = (double) length / count;
    double fine = (double) source.factor * source.shrink;
    double scale = step / fine < 1 ? 1 : step / fine;
    int first = (int) floor(place_in_level(start, whole, source) / source.shrink);
    int last = (int) ceil(place_in_level((double) start + length, whole, source) / source.shrink) - 1;
    side->count = count;
    side->most = (int) ceil(2 * LOBES * scale) + 1;
    side->taps = calloc((size_t) count, sizeof *side->taps);
    side->weights = calloc((size_t) count * side->most, sizeof *side->weights);
    if (side->taps == NULL || side->weights == NULL) {
        return false;
    }
    for (int pixel = 0; pixel < count; pixel++) {
        double centre = place_in_level(start + (pixel + 0.5) * step, whole, source) / source.shrink;
        int from = (int) ceil(centre - LOBES * scale - 0.5);
        Taps *taps = &side->taps[pixel];
        taps->weights = side->weights + (size_t) pixel * side->most;
        double sum = 0;
        for (int index = 0; index < side->most; index++) {
            double weight = lanczos((from + index + 0.5 - centre) / scale);
            if (fabs(weight) < NOTHING) {
                continue;
            }
            // At the ends of the area its last pixel goes on, as if there were nothing beyond.
            int place = from + index < first ? first : from + index > last ? last : from + index;
            if (taps->count == 0) {
                taps->first = place;
            }
            taps->weights[place - taps->first] += (float) weight;
            taps->count = place - taps->first + 1;
            sum += weight;
        }
        taps->first -= origin;
        for (int index = 0; index < taps->count; index++) {
            taps->weights[index] /= (float) sum;
        }
    }
    return true;
}

Scaler *scaler_open(PictureMosaic source, PictureRectangle area, int width, int height) {
    Scaler *scaler = calloc(1, sizeof *scaler);
    bool is_open = scaler != NULL
        && open_side(&scaler->columns, area.left, area.width, width, source.width, source, source.left)
        && open_side(&scaler->rows, area.top, area.height, height, source.height, source, source.top);
    if (is_open) {
        Side columns = scaler->columns;
        int first = columns.taps[0].first;
        Taps last = columns.taps[width - 1];
        for (int column = 0; column < width; column++) {
            columns.taps[column].first -= first;
        }
        scaler->before = (size_t) first * BANDS;
        scaler->samples = (size_t) (last.first + last.count - first) * BANDS;
        scaler->stride = scaler->samples + 1;
        scaler->ring = malloc(scaler->stride * scaler->rows.most * sizeof *scaler->ring);
        scaler->sums = calloc(scaler->stride, sizeof *scaler->sums);
        scaler->made = malloc((size_t) width * BANDS);
        is_open = scaler->ring != NULL && scaler->sums != NULL && scaler->made != NULL;
    }
    if (!is_open) {
        scaler_close(scaler);
        return NULL;
    }
    return scaler;
}

void scaler_put(Scaler *scaler, const uint8_t *row) {
    int number = scaler->put++;
    if (scaler->taken == scaler->rows.count || number < scaler->rows.taps[scaler->taken].first) {
        return;
    }
    float *restrict place = scaler->ring + scaler->stride * (size_t) (number % scaler->rows.most);
    row += scaler->before;
    for (size_t sample = 0; sample < scaler->samples; sample++) {
        place[sample] = row[sample];
    }
}

// The rows that make one, above each other.
static void sum_rows(Scaler *scaler, const Taps *taps) {
    for (size_t start = 0; start < scaler->samples; start += SUMS_AT_ONCE) {
        size_t count = scaler->samples - start < SUMS_AT_ONCE ? scaler->samples - start : SUMS_AT_ONCE;
        float *restrict sums = scaler->sums + start;
        memset(sums, 0, count * sizeof *sums);
        for (int index = 0; index < taps->count; index++) {
            size_t row = (size_t) ((taps->first + index) % scaler->rows.most);
            const float *restrict samples = scaler->ring + scaler->stride * row + start;
            float weight = taps->weights[index];
            for (size_t sample = 0; sample < count; sample++) {
                sums[sample] += samples[sample] * weight;
            }
        }
    }
}

static uint8_t value(float sum) {
    return sum <= 0 ? 0 : sum >= 255 ? 255 : (uint8_t) (sum + 0.5f);
}

const uint8_t *scaler_take(Scaler *scaler) {
    if (scaler->taken == scaler->rows.count) {
        return NULL;
    }
    const Taps *rows = &scaler->rows.taps[scaler->taken];
    if (rows->first + rows->count > scaler->put) {
        return NULL;
    }
    scaler->taken++;
    sum_rows(scaler, rows);
    uint8_t *made = scaler->made;
    for (int column = 0; column < scaler->columns.count; column++, made += BANDS) {
        const Taps *taps = &scaler->columns.taps[column];
        const float *pixel = scaler->sums + (size_t) taps->first * BANDS;
        Samples sum = { 0 };
        for (int index = 0; index < taps->count; index++, pixel += BANDS) {
            Samples samples;
            memcpy(&samples, pixel, sizeof samples);
            sum += samples * taps->weights[index];
        }
        for (int band = 0; band < BANDS; band++) {
            made[band] = value(sum[band]);
        }
    }
    return scaler->made;
}

void scaler_close(Scaler *scaler) {
    if (scaler == NULL) {
        return;
    }
    free(scaler->columns.taps);
    free(scaler->columns.weights);
    free(scaler->rows.taps);
    free(scaler->rows.weights);
    free(scaler->ring);
    free(scaler->sums);
    free(scaler->made);
    free(scaler);
}
