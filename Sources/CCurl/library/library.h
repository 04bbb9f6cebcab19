// Only C sources include libcurl: Swift sees the few functions of CCurl.h and none of libcurl's own types.
#include <curl/curl.h>
