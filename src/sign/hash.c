#include "sign/hash.h"

#include <assert.h>
#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void sign_sha256(const void *data, size_t len, unsigned char out[SIGN_SHA256_SIZE])
{
	if (!EVP_Digest(data, len, out, NULL, EVP_sha256(), NULL))
		abort();
}

static void hmac(const EVP_MD *digest, const void *key, size_t key_len, const void *data, size_t len,
                 unsigned char *out)
{
	/* HMAC() takes NULL for "no key given", but an empty key is one. */
	if (!HMAC(digest, key_len ? key : "", (int)key_len, data, len, out, NULL))
		abort();
}

void sign_hmac_sha1(const void *key, size_t key_len, const void *data, size_t len,
                    unsigned char out[SIGN_SHA1_SIZE])
{
	hmac(EVP_sha1(), key, key_len, data, len, out);
}

void sign_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len,
                      unsigned char out[SIGN_SHA256_SIZE])
{
	hmac(EVP_sha256(), key, key_len, data, len, out);
}

void sign_add_base64(struct text *out, const void *data, size_t len)
{
	const unsigned char *byte = data;

	for (size_t i = 0; i < len; i += 3) {
		size_t left = len - i;
		unsigned int bits = (unsigned int)byte[i] << 16 | (left > 1 ? (unsigned int)byte[i + 1] << 8 : 0) |
		                    (left > 2 ? byte[i + 2] : 0);

		text_add_char(out, letters[bits >> 18]);
		text_add_char(out, letters[bits >> 12 & 63]);
		text_add_char(out, left > 1 ? letters[bits >> 6 & 63] : '=');
		text_add_char(out, left > 2 ? letters[bits & 63] : '=');
	}
}

/* Four letters; the last pad of them are '='. The bits that padding leaves over must be 0. */
static bool read_group(struct text *out, const char *text, size_t pad)
{
	unsigned int bits = 0;

	for (size_t i = 0; i < 4; i++) {
		const char *found = i < 4 - pad && text[i] ? strchr(letters, text[i]) : letters;

		if (!found)
			return false;
		bits = bits << 6 | (unsigned int)(found - letters);
	}
	if ((pad == 1 && bits & 0xFF) || (pad == 2 && bits & 0xFFFF))
		return false;
	for (size_t i = 0; i < 3 - pad; i++)
		text_add_char(out, (char)(bits >> (16 - 8 * i) & 0xFF));
	return true;
}

bool sign_read_base64(struct text *out, const char *text, size_t len)
{
	size_t start = out->len;
	size_t pad = 0;

	if (len % 4)
		return false;
	while (pad < 2 && pad < len && text[len - 1 - pad] == '=')
		pad++;
	for (size_t i = 0; i < len; i += 4) {
		if (memchr(text + i, '\0', 4) || !read_group(out, text + i, i + 4 == len ? pad : 0)) {
			text_cut(out, start);
			return false;
		}
	}
	return true;
}

void sign_add_hex(struct text *out, const void *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *byte = data;

	for (size_t i = 0; i < len; i++) {
		text_add_char(out, digits[byte[i] >> 4]);
		text_add_char(out, digits[byte[i] & 15]);
	}
}

void sign_random(void *out, size_t len)
{
	char *at = out;

	while (len) {
		ssize_t got = getrandom(at, len, 0);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			abort();
		at += got;
		len -= (size_t)got;
	}
}

bool sign_equal(const void *a, const void *b, size_t len)
{
	return CRYPTO_memcmp(a, b, len) == 0;
}
