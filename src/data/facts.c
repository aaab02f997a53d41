/* facts.json: the closed vocabulary. */
#include <math.h>
#include <string.h>

#include "data/loader.h"

#define ROWS(table) (table), sizeof(table) / sizeof *(table)

static const char *const zones[] = {"person", "is2", "store", NULL};
static const char *const pers[] = {"order", "sku", NULL};

/* ---- contradictions ---- */

static const struct field contradiction_fields[] = {
	{.key = "name", .kind = FIELD_TEXT, .at = offsetof(struct contradiction, name), .needs = 1},
	{.key = "if", .kind = FIELD_EXPR, .at = offsetof(struct contradiction, when), .needs = 1},
	{.key = "title", .kind = FIELD_TEXT, .at = offsetof(struct contradiction, title), .needs = 1},
	{.key = "text", .kind = FIELD_TEXT, .at = offsetof(struct contradiction, text), .needs = 1},
	{.key = "say", .kind = FIELD_TEXT, .at = offsetof(struct contradiction, say), .needs = 1},
	{.key = "recheck",
     .kind = FIELD_LIST,
     .at = offsetof(struct contradiction, recheck),
     .count_at = offsetof(struct contradiction, recheck_count),
     .read_list = read_facts,
     .needs = 1},
	{.key = "to", .kind = FIELD_KNOWN},
};

static void read_contradictions(struct declare *declare, const struct json_at *at, void *out, size_t *count)
{
	struct contradiction *list;

	if (!field_is(declare, at, JSON_ARRAY))
		return;
	list = arena_alloc(declare->arena, (json_count(at) + 1) * sizeof *list);
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);
		struct json_at to = json_get(&item, "to");
		struct contradiction *one = &list[(*count)++];
		struct target target = {0};

		fields_read(declare, &item, ROWS(contradiction_fields), 1, "A contradiction", one);
		if (to.type != JSON_MISSING)
			read_target(declare, &to, &target);
		one->to = target.node != NULL ? target.name : NULL;
	}
	*(struct contradiction **)out = list;
}

/* ---- the fields of a fact ---- */

/* The names came the first time; here only their texts are looked at. */
static void read_values(struct declare *declare, const struct json_at *at, void *out)
{
	const char *word = json_string(at, NULL);
	struct json_at member;
	void *state = NULL;

	(void)out;
	if (word != NULL && strcmp(word, "@platforms") == 0)
		return;
	if (!field_is(declare, at, JSON_OBJECT))
		return;
	if (json_count(at) == 0)
		field_fail(declare, at, "missing-field", "A choice must have at least one value.");
	while (json_next(at, &state, &member))
		field_is(declare, &member, JSON_STRING);
}

static void read_default(struct declare *declare, const struct json_at *at, void *out)
{
	struct fact *fact = out;

	read_value(declare, at, fact, &fact->fallback);
}

/* A number; of a duration "15min". */
static void read_bound(struct declare *declare, const struct json_at *at, void *out)
{
	int64_t ms;

	if (at->type == JSON_STRING) {
		if (field_duration(declare, at, &ms))
			*(double *)out = (double)ms;
	} else if (!json_number(at, out)) {
		field_is(declare, at, JSON_NUMBER);
	}
}

enum { PLAIN = 1, CHOICE = 2, MEASURE = 4, TIME = 8, EVERY = PLAIN | CHOICE | MEASURE | TIME };

#define AT(member) offsetof(struct fact, member)

static const struct field fact_fields[] = {
	{.key = "n", .kind = FIELD_INT, .at = AT(n), .min = 1, .max = 9999, .needs = EVERY},
	{.key = "type", .kind = FIELD_ENUM, .at = AT(type), .words = loader_fact_types, .needs = EVERY},
	{.key = "label", .kind = FIELD_TEXT, .at = AT(label), .needs = EVERY},
	{.key = "values", .kind = FIELD_BY, .read = read_values, .needs = CHOICE, .allows = CHOICE},
	{.key = "default", .kind = FIELD_BY, .read = read_default},
	{.key = "min", .kind = FIELD_BY, .at = AT(min), .read = read_bound, .allows = MEASURE},
	{.key = "max", .kind = FIELD_BY, .at = AT(max), .read = read_bound, .allows = MEASURE},
	{.key = "unit", .kind = FIELD_TEXT, .at = AT(unit), .allows = MEASURE},
	{.key = "past", .kind = FIELD_YESNO, .at = AT(past), .allows = TIME},
	{.key = "zone", .kind = FIELD_ENUM, .at = AT(zone), .words = zones, .allows = TIME},
	{.key = "depends",
     .kind = FIELD_LIST,
     .at = AT(depends),
     .count_at = AT(depends_count),
     .read_list = read_facts},
	{.key = "from_profile", .kind = FIELD_TEXT, .at = AT(from_profile)},
	{.key = "ticket", .kind = FIELD_YESNO, .at = AT(ticket)},
	{.key = "per", .kind = FIELD_WORD, .at = AT(per), .words = pers},
	{.key = "contradictions",
     .kind = FIELD_LIST,
     .at = AT(contradiction),
     .count_at = AT(contradiction_count),
     .read_list = read_contradictions,
     .needs = EVERY},
};

static unsigned bits_of(enum fact_type type)
{
	switch (type) {
	case FACT_CHOICE:
		return CHOICE;
	case FACT_NUMBER:
	case FACT_DURATION:
		return MEASURE;
	case FACT_TIME:
		return TIME;
	default:
		return PLAIN;
	}
}

/* A name that a function of expressions has too would never be read as the fact. */
static void check_name(struct declare *declare, const struct json_at *at, const struct fact *fact)
{
	const char *rest = fact->name + strspn(fact->name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	if (*rest != '\0' || *fact->name < 'a' || *fact->name > 'z')
		field_fail(declare, at, "bad-name",
		           "A fact's name is made of small letters, digits and _, as last_sync.");
	for (int i = 0; i < EXPR_FUNCTIONS; i++)
		if (strcmp(expr_function_name((enum expr_function)i), fact->name) == 0)
			field_fail(declare, at, "bad-name",
			           "\"%s\" is a function of expressions; name the fact otherwise.", fact->name);
	if (strcmp(fact->name, "yes") == 0 || strcmp(fact->name, "no") == 0 || strcmp(fact->name, "not") == 0 ||
	    strcmp(fact->name, "and") == 0 || strcmp(fact->name, "or") == 0 || strcmp(fact->name, "in") == 0)
		field_fail(declare, at, "bad-name", "\"%s\" is a word of expressions; name the fact otherwise.",
		           fact->name);
}

static void check_number(struct declare *declare, const struct json_at *at, const struct fact *fact)
{
	const struct guide *guide = loader_of(declare)->guide;
	struct json_at n = json_get(at, "n");

	for (int i = 0; i < fact->id; i++)
		if (fact->n != 0 && guide->fact[i].n == fact->n)
			field_fail(declare, &n, "duplicate-number",
			           "Number %d belongs to \"%s\" already; take a free one.", fact->n, guide->fact[i].name);
}

static void load_fact(struct declare *declare, const struct json_at *at, struct fact *fact)
{
	check_name(declare, at, fact);
	if (at->type != JSON_OBJECT) {
		field_is(declare, at, JSON_OBJECT);
		return;
	}
	fields_read(declare, at, ROWS(fact_fields), bits_of(fact->type), "A fact", fact);
	if (fact->label == NULL)
		fact->label = fact->name;
	check_number(declare, at, fact);
}

static void read_all(struct declare *declare, const struct json_at *at, void *out)
{
	struct loader *loader = loader_of(declare);
	struct fact *fact = loader->guide->fact;
	struct json_at member;
	void *state = NULL;

	(void)out;
	if (!field_is(declare, at, JSON_OBJECT))
		return;
	while (json_next(at, &state, &member))
		load_fact(declare, &member, fact++);
}

void load_facts(struct loader *loader, const struct source *source)
{
	static const struct field fields[] = {
		{.key = "format", .kind = FIELD_BY, .read = read_format, .needs = 1},
		{.key = "data", .kind = FIELD_KNOWN},
		{.key = "facts", .kind = FIELD_BY, .read = read_all, .needs = 1},
	};
	struct json_at root = source_open(loader, source);

	fields_read(&loader->declare, &root, ROWS(fields), 1, "facts.json", NULL);
}
