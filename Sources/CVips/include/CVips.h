/// What the imaging process asks of C: a few calls of libvips, and the sandbox around them.
#ifndef CVIPS_H
#define CVIPS_H

#include "Mosaic.h"
#include "Pages.h"
#include "Picture.h"
#include "Sandbox.h"
#include "Tiles.h"

#endif
