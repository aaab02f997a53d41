#include "net/answer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "net/extent.h"
#include "xml/xml.h"

/* A page of notices may hold brackets before the JSON begins; one of the first is it or none. */
enum { ATTEMPTS = 16 };

void answer_init(struct answer *answer)
{
	memset(answer, 0, sizeof *answer);
}

void answer_drop_headers(struct answer *answer)
{
	for (size_t i = 0; i < answer->header.count; i++) {
		free(answer->header.at[i].name);
		free(answer->header.at[i].value);
	}
	array_clear(&answer->header);
}

void answer_clear(struct answer *answer)
{
	answer_drop_headers(answer);
	text_wipe(&answer->body); /* buyers' names may stand in it */
	free(answer->asked_url);
	free(answer->leads_to);
	json_free(answer->json);
	xml_free(answer->xml);
	answer_init(answer);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void answer_add_header(struct answer *answer, const char *line, size_t len)
{
	const char *colon = memchr(line, ':', len);
	if (!colon || colon == line)
		return;
	const char *value = colon + 1;
	const char *end = line + len;
	while (value < end && is_blank(*value))
		value++;
	while (end > value && is_blank(end[-1]))
		end--;
	struct answer_header *header = array_add(&answer->header);
	header->name = xstrndup(line, (size_t)(colon - line));
	header->value = xstrndup(value, (size_t)(end - value));
}

const char *answer_header(const struct answer *answer, const char *name, struct arena *arena)
{
	struct text joined = {0};
	size_t count = 0;
	for (size_t i = 0; i < answer->header.count; i++) {
		if (!text_same_fold(answer->header.at[i].name, name))
			continue;
		text_add(&joined, count++ ? ", " : "");
		text_add(&joined, answer->header.at[i].value);
	}
	const char *value = count ? arena_strndup(arena, text_str(&joined), joined.len) : NULL;
	text_clear(&joined);
	return value;
}

/* ---- what the body is ---- */

static bool starts_fold(const char *at, size_t len, const char *prefix)
{
	return len >= strlen(prefix) && strncasecmp(at, prefix, strlen(prefix)) == 0;
}

static bool type_has(const struct answer *answer, const char *part)
{
	for (size_t i = 0; i < answer->header.count; i++)
		if (text_same_fold(answer->header.at[i].name, "content-type") &&
		    strcasestr(answer->header.at[i].value, part))
			return true;
	return false;
}

static void skip_mark(struct answer *answer)
{
	answer->clean = text_str(&answer->body);
	answer->clean_len = answer->body.len;
	if (answer->clean_len >= 3 && memcmp(answer->clean, "\xef\xbb\xbf", 3) == 0) {
		answer->clean += 3;
		answer->clean_len -= 3;
		answer->dirty = true;
	}
	while (answer->clean_len > 0 && is_blank(*answer->clean)) {
		answer->clean++;
		answer->clean_len--;
	}
}

static bool try_json(struct answer *answer, const char *at, size_t len)
{
	size_t extent = json_extent(at, len);
	if (extent == 0)
		return false;
	answer->json = json_parse(at, extent, "answer", 0, NULL);
	if (!answer->json)
		return false;
	for (size_t i = extent; i < len && !answer->dirty; i++)
		answer->dirty = !is_blank(at[i]);
	answer->dirty = answer->dirty || at != answer->clean;
	answer->clean = at;
	answer->clean_len = extent;
	return true;
}

/* PHP notices and the like may stand before the JSON. */
static bool find_json(struct answer *answer)
{
	const char *at = answer->clean;
	const char *end = at + answer->clean_len;
	for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
		while (at < end && *at != '{' && *at != '[')
			at++;
		if (at == end)
			return false;
		if (try_json(answer, at, (size_t)(end - at)))
			return true;
		at++;
	}
	return false;
}

static bool is_page(const struct answer *answer)
{
	return starts_fold(answer->clean, answer->clean_len, "<!doctype html") ||
	       starts_fold(answer->clean, answer->clean_len, "<html");
}

static bool is_xml(const struct answer *answer)
{
	return starts_fold(answer->clean, answer->clean_len, "<?xml") ||
	       (type_has(answer, "xml") && starts_fold(answer->clean, answer->clean_len, "<"));
}

/* A bare JSON value (RFC 8259 allows it): null, 7, "text". */
static bool is_scalar(struct answer *answer)
{
	if (!type_has(answer, "json"))
		return false;
	answer->json = json_parse(answer->clean, answer->clean_len, "answer", 0, NULL);
	return answer->json != NULL;
}

static enum answer_form judge_form(struct answer *answer)
{
	if (answer->clean_len == 0)
		return ANSWER_EMPTY;
	if (is_page(answer))
		return ANSWER_HTML;
	if (is_xml(answer)) {
		answer->xml = xml_parse(answer->clean, answer->clean_len, "answer", NULL);
		return answer->xml ? ANSWER_XML : type_has(answer, "html") ? ANSWER_HTML : ANSWER_OTHER;
	}
	char first = *answer->clean;
	if (find_json(answer) || is_scalar(answer))
		return ANSWER_JSON;
	answer->looked_like_json = first == '{' || first == '[' || type_has(answer, "json");
	return type_has(answer, "html") ? ANSWER_HTML : ANSWER_OTHER;
}

void answer_parse(struct answer *answer)
{
	skip_mark(answer);
	answer->form = judge_form(answer);
}
