/* Names of presses, and the key table that footer, help and manual read. */
#include <string.h>

#include "base/utf8.h"
#include "check.h"
#include "ui/intent.h"
#include "ui/keymap.h"
#include "ui/screen.h"

static void test_names(void)
{
	static const struct {
		const char *name;
		struct press press;
	} rows[] = {
		{"n", {PRESS_CHAR, 'n', NULL}},        {"/", {PRESS_CHAR, '/', NULL}},
		{"é", {PRESS_CHAR, 0xE9, NULL}},       {"Space", {PRESS_CHAR, ' ', NULL}},
		{"Ctrl-C", {PRESS_CTRL, 'c', NULL}},   {"Alt-b", {PRESS_ALT, 'b', NULL}},
		{"Enter", {PRESS_ENTER, 0, NULL}},     {"Shift-Tab", {PRESS_BACKTAB, 0, NULL}},
		{"F1", {PRESS_FUNCTION, 1, NULL}},     {"F12", {PRESS_FUNCTION, 12, NULL}},
		{"Page-Up", {PRESS_PAGE_UP, 0, NULL}}, {"F", {PRESS_CHAR, 'F', NULL}},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text name = {0};
		struct press press;

		CHECK("every name is a press", press_parse(rows[i].name, &press));
		CHECK("and the right one", press_same(&press, &rows[i].press));
		press_name(&name, &press);
		CHECK_TEXT("and back", text_str(&name), rows[i].name);
		text_clear(&name);
	}
}

static void test_no_names(void)
{
	static const char *const names[] = {"", "F0", "F13", "Ctrl-", "Ctrl-Enter", "Enter2", "ab", "F1x"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct press press;

		CHECK(names[i], !press_parse(names[i], &press));
	}
}

/* Every press of every row is a press, and no two rows of one place want the same. */
static void each_press(const struct keymap_row *row, void (*each)(const struct keymap_row *, const char *))
{
	char copy[64], *save = NULL;

	strncpy(copy, row->presses, sizeof copy - 1);
	copy[sizeof copy - 1] = '\0';
	for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save))
		each(row, name);
}

static bool shadowed(const struct keymap_row *row, unsigned bit, const struct press *press)
{
	enum keymap_role role = row->role;

	return keymap_action(bit, role, press) != row->action;
}

static void check_one(const struct keymap_row *row, const char *name)
{
	struct press press;

	if (!CHECK(row->help, press_parse(name, &press)))
		return;
	for (unsigned bit = 1; bit < CONTEXT_ALL; bit <<= 1) {
		/* Space goes on in a note even in a lesson. */
		bool known = row->action == ACTION_REVEAL && bit == CONTEXT_READ;

		if (row->context & bit)
			CHECK(row->help, known || !shadowed(row, bit, &press));
	}
}

static void test_table(void)
{
	size_t count;
	const struct keymap_row *row = keymap_rows(&count);

	for (size_t i = 0; i < count; i++) {
		CHECK(row[i].help, row[i].action > ACTION_NONE && row[i].action < ACTIONS && row[i].context != 0);
		CHECK("a help is a sentence", row[i].help[strlen(row[i].help) - 1] == '.');
		each_press(&row[i], check_one);
	}
}

/* Decision 20: these mean the same everywhere outside of text. */
static void test_same_everywhere(void)
{
	static const struct {
		char key;
		enum action action;
	} rows[] = {{'/', ACTION_SEARCH}, {'?', ACTION_HELP},   {'q', ACTION_QUIT},
	            {'n', ACTION_NOTE},   {'t', ACTION_TICKET}, {'c', ACTION_CODE}};
	const unsigned typed = CONTEXT_FIELD | CONTEXT_SEARCH | CONTEXT_NOTE;

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		for (unsigned bit = 1; bit < CONTEXT_ALL; bit <<= 1) {
			struct press press = press_char((uint32_t)rows[i].key);
			enum action action = keymap_action(bit, KEYMAP_EVERYBODY, &press);

			if (!(bit & typed))
				CHECK("a common key means one thing", action == rows[i].action || action == ACTION_NONE);
			else
				CHECK("letters are text where text is typed", action == ACTION_NONE);
		}
	}
}

static void check_footer(const char *sentence, unsigned context, int cols, int digits, const char *want)
{
	struct footer footer = {context, KEYMAP_EVERYBODY, digits,
	                        FOOTER_BIT(ACTION_ACCEPT) | FOOTER_BIT(ACTION_EVIDENCE)};
	struct surface surface;
	struct text dump = {0};

	surface_init(&surface, 1, cols, false);
	keymap_footer(&surface, 0, &footer);
	surface_dump(&surface, &dump);
	CHECK_TEXT(sentence, text_str(&dump), want);
	text_clear(&dump);
	surface_free(&surface);
}

static void test_footer(void)
{
	check_footer("a question at 80 columns", CONTEXT_ASK, 80, 3,
	             " 1-3 answer  0 don't know  b back  n note  t ticket  c code  ? help  q quit\n");
	check_footer("on a narrow screen help and quit stay", CONTEXT_ASK, 40, 3,
	             "1-3 answer  0 don't know  ? help  q quit\n");
	check_footer("a single answer is no range", CONTEXT_READ, 40, 1, "Enter go on  b back  ? help  q quit\n");
}

static void test_alt(void)
{
	struct press press;

	press_parse("Alt-b", &press);
	CHECK("Esc and a key in one go works out of a field",
	      keymap_action(CONTEXT_FIELD, KEYMAP_EVERYBODY, &press) == ACTION_BACK);
	press_parse("h", &press);
	CHECK("an agent's key is nothing for others",
	      keymap_action(CONTEXT_ASK, KEYMAP_EVERYBODY, &press) == ACTION_NONE);
	CHECK("and something for an agent", keymap_action(CONTEXT_ASK, KEYMAP_AGENT, &press) == ACTION_HOLD);
}

static void test_intents(void)
{
	for (int kind = 0; kind < INTENT_KINDS; kind++)
		CHECK("every intent has a name", intent_name((enum intent_kind)kind) != NULL);
	CHECK("a key for a page opens it", screen_common(ACTION_HELP).number == SCREEN_HELP);
	CHECK("back is an intent", screen_common(ACTION_BACK).kind == INTENT_BACK);
	CHECK("moving is none", screen_common(ACTION_UP).kind == INTENT_NONE);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"names of presses", test_names},
		{"what is no name", test_no_names},
		{"every row of the table", test_table},
		{"keys that mean the same everywhere", test_same_everywhere},
		{"the footer", test_footer},
		{"Esc and a key; roles", test_alt},
		{"intents", test_intents},
		{0},
	};

	return check_run("ui: keys", tests);
}
