#include "net/reading.h"

#include <string.h>

#include "base/clock.h"
#include "net/reading_list.h"

enum { BODY_MAX = 65536 };

static const char *const names[CONTRASTS] = {
	[CONTRAST_WRONG_SECRET] = "wrong_secret",
	[CONTRAST_UNKNOWN_KEY] = "unknown_key",
};

const char *contrast_name(enum contrast contrast)
{
	return names[contrast];
}

void reading_init(struct reading *reading, const struct task *task, const struct answer *answer)
{
	memset(reading, 0, sizeof *reading);
	reading->task = task;
	reading->answer = answer;
	reading->wanted = CONTRAST_NONE;
}

struct spot answer_root(const struct answer *answer, struct json_at *at)
{
	if (answer->form == ANSWER_XML)
		return (struct spot){.document = answer->xml};
	if (answer->form != ANSWER_JSON)
		return (struct spot){0};
	*at = json_root(answer->json);
	return (struct spot){.json = at};
}

static struct value text_or_nothing(const char *text)
{
	return text ? value_text(text) : VALUE_NOTHING;
}

/* ---- one function each ---- */

static struct value of_status(const struct look *look)
{
	return look->reading->answer->status ? value_number(look->reading->answer->status) : VALUE_NOTHING;
}

static struct value of_header(const struct look *look)
{
	return text_or_nothing(answer_header(look->reading->answer, look->pointer, look->arena));
}

static struct value of_link(const struct look *look)
{
	return text_or_nothing(answer_link(look->reading->answer, look->pointer, look->arena));
}

static struct value of_asked_url(const struct look *look)
{
	return text_or_nothing(look->reading->answer->asked_url);
}

static struct value of_body(const struct look *look)
{
	const struct answer *answer = look->reading->answer;
	size_t len = answer->clean_len < BODY_MAX ? answer->clean_len : BODY_MAX;
	return value_text(arena_strndup(look->arena, answer->clean, len));
}

static struct value of_form(const struct look *look)
{
	const struct answer *answer = look->reading->answer;
	if (*look->pointer == '\0' && look->function == EXPR_IS_HTML)
		return value_yesno(answer->form == ANSWER_HTML);
	if (*look->pointer == '\0' && look->function == EXPR_IS_EMPTY && answer->form != ANSWER_JSON)
		return value_yesno(answer->form == ANSWER_EMPTY);
	return look_at_form(look);
}

static struct value of_dirty(const struct look *look)
{
	return value_yesno(look->reading->answer->dirty);
}

static struct value of_date_skew(const struct look *look)
{
	const struct answer *answer = look->reading->answer;
	const char *date = answer_header(answer, "date", look->arena);
	int64_t at;
	if (!date || !time_parse_http(date, &at))
		return VALUE_NOTHING;
	return value_duration(at - answer->at);
}

static struct value of_first_byte(const struct look *look)
{
	double ms = look->reading->answer->first_byte_ms;
	return ms < 0 ? VALUE_NOTHING : value_duration((int64_t)(ms + 0.5));
}

static struct value of_contrast(const struct look *look)
{
	for (int kind = 0; kind < CONTRASTS; kind++) {
		if (strcmp(names[kind], look->pointer) != 0)
			continue;
		if (!look->reading->contrast[kind].asked)
			look->reading->wanted = (enum contrast)kind;
		if (!look->reading->contrast[kind].answer)
			return VALUE_NOTHING;
		struct reading other;
		reading_init(&other, look->reading->task, look->reading->contrast[kind].answer);
		struct look there = {.reading = &other,
		                     .function = EXPR_TEXT,
		                     .pointer = look->second,
		                     .arena = look->arena};
		return look_first(&there);
	}
	return VALUE_NOTHING;
}

static struct value of_n(const struct look *look)
{
	const struct tally *tally = look->reading->tally;
	if (!tally)
		return VALUE_NOTHING;
	if (*look->pointer == '\0')
		return value_number((double)tally->total);
	for (size_t i = 0; i < tally->label_count; i++)
		if (strcmp(tally->label[i].name, look->pointer) == 0)
			return value_number((double)tally->label[i].count);
	return value_number(0);
}

/* Functions of an answer, in the order of enum expr_function. */
static struct value (*const table[EXPR_FUNCTIONS])(const struct look *look) = {
	[EXPR_STATUS] = of_status,       [EXPR_HEADER] = of_header,
	[EXPR_LINK] = of_link,           [EXPR_ASKED_URL] = of_asked_url,
	[EXPR_BODY] = of_body,           [EXPR_IS_ARRAY] = of_form,
	[EXPR_IS_OBJECT] = of_form,      [EXPR_IS_HTML] = of_form,
	[EXPR_IS_EMPTY] = of_form,       [EXPR_DIRTY] = of_dirty,
	[EXPR_TEXT] = look_first,        [EXPR_NUMBER] = look_first,
	[EXPR_BOOL] = look_first,        [EXPR_TIME] = look_first,
	[EXPR_LIST] = look_list,         [EXPR_COUNT] = look_count,
	[EXPR_ANY] = look_any,           [EXPR_ALL] = look_all,
	[EXPR_FIRST] = look_first_where, [EXPR_MISSING] = look_missing,
	[EXPR_NEWEST] = look_newest,     [EXPR_OLDEST] = look_oldest,
	[EXPR_ITEM] = look_item,         [EXPR_ITEM_NUMBER] = look_item,
	[EXPR_ITEM_TIME] = look_item,    [EXPR_ITEM_BOOL] = look_item,
	[EXPR_DATE_SKEW] = of_date_skew, [EXPR_TIME_FIRST_BYTE] = of_first_byte,
	[EXPR_CONTRAST] = of_contrast,   [EXPR_N] = of_n,
};

/* ---- the scope ---- */

static struct value scope_fact(void *ctx, int id)
{
	return task_value(((struct reading *)ctx)->task, id);
}

static bool scope_known(void *ctx, int id)
{
	return task_knows(((struct reading *)ctx)->task, id);
}

static struct value scope_outcome(void *ctx, const char *probe)
{
	return task_outcome(((struct reading *)ctx)->task, probe);
}

static struct value scope_answer(void *ctx, enum expr_function function, const char *pointer,
                                 const char *second, const struct expr *where, struct arena *arena)
{
	struct look look = {.reading = ctx,
	                    .function = function,
	                    .pointer = pointer,
	                    .second = second,
	                    .where = where,
	                    .arena = arena};
	return look.reading->answer && table[function] ? table[function](&look) : VALUE_NOTHING;
}

struct expr_scope reading_scope(struct reading *reading)
{
	return (struct expr_scope){
		.ctx = reading,
		.now = reading->task->ask.now,
		.fact = scope_fact,
		.known = scope_known,
		.outcome = scope_outcome,
		.answer = scope_answer,
	};
}
