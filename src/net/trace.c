#include "net/trace.h"

#include <string.h>

#include "base/utf8.h"
#include "net/message.h"

enum { HEADER_COLUMNS = 200, TEXT_COLUMNS = 500 };

/* Headers that help to find a fault and hold nobody's data. */
static const char *const shown[] = {
	"age",
	"allow",
	"cache-control",
	"cf-cache-status",
	"cf-mitigated",
	"cf-ray",
	"content-encoding",
	"content-length",
	"content-type",
	"date",
	"link",
	"location",
	"ratelimit-limit",
	"ratelimit-remaining",
	"ratelimit-reset",
	"retry-after",
	"server",
	"strict-transport-security",
	"via",
	"www-authenticate",
	"x-amzn-errortype",
	"x-amzn-ratelimit-limit",
	"x-amzn-requestid",
	"x-cache",
	"x-correlation-id",
	"x-limit-per-day",
	"x-limit-per-second",
	"x-powered-by",
	"x-rate-limit-limit",
	"x-rate-limit-remaining",
	"x-rate-limit-reset",
	"x-redirect-by",
	"x-remaining-this-second",
	"x-remaining-today",
	"x-request-id",
	"x-shopify-api-version",
	"x-shopify-shop-api-call-limit",
	"x-wp-total",
	"x-wp-totalpages",
};

void trace_init(struct trace *trace)
{
	memset(trace, 0, sizeof *trace);
	arena_init(&trace->arena);
}

void trace_clear(struct trace *trace)
{
	array_clear(&trace->request);
	array_clear(&trace->response);
	arena_clear(&trace->arena);
	trace_init(trace);
}

/* Printable ASCII needs no cleaning. */
static bool is_plain(const char *text, size_t columns)
{
	size_t len = 0;
	while (text[len] >= ' ' && text[len] < 0x7f)
		len++;
	return !text[len] && (columns == 0 || len <= columns);
}

static const char *clean_copy(struct trace *trace, const char *text, size_t columns, const struct scan *scan)
{
	if (scan->needle.count == 0 && is_plain(text, columns))
		return arena_strdup(&trace->arena, text);
	struct text blanked = {0}, clean = {0};
	text_add(&blanked, text);
	scan_blank(scan, &blanked);
	text_safe(&clean, text_str(&blanked), blanked.len, TEXT_SAFE_LINE, columns);
	const char *copy = arena_strdup(&trace->arena, text_str(&clean));
	text_wipe(&blanked);
	text_clear(&clean);
	return copy;
}

const char *trace_text(struct trace *trace, const char *text, const struct scan *scan)
{
	return clean_copy(trace, text, TEXT_COLUMNS, scan);
}

/* "Basic ••••": the scheme is worth seeing, nothing behind it is. */
static const char *shown_value(struct trace *trace, const struct request_header *header,
                               const struct scan *scan)
{
	const char *value = text_str(&header->value);
	if (!header->secret)
		return clean_copy(trace, value, HEADER_COLUMNS, scan);
	const char *space = text_same_fold(header->name, "authorization") ? strchr(value, ' ') : NULL;
	struct text blanked = {0};
	text_add_n(&blanked, value, space ? (size_t)(space - value + 1) : 0);
	text_add(&blanked, SCAN_BLANK);
	const char *copy = arena_strdup(&trace->arena, text_str(&blanked));
	text_clear(&blanked);
	return copy;
}

void trace_note_request(struct trace *trace, const struct request *request, const struct scan *scan)
{
	trace->method = arena_strdup(&trace->arena, request->method);
	trace->url = clean_copy(trace, text_str(&request->shown_url), 0, scan);
	trace->request.count = 0;
	for (size_t i = 0; i < request->header.count; i++) {
		struct wire_header header = {.name = arena_strdup(&trace->arena, request->header.at[i].name),
		                             .value = shown_value(trace, &request->header.at[i], scan)};
		array_push(&trace->request, header);
	}
}

static bool is_shown(const char *name)
{
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		if (text_same_fold(shown[i], name))
			return true;
	return false;
}

/* Where a redirect leads is shown without its query, which may repeat what was sent. */
static void note_header(struct trace *trace, const struct answer *answer, size_t i, const struct scan *scan)
{
	const char *name = answer->header.at[i].name;
	const char *value = answer->header.at[i].value;
	struct text bare = {0};
	if (text_same_fold(name, "location")) {
		text_add_n(&bare, value, strcspn(value, "?#"));
		value = text_str(&bare);
	}
	struct wire_header header = {.name = clean_copy(trace, name, HEADER_COLUMNS, scan),
	                             .value = clean_copy(trace, value, HEADER_COLUMNS, scan)};
	array_push(&trace->response, header);
	text_clear(&bare);
}

void trace_note_answer(struct trace *trace, const struct answer *answer, const struct scan *scan)
{
	for (size_t i = 0; i < answer->header.count; i++)
		if (is_shown(answer->header.at[i].name))
			note_header(trace, answer, i, scan);
	struct text excerpt = {0};
	message_add_excerpt(&excerpt, answer);
	trace->excerpt = clean_copy(trace, text_str(&excerpt), 0, scan);
	text_clear(&excerpt);
}
