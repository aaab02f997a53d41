/* Texts as the screen shows them, with placeholders as wide as they plausibly get. */
#include <string.h>

#include "base/utf8.h"
#include "data/lint_parts.h"
#include "guide/template.h"

static void add_longest(struct text *out, const char *const *text, size_t count)
{
	const char *longest = "";

	for (size_t i = 0; i < count; i++)
		if (utf8_width(text[i]) > utf8_width(longest))
			longest = text[i];
	text_add(out, longest);
}

static bool fill_word(const struct guide *guide, const char *word, struct text *out)
{
	ARRAY(const char *) texts = {0};
	bool found;

	for (size_t i = 0; i < guide->platform_count; i++) {
		const char *text = platform_word(&guide->platform[i], word);

		if (text != NULL)
			array_push(&texts, text);
	}
	found = texts.count > 0;
	add_longest(out, texts.at, texts.count);
	array_clear(&texts);
	return found;
}

static void fill_choice(const struct fact *fact, struct text *out)
{
	ARRAY(const char *) texts = {0};

	for (size_t i = 0; i < fact->value_count; i++)
		array_push(&texts, fact->value[i].text);
	add_longest(out, texts.at, texts.count);
	array_clear(&texts);
}

static bool fill_one(void *ctx, const char *name, struct text *out)
{
	/* what such a value usually looks like; a text is an order number, a SKU or a status */
	static const char *const usual[FACT_TYPES] = {
		[FACT_YESNO] = "yes",
		[FACT_NUMBER] = "1000",
		[FACT_DURATION] = "2 h 32 min",
		[FACT_TIME] = "14 Nov, 11:30",
		[FACT_TEXT] = "ABC-1234",
		[FACT_LIST] = "ABC-1234, ABC-1235",
		[FACT_URL] = "https://shop.example.com",
	};
	const struct guide *guide = ctx;
	const struct fact *fact = guide_fact(guide, name);

	if (text_starts(name, "platform."))
		return fill_word(guide, name + strlen("platform."), out);
	if (fact == NULL || fact->type == FACT_SECRET)
		return false;
	if (fact->type == FACT_CHOICE)
		fill_choice(fact, out);
	else
		text_add(out, usual[fact->type]);
	return true;
}

void lint_fill(const struct guide *guide, struct text *out, const char *text)
{
	struct template_scope scope = {.ctx = (void *)guide, .value = fill_one};
	struct text filled = {0};

	if (text == NULL)
		return;
	template_expand(&filled, text, &scope);
	template_plain(out, text_str(&filled));
	text_clear(&filled);
}

size_t lint_lines(const struct guide *guide, const char *text, size_t columns)
{
	struct utf8_lines lines = {0};
	struct text filled = {0};
	size_t count;

	lint_fill(guide, &filled, text);
	utf8_wrap(&lines, text_str(&filled), columns);
	count = lines.count;
	utf8_lines_clear(&lines);
	text_clear(&filled);
	return count;
}
