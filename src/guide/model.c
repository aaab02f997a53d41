#include "guide/model.h"

#include <stdlib.h>
#include <string.h>

#include "guide/index.h"

const struct node_kind_row *node_kind(enum node_kind kind)
{
	static const struct node_kind_row row[NODE_KINDS] = {
		[NODE_ASK] = {"ask", true},
		[NODE_NOTE] = {"note", true},
		[NODE_PROBE] = {"probe", true},
		[NODE_DECIDE] = {"decide", false},
		[NODE_CHECKLIST] = {"checklist", true},
		[NODE_WAIT] = {"wait", true},
		[NODE_COMPARE] = {"compare", true},
		[NODE_FIX] = {"fix", true},
		[NODE_CALL] = {"call", false},
		[NODE_END] = {"end", true},
	};

	return &row[kind];
}

const char *ending_name(enum ending ending)
{
	static const char *const name[ENDINGS] = {
		[ENDING_NONE] = "none",           [ENDING_FIXED] = "fixed",       [ENDING_WAIT] = "wait",
		[ENDING_NO_ACTION] = "no-action", [ENDING_NOT_OURS] = "not-ours", [ENDING_ESCALATE] = "escalate",
	};

	return name[ending];
}

const char *direction_name(enum direction direction)
{
	static const char *const name[] = {
		[DIRECTION_ANY] = "any",
		[DIRECTION_ORDER] = "order",
		[DIRECTION_TRACKING] = "tracking",
		[DIRECTION_INVENTORY] = "inventory",
	};

	return name[direction];
}

struct guide *guide_new(void)
{
	struct guide *guide = xcalloc(1, sizeof *guide);

	arena_init(&guide->arena);
	return guide;
}

void guide_free(struct guide *guide)
{
	if (guide == NULL)
		return;
	name_table_free(guide->names);
	arena_clear(&guide->arena);
	free(guide);
}

const struct platform *guide_asked_next(const struct guide *guide, const struct platform *own,
                                        const struct platform *before)
{
	const struct platform *end = guide->platform + guide->platform_count;
	const struct platform *next = guide->platform;

	if (before == NULL && own != NULL)
		return own;
	if (before != NULL && before != own)
		next = before + 1;
	while (next < end && (!next->service || next == own))
		next++;
	return next < end ? next : NULL;
}

const char *platform_address_key(const struct platform *platform)
{
	if (!platform->service)
		return "store";
	for (size_t i = 0; i < platform->key_count; i++)
		if (platform->key[i].type == FACT_URL)
			return platform->key[i].name;
	return NULL;
}

const struct slot *platform_slot(const struct platform *platform, const char *name)
{
	for (size_t i = 0; i < platform->slot_count; i++)
		if (strcmp(platform->slot[i].name, name) == 0)
			return &platform->slot[i];
	return NULL;
}

const char *platform_word(const struct platform *platform, const char *name)
{
	for (size_t i = 0; i < platform->word_count; i++)
		if (strcmp(platform->word[i].name, name) == 0)
			return platform->word[i].text;
	return NULL;
}

void conflict_words(const struct conflict *conflict, struct text *out)
{
	text_addf(out, "The guide has more than one reading of \"%s\":", conflict->title);
	for (size_t i = 0; i < conflict->reading_count; i++)
		text_addf(out, " %s", conflict->reading[i].text);
	text_addf(out, " Taken here: %s", conflict->taken);
}
