#include "recording.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/clock.h"
#include "base/file.h"

bool recording_load(struct recording *recording, const char *platform, const char *name)
{
	struct text path = {0}, all = {0};
	memset(recording, 0, sizeof *recording);
	snprintf(recording->name, sizeof recording->name, "%s", name);
	text_addf(&path, "%s/tests/captures/%s/%s.http", getenv("SYNCFIX_TEST_SOURCE"), platform, name);
	bool read = file_read(text_str(&path), 4 << 20, &all, NULL);
	const char *end = read ? strstr(text_str(&all), "\r\n\r\n") : NULL;
	if (end) {
		text_add_n(&recording->head, all.data, (size_t)(end + 2 - all.data));
		text_add_n(&recording->body, end + 4, all.len - (size_t)(end + 4 - all.data));
		recording->status = (int)strtol(all.data + strcspn(all.data, " "), NULL, 10);
		const char *date = strcasestr(recording->head.data, "\r\ndate: ");
		char stamp[64];
		snprintf(stamp, sizeof stamp, "%.*s", date ? (int)strcspn(date + 8, "\r") : 0, date ? date + 8 : "");
		time_parse_http(stamp, &recording->date);
	}
	text_clear(&path);
	text_clear(&all);
	return end != NULL;
}

void recording_clear(struct recording *recording)
{
	text_clear(&recording->head);
	text_clear(&recording->body);
}

/* ---- variations ---- */

static void replace_all(struct text *text, const char *old, const char *new)
{
	struct text out = {0};
	const char *at = text_str(text);
	const char *end = at + text->len;
	const char *hit;
	while ((hit = memmem(at, (size_t)(end - at), old, strlen(old)))) {
		text_add_n(&out, at, (size_t)(hit - at));
		text_add(&out, new);
		at = hit + strlen(old);
	}
	text_add_n(&out, at, (size_t)(end - at));
	text_clear(text);
	*text = out;
}

/* Letters turned by 13, with a letter that no English text has: wholly another text, always the same. */
void recording_translate(const char *message, size_t len, struct text *out)
{
	text_add(out, "\xc3\x91 ");
	for (size_t i = 0; i < len; i++) {
		char c = message[i];
		if (c == '\\') {
			size_t escape = message[i + 1] == 'u' ? 6 : 2;
			text_add_n(out, message + i, escape);
			i += escape - 1;
			continue;
		}
		if (isalpha((unsigned char)c)) {
			char base = islower((unsigned char)c) ? 'a' : 'A';
			c = (char)(base + (c - base + 13) % 26);
		}
		text_add_char(out, c);
	}
}

static size_t string_len(const char *at)
{
	size_t len = 0;
	while (at[len] && at[len] != '"')
		len += at[len] == '\\' && at[len + 1] ? 2 : 1;
	return len;
}

static void translate_messages(struct text *body)
{
	static const char key[] = "\"message\":\"";
	struct text out = {0};
	const char *at = text_str(body);
	const char *hit;
	while ((hit = strstr(at, key))) {
		hit += sizeof key - 1;
		size_t len = string_len(hit);
		text_add_n(&out, at, (size_t)(hit - at));
		recording_translate(hit, len, &out);
		at = hit + len;
	}
	text_add(&out, at);
	text_clear(body);
	*body = out;
}

/* "id":21 and "number":"21" */
static void shift_numbers(struct text *body, const char *key)
{
	struct text out = {0};
	const char *at = text_str(body);
	const char *hit;
	while ((hit = strstr(at, key))) {
		hit += strlen(key);
		text_add_n(&out, at, (size_t)(hit - at));
		char *end;
		long number = strtol(hit, &end, 10);
		if (end != hit)
			text_addf(&out, "%ld", number + RECORDING_ID_SHIFT);
		at = end;
	}
	text_add(&out, at);
	text_clear(body);
	*body = out;
}

/* What stands between open and close, in another language. */
static void translate_between(struct text *body, const char *open, const char *close)
{
	struct text out = {0};
	const char *at = text_str(body);
	const char *hit;
	while ((hit = strstr(at, open))) {
		hit += strlen(open);
		const char *end = strstr(hit, close);
		size_t len = end ? (size_t)(end - hit) : strlen(hit);
		text_add_n(&out, at, (size_t)(hit - at));
		if (memchr(hit, '<', len) || memchr(hit, '&', len))
			text_add_n(&out, hit, len);
		else
			recording_translate(hit, len, &out);
		at = hit + len;
	}
	text_add(&out, at);
	text_clear(body);
	*body = out;
}

/* Magento's own messages are translated; those of PHP ("WSDL", "SOAP-ENV:Server") are English everywhere. */
static void vary_soap(struct text *body)
{
	static const char *const numbers[] = {"<increment_id xsi:type=\"xsd:string\">",
	                                      "<order_id xsi:type=\"xsd:string\">",
	                                      "<product_id xsi:type=\"xsd:string\">"};
	const char *code = strstr(body->data, "<faultcode>");
	if (code && isdigit((unsigned char)code[strlen("<faultcode>")]))
		translate_between(body, "<faultstring>", "</faultstring>");
	replace_all(body, "\">2026-", "\">2025-");
	replace_all(body, "urn:OpenMage", "urn:Magento");
	replace_all(body, "ns1:", "magento:");
	replace_all(body, "xmlns:ns1=", "xmlns:magento=");
	replace_all(body, "SOAP-ENV:Envelope", "env:Envelope");
	replace_all(body,
	            "xmlns:SOAP-ENV=", "xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:SOAP-ENV=");
	replace_all(body, "\n", "\n\t ");
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		shift_numbers(body, numbers[i]);
}

static void vary_page(struct text *body)
{
	translate_between(body, "<title>", "</title>");
	translate_between(body, "<h1>", "</h1>");
	translate_between(body, "<p>", "</p>");
	translate_between(body, "<em>", "</em>");
	translate_between(body, "<p>Error log", ":");
}

static void vary_body(struct text *body)
{
	replace_all(body, RECORDING_HOST, RECORDING_OTHER_HOST);
	if (body->len > 0 && strstr(body->data, "Envelope"))
		vary_soap(body);
	else if (body->len > 0 && strstr(body->data, "definitions"))
		replace_all(body, "urn:OpenMage", "urn:Magento");
	else if (body->len > 0 && strstr(body->data, "Magento Inc."))
		vary_page(body);
	if (body->len == 0 || !memchr(body->data, '{', body->len) || strstr(body->data, "<html"))
		return;
	replace_all(body, "\"2026-", "\"2025-");
	translate_messages(body);
	shift_numbers(body, "\"id\":");
	shift_numbers(body, "\"number\":\"");
}

static bool is_framing(const char *line)
{
	return strncasecmp(line, "content-length:", 15) == 0 || strncasecmp(line, "connection:", 11) == 0;
}

/* Header names in other letters, more white space around the value. */
static void add_varied_line(struct text *out, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	for (const char *c = line; colon && c < colon; c++)
		text_add_char(out, (char)((c - line) % 2 ? toupper((unsigned char)*c) : tolower((unsigned char)*c)));
	if (colon)
		text_add(out, ": \t ");
	const char *rest = colon ? colon + 1 + strspn(colon + 1, " ") : line;
	text_add_n(out, rest, len - (size_t)(rest - line));
	text_add(out, colon ? "  \r\n" : "\r\n");
}

static void add_head(const struct recording *recording, bool varied, int64_t date, bool chunked,
                     struct text *out)
{
	struct text head = {0};
	text_add_n(&head, recording->head.data, recording->head.len);
	if (varied)
		replace_all(&head, RECORDING_HOST, RECORDING_OTHER_HOST);
	const char *end;
	bool first = true;
	for (const char *line = text_str(&head); (end = strstr(line, "\r\n")); line = end + 2) {
		size_t len = (size_t)(end - line);
		bool dropped = is_framing(line) || (!chunked && strncasecmp(line, "transfer-encoding:", 18) == 0);
		if (dropped || (date && strncasecmp(line, "date:", 5) == 0))
			continue;
		if (varied && !first) {
			add_varied_line(out, line, len);
		} else {
			text_add_n(out, line, len);
			text_add(out, "\r\n");
		}
		first = false;
	}
	text_clear(&head);
}

static void add_date(int64_t date, struct text *out)
{
	time_t seconds = (time_t)(date / 1000);
	struct tm parts;
	char line[64];
	gmtime_r(&seconds, &parts);
	strftime(line, sizeof line, "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
	text_add(out, line);
}

void recording_print(const struct recording *recording, bool varied, int64_t date, bool head_only,
                     struct text *out)
{
	bool chunked = strstr(recording->name, "chunked_raw") != NULL;
	struct text body = {0};
	text_add_n(&body, recording->body.data, recording->body.len);
	if (varied && !chunked)
		vary_body(&body);
	add_head(recording, varied, date, chunked, out);
	if (date)
		add_date(date, out);
	text_add(out, "Connection: close\r\n\r\n");
	if (!head_only)
		text_add_n(out, text_str(&body), body.len);
	text_clear(&body);
}
