#include "net/message.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "net/soap.h"

enum { EXCERPT_COLUMNS = 200, WORDS_COLUMNS = 120, EXCERPT_BYTES = 8192, FAULT_INTERNAL = 1 };

/* ---- the server's own words ---- */

/* Tags become spaces, what is in <style> and <script> goes. */
static void add_without_tags(struct text *out, const char *at, size_t len)
{
	const char *end = at + len;
	while (at < end) {
		const char *open = memchr(at, '<', (size_t)(end - at));
		text_add_n(out, at, (size_t)((open ? open : end) - at));
		if (!open)
			return;
		const char *skip = NULL;
		if (end - open > 7 && strncasecmp(open, "<style", 6) == 0)
			skip = strcasestr(open, "</style");
		else if (end - open > 8 && strncasecmp(open, "<script", 7) == 0)
			skip = strcasestr(open, "</script");
		const char *close = memchr(skip ? skip : open, '>', (size_t)(end - (skip ? skip : open)));
		text_add_char(out, ' ');
		at = close ? close + 1 : end;
	}
}

static void add_squeezed(struct text *out, const char *text, size_t columns)
{
	struct text squeezed = {0};
	for (; *text; text++) {
		bool blank = strchr(" \t\r\n", *text) != NULL;
		bool after_blank = squeezed.len == 0 || squeezed.data[squeezed.len - 1] == ' ';
		if (!blank || !after_blank)
			text_add_char(&squeezed, blank ? ' ' : *text);
	}
	text_trim(&squeezed);
	text_safe(out, text_str(&squeezed), squeezed.len, TEXT_SAFE_LINE, columns);
	text_clear(&squeezed);
}

static void add_page(struct text *out, const struct answer *answer, size_t columns)
{
	struct text bare = {0};
	size_t len = answer->clean_len < EXCERPT_BYTES ? answer->clean_len : EXCERPT_BYTES;
	add_without_tags(&bare, answer->clean, len);
	add_squeezed(out, text_str(&bare), columns);
	text_clear(&bare);
}

static bool append_text(void *ctx, const struct spot *match, const struct spot *star)
{
	(void)star;
	struct text *out = ctx;
	struct arena arena;
	arena_init(&arena);
	const char *text = spot_text(match, &arena);
	if (text)
		text_add(out, text);
	arena_clear(&arena);
	return false;
}

/* Where a Fault's code says "internal error", its words are the server's own business: SQL, file names. */
static bool is_internal_fault(const struct answer *answer)
{
	return soap_fault_number(answer) == FAULT_INTERNAL;
}

static bool note_name(void *ctx, const struct spot *match, const struct spot *star)
{
	(void)star;
	*(const char **)ctx = match->text;
	return false;
}

/* Answers over SOAP hold what nobody asked for, names and addresses: their element says enough. */
static bool add_soap(struct text *out, const struct answer *answer)
{
	const char *name = NULL;
	struct json_at at;
	struct text words = {0};
	struct spot root = answer_root(answer, &at);
	spot_find(&root, "/Envelope/Body/*~", note_name, &name);
	if (!name)
		return false;
	text_add(&words, name);
	if (strcmp(name, "Fault") == 0) {
		text_add(&words, " ");
		spot_find(&root, "/Envelope/Body/Fault/faultcode", append_text, &words);
		text_add(&words, " ");
		if (!is_internal_fault(answer))
			spot_find(&root, "/Envelope/Body/Fault/faultstring", append_text, &words);
	}
	add_squeezed(out, text_str(&words), EXCERPT_COLUMNS);
	text_clear(&words);
	return true;
}

void message_add_excerpt(struct text *out, const struct answer *answer)
{
	if (answer->form == ANSWER_XML && add_soap(out, answer))
		return;
	if (answer->form == ANSWER_HTML) {
		add_page(out, answer, EXCERPT_COLUMNS);
		return;
	}
	size_t len = answer->clean_len < EXCERPT_BYTES ? answer->clean_len : EXCERPT_BYTES;
	if (len == 0)
		return;
	char *start = xstrndup(answer->clean ? answer->clean : "", len);
	add_squeezed(out, start, EXCERPT_COLUMNS);
	free(start);
}

static bool note_text(void *ctx, const struct spot *match, const struct spot *star)
{
	append_text(ctx, match, star);
	return ((struct text *)ctx)->len == 0;
}

/* Where the platforms' APIs put their sentence. */
static void add_words(struct text *out, const struct answer *answer)
{
	static const char *const places[] = {
		"/message",
		"/error/message",
		"/errors/0/message",
		"/error_description",
		"/errors/0/detail",
		"/detail",
		"/title",
		"/error",
		"/errors",
		"/0/message",
		"/Envelope/Body/Fault/faultstring",
	};
	struct json_at at;
	struct text words = {0};
	struct spot root = answer_root(answer, &at);
	if (is_internal_fault(answer))
		return;
	for (size_t i = 0; i < sizeof places / sizeof *places && words.len == 0; i++)
		spot_find(&root, places[i], note_text, &words);
	if (words.len > 0)
		add_squeezed(out, text_str(&words), WORDS_COLUMNS);
	text_clear(&words);
}

/* ---- sentences ---- */

static const struct {
	enum common_outcome outcome;
	const char *sentence;
} common[] = {
	{OUTCOME_RATE_LIMITED, "The server asks for a pause: too many requests came in a short time."},
	{OUTCOME_MAINTENANCE, "The site is in maintenance: wait until it is over, then try again."},
	{OUTCOME_SERVER_ERROR,
     "The server failed while it was making its answer: its host finds why in the error log."},
	{OUTCOME_BOT_CHALLENGE, "A protection against robots stands before the site and let nobody through."},
	{OUTCOME_NOT_API, "A web page answered where the API should: the address or a plugin leads elsewhere."},
	{OUTCOME_MALFORMED, "The answer is broken: it cannot be read as what the API promises."},
	{OUTCOME_UNEXPECTED, "The answer is none that we know."},
};

static void add_label(struct text *out, const char *label)
{
	for (; *label; label++)
		text_add_char(out, *label == '_' ? ' ' : *label);
}

/* "The store accepts the key? No: user lacks role (the server answered 403, "Sorry, …")." */
static void add_own(struct text *out, const struct task *task, const struct judgement *judgement,
                    const struct answer *answer)
{
	struct text words = {0};
	text_safe(out, task->probe->title, strlen(task->probe->title), TEXT_SAFE_LINE, 0);
	if (*verdict_denial(judgement->verdict))
		text_addf(out, "? %s", verdict_denial(judgement->verdict));
	text_add(out, ": ");
	if (strcmp(judgement->outcome, "ok") == 0)
		text_add(out, "yes");
	else
		add_label(out, judgement->outcome);
	if (answer->status >= 400) {
		add_words(&words, answer);
		text_addf(out, " (the server answered %d", answer->status);
		if (words.len)
			text_addf(out, ", \"%s\"", text_str(&words));
		text_add(out, ")");
	}
	text_add(out, ".");
	text_clear(&words);
}

void message_add(struct text *out, const struct task *task, const struct judgement *judgement,
                 const struct answer *answer)
{
	enum common_outcome outcome = common_outcome_find(judgement->outcome);
	if (outcome == OUTCOME_REDIRECTED && answer->leads_to) {
		text_add(out, "The server sends everybody on to ");
		text_safe(out, answer->leads_to, strlen(answer->leads_to), TEXT_SAFE_LINE, EXCERPT_COLUMNS);
		text_add(out, " instead of answering.");
		return;
	}
	for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
		if (common[i].outcome == outcome) {
			text_add(out, common[i].sentence);
			return;
		}
	}
	add_own(out, task, judgement, answer);
}
