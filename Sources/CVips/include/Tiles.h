#ifndef CVIPS_TILES_H
#define CVIPS_TILES_H

#include "Picture.h"

/// A picture on its way through once, row by row, cut into tiles of every level and scaled to smaller sizes. Level 0 is the
/// picture itself; each other level is half as fine as the one before, and the last is one tile.
///
/// A tile of level n shows, at a 2^n-th of their size, `side` times 2^n pixels each way, or what is left of the picture;
/// then its size rounds up, and it is scaled to fill exactly that.
typedef struct PictureTiles PictureTiles;

/// One tile, as a baseline JPEG without any metadata.
typedef struct {
    int level;
    int column;
    int row;
    const uint8_t *jpeg;
    size_t length;
} PictureTile;

/// The most sizes to which one picture is scaled.
#define PICTURE_MOST_SIZES 16

/// In pixels.
typedef struct {
    int width;
    int height;
} PictureSize;

/// Begins. `width` and `height` are those of the upright picture. `is_cut` says whether tiles are wanted; `sizes` are those to which
/// the whole picture is scaled, narrowest first, none larger than the picture. NULL, and `picture_reason` tells why, when the
/// file cannot be read or there is not enough memory: some six bytes for each pixel of `side` rows, and three for each of
/// the sizes.
PictureTiles *picture_tiles_open(
    int descriptor, PictureKind kind, int width, int height, int side, bool is_cut, int quality, const PictureSize *sizes,
    int sizes_count);

/// How a step ended.
typedef enum {
    /// There is a tile; its bytes are there until the next step.
    PICTURE_TILES_ONE,
    /// There was a last one before.
    PICTURE_TILES_END,
    /// The file is damaged or ends early; `picture_reason` tells.
    PICTURE_TILES_FAILED,
} PictureTilesStep;

/// Reads on until the next tile is ready, and makes it. The rows of a level come in their order, the tiles of a row as well.
PictureTilesStep picture_tiles_next(PictureTiles *tiles, PictureTile *tile);

/// The picture at the size of this place, after the last tile. It is given back by `picture_release`; a second time there is none.
Picture *picture_tiles_take_sized(PictureTiles *tiles, int place);

/// Gives everything back. NULL is allowed.
void picture_tiles_close(PictureTiles *tiles);

#endif
