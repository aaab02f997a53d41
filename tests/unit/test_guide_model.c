/* The model: values in written form and in words, look-ups, templates. */
#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "check.h"
#include "guide/model.h"
#include "guide/template.h"

static struct fact_value switch_values[] = {{"on", "ON (blue)"}, {"off", "OFF (gray)"}};

static struct fact make_fact(enum fact_type type)
{
	return (struct fact){
		.name = "it",
		.type = type,
		.value = switch_values,
		.value_count = 2,
		.min = type == FACT_DURATION ? 60000 : -5,
		.max = HUGE_VAL,
		.unit = type == FACT_NUMBER ? "days" : NULL,
	};
}

static const struct {
	const char *sentence;
	enum fact_type type;
	const char *text;
	const char *written; /* or the message */
	const char *words;
} form[] = {
	{"a choice", FACT_CHOICE, "on", "on", "ON (blue)"},
	{"a choice that is none", FACT_CHOICE, "On", "it cannot be 'On': it is on or off.", NULL},
	{"yes", FACT_YESNO, "yes", "yes", "yes"},
	{"a yes that is none", FACT_YESNO, "true", "it cannot be 'true': it is yes or no.", NULL},
	{"a number", FACT_NUMBER, "3.50", "3.5", "3.5 days"},
	{"a negative number", FACT_NUMBER, "-5", "-5", "-5 days"},
	{"a number with words", FACT_NUMBER, "3 days", "it cannot be '3 days': it is a number.", NULL},
	{"hexadecimal", FACT_NUMBER, "0x10", "it cannot be '0x10': it is a number.", NULL},
	{"infinite", FACT_NUMBER, "1e999", "it cannot be '1e999': it is a number.", NULL},
	{"too small", FACT_NUMBER, "-6", "it cannot be '-6': it is at least -5 days.", NULL},
	{"nothing", FACT_NUMBER, "", "it cannot be '': it is a number.", NULL},
	{"a duration", FACT_DURATION, "90s", "90000ms", "1 min 30 s"},
	{"a long duration as it is written", FACT_DURATION, "2592000000ms", "2592000000ms", "30 d"},
	{"its written form again", FACT_DURATION, "90000ms", "90000ms", "1 min 30 s"},
	{"a duration that is too short", FACT_DURATION, "1s", "it cannot be '1s': it is at least 60000.", NULL},
	{"a negative duration", FACT_DURATION, "-90s", "it cannot be '-90s': it is at least 60000.", NULL},
	{"no duration", FACT_DURATION, "soon", "it cannot be 'soon': it is a duration such as 15min or 2h.",
     NULL},
	{"a time", FACT_TIME, "2026-11-14T13:30:00+02:00", "2026-11-14T11:30:00Z", "14 Nov 2026, 11:30 AM"},
	{"a time without zone", FACT_TIME, "2026-11-14T13:30:00",
     "it cannot be '2026-11-14T13:30:00': it is a time with its zone, such as 2026-11-14T11:30:00Z.", NULL},
	{"a text", FACT_TEXT, " as it is ", " as it is ", " as it is "},
	{"a list", FACT_LIST, " #1001,, #1002 ,", "#1001, #1002", "#1001, #1002"},
	{"an empty list", FACT_LIST, "", "", ""},
	{"an address", FACT_URL, "https://a.example", "https://a.example", "https://a.example"},
	{"no address", FACT_URL, "a.example",
     "it cannot be 'a.example': it is an address such as https://shop.example.com.", NULL},
	{"no host", FACT_URL, "https:///x",
     "it cannot be 'https:///x': it is an address such as https://shop.example.com.", NULL},
	{"a secret", FACT_SECRET, "ck_1", "it is a secret and has no value here; set it in the profile.", NULL},
};

static void written_forms(void)
{
	for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
		struct fact fact = make_fact(form[i].type);
		struct error err = {0};
		struct text got = {0};
		struct arena arena;
		struct value value;

		arena_init(&arena);
		if (fact_parse(&fact, form[i].text, &arena, &value, &err))
			value_write(&got, &value);
		else
			text_add(&got, err.message);
		CHECK_TEXT(form[i].sentence, text_str(&got), form[i].written);
		text_clear(&got);
		if (form[i].words != NULL) {
			fact_print(&got, &fact, &value, 0);
			CHECK_TEXT(form[i].sentence, text_str(&got), form[i].words);
		}
		text_clear(&got);
		arena_clear(&arena);
	}
}

static void values_copy_and_compare(void)
{
	static const char *const items[] = {"a", "b"};
	static const char *const others[] = {"a", "c"};
	struct value list = value_list(items, 2);
	struct value other = value_list(others, 2);
	struct value shorter = value_list(items, 1);
	struct value text = value_text("on");
	struct value symbol = value_symbol("on");
	struct arena arena;
	struct value copy;

	arena_init(&arena);
	copy = value_copy(&arena, &list);
	CHECK("a copy is the same", value_same(&copy, &list));
	CHECK("with texts of its own", copy.items[0] != list.items[0]);
	CHECK("another element", !value_same(&list, &other));
	CHECK("fewer elements", !value_same(&list, &shorter));
	CHECK("a text is no symbol", !value_same(&text, &symbol));
	copy = value_copy(&arena, &symbol);
	CHECK("a symbol's copy", value_same(&copy, &symbol) && copy.text != symbol.text);
	arena_clear(&arena);
}

static bool template_value(void *ctx, const char *name, struct text *out)
{
	(void)ctx;
	if (strcmp(name, "half") == 0) {
		text_add(out, "half a value");
		return false;
	}
	if (strcmp(name, "store") != 0 && strcmp(name, "platform.admin") != 0)
		return false;
	text_addf(out, "<%s>", name);
	return true;
}

static void templates_expand(void)
{
	static const struct {
		const char *sentence;
		const char *text;
		const char *want;
	} row[] = {
		{"nothing to do", "plain text", "plain text"},
		{"a value", "at {store}.", "at <store>."},
		{"a word of the platform", "{platform.admin}", "<platform.admin>"},
		{"unknown", "at {city}.", "at …."},
		{"unknown with an alternative", "at {city|your town}.", "at your town."},
		{"known with an alternative", "{store|none}", "<store>"},
		{"an empty alternative", "a{city|}b", "ab"},
		{"what was begun is taken back", "{half|none}", "none"},
		{"a brace alone", "a { b } c", "a { b } c"},
		{"an open placeholder", "a {store", "a {store"},
		{"no name", "{} {1} {Store}", "{} {1} {Store}"},
		{"a placeholder in an alternative", "{city|{store}}", "{city|<store>}"},
		{"marks stay", "**{store}** `x`", "**<store>** `x`"},
	};
	struct template_scope scope = {.value = template_value};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text got = {0};

		template_expand(&got, row[i].text, &scope);
		CHECK_TEXT(row[i].sentence, text_str(&got), row[i].want);
		text_clear(&got);
	}
}

static void add_name(void *ctx, const char *name)
{
	text_addf(ctx, "%s ", name);
}

static void templates_tell_their_names(void)
{
	struct text got = {0};

	template_each("{a} {b|c} {platform.d} { e } {f", add_name, &got);
	CHECK_TEXT("each placeholder", text_str(&got), "a b platform.d ");
	text_clear(&got);
	template_plain(&got, "press **Save** in `Settings`, 2 * 3");
	CHECK_TEXT("marks go, a single star stays", text_str(&got), "press Save in Settings, 2 * 3");
	text_clear(&got);
}

static struct guide *make_guide(void)
{
	struct guide *guide = guide_new();

	guide->fact_count = 2;
	guide->fact = arena_alloc(&guide->arena, 2 * sizeof *guide->fact);
	guide->fact[0] = make_fact(FACT_CHOICE);
	guide->fact[1] = make_fact(FACT_SECRET);
	guide->fact[1].name = "key";
	guide->fact[1].id = 1;
	guide->node_count = 2;
	guide->node = arena_alloc(&guide->arena, 2 * sizeof *guide->node);
	guide->node[0] = (struct node){.name = "orders.entry", .kind = NODE_DECIDE};
	guide->node[1] = (struct node){.name = "orders.toggle", .code = "ORD-1", .kind = NODE_ASK};
	guide->platform_count = 1;
	guide->platform = arena_alloc(&guide->arena, sizeof *guide->platform);
	guide->platform[0] = (struct platform){.id = "shop", .probe_count = 1};
	guide->platform[0].probe = arena_alloc(&guide->arena, sizeof(struct probe));
	guide->platform[0].probe[0] = (struct probe){.name = "shop.key", .ref = "SHO-2", .platform = "shop"};
	return guide;
}

static void look_ups(void)
{
	struct guide *guide = make_guide();
	const struct probe *probe;

	CHECK("before the tables are built nothing is found", guide_node(guide, "orders.entry") == NULL);
	guide_index(guide);
	CHECK("a node", guide_node(guide, "orders.entry") == &guide->node[0]);
	CHECK("no node", guide_node(guide, "orders.entri") == NULL);
	CHECK("no name", guide_node(guide, NULL) == NULL);
	CHECK("a code in any case", guide_node_by_code(guide, "ord-1") == &guide->node[1]);
	CHECK_NUMBER("a fact's number", guide_fact_id(guide, "key"), 1);
	CHECK_NUMBER("no fact", guide_fact_id(guide, "keys"), -1);
	probe = guide_probe(guide, "shop.key");
	CHECK("a probe by name and by its reference", probe != NULL && probe == guide_probe(guide, "sho-2"));
	CHECK("its platform", guide_platform_of(guide, probe) == &guide->platform[0]);
	CHECK("a platform", guide_platform(guide, "shop") != NULL && guide_platform(guide, "shops") == NULL);
	guide_free(guide);
	guide_free(NULL);
}

/* A case of one platform asks it first, then every service; without one the services alone. */
static void services(void)
{
	struct profile_key keys[] = {{.name = "desk_key", .type = FACT_SECRET},
	                             {.name = "desk_url", .type = FACT_URL}};
	struct platform platform[] = {
		{.id = "desk", .service = true, .key = keys, .key_count = 2},
		{.id = "shop"},
		{.id = "mall"},
		{.id = "post", .service = true, .key = keys, .key_count = 1},
	};
	struct guide guide = {.platform = platform, .platform_count = 4};

	CHECK("its own first", guide_asked_next(&guide, &platform[2], NULL) == &platform[2]);
	CHECK("then a service", guide_asked_next(&guide, &platform[2], &platform[2]) == &platform[0]);
	CHECK("and the next", guide_asked_next(&guide, &platform[2], &platform[0]) == &platform[3]);
	CHECK("no other platform", guide_asked_next(&guide, &platform[2], &platform[3]) == NULL);
	CHECK("services alone", guide_asked_next(&guide, NULL, NULL) == &platform[0]);
	CHECK_TEXT("a platform's address", platform_address_key(&platform[1]), "store");
	CHECK_TEXT("a service's is its url", platform_address_key(&platform[0]), "desk_url");
	CHECK("a service without one", platform_address_key(&platform[3]) == NULL);
}

static void names_for_expressions(void)
{
	static const struct {
		const char *sentence;
		const char *text;
		const char *want; /* NULL: it compiles */
	} row[] = {
		{"a choice", "it == on", NULL},
		{"a common outcome", "outcome('shop.key') == timeout", NULL},
		{"a value mistyped", "it == offf", "column 7: 'offf' is no value of 'it'; did you mean 'off'?"},
		{"an outcome mistyped", "outcome('shop.key') == time_out",
	     "column 24: probe 'shop.key' has no outcome 'time_out'; did you mean 'timeout'?"},
		{"a probe mistyped", "outcome('shop.kye') == ok",
	     "column 9: there is no probe 'shop.kye'; did you mean 'shop.key'?"},
		{"a secret", "key == 'x'", "column 1: 'key' is a secret; only known(key) may ask about it."},
		{"a function mistyped", "knwn(it)", "column 1: there is no function 'knwn'; did you mean 'known'?"},
	};
	struct guide *guide = make_guide();
	struct expr_names names;

	guide_index(guide);
	names = guide_names(guide, false);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct error err = {0};
		bool compiled = expr_compile(&guide->arena, row[i].text, &names, VALUE_YESNO, &err) != NULL;

		CHECK_TEXT(row[i].sentence, compiled ? NULL : err.message, row[i].want);
	}
	guide_free(guide);
}

static void tables_are_whole(void)
{
	enum verdict verdict;

	for (int i = 0; i < COMMON_OUTCOMES; i++)
		CHECK_NUMBER("a common outcome is found by its name",
		             common_outcome_find(common_outcome((enum common_outcome)i)->name), i);
	CHECK_NUMBER("no outcome", common_outcome_find("fine"), COMMON_OUTCOMES);
	for (int i = 0; i < VERDICTS; i++)
		CHECK("a verdict is found by its name",
		      verdict_find(verdict_name((enum verdict)i), &verdict) && (int)verdict == i);
	CHECK("no verdict", !verdict_find("bad", &verdict));
	for (int i = 0; i < FACT_TYPES; i++)
		CHECK("a type has a name", fact_type_name((enum fact_type)i) != NULL);
	for (int i = 0; i < NODE_KINDS; i++)
		CHECK("a kind has a name", node_kind((enum node_kind)i)->name != NULL);
	CHECK("decide and call are never shown",
	      !node_kind(NODE_DECIDE)->shown && !node_kind(NODE_CALL)->shown && node_kind(NODE_ASK)->shown);
}

static void many_names(void)
{
	struct guide *guide = guide_new();
	enum { MANY = 20000 };
	size_t found = 0;

	guide->node_count = MANY;
	guide->node = arena_alloc(&guide->arena, MANY * sizeof *guide->node);
	for (int i = 0; i < MANY; i++) {
		struct text name = {0};

		text_addf(&name, "orders.node-%d", i);
		guide->node[i].name = arena_strdup(&guide->arena, text_str(&name));
		text_clear(&name);
	}
	guide_index(guide);
	for (int i = 0; i < MANY; i++)
		found += guide_node(guide, guide->node[i].name) == &guide->node[i];
	CHECK_NUMBER("each of many is found", (int64_t)found, MANY);
	guide_free(guide);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"services", services},
		{"written forms", written_forms},
		{"values copy and compare", values_copy_and_compare},
		{"templates expand", templates_expand},
		{"templates tell their names", templates_tell_their_names},
		{"look-ups", look_ups},
		{"names for expressions", names_for_expressions},
		{"tables are whole", tables_are_whole},
		{"many names", many_names},
		{0},
	};

	return check_run("guide model", tests);
}
