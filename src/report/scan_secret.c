/* Secrets by their shape. Each rule is tried at each byte; the first that fits is the hit. */
#include <string.h>

#include "report/final_scan.h"
#include "report/scan_text.h"

/* ---- tokens that begin in a way of their own (each vendor's documentation) ---- */

static const struct token_row {
	const char *prefix, *what;
	bool (*is)(char c);
	size_t least; /* characters behind the prefix */
} token_rows[] = {
	{"ck_", "a WooCommerce consumer key", scan_is_word, 16},
	{"cs_", "a WooCommerce consumer secret", scan_is_word, 16},
	{"shpat_", "a Shopify access token", scan_is_word, 16},
	{"shpca_", "a Shopify access token", scan_is_word, 16},
	{"shppa_", "a Shopify access token", scan_is_word, 16},
	{"shpss_", "a Shopify app secret", scan_is_word, 16},
	{"Atza|", "an Amazon access token", scan_is_solid, 16},
	{"Atzr|", "an Amazon refresh token", scan_is_solid, 16},
	{"amzn1.oa2-cs.", "an Amazon client secret", scan_is_solid, 16},
	{"AKIA", "an AWS key", scan_is_word, 16},
	{"v^1.1#", "an eBay token", scan_is_solid, 16},
	{"KeapAK-", "a Keap key", scan_is_base64, 16},
	{"KeapPAK-", "a Keap token", scan_is_base64, 16},
	{"sk_live_", "a payment key", scan_is_word, 8},
	{"sk_test_", "a payment key", scan_is_word, 8},
	{"rk_live_", "a payment key", scan_is_word, 8},
	{"access_token$", "a PayPal token", scan_is_solid, 8},
	{"eyJ", "a signed token", scan_is_dotted, 24},
};

static bool find_token(const struct scan_text *text, size_t at, struct scan_hit *hit)
{
	if (at > 0 && scan_is_letter_or_digit(text->at[at - 1]))
		return false;
	for (size_t i = 0; i < sizeof token_rows / sizeof *token_rows; i++) {
		const struct token_row *row = &token_rows[i];
		size_t prefix = strlen(row->prefix);
		size_t run;

		if (!scan_has(text, at, row->prefix, false))
			continue;
		run = scan_run(text, at + prefix, row->is);
		if (run >= row->least)
			return scan_found(hit, row->what, at, prefix + run);
	}
	return false;
}

static bool find_private_key(const struct scan_text *text, size_t at, struct scan_hit *hit)
{
	static const char begin[] = "-----BEGIN ", end[] = "PRIVATE KEY";
	enum { KIND = 32 }; /* "ENCRYPTED ", "RSA " … stand between (RFC 7468) */
	size_t from = at + strlen(begin);

	if (!scan_has(text, at, begin, false))
		return false;
	for (size_t i = from; i < from + KIND && i < text->len && text->at[i] != '\n'; i++)
		if (scan_has(text, i, end, false))
			return scan_found(hit, "a private key", at, i + strlen(end) - at);
	return false;
}

/* ---- addresses with a password ---- */

/* scheme://user:password@host (RFC 3986, 3.2.1) */
static bool find_userinfo(const struct scan_text *text, size_t at, struct scan_hit *hit)
{
	size_t end = at + 3;

	if (!scan_has(text, at, "://", false))
		return false;
	while (end < text->len && end - at < SCAN_LONGEST && !strchr("/?#\"'<>()[]", text->at[end]) &&
	       scan_is_solid(text->at[end])) {
		if (text->at[end] == '@')
			return end > at + 3 && scan_found(hit, "an address with a password in it", at, end - at);
		end++;
	}
	return false;
}

/* ---- Authorization ---- */

static bool is_credential(const struct scan_text *text, size_t at, size_t len)
{
	return len >= 8 && scan_looks_random(text->at + at, len);
}

/* The word and then its credential: "Bearer eyJ…", "Basic Y2tf…". */
static bool find_scheme(const struct scan_text *text, size_t at, struct scan_hit *hit)
{
	static const char *const schemes[] = {"bearer ", "basic ", "oauth "};

	if (at > 0 && scan_is_letter_or_digit(text->at[at - 1]))
		return false;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		size_t from = at + strlen(schemes[i]);
		size_t run;

		if (!scan_has(text, at, schemes[i], true))
			continue;
		run = scan_run(text, from, scan_is_credential);
		if (is_credential(text, from, run))
			return scan_found(hit, "an Authorization value", from, run);
	}
	return false;
}

/* ---- names that say that a secret follows ---- */

/* How sure the name alone is; the less, the more the value must look like one. */
enum sureness { SURE, LIKELY, MAYBE };
static const struct name_row {
	const char *name;
	enum sureness sure;
	const char *what;
} name_rows[] = {
	{"authorization", SURE, "an Authorization value"},
	{"password", SURE, "a password"},
	{"passwd", SURE, "a password"},
	{"passphrase", SURE, "a password"},
	{"secret", LIKELY, "a secret"},
	{"token", LIKELY, "a token"},
	{"signature", LIKELY, "a signature"},
	{"credential", LIKELY, "a credential"},
	{"apikey", LIKELY, "an API key"},
	{"api_key", LIKELY, "an API key"},
	{"api-key", LIKELY, "an API key"},
	{"api key", LIKELY, "an API key"},
	{"key", MAYBE, "a key"},
};
enum { NAME_ROWS = sizeof name_rows / sizeof *name_rows };

static bool is_secret_value(const struct scan_text *text, size_t at, size_t len, enum sureness sure,
                            bool assigned)
{
	const char *value = text->at + at;
	bool random = scan_looks_random(value, len);

	if (sure == SURE)
		return len >= 4 && (assigned || random || scan_has_digit(value, len));
	if (sure == LIKELY)
		return (len >= 8 && assigned) || (len >= 12 && random);
	return len >= 16 && random;
}

/* "consumer_secret=…", "password: …", "\"access_token\": \"…\"" */
static bool find_named(const struct scan_text *text, size_t at, struct scan_hit *hit)
{
	for (int i = 0; i < NAME_ROWS; i++) {
		const struct name_row *row = &name_rows[i];
		size_t sign = at + strlen(row->name);
		size_t value, len;

		if (!scan_has(text, at, row->name, true) || !scan_sign(text, &sign))
			continue;
		value = scan_skip(text, sign + 1, " \t\"'");
		len = scan_run(text, value, scan_is_value);
		if (is_secret_value(text, value, len, row->sure, text->at[sign] == '=' && value == sign + 1))
			return scan_found(hit, row->what, value, len);
	}
	return false;
}

/* A long run of hexadecimal digits or base64 behind such a name, whatever stands between them. */
static bool find_run(const struct scan_text *text, size_t at, struct scan_hit *hit)
{
	enum { LEAST = 24, BEFORE = 48 };
	bool inside = at > 0 && scan_is_base64(text->at[at - 1]);
	size_t run = inside ? 0 : scan_run(text, at, scan_is_base64);
	size_t from = at;

	if (run < LEAST || !scan_looks_random(text->at + at, run))
		return false;
	while (from > 0 && at - from < BEFORE && text->at[from - 1] != '\n')
		from--;
	for (int i = 0; i < NAME_ROWS; i++)
		if (scan_within(text, from, at - from, name_rows[i].name))
			return scan_found(hit, name_rows[i].what, at, run);
	return false;
}

bool scan_secret(const char *bytes, size_t len, struct scan_hit *hit)
{
	static bool (*const rules[])(const struct scan_text *, size_t, struct scan_hit *) = {
		find_token, find_private_key, find_userinfo, find_scheme, find_named, find_run,
	};
	struct scan_text text = {bytes, len};

	for (size_t at = 0; at < len; at++) {
		for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
			if (rules[i](&text, at, hit)) {
				hit->secret = true;
				return true;
			}
		}
	}
	return false;
}
