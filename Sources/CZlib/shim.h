#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <zlib.h>

/// `deflateInit2` is a macro, which Swift does not see; window bits of 31 mean a gzip header.
static inline int czlib_begin_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}

/// The same for reading: window bits of 47 mean a zlib or a gzip header, whichever is there.
static inline int czlib_begin_inflate(z_stream *stream) {
    return inflateInit2(stream, 47);
}

#endif
