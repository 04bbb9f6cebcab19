#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Reads so many bytes from a place of a file, as many of them as lie in memory already: it never waits for a disk.
//
// Returns how many bytes were read, fewer where the rest is on the disk or the file ends, and -1 where none could be read.
ssize_t page_cache_read(int descriptor, void *bytes, size_t count, int64_t offset);
