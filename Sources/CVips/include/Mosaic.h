#ifndef CVIPS_MOSAIC_H
#define CVIPS_MOSAIC_H

#include "Picture.h"

/// Some tiles of one level beside each other, as cut by `PictureTiles`.
typedef struct {
    /// The size of the upright picture.
    int width;
    int height;
    /// So many of its pixels each way lie under one of the level.
    int factor;
    /// The length of a tile's sides.
    int side;
    /// At which part of their size the tiles were decoded: 1, or 2 for a half.
    int shrink;
    /// Where the tiles that are there begin, in pixels as they were decoded.
    int left;
    int top;
} PictureMosaic;

/// Pixels into which tiles are put, of no colour yet. NULL when there is not enough memory.
Picture *picture_ground(int width, int height);

/// Decodes a tile, a JPEG of three bands, at a `shrink`th of its size, rounded up, and puts it into the ground. False, and
/// `picture_reason` tells why, when it is none, is not as large as its place or does not lie in the ground.
bool picture_put(Picture *ground, const uint8_t *jpeg, size_t length, int shrink, PictureRectangle place);

/// Makes a part of a picture from tiles of a level that is at least as fine as the part; its area counts pixels of the
/// picture, and lies in the tiles that are there. Where it begins or ends within a pixel of the level, so does the part.
Picture *picture_view_of_tiles(const Picture *ground, PictureMosaic mosaic, const PictureExcerpt *view);

#endif
