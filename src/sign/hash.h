/*
 * Digests, signatures, and the letters they travel in. The one place that knows libcrypto's
 * digests; nothing here fails, what cannot work (no random bytes, no SHA) aborts.
 */
#ifndef SYNCFIX_SIGN_HASH_H
#define SYNCFIX_SIGN_HASH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

enum { SIGN_SHA1_SIZE = 20, SIGN_SHA256_SIZE = 32 };

void sign_sha256(const void *data, size_t len, unsigned char out[SIGN_SHA256_SIZE]);
/* RFC 2104 */
void sign_hmac_sha1(const void *key, size_t key_len, const void *data, size_t len,
                    unsigned char out[SIGN_SHA1_SIZE]);
void sign_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len,
                      unsigned char out[SIGN_SHA256_SIZE]);

/* RFC 4648 section 4, with padding. */
void sign_add_base64(struct text *out, const void *data, size_t len);
/* Appends the bytes; false, and nothing appended, when it is not exactly what sign_add_base64 writes. */
bool sign_read_base64(struct text *out, const char *text, size_t len);
/* Small letters, two per byte. */
void sign_add_hex(struct text *out, const void *data, size_t len);
/* From the system's generator, fit for keys and nonces. */
void sign_random(void *out, size_t len);
/* Takes as long for a difference at the start as for one at the end. */
bool sign_equal(const void *a, const void *b, size_t len);

#endif
