#include "cli/routine_ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/prompt.h"
#include "guide/template.h"

enum { COLUMNS = 76, MOST_ANSWERS = 9 };

struct answers {
	const char *label[MOST_ANSWERS];
	const char *value[MOST_ANSWERS];
	size_t count;
	struct arena arena;
};

void routine_ask_keep(struct routine_ask *ask, const char *item, const char *value)
{
	struct arena *arena = &ask->file->arena;
	struct routine_answer answer = {arena_strdup(arena, item),
	                                value != NULL ? arena_strdup(arena, value) : NULL, ask->now};
	struct error err = {0};

	array_push(&ask->file->answer, answer);
	if (routine_file_add(ask->state, ask->profile, &answer, &err) || ask->told)
		return;
	ask->told = true;
	setup_fail(&err);
}

/* ---- what is asked ---- */

static bool expand_word(void *ctx, const char *name, struct text *out)
{
	const struct platform *platform = ctx;
	const char *word = NULL;

	if (platform != NULL && text_starts(name, "platform."))
		word = platform_word(platform, name + strlen("platform."));
	if (word != NULL)
		text_add(out, word);
	return word != NULL;
}

static void print_text(const struct routine_ask *ask, const char *before, const char *words)
{
	struct template_scope scope = {.ctx = (void *)ask->platform, .value = expand_word};
	struct text expanded = {0}, plain = {0};
	struct utf8_lines lines = {0};

	if (words == NULL)
		return;
	template_expand(&expanded, words, &scope);
	text_add(&plain, before);
	template_plain(&plain, text_str(&expanded));
	utf8_wrap(&lines, text_str(&plain), COLUMNS);
	for (size_t i = 0; i < lines.count; i++)
		printf("%.*s\n", (int)lines.line[i].len, lines.line[i].at);
	utf8_lines_clear(&lines);
	text_clear(&expanded);
	text_clear(&plain);
}

static void print_where(const struct routine_ask *ask, const struct node *item)
{
	struct text path = {0};

	for (size_t i = 0; i < item->where_count; i++)
		text_addf(&path, "%s%s", i > 0 ? " > " : "", item->where[i]);
	if (path.len > 0)
		print_text(ask, "Where: ", text_str(&path));
	text_clear(&path);
}

static void add_answer(struct answers *answers, const char *label, const char *value)
{
	if (answers->count == MOST_ANSWERS)
		return;
	answers->label[answers->count] = label;
	answers->value[answers->count++] = value;
}

static void find_answers(struct answers *answers, const struct guide *guide, const struct node *item)
{
	const struct fact *fact = &guide->fact[item->fact];

	arena_init(&answers->arena);
	for (size_t i = 0; i < item->answer_count; i++) {
		struct text written = {0};
		if (!item->answer[i].has_value)
			continue;
		value_write(&written, &item->answer[i].value);
		add_answer(answers, item->answer[i].label, arena_strdup(&answers->arena, text_str(&written)));
		text_clear(&written);
	}
	for (size_t i = 0; answers->count == 0 && i < fact->value_count; i++)
		add_answer(answers, fact->value[i].text, fact->value[i].name);
	if (answers->count == 0 && fact->type == FACT_YESNO) {
		add_answer(answers, "Yes", "yes");
		add_answer(answers, "No", "no");
	}
}

static void print_answers(const struct routine_ask *ask, const struct answers *answers)
{
	struct text line = {0};

	for (size_t i = 0; i < answers->count; i++)
		text_addf(&line, "%zu %s. ", i + 1, answers->label[i]);
	text_add(&line, "0 I don't know.");
	print_text(ask, "", text_str(&line));
	text_clear(&line);
}

static void print_item(const struct routine_ask *ask, const struct node *item, const struct answers *answers,
                       size_t place, size_t count)
{
	printf("\n%s, %zu of %zu\n", item->code, place, count);
	print_text(ask, "", item->title);
	print_text(ask, "", item->text);
	print_where(ask, item);
	if (ask->role == ROLE_AGENT)
		print_text(ask, "Say: ", item->say);
	print_answers(ask, answers);
	fflush(stdout);
}

/* ---- what is answered ---- */

enum said { SAID_VALUE, SAID_UNKNOWN, SAID_LATER, SAID_STOP, SAID_NOTHING_KNOWN };

static bool is_unknown(const char *words)
{
	static const char *const forms[] = {"0", "?", "unknown", "don't know", "dont know", "i don't know"};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (text_same_fold(words, forms[i]))
			return true;
	return false;
}

static bool is_value(const char *words, const char *value)
{
	bool letter = words[0] != '\0' && words[1] == '\0';

	if (text_same_fold(words, value))
		return true;
	return letter && (strcmp(value, "yes") == 0 || strcmp(value, "no") == 0) && (words[0] | 0x20) == value[0];
}

static enum said understand(const struct answers *answers, const char *words, const char **value)
{
	*value = NULL;
	if (words[0] == '\0')
		return SAID_LATER;
	if (text_same_fold(words, "q") || text_same_fold(words, "quit"))
		return SAID_STOP;
	if (is_unknown(words))
		return SAID_UNKNOWN;
	for (size_t i = 0; i < answers->count; i++) {
		if (is_value(words, answers->value[i]) || (words[0] == '1' + (int)i && words[1] == '\0')) {
			*value = answers->value[i];
			return SAID_VALUE;
		}
	}
	return SAID_NOTHING_KNOWN;
}

static enum said ask_item(const struct answers *answers, const char **value)
{
	struct text words = {0};
	enum said said = SAID_NOTHING_KNOWN;

	while (said == SAID_NOTHING_KNOWN) {
		if (!prompt_line("Answer with its number (Enter: later, q: stop):", NULL, &words))
			said = SAID_STOP;
		else
			said = understand(answers, text_str(&words), value);
		if (said == SAID_NOTHING_KNOWN)
			printf("That is none of the answers: a number from 0 to %zu, yes or no.\n", answers->count);
		fflush(stdout);
	}
	text_clear(&words);
	return said;
}

static void tell_problem(const struct routine_ask *ask, const struct node *node, size_t index)
{
	struct routine now;
	const struct node *problem;

	routine_make(&now, ask->guide, node, ask->file->answer.at, ask->file->answer.count, ask->platform,
	             ask->now, ask->utc_offset);
	problem = now.item.at[index].problem;
	if (problem != NULL)
		printf("A problem. %s looks into it: syncfix start %s\n", problem->code, problem->code);
	routine_clear(&now);
}

/* False: stop. */
static bool go_through(struct routine_ask *ask, const struct node *node, size_t index)
{
	const struct node *item = node->item[index];
	struct answers answers = {.count = 0};
	const char *value = NULL;
	enum said said;

	find_answers(&answers, ask->guide, item);
	print_item(ask, item, &answers, index + 1, node->item_count);
	said = ask_item(&answers, &value);
	if (said == SAID_VALUE || said == SAID_UNKNOWN)
		routine_ask_keep(ask, item->name, value);
	if (said == SAID_VALUE)
		tell_problem(ask, node, index);
	arena_clear(&answers.arena);
	return said != SAID_STOP;
}

static bool is_open(const struct routine_ask *ask, const struct routine_item *item)
{
	int64_t today = routine_day(ask->now, ask->utc_offset);

	return item->state != ROUTINE_FINE || routine_day(item->at, ask->utc_offset) != today;
}

bool routine_ask(struct routine_ask *ask, const struct node *node, bool all)
{
	struct routine before;
	bool any = false;
	bool stop = false;

	routine_make(&before, ask->guide, node, ask->file->answer.at, ask->file->answer.count, ask->platform,
	             ask->now, ask->utc_offset);
	for (size_t i = 0; i < node->item_count && !stop; i++) {
		if (!all && !is_open(ask, &before.item.at[i]))
			continue;
		if (!any) {
			printf("%s  ", node->code);
			print_text(ask, "", node->title);
			print_text(ask, "", node->text);
		}
		any = true;
		stop = !go_through(ask, node, i);
	}
	routine_clear(&before);
	return any;
}
