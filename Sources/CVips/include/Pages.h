#ifndef CVIPS_PAGES_H
#define CVIPS_PAGES_H

#include "Picture.h"

// Documents whose pages are drawn: PDF, by libvips' module for Poppler, where it is installed. Only in a process that was
// started for `PICTURE_TASK_PAGES`.

/// The size of a page in points, of which 72 make an inch.
typedef struct {
    int width;
    int height;
} PageSize;

/// Whether PDF can be read here at all.
bool pages_can_be_read(void);

/// How many pages there are; 0, and `picture_reason` tells why, when it cannot be read.
int pages_count(int descriptor);

/// Tells the size of a page, counted from 0.
bool pages_size(int descriptor, int page, PageSize *size);

/// Draws a page on white, with so many pixels to an inch. NULL, and `picture_reason` tells why, when it is damaged.
/// `is_without_font` says whether letters may be missing, whose font is not in the document.
Picture *pages_draw(int descriptor, int page, double pixels_to_an_inch, bool *is_without_font);

#endif
