/*
 * OAuth 1.0a (RFC 5849): parameters, base string, signature, as query or as header, and the
 * check of a signature (for the simulator). Parameters are kept decoded; every encoding is
 * RFC 3986 and happens here. What is signed is the URL given, not what it may be redirected to.
 */
#ifndef SYNCFIX_SIGN_OAUTH1_H
#define SYNCFIX_SIGN_OAUTH1_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

enum oauth1_method { OAUTH1_HMAC_SHA1, OAUTH1_HMAC_SHA256 };

struct oauth1 {
	enum oauth1_method method;
	const char *consumer_key;
	const char *consumer_secret;
	const char *token;        /* NULL: one-legged, as WooCommerce wants it */
	const char *token_secret; /* NULL: none */
	const char *nonce;        /* oauth1_add_nonce; never twice */
	int64_t timestamp;        /* seconds since 1970, of the real clock */
	bool version;             /* with oauth_version=1.0: Magento wants it, WooCommerce does not ask */
	const char *sign_as;      /* "http" or "https" for the base string, NULL: the URL's own scheme */
};

/* Names and values, decoded, in the order they were added. Owns its strings. */
struct oauth1_params {
	struct oauth1_param {
		char *name;
		char *value;
	} * at;
	size_t count;
	size_t room;
};
void oauth1_params_clear(struct oauth1_params *params);
void oauth1_params_add(struct oauth1_params *params, const char *name, const char *value);
/* "a=1&b=%20": as a form, so '+' is a space. */
void oauth1_params_add_query(struct oauth1_params *params, const char *query);
/* 'OAuth a="1", b="%20"' without realm; false when it is no such header. */
bool oauth1_params_add_header(struct oauth1_params *params, const char *header);
/* The first value of that name, or NULL. */
const char *oauth1_params_get(const struct oauth1_params *params, const char *name);

/* RFC 3986: all but letters, digits and "-._~" as %XX. */
void oauth1_encode(struct text *out, const char *text);
/* 32 random letters of 0-9a-f. */
void oauth1_add_nonce(struct text *out);

/*
 * Section 3.4.1: verb, URL (its query is left out; scheme replaced by sign_as unless NULL) and
 * params, without oauth_signature. False when url is none of http or https.
 */
bool oauth1_base_string(struct text *out, const char *verb, const char *url, const char *sign_as,
                        const struct oauth1_params *params);
/* Section 3.4.2: base64 of the HMAC; token_secret may be NULL. */
void oauth1_signature(struct text *out, enum oauth1_method method, const char *base,
                      const char *consumer_secret, const char *token_secret);

/* Appends url with the oauth parameters and the signature in its query. */
bool oauth1_sign_query(struct text *out, const struct oauth1 *oauth, const char *verb, const char *url,
                       struct error *err);
/* Appends the value of the Authorization header; the URL stays as it is. */
bool oauth1_sign_header(struct text *out, const struct oauth1 *oauth, const char *verb, const char *url,
                        struct error *err);

/*
 * Does the oauth_signature among params (all of the request: query and header) belong to these
 * secrets? The method is the one that params name.
 */
bool oauth1_verify(const struct oauth1_params *params, const char *verb, const char *url,
                   const char *consumer_secret, const char *token_secret);

#endif
