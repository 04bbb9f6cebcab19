// preadv2 is Linux' own, and is told of only to who asks for it (preadv2(2)). Swift's import of the C library does not.
#define _GNU_SOURCE
#include "PageCache.h"

#include <sys/uio.h>

ssize_t page_cache_read(int descriptor, void *bytes, size_t count, int64_t offset) {
    struct iovec part = { bytes, count };
    return preadv2(descriptor, &part, 1, offset, RWF_NOWAIT);
}
