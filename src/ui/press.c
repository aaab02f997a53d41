#include "ui/press.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

static const char *const press_words[PRESS_KINDS] = {
	[PRESS_ENTER] = "Enter",     [PRESS_ESC] = "Esc",
	[PRESS_TAB] = "Tab",         [PRESS_BACKTAB] = "Shift-Tab",
	[PRESS_DELETE] = "Delete",   [PRESS_BACKSPACE] = "Backspace",
	[PRESS_UP] = "Up",           [PRESS_DOWN] = "Down",
	[PRESS_LEFT] = "Left",       [PRESS_RIGHT] = "Right",
	[PRESS_HOME] = "Home",       [PRESS_END] = "End",
	[PRESS_PAGE_UP] = "Page-Up", [PRESS_PAGE_DOWN] = "Page-Down",
};

struct press press_char(uint32_t code)
{
	return (struct press){.kind = PRESS_CHAR, .code = code};
}

struct press press_of(enum press_kind kind)
{
	return (struct press){.kind = kind};
}

bool press_same(const struct press *a, const struct press *b)
{
	return a->kind == b->kind && a->code == b->code;
}

static void add_code(struct text *out, const char *prefix, uint32_t code)
{
	char bytes[4];

	text_add(out, prefix);
	text_add_n(out, bytes, utf8_encode(code, bytes));
}

void press_name(struct text *out, const struct press *press)
{
	switch (press->kind) {
	case PRESS_CHAR:
		if (press->code == ' ')
			text_add(out, "Space");
		else
			add_code(out, "", press->code);
		break;
	case PRESS_CTRL:
		add_code(out, "Ctrl-", press->code >= 'a' && press->code <= 'z' ? press->code - 32 : press->code);
		break;
	case PRESS_ALT:
		add_code(out, "Alt-", press->code);
		break;
	case PRESS_FUNCTION:
		text_addf(out, "F%u", (unsigned)press->code);
		break;
	default:
		text_add(out, press_words[press->kind] ? press_words[press->kind] : "");
	}
}

static bool parse_word(const char *name, struct press *out)
{
	for (int kind = 0; kind < PRESS_KINDS; kind++) {
		if (press_words[kind] && strcmp(press_words[kind], name) == 0) {
			*out = press_of((enum press_kind)kind);
			return true;
		}
	}
	return false;
}

static bool parse_single(const char *name, enum press_kind kind, struct press *out)
{
	size_t size = 0;
	uint32_t code;

	if (name[0] == '\0')
		return false;
	code = utf8_decode(name, strlen(name), &size);
	if (name[size] != '\0')
		return false;
	if (kind == PRESS_CTRL && code >= 'A' && code <= 'Z')
		code += 32;
	*out = (struct press){.kind = kind, .code = code};
	return true;
}

static bool parse_function(const char *name, struct press *out)
{
	long number;
	char *end;

	if (name[0] != 'F' || name[1] < '1' || name[1] > '9')
		return false;
	number = strtol(name + 1, &end, 10);
	if (*end != '\0' || number > 12)
		return false;
	*out = (struct press){.kind = PRESS_FUNCTION, .code = (uint32_t)number};
	return true;
}

bool press_parse(const char *name, struct press *out)
{
	if (strcmp(name, "Space") == 0) {
		*out = press_char(' ');
		return true;
	}
	if (text_starts(name, "Ctrl-"))
		return parse_single(name + 5, PRESS_CTRL, out);
	if (text_starts(name, "Alt-"))
		return parse_single(name + 4, PRESS_ALT, out);
	return parse_word(name, out) || parse_function(name, out) || parse_single(name, PRESS_CHAR, out);
}
