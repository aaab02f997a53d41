/* The outcomes that any server may give, whatever the probe: one row each, first match wins. */
#include <string.h>
#include <strings.h>

#include "net/judge.h"

/* Only the beginning of a page is looked at: titles and first paragraphs say what it is. */
enum { LOOK_BYTES = 16384 };

struct sight {
	const struct answer *answer;
	const char *page; /* the beginning of the body, as text */
	struct arena *arena;
};

static bool has_header(const struct sight *sight, const char *name)
{
	return answer_header(sight->answer, name, sight->arena) != NULL;
}

static bool page_has(const struct sight *sight, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcasestr(sight->page, words[i]))
			return true;
	return false;
}

#define PAGE_HAS(sight, ...)                                                                                 \
	page_has(sight, (const char *const[]){__VA_ARGS__},                                                      \
	         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static bool is_redirected(const struct sight *sight)
{
	int status = sight->answer->status;
	return status >= 300 && status < 400 && status != 304 && has_header(sight, "location");
}

/* RFC 6585 section 4; some hosts say 503 instead. */
static bool is_rate_limited(const struct sight *sight)
{
	int status = sight->answer->status;
	return status == 429 || (status == 503 && PAGE_HAS(sight, "rate limit", "too many requests", "throttl"));
}

static bool is_maintenance(const struct sight *sight)
{
	return sight->answer->status == 503 &&
	       (has_header(sight, "retry-after") ||
	        PAGE_HAS(sight, "maintenance", "briefly unavailable", "be back soon"));
}

/* Cloudflare, Sucuri, SiteGround, Imperva, DDoS-Guard, Akamai, and whoever shows a captcha. */
static bool is_challenge(const struct sight *sight)
{
	if (has_header(sight, "cf-mitigated") || has_header(sight, "sg-captcha"))
		return true;
	return sight->answer->form == ANSWER_HTML &&
	       PAGE_HAS(sight, "just a moment...", "cf-browser-verification", "challenge-platform", "captcha",
	                "sucuri_cloudproxy", "_incapsula_resource", "ddos-guard", "checking your browser",
	                "attention required! | cloudflare", "verify you are human");
}

static bool is_server_error(const struct sight *sight)
{
	return sight->answer->status >= 500 && !is_challenge(sight);
}

static bool is_not_api(const struct sight *sight)
{
	return sight->answer->form == ANSWER_HTML;
}

static bool is_malformed(const struct sight *sight)
{
	const struct answer *answer = sight->answer;
	bool due = !answer->head && answer->status >= 200 && answer->status != 204 && answer->status < 300;
	return answer->looked_like_json ||
	       (due && (answer->form == ANSWER_OTHER || answer->form == ANSWER_EMPTY));
}

static const struct {
	enum common_outcome outcome;
	bool (*fits)(const struct sight *sight);
} row[] = {
	{OUTCOME_REDIRECTED, is_redirected},   {OUTCOME_RATE_LIMITED, is_rate_limited},
	{OUTCOME_MAINTENANCE, is_maintenance}, {OUTCOME_SERVER_ERROR, is_server_error},
	{OUTCOME_BOT_CHALLENGE, is_challenge}, {OUTCOME_NOT_API, is_not_api},
	{OUTCOME_MALFORMED, is_malformed},
};

enum common_outcome judge_common(const struct answer *answer)
{
	struct arena arena;
	arena_init(&arena);
	size_t len = answer->clean_len < LOOK_BYTES ? answer->clean_len : LOOK_BYTES;
	struct sight sight = {.answer = answer, .arena = &arena};
	sight.page = arena_strndup(&arena, answer->clean, len);
	enum common_outcome outcome = OUTCOME_UNEXPECTED;
	for (size_t i = 0; i < sizeof row / sizeof *row && outcome == OUTCOME_UNEXPECTED; i++)
		if (row[i].fits(&sight))
			outcome = row[i].outcome;
	arena_clear(&arena);
	return outcome;
}
