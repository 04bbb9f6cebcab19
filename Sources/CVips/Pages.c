#include "Pages.h"
#include "Pipeline.h"

#include <string.h>
#include <vips/vips.h>

// Poppler draws what it can and tells the rest. Most of what it tells is of no account, and many a document that looks as it
// should breaks some rule; but letters without a font are left out, and nobody would see that they are missing. Letters that
// are never seen, as those that were recognised in a scan, are told of all the same.
static bool lacks_font;

static void note_of_poppler(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void) domain; (void) level; (void) data;
    bool is_warning = message == NULL || g_ascii_strncasecmp(message, "Syntax warning", 14) == 0;
    if (!is_warning && (strstr(message, "font") != NULL || strstr(message, "could not create ") != NULL)) {
        lacks_font = true;
    }
}

void pages_start(void) {
    g_log_set_handler("Poppler", G_LOG_LEVEL_MASK, note_of_poppler, NULL);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set("VipsForeignLoadPdf", FALSE);
}

static VipsImage *open_page(VipsSource *source, int page, double dpi) {
    VipsImage *image = NULL;
    if (vips_pdfload_source(source, &image, "page", page, "n", 1, "dpi", dpi, "access", VIPS_ACCESS_SEQUENTIAL,
            "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL) != 0) {
        picture_take_reason();
        return NULL;
    }
    return image;
}

bool pages_can_be_read(void) {
    return vips_type_find("VipsOperation", "pdfload_source") != 0;
}

int pages_count(int descriptor) {
    VipsSource *source = picture_source(descriptor);
    VipsImage *image = source == NULL ? NULL : open_page(source, 0, 72);
    int count = image == NULL ? 0 : vips_image_get_n_pages(image);
    g_clear_object(&image);
    g_clear_object(&source);
    return count;
}

bool pages_size(int descriptor, int page, PageSize *size) {
    VipsSource *source = picture_source(descriptor);
    VipsImage *image = source == NULL ? NULL : open_page(source, page, 72);
    bool found = image != NULL;
    if (found) {
        *size = (PageSize) { vips_image_get_width(image), vips_image_get_height(image) };
    }
    g_clear_object(&image);
    g_clear_object(&source);
    return found;
}

Picture *pages_draw(int descriptor, int page, double pixels_to_an_inch, bool *is_without_font) {
    lacks_font = false;
    VipsSource *source = picture_source(descriptor);
    VipsImage *image = source == NULL ? NULL : open_page(source, page, pixels_to_an_inch);
    Picture *picture = NULL;
    if (image != NULL) {
        int width = vips_image_get_width(image);
        int height = vips_image_get_height(image);
        picture = picture_in_memory(picture_in_srgb(picture_on_white(image)), width, height, 3);
    }
    g_clear_object(&source);
    *is_without_font = lacks_font;
    return picture;
}
