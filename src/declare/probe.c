/* A probe's declaration. */
#include <string.h>

#include "declare/parts.h"

static const char *const kinds[] = {"http", "graphql", "soap", "token", NULL};
static const char *const methods[] = {"GET", "HEAD", NULL};
static const char *const schemes[] = {"none",         "basic",  "bearer",         "header",
                                      "query-key",    "oauth1", "oauth2-refresh", "oauth2-client",
                                      "soap-session", NULL};
static const char *const sign_as[] = {"http", "https", NULL};

enum {
	HTTP = 1 << PROBE_HTTP,
	GRAPHQL = 1 << PROBE_GRAPHQL,
	SOAP = 1 << PROBE_SOAP,
	TOKEN = 1 << PROBE_TOKEN
};
enum { ANY = HTTP | GRAPHQL | SOAP | TOKEN };

/* url, path and base are joined when all three have been read. */
struct reading {
	struct probe probe;
	const char *path, *base;
};

static void read_outcomes(struct declare *declare, const struct json_at *at, void *out)
{
	struct reading *reading = out;

	declare_outcomes(declare, at, &reading->probe.outcome, &reading->probe.outcome_count);
}

static void read_set(struct declare *declare, const struct json_at *at, void *out)
{
	struct reading *reading = out;

	declare_sets(declare, at, &reading->probe.set, &reading->probe.set_count);
}

static void read_each(struct declare *declare, const struct json_at *at, void *out)
{
	struct reading *reading = out;

	declare_each(declare, at, &reading->probe);
}

/* "when" is judged before there is an answer. */
static void read_when(struct declare *declare, const struct json_at *at, void *out)
{
	struct reading *reading = out;
	struct expr_names names = *declare->names;
	struct declare inner = *declare;

	names.in_answer = false;
	inner.names = &names;
	reading->probe.when = field_expr(&inner, at, VALUE_YESNO);
}

static void read_fallback(struct declare *declare, const struct json_at *at, void *out)
{
	static const char *const words[] = {"GET", NULL};
	struct reading *reading = out;

	reading->probe.fallback_get = field_word(declare, at, words) == 0;
}

static const char *dump(struct declare *declare, const struct json_at *at)
{
	struct text json = {0};
	const char *copy;

	json_dump(at, &json);
	copy = arena_strndup(declare->arena, text_str(&json), json.len);
	text_clear(&json);
	return copy;
}

static void read_variables(struct declare *declare, const struct json_at *at, void *out)
{
	struct reading *reading = out;

	if (field_is(declare, at, JSON_OBJECT))
		reading->probe.variables = dump(declare, at);
}

static void read_args(struct declare *declare, const struct json_at *at, void *out)
{
	struct reading *reading = out;

	if (field_is(declare, at, JSON_OBJECT))
		reading->probe.args = dump(declare, at);
}

/* Only such as no scheme of signing in, nor curl, makes by itself. */
static void read_headers(struct declare *declare, const struct json_at *at, void *out)
{
	struct reading *reading = out;
	struct json_at member;
	void *state = NULL;

	if (!field_is(declare, at, JSON_OBJECT))
		return;
	while (json_next(at, &state, &member)) {
		if (!text_starts(member.key, "x-") && !text_starts(member.key, "X-"))
			field_fail(declare, &member, "wrong-value", "A header of \"headers\" begins with X-.");
		field_is(declare, &member, JSON_STRING);
	}
	reading->probe.headers = dump(declare, at);
}

#define AT(member) offsetof(struct reading, member)

static const struct field probe_fields[] = {
	{.key = "ref", .kind = FIELD_TEXT, .at = AT(probe.ref)},
	{.key = "title", .kind = FIELD_TEXT, .at = AT(probe.title), .needs = ANY},
	{.key = "guide",
     .kind = FIELD_TEXTS,
     .at = AT(probe.guide),
     .count_at = AT(probe.guide_count),
     .needs = ANY},
	{.key = "proves", .kind = FIELD_TEXT, .at = AT(probe.proves), .needs = ANY},
	{.key = "does_not_prove", .kind = FIELD_TEXT, .at = AT(probe.does_not_prove), .needs = ANY},
	{.key = "vantage", .kind = FIELD_TEXT, .at = AT(probe.vantage)},
	{.key = "side_effects", .kind = FIELD_TEXT, .at = AT(probe.side_effects)},
	{.key = "kind", .kind = FIELD_ENUM, .at = AT(probe.kind), .words = kinds, .needs = ANY},
	{.key = "method", .kind = FIELD_WORD, .at = AT(probe.method), .words = methods, .allows = HTTP},
	{.key = "fallback", .kind = FIELD_BY, .read = read_fallback, .allows = HTTP},
	{.key = "url", .kind = FIELD_TEXT, .at = AT(probe.url)},
	{.key = "path", .kind = FIELD_TEXT, .at = AT(path)},
	{.key = "base", .kind = FIELD_TEXT, .at = AT(base)},
	{.key = "query", .kind = FIELD_TEXT, .at = AT(probe.query), .needs = GRAPHQL, .allows = GRAPHQL},
	{.key = "variables", .kind = FIELD_BY, .read = read_variables, .allows = GRAPHQL},
	{.key = "call", .kind = FIELD_TEXT, .at = AT(probe.call), .needs = SOAP, .allows = SOAP},
	{.key = "args", .kind = FIELD_BY, .read = read_args, .allows = SOAP},
	{.key = "namespace", .kind = FIELD_TEXT, .at = AT(probe.namespace), .needs = SOAP, .allows = SOAP},
	{.key = "auth", .kind = FIELD_WORD, .at = AT(probe.auth), .words = schemes, .needs = ANY},
	{.key = "secret", .kind = FIELD_TEXT, .at = AT(probe.secret)},
	{.key = "header", .kind = FIELD_TEXT, .at = AT(probe.header)},
	{.key = "headers", .kind = FIELD_BY, .read = read_headers, .allows = HTTP},
	{.key = "sign_as", .kind = FIELD_WORD, .at = AT(probe.sign_as), .words = sign_as},
	{.key = "contrast", .kind = FIELD_TEXT, .at = AT(probe.contrast)},
	{.key = "same_answer", .kind = FIELD_TEXT, .at = AT(probe.same_answer)},
	{.key = "when", .kind = FIELD_BY, .read = read_when},
	{.key = "needs", .kind = FIELD_TEXTS, .at = AT(probe.needs), .count_at = AT(probe.need_count)},
	{.key = "after", .kind = FIELD_TEXTS, .at = AT(probe.after), .count_at = AT(probe.after_count)},
	{.key = "bust_cache", .kind = FIELD_YESNO, .at = AT(probe.bust_cache)},
	{.key = "personal", .kind = FIELD_YESNO, .at = AT(probe.personal)},
	{.key = "repeat", .kind = FIELD_INT, .at = AT(probe.repeat), .min = 1, .max = 10},
	{.key = "timeout", .kind = FIELD_DURATION, .at = AT(probe.timeout_ms)},
	{.key = "max_bytes", .kind = FIELD_INT64, .at = AT(probe.max_bytes), .min = 1, .max = 64 << 20},
	{.key = "outcomes", .kind = FIELD_BY, .read = read_outcomes, .needs = ANY},
	{.key = "each", .kind = FIELD_BY, .read = read_each},
	{.key = "set", .kind = FIELD_BY, .read = read_set},
};

static void join_url(struct declare *declare, const struct json_at *at, struct reading *reading)
{
	struct text url = {0};

	if ((reading->probe.url != NULL) + (reading->path != NULL) != 1) {
		if (reading->probe.kind != PROBE_TOKEN && reading->probe.same_answer == NULL)
			field_fail(declare, at, "missing-field", "A probe must have either \"url\" or \"path\".");
		return;
	}
	if (reading->path == NULL)
		return;
	if (reading->base == NULL && *reading->path != '/')
		field_fail(declare, at, "wrong-value", "A \"path\" without \"base\" begins with '/'.");
	text_add(&url, reading->base != NULL ? reading->base : "{store}");
	text_add(&url, reading->path);
	reading->probe.url = arena_strdup(declare->arena, text_str(&url));
	text_clear(&url);
}

static void check_rest(struct declare *declare, const struct json_at *at, const struct probe *probe)
{
	struct json_at query = json_get(at, "query");
	struct json_at outcomes = json_get(at, "outcomes");

	if (probe->query != NULL && !declare_graphql_reads(probe->query))
		field_fail(declare, &query, "not-read-only",
		           "A probe only reads: the query holds another operation, or does "
		           "not end.");
	if (probe->auth != NULL && strcmp(probe->auth, "header") == 0 && probe->header == NULL)
		field_fail(declare, at, "missing-field", "A probe with auth \"header\" must have \"header\".");
	if (probe->timeout_ms < 1000 || probe->timeout_ms > 120000)
		field_fail(declare, at, "wrong-value", "A timeout is from 1s to 2min.");
	if (outcomes.type == JSON_ARRAY && probe->outcome_count == 0)
		field_fail(declare, &outcomes, "missing-field",
		           "A probe must have at least one rule in \"outcomes\".");
	declare_soap(declare, at, probe);
}

bool declare_probe(struct declare *declare, const struct json_at *at, const char *name, struct probe *out)
{
	struct reading reading = {.probe = {.name = name,
	                                    .vantage = "this computer",
	                                    .method = "GET",
	                                    .repeat = 1,
	                                    .timeout_ms = 20000,
	                                    .max_bytes = 4 << 20}};
	struct json_at kind = json_get(at, "kind");
	size_t before = findings_errors(declare->findings);
	const char *word = json_string(&kind, NULL);
	unsigned bits = HTTP;

	for (int i = 0; word != NULL && i < PROBE_KINDS; i++)
		if (strcmp(word, kinds[i]) == 0)
			bits = 1u << i;
	fields_read(declare, at, probe_fields, sizeof probe_fields / sizeof *probe_fields, bits, "A probe",
	            &reading);
	if (at->type == JSON_OBJECT) {
		join_url(declare, at, &reading);
		check_rest(declare, at, &reading.probe);
		reading.probe.declaration = dump(declare, at);
	}
	*out = reading.probe;
	return findings_errors(declare->findings) == before;
}
