#include "net/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

static bool copy_part(CURLU *url, CURLUPart part, unsigned flags, char *out, size_t size)
{
	char *value = NULL;
	if (curl_url_get(url, part, &value, flags) != CURLUE_OK)
		return false;
	bool fits = strlen(value) < size;
	if (fits)
		memcpy(out, value, strlen(value) + 1);
	curl_free(value);
	return fits;
}

static void drop_brackets(char *host)
{
	size_t len = strlen(host);
	if (len < 2 || host[0] != '[' || host[len - 1] != ']')
		return;
	memmove(host, host + 1, len - 2);
	host[len - 2] = '\0';
}

static bool read_origin(CURLU *parts, struct origin *out)
{
	char port[8];
	if (!copy_part(parts, CURLUPART_SCHEME, 0, out->scheme, sizeof out->scheme) ||
	    !copy_part(parts, CURLUPART_HOST, 0, out->host, sizeof out->host) ||
	    !copy_part(parts, CURLUPART_PORT, CURLU_DEFAULT_PORT, port, sizeof port))
		return false;
	drop_brackets(out->host);
	out->port = (int)strtol(port, NULL, 10);
	return out->port > 0;
}

static bool parse(const char *url, const char *schemes, struct origin *out)
{
	CURLU *parts = curl_url();
	memset(out, 0, sizeof *out);
	bool parsed = parts && curl_url_set(parts, CURLUPART_URL, url, CURLU_DISALLOW_USER) == CURLUE_OK &&
	              read_origin(parts, out) && text_has_word(schemes, out->scheme);
	curl_url_cleanup(parts);
	if (!parsed)
		memset(out, 0, sizeof *out);
	return parsed;
}

bool origin_parse(const char *url, struct origin *out)
{
	return parse(url, "http https", out);
}

bool origin_parse_mail(const char *url, struct origin *out)
{
	return parse(url, "smtp smtps", out);
}

bool origin_same(const struct origin *a, const struct origin *b)
{
	return a->port == b->port && a->port > 0 && strcmp(a->scheme, b->scheme) == 0 &&
	       text_same_fold(a->host, b->host);
}

bool host_is_loopback(const char *host)
{
	unsigned char four[4];
	if (inet_pton(AF_INET, host, four) == 1)
		return four[0] == 127;
	return strcmp(host, "::1") == 0 || text_same_fold(host, "localhost");
}

bool host_port_parse(const char *text, char *host, size_t size, int *port)
{
	const char *colon = strrchr(text, ':');
	if (!colon || colon == text || (size_t)(colon - text) >= size)
		return false;
	memcpy(host, text, (size_t)(colon - text));
	host[colon - text] = '\0';
	drop_brackets(host);
	char *end;
	long number = strtol(colon + 1, &end, 10);
	*port = (int)number;
	return end != colon + 1 && *end == '\0' && number > 0 && number < 65536;
}

void url_add_bare(struct text *out, const char *url)
{
	CURLU *parts = curl_url();
	char *bare = NULL;
	if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK) {
		curl_url_set(parts, CURLUPART_USER, NULL, 0);
		curl_url_set(parts, CURLUPART_PASSWORD, NULL, 0);
		curl_url_set(parts, CURLUPART_QUERY, NULL, 0);
		curl_url_set(parts, CURLUPART_FRAGMENT, NULL, 0);
		if (curl_url_get(parts, CURLUPART_URL, &bare, 0) == CURLUE_OK)
			text_add(out, bare);
	}
	curl_free(bare);
	curl_url_cleanup(parts);
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '.' || c == '_' || c == '~';
}

void url_encode(struct text *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (is_unreserved(text[i]))
			text_add_char(out, text[i]);
		else
			text_addf(out, "%%%02X", (unsigned char)text[i]);
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void url_decode(struct text *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		int high = i + 2 < len ? hex_digit(text[i + 1]) : -1;
		int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
		if (text[i] == '%' && low >= 0) {
			text_add_char(out, (char)(high * 16 + low));
			i += 2;
		} else {
			text_add_char(out, text[i]);
		}
	}
}
