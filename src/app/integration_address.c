#include <ctype.h>
#include <string.h>

#include "app/integration.h"
#include "base/utf8.h"

/* Length of the scheme with "://", or 0. */
static size_t scheme_length(const char *typed)
{
	const char *mark = strstr(typed, "://");

	return mark != NULL && strcspn(typed, "/?#") == (size_t)(mark + 1 - typed) ? (size_t)(mark + 3 - typed)
	                                                                           : 0;
}

static bool is_loopback(const char *host, size_t len)
{
	static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strlen(names[i]) == len && memcmp(names[i], host, len) == 0)
			return true;
	}
	return false;
}

static bool scheme_allowed(const struct profile_key *key, const char *scheme, size_t len, bool loopback)
{
	if (len == strlen("https") && memcmp(scheme, "https", len) == 0)
		return true;
	for (size_t i = 0; i < key->scheme_count; i++) {
		if (strlen(key->schemes[i]) == len && memcmp(key->schemes[i], scheme, len) == 0)
			return true;
	}
	return loopback && len == strlen("http") && memcmp(scheme, "http", len) == 0;
}

/* A host name or address with an optional port: the letters that these can have. */
static bool host_ok(const char *host, size_t len)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789.-:[]";

	if (len == 0 || host[0] == '.' || host[0] == ':')
		return false;
	for (size_t i = 0; i < len; i++) {
		if (strchr(allowed, host[i]) == NULL && !(host[i] & 0x80))
			return false;
	}
	return true;
}

static void cut_tails(const struct profile_key *key, struct text *out, size_t host_end)
{
	for (size_t i = 0; i < key->strip_count; i++) {
		char *tail = strstr(out->data + host_end, key->strip[i]);
		if (tail != NULL)
			text_cut(out, (size_t)(tail - out->data));
	}
	while (!key->exact && out->len > host_end && out->data[out->len - 1] == '/')
		text_cut(out, out->len - 1);
}

bool integration_address(const struct profile_key *key, const char *typed, struct text *out,
                         struct error *err)
{
	size_t scheme = scheme_length(typed);
	const char *host = typed + scheme;
	size_t host_len = strcspn(host, "/?#");
	size_t host_at;

	text_cut(out, 0);
	text_add_n(out, scheme > 0 ? typed : "https://", scheme > 0 ? scheme : strlen("https://"));
	host_at = out->len;
	text_add_n(out, host, host_len);
	for (size_t i = 0; i < out->len; i++)
		out->data[i] = (char)tolower((unsigned char)out->data[i]);
	if (memchr(out->data + host_at, '@', host_len) != NULL)
		return error_set(err, ERROR_CONFIG, "",
		                 "The address holds a name or password before \"@\": leave them out.");
	if (!host_ok(out->data + host_at, host_len) || !utf8_valid(out->data, out->len))
		return error_set(err, ERROR_CONFIG, "",
		                 "This is no web address: write it like https://www.yourstore.com.");
	if (!scheme_allowed(key, out->data, host_at - 3,
	                    is_loopback(out->data + host_at, strcspn(out->data + host_at, ":"))))
		return error_set(err, ERROR_CONFIG, "", "The address must begin with https://.");
	text_add_n(out, host + host_len, strcspn(host + host_len, key->exact ? "#" : "?#"));
	cut_tails(key, out, host_at + host_len);
	return true;
}
