// Only C sources include libvips: Swift sees the few functions of CVips.h and none of libvips' own types.
#include <vips/vips.h>
