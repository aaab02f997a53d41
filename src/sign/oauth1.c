#include "sign/oauth1.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/memory.h"
#include "sign/hash.h"

/* The parts of a URL, borrowed from it. */
struct url_parts {
	bool https;
	const char *host; /* with its port */
	size_t host_len;
	const char *path; /* may be empty */
	size_t path_len;
	const char *query; /* behind '?', or NULL */
	size_t query_len;
};

static bool split_url(const char *url, struct url_parts *parts)
{
	size_t scheme = strncasecmp(url, "https://", 8) == 0 ? 8 : 7;

	*parts = (struct url_parts){.https = scheme == 8, .host = url + scheme};
	if (scheme == 7 && strncasecmp(url, "http://", 7) != 0)
		return false;
	parts->host_len = strcspn(parts->host, "/?#");
	parts->path = parts->host + parts->host_len;
	parts->path_len = strcspn(parts->path, "?#");
	if (parts->path[parts->path_len] == '?') {
		parts->query = parts->path + parts->path_len + 1;
		parts->query_len = strcspn(parts->query, "#");
	}
	return parts->host_len > 0;
}

void oauth1_encode(struct text *out, const char *text)
{
	static const char kept[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	while (*text) {
		size_t plain = strspn(text, kept);

		text_add_n(out, text, plain);
		text += plain;
		if (*text)
			text_addf(out, "%%%02X", (unsigned char)*text++);
	}
}

void oauth1_add_nonce(struct text *out)
{
	unsigned char bytes[16];

	sign_random(bytes, sizeof bytes);
	sign_add_hex(out, bytes, sizeof bytes);
}

/* A name or value with its encoding, as it is sorted and joined. */
struct encoded {
	char *name;
	char *value;
};

static int compare_encoded(const void *a, const void *b)
{
	const struct encoded *left = a;
	const struct encoded *right = b;
	int order = strcmp(left->name, right->name);

	return order ? order : strcmp(left->value, right->value);
}

static char *encode_copy(const char *text)
{
	struct text out = {0};

	oauth1_encode(&out, text);
	return text_take(&out);
}

/* Section 3.4.1.3.2: encoded, sorted, joined. */
static void add_parameters(struct text *out, const struct oauth1_params *params)
{
	ARRAY(struct encoded) list = {0};

	for (size_t i = 0; i < params->count; i++) {
		struct encoded one;

		if (strcmp(params->at[i].name, "oauth_signature") == 0)
			continue;
		one.name = encode_copy(params->at[i].name);
		one.value = encode_copy(params->at[i].value);
		array_push(&list, one);
	}
	if (list.count)
		qsort(list.at, list.count, sizeof *list.at, compare_encoded);
	for (size_t i = 0; i < list.count; i++) {
		text_addf(out, "%s%s=%s", i ? "&" : "", list.at[i].name, list.at[i].value);
		free(list.at[i].name);
		free(list.at[i].value);
	}
	array_clear(&list);
}

/* Section 3.4.1.2: scheme and host in small letters, no default port, no query. */
static void add_base_url(struct text *out, const struct url_parts *parts, const char *sign_as)
{
	const char *own = parts->https ? ":443" : ":80";
	size_t host_len = parts->host_len;
	size_t port_len = strlen(own);

	if (host_len > port_len && memcmp(parts->host + host_len - port_len, own, port_len) == 0)
		host_len -= port_len;
	text_add(out, sign_as ? sign_as : parts->https ? "https" : "http");
	text_add(out, "://");
	for (size_t i = 0; i < host_len; i++) {
		char c = parts->host[i];

		text_add_char(out, (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
	}
	if (!parts->path_len)
		text_add_char(out, '/');
	text_add_n(out, parts->path, parts->path_len);
}

static void add_upper(struct text *out, const char *verb)
{
	for (; *verb; verb++)
		text_add_char(out, (char)(*verb >= 'a' && *verb <= 'z' ? *verb - 'a' + 'A' : *verb));
}

bool oauth1_base_string(struct text *out, const char *verb, const char *url, const char *sign_as,
                        const struct oauth1_params *params)
{
	struct text part = {0};
	struct url_parts parts;

	if (!split_url(url, &parts))
		return false;
	add_upper(out, verb);
	text_add_char(out, '&');
	add_base_url(&part, &parts, sign_as);
	oauth1_encode(out, text_str(&part));
	text_add_char(out, '&');
	text_cut(&part, 0);
	add_parameters(&part, params);
	oauth1_encode(out, text_str(&part));
	text_clear(&part);
	return true;
}

void oauth1_signature(struct text *out, enum oauth1_method method, const char *base,
                      const char *consumer_secret, const char *token_secret)
{
	unsigned char digest[SIGN_SHA256_SIZE];
	struct text key = {0};

	oauth1_encode(&key, consumer_secret);
	text_add_char(&key, '&');
	oauth1_encode(&key, token_secret ? token_secret : "");
	if (method == OAUTH1_HMAC_SHA1) {
		sign_hmac_sha1(text_str(&key), key.len, base, strlen(base), digest);
		sign_add_base64(out, digest, SIGN_SHA1_SIZE);
	} else {
		sign_hmac_sha256(text_str(&key), key.len, base, strlen(base), digest);
		sign_add_base64(out, digest, SIGN_SHA256_SIZE);
	}
	text_wipe(&key);
}

/* Names of the methods, as they travel. */
static const char *const method_names[] = {
	[OAUTH1_HMAC_SHA1] = "HMAC-SHA1",
	[OAUTH1_HMAC_SHA256] = "HMAC-SHA256",
};

/* What oauth adds to a request, the signature not yet. */
static void add_protocol(struct oauth1_params *params, const struct oauth1 *oauth)
{
	struct text seconds = {0};

	text_addf(&seconds, "%lld", (long long)oauth->timestamp);
	oauth1_params_add(params, "oauth_consumer_key", oauth->consumer_key);
	oauth1_params_add(params, "oauth_nonce", oauth->nonce);
	oauth1_params_add(params, "oauth_signature_method", method_names[oauth->method]);
	oauth1_params_add(params, "oauth_timestamp", text_str(&seconds));
	if (oauth->token)
		oauth1_params_add(params, "oauth_token", oauth->token);
	if (oauth->version)
		oauth1_params_add(params, "oauth_version", "1.0");
	text_clear(&seconds);
}

/* The protocol's parameters with the signature of the whole request. */
static bool sign_request(const struct oauth1 *oauth, const char *verb, const char *url,
                         struct oauth1_params *protocol, struct error *err)
{
	struct oauth1_params all = {0};
	struct text base = {0};
	struct text signature = {0};
	struct url_parts parts;
	bool good = split_url(url, &parts);

	if (!good)
		return error_set(err, ERROR_CONFIG, "",
		                 "Only http and https addresses can be signed: check the address.");
	add_protocol(protocol, oauth);
	add_protocol(&all, oauth);
	if (parts.query) {
		char *query = xstrndup(parts.query, parts.query_len);

		oauth1_params_add_query(&all, query);
		free(query);
	}
	oauth1_base_string(&base, verb, url, oauth->sign_as, &all);
	oauth1_signature(&signature, oauth->method, text_str(&base), oauth->consumer_secret, oauth->token_secret);
	oauth1_params_add(protocol, "oauth_signature", text_str(&signature));
	oauth1_params_clear(&all);
	text_clear(&base);
	text_clear(&signature);
	return true;
}

bool oauth1_sign_query(struct text *out, const struct oauth1 *oauth, const char *verb, const char *url,
                       struct error *err)
{
	struct oauth1_params protocol = {0};
	size_t url_len = strcspn(url, "#");
	const char *mark = memchr(url, '?', url_len);

	if (!sign_request(oauth, verb, url, &protocol, err))
		return false;
	text_add_n(out, url, url_len);
	for (size_t i = 0; i < protocol.count; i++) {
		bool first = i == 0 && (!mark || mark == url + url_len - 1);

		if (!first || !mark)
			text_add_char(out, first ? '?' : '&');
		oauth1_encode(out, protocol.at[i].name);
		text_add_char(out, '=');
		oauth1_encode(out, protocol.at[i].value);
	}
	oauth1_params_clear(&protocol);
	return true;
}

bool oauth1_sign_header(struct text *out, const struct oauth1 *oauth, const char *verb, const char *url,
                        struct error *err)
{
	struct oauth1_params protocol = {0};

	if (!sign_request(oauth, verb, url, &protocol, err))
		return false;
	text_add(out, "OAuth ");
	for (size_t i = 0; i < protocol.count; i++) {
		text_add(out, i ? ", " : "");
		oauth1_encode(out, protocol.at[i].name);
		text_add(out, "=\"");
		oauth1_encode(out, protocol.at[i].value);
		text_add_char(out, '"');
	}
	oauth1_params_clear(&protocol);
	return true;
}

bool oauth1_verify(const struct oauth1_params *params, const char *verb, const char *url,
                   const char *consumer_secret, const char *token_secret)
{
	const char *given = oauth1_params_get(params, "oauth_signature");
	const char *name = oauth1_params_get(params, "oauth_signature_method");
	struct text base = {0};
	struct text wanted = {0};
	bool good = false;
	int method = -1;

	for (int i = OAUTH1_HMAC_SHA1; name && i <= OAUTH1_HMAC_SHA256; i++) {
		if (strcmp(name, method_names[i]) == 0)
			method = i;
	}
	if (given && method >= 0 && oauth1_base_string(&base, verb, url, NULL, params)) {
		oauth1_signature(&wanted, (enum oauth1_method)method, text_str(&base), consumer_secret, token_secret);
		good = strlen(given) == wanted.len && sign_equal(given, text_str(&wanted), wanted.len);
	}
	text_clear(&base);
	text_clear(&wanted);
	return good;
}
