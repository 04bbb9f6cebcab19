#include "CCurl.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

struct CCurlLetter {
    CURL *curl;
    struct curl_slist *recipients;
    /// The first option that was refused: a letter with one is not sent.
    CURLcode code;
    const uint8_t *bytes;
    size_t left;
    bool needs_utf8;
    bool offers_utf8;
};

bool ccurl_begin(void) {
    // CURLOPT_PROTOCOLS_STR is of 7.85.
    return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK
        && curl_version_info(CURLVERSION_NOW)->version_num >= 0x075500;
}

static size_t read_letter(char *buffer, size_t size, size_t count, void *context) {
    CCurlLetter *letter = context;
    size_t length = size * count < letter->left ? size * count : letter->left;
    memcpy(buffer, letter->bytes, length);
    letter->bytes += length;
    letter->left -= length;
    return length;
}

/// Hears each line of the server's answers. What it offers stands in lines such as "250-SMTPUTF8".
static size_t hear(char *line, size_t size, size_t count, void *context) {
    static const char word[] = "SMTPUTF8";
    CCurlLetter *letter = context;
    size_t length = size * count;
    // A greeting, or TLS begins: what was offered before may have been somebody else's word.
    if (length >= 3 && memcmp(line, "220", 3) == 0) letter->offers_utf8 = false;
    if (length >= 4 + sizeof word - 1 && memcmp(line, "250", 3) == 0
        && curl_strnequal(line + 4, word, sizeof word - 1)) {
        letter->offers_utf8 = true;
    }
    return length;
}

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    return size * count;
}

/// Called when the server was greeted and TLS and login are done, before an address is named. Without this libcurl
/// would send the bytes of the address to a server that cannot know what they mean.
static int before_addresses(void *context, char *ip, char *own_ip, int port, int own_port) {
    (void)ip;
    (void)own_ip;
    (void)port;
    (void)own_port;
    CCurlLetter *letter = context;
    return letter->needs_utf8 && !letter->offers_utf8 ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

#define SET(option, value)                                                      \
    do {                                                                        \
        if (letter->code == CURLE_OK) {                                         \
            letter->code = curl_easy_setopt(letter->curl, (option), (value));   \
        }                                                                       \
    } while (0)

CCurlLetter *ccurl_letter(const char *url, CCurlProtection protection) {
    CCurlLetter *letter = calloc(1, sizeof *letter);
    if (letter == NULL) return NULL;
    letter->curl = curl_easy_init();
    if (letter->curl == NULL) {
        free(letter);
        return NULL;
    }
    SET(CURLOPT_URL, url);
    SET(CURLOPT_UPLOAD, 1L);
    // Mail and nothing else, and nothing that somebody's environment or home says.
    const char *protocol = protection == CCURL_TLS ? "smtps" : "smtp";
    SET(CURLOPT_PROTOCOLS_STR, protocol);
    SET(CURLOPT_REDIR_PROTOCOLS_STR, protocol);
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    SET(CURLOPT_NOSIGNAL, 1L);
    // One letter, one connection.
    SET(CURLOPT_FRESH_CONNECT, 1L);
    SET(CURLOPT_FORBID_REUSE, 1L);
    SET(CURLOPT_USE_SSL, (long)(protection == CCURL_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_SSL_VERIFYPEER, 1L);
    SET(CURLOPT_SSL_VERIFYHOST, 2L);
    SET(CURLOPT_READFUNCTION, read_letter);
    SET(CURLOPT_READDATA, letter);
    SET(CURLOPT_HEADERFUNCTION, hear);
    SET(CURLOPT_HEADERDATA, letter);
    SET(CURLOPT_WRITEFUNCTION, drop);
    SET(CURLOPT_PREREQFUNCTION, before_addresses);
    SET(CURLOPT_PREREQDATA, letter);
    return letter;
}

void ccurl_believe(CCurlLetter *letter, const char *authorities) {
    SET(CURLOPT_CAINFO, authorities);
    SET(CURLOPT_CAPATH, NULL);
}

void ccurl_sign_in(CCurlLetter *letter, const char *login, const char *password) {
    SET(CURLOPT_USERNAME, login);
    SET(CURLOPT_PASSWORD, password);
    // Left to choose, libcurl tries Kerberos for a login with an @ where the server offers it, and gives up without.
    SET(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
}

void ccurl_address(CCurlLetter *letter, const char *from, const char *to, bool needs_utf8) {
    letter->needs_utf8 = needs_utf8;
    SET(CURLOPT_MAIL_FROM, from);
    letter->recipients = curl_slist_append(letter->recipients, to);
    if (letter->recipients == NULL && letter->code == CURLE_OK) letter->code = CURLE_OUT_OF_MEMORY;
    SET(CURLOPT_MAIL_RCPT, letter->recipients);
}

static CCurlOutcome outcome(CURLcode code, long reply) {
    switch (code) {
        case CURLE_OK: return CCURL_TAKEN;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT: return CCURL_UNREACHABLE;
        case CURLE_OPERATION_TIMEDOUT: return CCURL_LATE;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_USE_SSL_FAILED: return CCURL_UNENCRYPTED;
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION: return CCURL_UNPROVEN;
        case CURLE_LOGIN_DENIED: return CCURL_LOGIN_REFUSED;
        case CURLE_ABORTED_BY_CALLBACK: return CCURL_NOT_INTERNATIONAL;
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR: return reply >= 400 ? CCURL_REFUSED : CCURL_GARBLED;
        default: return CCURL_FAULT;
    }
}

CCurlResult ccurl_send(CCurlLetter *letter, const uint8_t *bytes, size_t count, long milliseconds) {
    letter->bytes = bytes;
    letter->left = count;
    SET(CURLOPT_INFILESIZE_LARGE, (curl_off_t)count);
    SET(CURLOPT_TIMEOUT_MS, milliseconds);
    SET(CURLOPT_CONNECTTIMEOUT_MS, milliseconds);
    if (letter->code != CURLE_OK) {
        return (CCurlResult){.outcome = CCURL_FAULT, .code = (int)letter->code, .reply = 0};
    }
    CURLcode code = curl_easy_perform(letter->curl);
    long reply = 0;
    curl_easy_getinfo(letter->curl, CURLINFO_RESPONSE_CODE, &reply);
    return (CCurlResult){.outcome = outcome(code, reply), .code = (int)code, .reply = reply};
}

void ccurl_free(CCurlLetter *letter) {
    curl_easy_cleanup(letter->curl);
    curl_slist_free_all(letter->recipients);
    free(letter);
}
