#ifndef CVIPS_PIPELINE_H
#define CVIPS_PIPELINE_H

#include "Picture.h"

#include <vips/vips.h>

// What Picture.c and Tiles.c share; not seen outside of this target.

/// Opens an original as a pipeline that decodes it from its first row to its last: upright, sRGB, 8 bit, three bands,
/// flattened on white. NULL, and `picture_reason` tells why, when it cannot be read. The source is given back after the
/// image.
VipsImage *picture_pipeline(int descriptor, PictureKind kind, VipsSource **source);

/// Turns and colours what is cut out and scaled already, in memory. Takes over the reference to `image`; NULL passes
/// through.
Picture *picture_turned(VipsImage *image, const PictureExcerpt *view);

/// Makes libvips' words for its last failure those of `picture_reason`.
void picture_take_reason(void);

#endif
