/* Everything in the data that says which facts of the guide it tells, with the words it prints. */
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "data/lint_parts.h"

static void add_line(struct text *out, const char *line)
{
	if (line == NULL)
		return;
	text_add(out, line);
	text_add_char(out, '\n');
}

static void add_lines(struct text *out, const char *const *line, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_line(out, line[i]);
}

static struct teller *add_teller(struct tellers *tellers, const char *file, const char *name,
                                 const char *const *id, size_t count, const char *format, ...)
	__attribute__((format(printf, 6, 7)));

/* NULL when it lists nothing. */
static struct teller *add_teller(struct tellers *tellers, const char *file, const char *name,
                                 const char *const *id, size_t count, const char *format, ...)
{
	struct teller *teller;
	va_list args;

	if (count == 0)
		return NULL;
	teller = array_add(&tellers->teller);
	teller->file = file;
	teller->name = name;
	teller->id = id;
	teller->id_count = count;
	va_start(args, format);
	text_addv(&teller->path, format, args);
	va_end(args);
	return teller;
}

/* ---- nodes ---- */

static void add_node_text(void *ctx, const struct node_text *text)
{
	add_line(ctx, text->text);
}

static void add_conflict(struct text *out, const struct conflict *conflict)
{
	add_line(out, conflict->title);
	for (size_t i = 0; i < conflict->reading_count; i++)
		add_line(out, conflict->reading[i].text);
	add_line(out, conflict->taken);
	add_line(out, conflict->why);
}

static void add_probe_text(struct text *out, const struct probe *probe)
{
	add_line(out, probe->title);
	add_line(out, probe->proves);
	add_line(out, probe->does_not_prove);
	add_line(out, probe->side_effects);
}

static void add_values(struct text *out, const struct guide *guide, const struct node *node)
{
	const struct fact *fact = node->fact < 0 ? NULL : &guide->fact[node->fact];

	for (size_t i = 0; fact != NULL && node->answer_count == 0 && i < fact->value_count; i++)
		add_line(out, fact->value[i].text);
}

static void tell_node(struct tellers *tellers, const struct guide *guide, const struct node *node)
{
	struct teller *teller = add_teller(tellers, node->tree->file, node->name, node->guide, node->guide_count,
	                                   "$.nodes[\"%s\"].guide", node->name);

	if (teller == NULL)
		return;
	node_each_text(node, add_node_text, &teller->text);
	add_values(&teller->text, guide, node);
	for (size_t i = 0; i < node->item_count; i++)
		add_line(&teller->text, node->item[i]->title);
	for (size_t i = 0; i < node->conflict_count; i++)
		add_conflict(&teller->text, node->conflict[i]);
	if (node->probe != NULL)
		add_probe_text(&teller->text, node->probe);
}

/* ---- the rest ---- */

static void tell_error(struct tellers *tellers, const struct guide *guide, size_t index)
{
	const struct known_error *error = &guide->error[index];
	struct teller *teller = add_teller(tellers, "errors.json", error->id, error->guide, error->guide_count,
	                                   "$.errors[%zu].guide", index);

	if (teller == NULL)
		return;
	add_line(&teller->text, error->text);
	add_lines(&teller->text, error->alias, error->alias_count);
	add_line(&teller->text, error->cause);
}

static void tell_symptom(struct tellers *tellers, const struct guide *guide, size_t index)
{
	const struct symptom *symptom = &guide->symptom[index];
	struct teller *teller = add_teller(tellers, "guide.json", symptom->name, symptom->guide,
	                                   symptom->guide_count, "$.start.symptoms[%zu].guide", index);

	if (teller == NULL)
		return;
	add_line(&teller->text, symptom->title);
	add_line(&teller->text, symptom->say);
}

static void tell_contact(struct tellers *tellers, const struct contact *contact)
{
	struct teller *teller = add_teller(tellers, "guide.json", contact->name, contact->guide,
	                                   contact->guide_count, "$.contacts.%s.guide", contact->name);

	if (teller == NULL)
		return;
	add_line(&teller->text, contact->text);
	add_line(&teller->text, contact->number);
	add_line(&teller->text, contact->press);
	add_line(&teller->text, contact->use);
	add_lines(&teller->text, contact->path, contact->path_count);
}

static void tell_link(struct tellers *tellers, const struct guide *guide, size_t index)
{
	const struct link *link = &guide->link[index];
	struct teller *teller = add_teller(tellers, "guide.json", link->id, link->guide, link->guide_count,
	                                   "$.links[%zu].guide", index);

	if (teller == NULL)
		return;
	add_line(&teller->text, link->text);
	add_line(&teller->text, link->url);
}

static const char *file_of(const struct guide *guide, const struct platform *platform)
{
	for (size_t i = 0; i < guide->tree_count; i++)
		if (guide->tree[i].platform == platform)
			return guide->tree[i].file;
	return "";
}

static void tell_probes(struct tellers *tellers, const struct guide *guide, const struct platform *platform)
{
	for (size_t i = 0; i < platform->probe_count; i++) {
		const struct probe *probe = &platform->probe[i];
		struct teller *teller = add_teller(tellers, file_of(guide, platform), probe->name, probe->guide,
		                                   probe->guide_count, "$.probes[\"%s\"].guide", probe->name);

		if (teller != NULL)
			add_probe_text(&teller->text, probe);
	}
}

void tellers_make(struct tellers *tellers, const struct guide *guide)
{
	bool *reachable = ways_reachable(guide);

	*tellers = (struct tellers){0};
	for (size_t i = 0; i < guide->node_count; i++)
		if (reachable[i])
			tell_node(tellers, guide, &guide->node[i]);
	for (size_t i = 0; i < guide->error_count; i++)
		tell_error(tellers, guide, i);
	for (size_t i = 0; i < guide->symptom_count; i++)
		tell_symptom(tellers, guide, i);
	for (size_t i = 0; i < guide->contact_count; i++)
		tell_contact(tellers, &guide->contact[i]);
	for (size_t i = 0; i < guide->link_count; i++)
		tell_link(tellers, guide, i);
	for (size_t i = 0; i < guide->platform_count; i++)
		tell_probes(tellers, guide, &guide->platform[i]);
	free(reachable);
}

void tellers_clear(struct tellers *tellers)
{
	for (size_t i = 0; i < tellers->teller.count; i++) {
		text_clear(&tellers->teller.at[i].path);
		text_clear(&tellers->teller.at[i].text);
	}
	array_clear(&tellers->teller);
}

bool teller_tells(const struct teller *teller, const char *id)
{
	for (size_t i = 0; i < teller->id_count; i++)
		if (strcmp(teller->id[i], id) == 0)
			return true;
	return false;
}

/* ---- terms ---- */

/* Letters, digits and _ of any script: no word begins behind one. */
static bool is_word_before(const char *text, const char *at)
{
	const char *start = at;
	uint32_t code;
	size_t size;

	if (at == text)
		return false;
	do
		start--;
	while (start > text && ((unsigned char)*start & 0xc0) == 0x80);
	code = utf8_decode(start, (size_t)(at - start), &size);
	if (code < 0x80)
		return isalnum((int)code) || code == '_';
	/* signs of Latin-1, general punctuation to arrows and symbols, and those of East Asia */
	return code >= 0xc0 && code != 0xd7 && code != 0xf7 && !(code >= 0x2000 && code <= 0x2bff) &&
	       !(code >= 0x3000 && code <= 0x303f);
}

static bool has_capital(const char *term)
{
	for (; *term != '\0'; term++)
		if (isupper((unsigned char)*term))
			return true;
	return false;
}

static const char *find(const char *text, const char *term, bool exact)
{
	return exact ? strstr(text, term) : strcasestr(text, term);
}

bool term_stands(const char *term, const char *text)
{
	bool exact = has_capital(term);
	bool whole = isalnum((unsigned char)*term);

	for (const char *at = find(text, term, exact); at != NULL; at = find(at + 1, term, exact))
		if (!whole || !is_word_before(text, at))
			return true;
	return false;
}
