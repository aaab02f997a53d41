#include "net/url_template.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/civil.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "net/reading.h"
#include "net/url_spelling.h"
#include "json/json.h"

struct expansion {
	struct text *out;
	enum template_place place;
	const struct task *task;
	struct error *err;
	size_t base; /* bytes of out that the base of the URL took; 0: none */
	int depth;
};

/* ---- one value ---- */

static bool is_url_fact(const struct task *task, const char *name)
{
	int id = task_fact_id(task, name);
	return id >= 0 && strcmp(task->ask.value[id].type, "url") == 0;
}

static bool evaluate(const struct expansion *to, const char *source, struct arena *arena, struct value *out)
{
	struct expr_names names = to->task->kit->names;
	struct error err = {0};
	names.in_answer = false;
	*out = VALUE_NOTHING;
	const struct expr *expr = expr_compile(arena, source, &names, VALUE_UNKNOWN, &err);
	if (!expr)
		return error_set(to->err, ERROR_DATA, "url", "{%s}: %s", source, err.message);
	struct reading nothing;
	reading_init(&nothing, to->task, NULL);
	struct expr_scope scope = reading_scope(&nothing);
	*out = expr_eval(expr, &scope, arena);
	if (out->kind == VALUE_UNKNOWN)
		return error_set(to->err, ERROR_NO_INPUT, "url", "%s is not known.", source);
	return true;
}

static void escape_search(struct text *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\\' || *text == '"' || *text == '\'' || *text == ':')
			text_add_char(out, '\\');
		text_add_char(out, *text);
	}
}

static void add_escaped(struct expansion *to, const char *text, size_t len)
{
	if (to->place == TEMPLATE_URL) {
		url_encode(to->out, text, len);
		return;
	}
	if (to->place == TEMPLATE_HEADER) {
		text_safe(to->out, text, len, TEXT_SAFE_LINE, 0);
		return;
	}
	if (to->place == TEMPLATE_PLAIN) {
		text_add_n(to->out, text, len);
		return;
	}
	struct text quoted = {0};
	json_quote(&quoted, text, len);
	text_add_n(to->out, quoted.data + 1, quoted.len - 2);
	text_clear(&quoted);
}

static bool expand(struct expansion *to, const char *template);

/*
 * White space and control characters would end the request line. A default may be a template itself
 * ("{store}/wp-json/"), whose own values may not.
 */
static bool add_raw(struct expansion *to, const char *source, const char *url)
{
	if (*url == '{' && to->depth > 0)
		return error_set(to->err, ERROR_DATA, "url", "%s is made of itself.", source);
	if (*url == '{') {
		to->depth++;
		bool done = expand(to, url);
		to->depth--;
		return done;
	}
	for (const char *c = url; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f)
			return error_set(to->err, ERROR_DATA, "url", "%s holds a character that no address has.", source);
	text_add_n(to->out, url, strcspn(url, "#"));
	return true;
}

static bool add_spelled(struct expansion *to, const char *spelling, const char *url)
{
	return url_spelling_add(to->out, spelling, url) ||
	       error_set(to->err, ERROR_NO_INPUT, "url",
	                 "The address is spelled so already: it was not asked again.");
}

/* In UTC; false: no such filter for times. */
static bool write_time(int64_t ms, const char *filter, struct text *out)
{
	struct civil civil;
	civil_from_time(ms, 0, &civil);
	if (*filter == '\0' || strcmp(filter, "iso") == 0)
		time_add_iso(out, ms);
	else if (strcmp(filter, "unix") == 0)
		text_addf(out, "%" PRId64, ms / 1000);
	else if (strcmp(filter, "sql") == 0)
		text_addf(out, "%04d-%02d-%02d %02d:%02d:%02d", civil.year, civil.month, civil.day, civil.hour,
		          civil.minute, civil.second);
	else if (strcmp(filter, "millis") == 0)
		text_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d.000Z", civil.year, civil.month, civil.day, civil.hour,
		          civil.minute, civil.second);
	else if (strcmp(filter, "basic") == 0)
		text_addf(out, "%04d%02d%02dT%02d%02d%02dZ", civil.year, civil.month, civil.day, civil.hour,
		          civil.minute, civil.second);
	else
		return false;
	return true;
}

static void write_plain(const struct value *value, const char *filter, struct text *out)
{
	struct text written = {0};
	value_write(&written, value);
	if (strcmp(filter, "search") == 0)
		escape_search(out, text_str(&written));
	else
		text_add(out, text_str(&written));
	text_clear(&written);
}

/* False: no such filter for this kind of value. */
static bool write_filtered(const struct value *value, const char *filter, struct text *out)
{
	if (value->kind == VALUE_TIME)
		return write_time(value->ms, filter, out);
	write_plain(value, filter, out);
	return *filter == '\0' || strcmp(filter, "search") == 0 || strcmp(filter, "row") == 0;
}

/* What a service may take for "no filter": it must not be asked for everything. */
static bool is_no_row(const char *filter, const char *written)
{
	written += strspn(written, " \t");
	return strcmp(filter, "row") == 0 &&
	       (*written == '\0' ||
	        (strncasecmp(written, "null", 4) == 0 && written[4 + strspn(written + 4, " ")] == '\0'));
}

static bool add_value(struct expansion *to, const char *source, const char *filter, bool first)
{
	struct arena arena;
	struct value value;
	struct text written = {0};
	bool spelled = first && url_spelling_known(filter);
	bool raw = strcmp(filter, "raw") == 0 || spelled || (first && *filter == '\0');
	bool done;
	arena_init(&arena);
	if (raw && to->place == TEMPLATE_URL && is_url_fact(to->task, source)) {
		done = evaluate(to, source, &arena, &value);
		done = done && (spelled ? add_spelled(to, filter, value.text) : add_raw(to, source, value.text));
		to->base = first ? to->out->len : to->base;
	} else {
		done = evaluate(to, source, &arena, &value);
		if (done && !write_filtered(&value, filter, &written))
			done =
				error_set(to->err, ERROR_DATA, "url", "{%s:%s} is no filter for this value.", source, filter);
		if (done && is_no_row(filter, text_str(&written)))
			done = error_set(to->err, ERROR_NO_INPUT, "url", "%s names no single row: it was not asked.",
			                 source);
		if (done)
			add_escaped(to, text_str(&written), written.len);
	}
	text_clear(&written);
	arena_clear(&arena);
	return done;
}

/* The last ':' with a word behind it begins the filter. */
static bool add_placeholder(struct expansion *to, const char *at, size_t len, bool first)
{
	char *source = xstrndup(at, len);
	char *colon = strrchr(source, ':');
	const char *filter = "";
	if (colon && colon[1] >= 'a' && colon[1] <= 'z' &&
	    strspn(colon + 1, "abcdefghijklmnopqrstuvwxyz") == strlen(colon + 1)) {
		*colon = '\0';
		filter = colon + 1;
	}
	bool done = add_value(to, source, filter, first);
	free(source);
	return done;
}

/* ---- joining base and path ---- */

static bool base_has(const struct expansion *to, char c)
{
	return memchr(to->out->data, c, to->base) != NULL;
}

/*
 * Exactly one slash between base and path. A base may already have a query ("?rest_route=/", plain
 * permalinks of WordPress): then the template's '?' goes on with it.
 */
static void add_literal(struct expansion *to, const char *at, size_t len)
{
	bool joint = to->base > 0 && to->out->len == to->base && len > 0;
	bool slash = to->out->len > 0 && to->out->data[to->out->len - 1] == '/';
	if (joint && slash && *at == '/')
		at++, len--;
	else if (joint && !slash && !strchr("/?&#", *at))
		text_add_char(to->out, '/');
	for (size_t i = 0; i < len; i++) {
		bool second = at[i] == '?' && to->base > 0 && base_has(to, '?');
		text_add_char(to->out, second ? '&' : at[i]);
	}
}

static bool expand(struct expansion *to, const char *template)
{
	for (const char *at = template; *at;) {
		const char *end = *at == '{' ? strchr(at, '}') : NULL;
		if (end && to->place == TEMPLATE_JSON && !(at[1] >= 'a' && at[1] <= 'z'))
			end = NULL; /* a brace of the JSON itself */
		if (end) {
			if (!add_placeholder(to, at + 1, (size_t)(end - at - 1), at == template))
				return false;
			at = end + 1;
			continue;
		}
		size_t len = 1 + strcspn(at + 1, "{");
		add_literal(to, at, len);
		at += len;
	}
	return true;
}

bool url_template_expand(struct text *out, const char *template, enum template_place place,
                         const struct task *task, struct error *err)
{
	struct expansion to = {.out = out, .place = place, .task = task, .err = err};
	return expand(&to, template);
}
