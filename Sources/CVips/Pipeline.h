#ifndef CVIPS_PIPELINE_H
#define CVIPS_PIPELINE_H

#include "Picture.h"

#include <vips/vips.h>

// What Picture.c, Pages.c and Tiles.c share; not seen outside of this target.

/// An open file to be read from its start, with no reason noted yet. NULL, and `picture_reason` tells why, when it cannot be.
VipsSource *picture_source(int descriptor);

/// Each takes over the reference to `image` and returns the next image; NULL passes through. What is transparent becomes
/// white; colours become sRGB of 8 bit and three bands.
VipsImage *picture_on_white(VipsImage *image);
VipsImage *picture_in_srgb(VipsImage *image);

/// Decodes a pipeline, which is taken over, into memory. NULL, and `picture_reason` tells why, when it fails or comes out
/// in another size.
Picture *picture_in_memory(VipsImage *pipeline, int width, int height, int bands);

/// Opens an original as a pipeline that decodes it from its first row to its last: upright, sRGB, 8 bit, three bands,
/// flattened on white. NULL, and `picture_reason` tells why, when it cannot be read. The source is given back after the
/// image.
VipsImage *picture_pipeline(int descriptor, PictureKind kind, VipsSource **source);

/// Turns and colours what is cut out and scaled already, in memory. Takes over the reference to `image`; NULL passes
/// through.
Picture *picture_turned(VipsImage *image, const PictureExcerpt *view);

/// Makes a process ready that draws pages, after libvips was started and its module loaded.
void pages_start(void);

/// Makes libvips' words for its last failure those of `picture_reason`.
void picture_take_reason(void);

#endif
