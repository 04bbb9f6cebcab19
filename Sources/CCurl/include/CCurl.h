/// What the program asks of libcurl: to hand one letter to one mail server. `curl_easy_setopt` takes any number of
/// arguments, which Swift cannot call, and every option of ours that matters for safety stands in one C function.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How the way to the server is protected.
typedef enum {
    /// Not at all: for a server on this machine.
    CCURL_PLAIN,
    /// STARTTLS, and nothing is sent without it.
    CCURL_STARTTLS,
    /// TLS from the first byte.
    CCURL_TLS,
} CCurlProtection;

/// What came of a letter.
typedef enum {
    CCURL_TAKEN,
    /// No address for the server's name, or nobody listens there.
    CCURL_UNREACHABLE,
    /// The time was up.
    CCURL_LATE,
    /// The server offers no STARTTLS, or TLS could not be begun with it.
    CCURL_UNENCRYPTED,
    /// The server cannot prove with a certificate who it is.
    CCURL_UNPROVEN,
    /// The login or the password is wrong.
    CCURL_LOGIN_REFUSED,
    /// The server refused with an answer of 400 or more.
    CCURL_REFUSED,
    /// What the server says is no answer of a mail server, or it hung up.
    CCURL_GARBLED,
    /// The address needs SMTPUTF8, which the server does not offer.
    CCURL_NOT_INTERNATIONAL,
    /// Anything else; `code` says what.
    CCURL_FAULT,
} CCurlOutcome;

typedef struct {
    CCurlOutcome outcome;
    /// libcurl's own code.
    int code;
    /// The last answer of the server, as SMTP numbers them; 0 without one.
    long reply;
} CCurlResult;

typedef struct CCurlLetter CCurlLetter;

/// Prepares libcurl, once for the process. False when it could not, or is too old.
bool ccurl_begin(void);

/// - Parameters:
///   - url: `smtp://` or `smtps://` with host, port, and as a path the name to greet with.
/// - Returns: NULL when there is no memory.
CCurlLetter *ccurl_letter(const char *url, CCurlProtection protection);

/// A file with the certificates of the authorities that are believed, instead of the machine's own.
void ccurl_believe(CCurlLetter *letter, const char *authorities);

void ccurl_sign_in(CCurlLetter *letter, const char *login, const char *password);

/// - Parameter needs_utf8: whether an address has letters before the @ that only a server with SMTPUTF8 can take.
void ccurl_address(CCurlLetter *letter, const char *from, const char *to, bool needs_utf8);

/// Blocks until the letter is taken, or not.
///
/// - Parameter bytes: the letter with lines that end in CR LF.
CCurlResult ccurl_send(CCurlLetter *letter, const uint8_t *bytes, size_t count, long milliseconds);

void ccurl_free(CCurlLetter *letter);

#endif
