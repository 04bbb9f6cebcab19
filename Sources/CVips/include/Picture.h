#ifndef CVIPS_PICTURE_H
#define CVIPS_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The kinds of file this process agrees to decode, told by their first bytes.
typedef enum {
    PICTURE_KIND_UNKNOWN = 0,
    PICTURE_KIND_JPEG = 1,
    PICTURE_KIND_PNG = 2,
    PICTURE_KIND_TIFF = 3,
    PICTURE_KIND_WEBP = 4,
    PICTURE_KIND_GIF = 5,
    PICTURE_KIND_HEIC = 6,
    PICTURE_KIND_AVIF = 7,
} PictureKind;

/// What a file's header says. `width` and `height` are in pixels and upright, that is after the orientation
/// was applied.
typedef struct {
    int width;
    int height;
    int pages;
    /// Whether all of it is held in memory before there is a first row, whatever its kind usually needs.
    bool is_woven;
    /// When the camera says that it was taken: the first characters of EXIF's DateTimeOriginal, such as
    /// "2008:05:30 15:56:01"; empty when it says nothing.
    char taken[20];
} PictureHeader;

/// Decoded pixels in memory, three bands of 8 bit sRGB. Made by `picture_decode`, given back by
/// `picture_release`.
typedef struct Picture Picture;

/// Keeps libvips and GLib from loading code that is not needed here. Called before `picture_start`, with one thread, for
/// it changes the environment.
void picture_without_modules(void);

/// What one process decodes: pictures, or the pages of documents. Never both: what reads documents is large, and none of it
/// is in the process that has all pictures in its hands.
typedef enum {
    PICTURE_TASK_PICTURES = 0,
    PICTURE_TASK_PAGES = 1,
} PictureTask;

/// Starts libvips for a task. Called once, with one thread, before the sandbox closes. False when libvips cannot start.
bool picture_start(const char *program, PictureTask task);

/// The version of libvips, such as "8.14.1"; a static string.
const char *picture_library_version(void);

/// Why the last call that failed did so: at most 511 bytes of libvips' own words, never NULL.
/// One for the whole process, as libvips keeps one; only the thread that does the jobs asks.
const char *picture_reason(void);

/// Tells the kind of file from its first bytes (64 are enough). A kind that the installed libvips cannot read is not known.
PictureKind picture_kind(const uint8_t *bytes, size_t count);

/// Reads the header of an open regular file. Decodes no pixels.
bool picture_header(int descriptor, PictureKind kind, PictureHeader *header);

/// Decodes the first page at exactly the given size, which is at most `original_width` (upright) wide:
/// upright, sRGB, 8 bit, three bands, flattened on white. Returns NULL, and `picture_reason` tells why, when
/// the file is damaged or ends early: never half a picture.
Picture *picture_decode(int descriptor, PictureKind kind, int original_width, int width, int height);

/// Draws an SVG document of the server's own at its own size. Never for a file that somebody sent: such a file is
/// told by `picture_kind`, which knows no SVG.
Picture *picture_draw(int descriptor);

/// Scales decoded pixels down to exactly the given size, into memory of its own.
Picture *picture_scale(const Picture *picture, int width, int height);

/// A rectangle of pixels.
typedef struct {
    int left;
    int top;
    int width;
    int height;
} PictureRectangle;

/// What of the colours is kept.
typedef enum {
    PICTURE_COLOURS_ALL = 0,
    PICTURE_COLOURS_GREY = 1,
    /// Black and white: the greys below the middle become black.
    PICTURE_COLOURS_TWO = 2,
} PictureColours;

/// A part of the upright picture, scaled, then mirrored left to right, then turned clockwise.
typedef struct {
    /// Lies in the picture.
    PictureRectangle area;
    /// To which the area is scaled, up or down; before it is turned.
    int width;
    int height;
    bool mirrored;
    /// 0, 90, 180 or 270.
    int rotation;
    PictureColours colours;
} PictureExcerpt;

/// Decodes a part of the first page, as `picture_decode` does the whole; one band of 8 bit where the colours are not
/// kept.
Picture *picture_view(int descriptor, PictureKind kind, const PictureExcerpt *view);

/// The most cells across an area, in either direction.
#define PICTURE_CELLS 8

/// Divides an area into cells, takes the mean colour of each, and paints the area anew from these means alone: at the
/// middle of a cell its mean, between the middles what lies between, at the edge the nearest. False for an area that
/// does not lie in the picture, and for no cells or too many.
bool picture_coarsen(Picture *picture, PictureRectangle area, int columns, int rows);

/// Writes a baseline JPEG of a quality (1 to 100) without any metadata to an open, empty file; `bytes` is its length
/// then. One that is kept is looked at a second time while it is packed, and becomes smaller by it.
bool picture_write_jpeg(const Picture *picture, int descriptor, int quality, bool is_kept, int64_t *bytes);

/// Writes a PNG without any metadata, as above; `bits` are those of a sample: 8, or 1 for black and white alone.
bool picture_write_png(const Picture *picture, int descriptor, int bits, int64_t *bytes);

/// Writes a lossy WebP of a quality (1 to 100) without any metadata, as above.
bool picture_write_webp(const Picture *picture, int descriptor, int quality, int64_t *bytes);

/// The pixels, row by row from the top, three bytes each; as long as the picture is not released.
const uint8_t *picture_pixels(const Picture *picture);

/// The size in pixels.
int picture_width(const Picture *picture);
int picture_height(const Picture *picture);

/// Gives the memory back. NULL is allowed.
void picture_release(Picture *picture);

#endif
