/* Rules over the wording: every register is there, nothing is empty, and what is said can be said. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "data/lint_parts.h"
#include "guide/template.h"

enum { BREATH_COLUMNS = 160 }; /* about ten seconds of speech */

static bool is_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\n")] == '\0';
}

/* ---- registers ---- */

static void check_registers(struct lint *lint, const struct node *node)
{
	const struct {
		const char *name;
		const char *text;
		const char *whose;
	} registers[] = {
		{"say", node->say, "what an agent reads aloud"},
		{"agent", node->agent, "what an agent should know"},
		{"teach", node->teach, "why this step comes now"},
	};

	for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
		char field[16];

		snprintf(field, sizeof field, ".%s", registers[i].name);
		if (is_blank(registers[i].text))
			lint_at_node(lint, "missing-register", node, field, "Write \"%s\": %s.", registers[i].name,
			             registers[i].whose);
	}
	if (node->kind == NODE_ASK && node->where_count == 0)
		lint_at_node(lint, "missing-where", node, ".where",
		             "Say where to look: the path of labels to click, one by one.");
}

/* ---- what can be said ---- */

/* A step code or an address is spelled, never written. */
static bool has_code(const char *text)
{
	for (const char *at = text; *at != '\0'; at++) {
		size_t letters = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

		if (letters >= 3 && letters <= 4 && at[letters] == '-' && isdigit((unsigned char)at[letters + 1]))
			return true;
		at += letters > 0 ? letters - 1 : 0;
	}
	return false;
}

static const char *unspeakable(const char *text)
{
	static const char *const marks[] = {"›", "→", "…", "://", "<", ">", "_",  "#", "@",    "(",
	                                    ")", "[", "]", "{",   "}", "|", "\\", "=", "e.g.", "i.e."};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strstr(text, marks[i]) != NULL)
			return marks[i];
	return NULL;
}

/* The first mark that stands in the text itself; values of facts are read as the agent sees fit. */
static const char *find_mark(const char *say)
{
	static const struct template_scope nothing_known;
	struct text plain = {0};
	const char *mark = strstr(say, "**") != NULL ? "**" : strchr(say, '`') != NULL ? "`" : NULL;

	template_expand(&plain, say, &nothing_known);
	if (mark == NULL)
		mark = unspeakable(text_str(&plain));
	text_clear(&plain);
	return mark;
}

/* What is wrong with a text that is read aloud; false when nothing is. */
static bool find_unspeakable(const struct guide *guide, const char *say, struct text *why)
{
	const char *mark = find_mark(say);
	struct text filled = {0};
	size_t columns;

	lint_fill(guide, &filled, say);
	columns = utf8_width(text_str(&filled));
	if (mark != NULL)
		text_addf(why, "\"%s\" cannot be read aloud; say it in words.", mark);
	else if (has_code(say))
		text_add(why, "A code cannot be read aloud as it stands; spell it.");
	else if (columns > BREATH_COLUMNS)
		text_addf(why, "This has %zu characters; one breath is %d.", columns, BREATH_COLUMNS);
	text_clear(&filled);
	return why->len > 0;
}

static bool ends_in_question(const char *say)
{
	size_t len = strlen(say);

	while (len > 0 && strchr(" \"')", say[len - 1]) != NULL)
		len--;
	return len > 0 && say[len - 1] == '?';
}

/* For guide.json and facts.json, which have spoken texts too. */
static void check_said(struct lint *lint, const char *file, const char *path, const char *say)
{
	struct text why = {0};

	if (!is_blank(say) && find_unspeakable(lint->guide, say, &why))
		lint_at(lint, "not-speakable", file, path, "%s", text_str(&why));
	text_clear(&why);
}

/* ---- each text of a node ---- */

struct at_node {
	struct lint *lint;
	const struct node *node;
};

static bool is_register(const char *field)
{
	return strcmp(field, ".say") == 0 || strcmp(field, ".agent") == 0 || strcmp(field, ".teach") == 0;
}

static void check_text(void *ctx, const struct node_text *text)
{
	const struct at_node *at = ctx;
	struct text why = {0};

	if (is_blank(text->text)) {
		if (!is_register(text->field))
			lint_at_node(at->lint, "empty-text", at->node, text->field,
			             "Write something here, or take it out.");
		return;
	}
	if (text->kind == NODE_TEXT_SPOKEN && find_unspeakable(at->lint->guide, text->text, &why))
		lint_at_node(at->lint, "not-speakable", at->node, text->field, "%s", text_str(&why));
	text_clear(&why);
}

static void check_question(struct lint *lint, const struct node *node)
{
	if (node->kind == NODE_ASK && !is_blank(node->say) && !ends_in_question(node->say))
		lint_at_node(lint, "not-speakable", node, ".say", "Who is asked must hear a question; end in one.");
}

/* ---- texts outside of nodes ---- */

static void check_start(struct lint *lint)
{
	const struct guide *guide = lint->guide;

	check_said(lint, "guide.json", "$.start.say", guide->start_say);
	for (size_t i = 0; i < guide->symptom_count; i++) {
		char path[64];

		snprintf(path, sizeof path, "$.start.symptoms[%zu].say", i);
		check_said(lint, "guide.json", path, guide->symptom[i].say);
	}
}

static void check_contradictions(struct lint *lint, const struct fact *fact)
{
	for (size_t i = 0; i < fact->contradiction_count; i++) {
		struct text path = {0};

		text_addf(&path, "$.facts.%s.contradictions[%zu].say", fact->name, i);
		check_said(lint, "facts.json", text_str(&path), fact->contradiction[i].say);
		text_clear(&path);
	}
}

static void check_probes(struct lint *lint, const struct platform *platform)
{
	for (size_t i = 0; i < platform->probe_count; i++) {
		const struct probe *probe = &platform->probe[i];

		if (is_blank(probe->proves))
			lint_at_probe(lint, "missing-vantage", probe, ".proves",
			              "Say what an answer proves, seen from here.");
		if (is_blank(probe->does_not_prove))
			lint_at_probe(lint, "missing-vantage", probe, ".does_not_prove",
			              "Say what an answer leaves open: what others see, what was not asked.");
	}
}

static void check_node(struct lint *lint, const struct node *node)
{
	struct at_node at = {lint, node};

	node_each_text(node, check_text, &at);
	if (!node_kind(node->kind)->shown)
		return;
	check_registers(lint, node);
	check_question(lint, node);
}

void lint_texts(struct lint *lint)
{
	const struct guide *guide = lint->guide;

	check_start(lint);
	for (size_t i = 0; i < guide->fact_count; i++)
		check_contradictions(lint, &guide->fact[i]);
	for (size_t i = 0; i < guide->platform_count; i++)
		check_probes(lint, &guide->platform[i]);
	for (size_t i = 0; i < guide->node_count; i++)
		check_node(lint, &guide->node[i]);
}
