#ifndef CVIPS_SCALER_H
#define CVIPS_SCALER_H

#include "include/Mosaic.h"

// Scales pixels of three bands down, row by row, by the kernel of Lanczos with three lobes, as libvips does by default. Not
// seen outside of this target.

typedef struct Scaler Scaler;

// Scales a part of a picture (`area`, in pixels of the picture) that lies in the rows that are there to `width` by `height`
// pixels. NULL when there is not enough memory: some 84 bytes for each pixel of a row, and more the smaller the result.
Scaler *scaler_open(PictureMosaic source, PictureRectangle area, int width, int height);

// Takes the next row, from the first one that is there.
void scaler_put(Scaler *scaler, const uint8_t *row);

// The next row of the result, for which all was put in that it is made of, until the next call; NULL before that, and after the last
// one. It is asked after each `scaler_put` until there is none.
const uint8_t *scaler_take(Scaler *scaler);

// Gives everything back. NULL is allowed.
void scaler_close(Scaler *scaler);

#endif
