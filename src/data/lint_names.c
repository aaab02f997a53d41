/* Rules over what texts refer to: placeholders of facts and platform words, secrets, links. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/lint_parts.h"
#include "guide/template.h"

/* Where a text stands: in a node, or at a path of a file. */
struct place {
	struct lint *lint;
	const struct node *node;
	const char *file, *path; /* of a node: the path below it */
	bool copied;
};

static void say(const struct place *place, const char *code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void say(const struct place *place, const char *code, const char *format, ...)
{
	struct text message = {0};
	va_list args;

	va_start(args, format);
	text_addv(&message, format, args);
	va_end(args);
	if (place->node != NULL)
		lint_at_node(place->lint, code, place->node, place->path, "%s", text_str(&message));
	else
		lint_at(place->lint, code, place->file, place->path, "%s", text_str(&message));
	text_clear(&message);
}

/* ---- placeholders ---- */

static void check_word(const struct place *place, const char *word)
{
	const struct guide *guide = place->lint->guide;
	const struct platform *own = place->node != NULL ? place->node->tree->platform : NULL;

	for (size_t i = 0; i < guide->platform_count; i++) {
		const struct platform *platform = &guide->platform[i];
		bool meant = own != NULL ? platform == own : !platform->service;

		if (!meant || platform_word(platform, word) != NULL)
			continue;
		say(place, "unknown-placeholder", "The platform \"%s\" has no word \"%s\"; add it to its \"words\".",
		    platform->id, word);
		return;
	}
}

static const char *nearest_fact(const struct guide *guide, const char *name)
{
	ARRAY(const char *) names = {0};
	const char *nearest;

	for (size_t i = 0; i < guide->fact_count; i++)
		array_push(&names, guide->fact[i].name);
	nearest = text_nearest(name, names.at, names.count);
	array_clear(&names);
	return nearest;
}

static void check_fact(const struct place *place, const char *name)
{
	const struct guide *guide = place->lint->guide;
	const struct fact *fact = guide_fact(guide, name);
	const char *nearest = fact == NULL ? nearest_fact(guide, name) : NULL;

	if (fact != NULL && fact->type == FACT_SECRET)
		say(place, "secret-in-text", "\"%s\" is a secret and is never shown; take {%s} out.", name, name);
	else if (fact == NULL && nearest != NULL)
		say(place, "unknown-placeholder", "There is no fact \"%s\"; did you mean {%s}?", name, nearest);
	else if (fact == NULL)
		say(place, "unknown-placeholder", "There is no fact \"%s\"; add it to facts.json.", name);
}

static void check_placeholder(void *ctx, const char *name)
{
	const struct place *place = ctx;

	if (place->copied)
		say(place, "unknown-placeholder", "\"copy\" goes to the clipboard as it is; take {%s} out.", name);
	else if (text_starts(name, "platform."))
		check_word(place, name + strlen("platform."));
	else
		check_fact(place, name);
}

/* ---- links ---- */

/* The link itself, or something below it. */
static bool is_listed(const struct guide *guide, const char *url)
{
	for (size_t i = 0; i < guide->link_count; i++) {
		size_t len = guide->link[i].url != NULL ? strlen(guide->link[i].url) : 0;

		if (len > 0 && strncmp(url, guide->link[i].url, len) == 0 &&
		    (url[len] == '\0' || url[len] == '/' || guide->link[i].url[len - 1] == '/'))
			return true;
	}
	return false;
}

static void check_link(const struct place *place, const char *at, size_t len)
{
	char *url;

	while (len > 0 && strchr(".,;:!?", at[len - 1]) != NULL)
		len--;
	url = xstrndup(at, len);
	if (!is_listed(place->lint->guide, url))
		say(place, "link-not-listed",
		    "\"%.100s\" is no link of guide.json; add it there, or write it in ` ` if it is only an example.",
		    url);
	free(url);
}

/* What stands between ` and ` is to be read or typed, not followed. */
static void check_links(const struct place *place, const char *text)
{
	bool quoted = false;

	for (const char *at = text; *at != '\0'; at++) {
		size_t scheme = text_starts(at, "https://") ? 8 : text_starts(at, "http://") ? 7 : 0;
		size_t len = strcspn(at, " \t\n\"'`<>()*");

		if (*at == '`')
			quoted = !quoted;
		/* "http:// or https://" is a word, not an address */
		if (quoted || scheme == 0 || len == scheme)
			continue;
		check_link(place, at, len);
		at += len - 1;
	}
}

/* ---- what looks like a secret ---- */

/* How the keys of shops and their services begin (vendors' documentation, platforms/ of wizard-data). */
static const char *const key_starts[] = {
	"ck_", "cs_", "shpat_", "shpss_", "shpca_", "shppa_", "sk_live_", "eyJ", "AKIA", "Atza|", "Atzr|",
};

enum { KEY_MIN = 16, HEX_MIN = 32 };

static bool looks_secret(const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof key_starts / sizeof *key_starts; i++)
		if (len >= KEY_MIN && text_starts(word, key_starts[i]))
			return true;
	return len >= HEX_MIN && strspn(word, "0123456789abcdefABCDEF") >= HEX_MIN;
}

static void check_secrets(const struct place *place, const char *text)
{
	static const char word_signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-|";

	for (const char *at = text; *at != '\0';) {
		size_t len = strspn(at, word_signs);

		if (looks_secret(at, len))
			say(place, "secret-in-text", "This looks like a key (%.6s…); take it out, and make a new key.",
			    at);
		at += len > 0 ? len : 1;
	}
}

/* ---- every text ---- */

static void check_text(const struct place *place, const char *text)
{
	if (text == NULL)
		return;
	template_each(text, check_placeholder, (void *)place);
	check_secrets(place, text);
	if (!place->copied)
		check_links(place, text);
}

struct at_node {
	struct lint *lint;
	const struct node *node;
};

static void check_node_text(void *ctx, const struct node_text *text)
{
	const struct at_node *at = ctx;
	const struct place place = {
		.lint = at->lint,
		.node = at->node,
		.path = text->field,
		.copied = text->kind == NODE_TEXT_COPIED,
	};

	check_text(&place, text->text);
}

static void check_errors(struct lint *lint)
{
	for (size_t i = 0; i < lint->guide->error_count; i++) {
		char path[64];

		snprintf(path, sizeof path, "$.errors[%zu].cause", i);
		check_text(&(struct place){.lint = lint, .file = "errors.json", .path = path},
		           lint->guide->error[i].cause);
	}
}

static void check_contradictions(struct lint *lint, const struct fact *fact)
{
	for (size_t i = 0; i < fact->contradiction_count; i++) {
		const struct contradiction *one = &fact->contradiction[i];
		const char *const texts[][2] = {{"title", one->title}, {"text", one->text}, {"say", one->say}};

		for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
			struct text path = {0};

			text_addf(&path, "$.facts.%s.contradictions[%zu].%s", fact->name, i, texts[j][0]);
			check_text(&(struct place){.lint = lint, .file = "facts.json", .path = text_str(&path)},
			           texts[j][1]);
			text_clear(&path);
		}
	}
}

void lint_names(struct lint *lint)
{
	const struct guide *guide = lint->guide;

	for (size_t i = 0; i < guide->node_count; i++) {
		struct at_node at = {lint, &guide->node[i]};

		node_each_text(at.node, check_node_text, &at);
	}
	check_errors(lint);
	for (size_t i = 0; i < guide->fact_count; i++)
		check_contradictions(lint, &guide->fact[i]);
}
