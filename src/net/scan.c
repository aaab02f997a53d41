#include "net/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "sign/hash.h"
#include "json/json.h"

enum { SHORTEST = 6, PIECE = 12 };

/* The first bytes decide the bucket: as many as the shortest needle has. */
static size_t bucket_of(const char *at)
{
	size_t hash = 2166136261u;
	for (size_t i = 0; i < SHORTEST; i++)
		hash = (hash ^ (unsigned char)at[i]) * 16777619u;
	return (hash ^ hash >> 15) % SCAN_BUCKETS;
}

static void add_needle(struct scan *scan, const struct secret *secret, const char *at, size_t len)
{
	if (len < SHORTEST)
		return;
	size_t bucket = bucket_of(at);
	struct scan_needle needle = {.secret = secret,
	                             .at = scan->bytes.len,
	                             .len = len,
	                             .next = scan->bucket[bucket]};
	text_add_n(&scan->bytes, at, len);
	array_push(&scan->needle, needle);
	scan->bucket[bucket] = scan->needle.count;
}

static void add_percent(struct scan *scan, const struct secret *secret)
{
	struct text encoded = {0};
	url_encode(&encoded, secret->bytes, secret->len);
	if (encoded.len != secret->len)
		add_needle(scan, secret, encoded.data, encoded.len);
	for (size_t i = 0; i + 2 < encoded.len; i++) {
		if (encoded.data[i] != '%')
			continue;
		for (size_t j = i + 1; j < i + 3; j++)
			if (encoded.data[j] >= 'A' && encoded.data[j] <= 'F')
				encoded.data[j] = (char)(encoded.data[j] - 'A' + 'a');
		i += 2;
	}
	if (encoded.len != secret->len)
		add_needle(scan, secret, encoded.data, encoded.len);
	text_wipe(&encoded);
}

static void add_json(struct scan *scan, const struct secret *secret)
{
	struct text quoted = {0};
	json_quote(&quoted, secret->bytes, secret->len);
	if (quoted.len > secret->len + 2)
		add_needle(scan, secret, quoted.data + 1, quoted.len - 2);
	text_wipe(&quoted);
}

static void add_hex(struct scan *scan, const struct secret *secret)
{
	struct text hex = {0};
	sign_add_hex(&hex, secret->bytes, secret->len);
	add_needle(scan, secret, hex.data, hex.len);
	for (size_t i = 0; i < hex.len; i++)
		if (hex.data[i] >= 'a')
			hex.data[i] = (char)(hex.data[i] - 'a' + 'A');
	add_needle(scan, secret, hex.data, hex.len);
	text_wipe(&hex);
}

/* RFC 4648 section 5 has two other letters than section 4. */
static void to_url_letters(struct text *code)
{
	for (size_t i = 0; i < code->len; i++) {
		if (code->data[i] == '+')
			code->data[i] = '-';
		if (code->data[i] == '/')
			code->data[i] = '_';
	}
}

/* Behind shift bytes of something else the secret's own characters begin and end inside the code. */
static void add_base64(struct scan *scan, const struct secret *secret, size_t shift, bool for_urls)
{
	static const size_t foreign[3] = {0, 2, 3};
	struct text shifted = {0}, code = {0};
	text_add_repeat(&shifted, '?', shift);
	text_add_n(&shifted, secret->bytes, secret->len);
	sign_add_base64(&code, shifted.data, shifted.len);
	if (for_urls)
		to_url_letters(&code);
	size_t end = shifted.len * 8 / 6;
	add_needle(scan, secret, code.data + foreign[shift], end - foreign[shift]);
	text_wipe(&shifted);
	text_wipe(&code);
}

static void add_secret(struct scan *scan, const struct secret *secret)
{
	if (secret->state != SECRET_HELD || secret->len < SHORTEST)
		return;
	add_needle(scan, secret, secret->bytes, secret->len);
	for (size_t i = 0; i + PIECE < secret->len + 1; i++)
		add_needle(scan, secret, secret->bytes + i, PIECE);
	add_percent(scan, secret);
	add_json(scan, secret);
	add_hex(scan, secret);
	for (size_t shift = 0; shift < 3; shift++) {
		add_base64(scan, secret, shift, false);
		add_base64(scan, secret, shift, true);
	}
}

void scan_init(struct scan *scan, const struct vault *vault, const char *profile)
{
	memset(scan, 0, sizeof *scan);
	const struct secret *secret = NULL;
	while ((secret = profile ? vault_next_of(vault, profile, secret) : vault_next(vault, secret)))
		add_secret(scan, secret);
}

void scan_clear(struct scan *scan)
{
	text_wipe(&scan->bytes);
	array_clear(&scan->needle);
}

/* The longest needle that stands at text[0..len), or NULL. */
static const struct scan_needle *needle_at(const struct scan *scan, const char *text, size_t len)
{
	const struct scan_needle *best = NULL;
	if (len < SHORTEST)
		return NULL;
	for (size_t n = scan->bucket[bucket_of(text)]; n; n = scan->needle.at[n - 1].next) {
		const struct scan_needle *needle = &scan->needle.at[n - 1];
		if (needle->len <= len && (!best || needle->len > best->len) &&
		    memcmp(scan->bytes.data + needle->at, text, needle->len) == 0)
			best = needle;
	}
	return best;
}

const struct secret *scan_find(const struct scan *scan, const char *text, size_t len)
{
	if (scan->needle.count == 0)
		return NULL;
	for (size_t i = 0; i + SHORTEST <= len; i++) {
		const struct scan_needle *needle = needle_at(scan, text + i, len - i);
		if (needle)
			return needle->secret;
	}
	return NULL;
}

static void add_unquoted(struct text *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		int high = text[i] == '=' && i + 2 < len ? text_hex_digit(text[i + 1]) : -1;
		int low = high >= 0 ? text_hex_digit(text[i + 2]) : -1;
		if (low >= 0) {
			text_add_char(out, (char)(high * 16 + low));
			i += 2;
		} else if (text[i] == '=' && i + 1 < len && (text[i + 1] == '\r' || text[i + 1] == '\n')) {
			i += i + 2 < len && text[i + 1] == '\r' && text[i + 2] == '\n' ? 2 : 1; /* a soft end of line */
		} else {
			text_add_char(out, text[i]);
		}
	}
}

/* What is wrapped, whatever it is wrapped in. */
static void add_joined(struct text *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0' || !strchr("\r\n\t >", text[i]))
			text_add_char(out, text[i]);
}

const struct secret *scan_find_leaving(const struct scan *scan, const char *text, size_t len)
{
	void (*const readings[])(struct text *, const char *, size_t) = {add_unquoted, add_joined};
	const struct secret *found = scan_find(scan, text, len);
	for (size_t i = 0; !found && i < sizeof readings / sizeof *readings; i++) {
		struct text read = {0};
		readings[i](&read, text, len);
		found = scan_find(scan, text_str(&read), read.len);
		text_wipe(&read);
	}
	return found;
}

void scan_blank(const struct scan *scan, struct text *text)
{
	if (scan->needle.count == 0)
		return;
	struct text out = {0};
	size_t hidden = 0; /* up to here it belongs to a secret */
	for (size_t i = 0; i < text->len; i++) {
		const struct scan_needle *needle = needle_at(scan, text->data + i, text->len - i);
		if (needle && i >= hidden)
			text_add(&out, SCAN_BLANK);
		if (needle && i + needle->len > hidden)
			hidden = i + needle->len;
		if (i >= hidden)
			text_add_char(&out, text->data[i]);
	}
	text_wipe(text);
	*text = out;
}
