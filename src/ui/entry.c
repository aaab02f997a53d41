#include "ui/entry.h"

#include <string.h>

#include "base/utf8.h"

void entry_clear(struct entry *field)
{
	if (field->secret)
		text_wipe(&field->text);
	else
		text_clear(&field->text);
	field->at = field->first = 0;
}

void entry_set(struct entry *field, const char *text)
{
	entry_clear(field);
	text_add(&field->text, text);
	field->at = field->text.len;
}

const char *entry_text(const struct entry *field)
{
	return text_str(&field->text);
}

bool entry_empty(const struct entry *field)
{
	return field->text.len == 0;
}

/* A character with the combining marks after it is one step of the cursor. */
static size_t after(const struct entry *field, size_t at)
{
	const char *text = text_str(&field->text);
	size_t size;

	if (at >= field->text.len)
		return field->text.len;
	utf8_decode(text + at, field->text.len - at, &size);
	at += size;
	while (at < field->text.len && utf8_width_of(utf8_decode(text + at, field->text.len - at, &size)) == 0)
		at += size;
	return at;
}

static size_t before(const struct entry *field, size_t at)
{
	size_t last = 0;

	for (size_t step = 0; step < at; step = after(field, step))
		last = step;
	return last;
}

static void replace(struct entry *field, size_t from, size_t to, const char *text, size_t len)
{
	struct text next = {0};
	const char *old = text_str(&field->text);

	text_add_n(&next, old, from);
	text_add_n(&next, text, len);
	text_add_n(&next, old + to, field->text.len - to);
	if (field->secret)
		text_wipe(&field->text);
	else
		text_clear(&field->text);
	field->text = next;
	field->at = from + len;
}

static void insert(struct entry *field, const char *text, size_t len)
{
	size_t room = field->text.len < ENTRY_MAX ? ENTRY_MAX - field->text.len : 0;

	while (len > room)
		len = len > 0 ? len - 1 : 0;
	while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--; /* never half a character */
	replace(field, field->at, field->at, text, len);
}

static void insert_code(struct entry *field, uint32_t code)
{
	char bytes[5] = {0};

	insert(field, bytes, utf8_encode(code, bytes));
}

static size_t word_before(const struct entry *field)
{
	const char *text = text_str(&field->text);
	size_t at = field->at;

	while (at > 0 && text[at - 1] == ' ')
		at--;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return at;
}

static bool control(struct entry *field, uint32_t letter)
{
	switch (letter) {
	case 'a':
		field->at = 0;
		return true;
	case 'e':
		field->at = field->text.len;
		return true;
	case 'u':
		replace(field, 0, field->at, "", 0);
		return true;
	case 'k':
		replace(field, field->at, field->text.len, "", 0);
		return true;
	case 'w':
		replace(field, word_before(field), field->at, "", 0);
		return true;
	case 'd':
		replace(field, field->at, after(field, field->at), "", 0);
		return true;
	default:
		return false;
	}
}

bool entry_press(struct entry *field, const struct press *press)
{
	switch (press->kind) {
	case PRESS_CHAR:
		insert_code(field, press->code);
		return true;
	case PRESS_PASTE:
		insert(field, press->text, strlen(press->text));
		return true;
	case PRESS_CTRL:
		return control(field, press->code);
	case PRESS_BACKSPACE:
		replace(field, before(field, field->at), field->at, "", 0);
		return true;
	case PRESS_DELETE:
		replace(field, field->at, after(field, field->at), "", 0);
		return true;
	case PRESS_LEFT:
		field->at = before(field, field->at);
		return true;
	case PRESS_RIGHT:
		field->at = after(field, field->at);
		return true;
	case PRESS_HOME:
		field->at = 0;
		return true;
	case PRESS_END:
		field->at = field->text.len;
		return true;
	default:
		return false;
	}
}

static size_t columns(const struct entry *field, size_t from, size_t to)
{
	struct text part = {0};
	size_t width;

	text_add_n(&part, text_str(&field->text) + from, to - from);
	width = utf8_width(text_str(&part));
	text_wipe(&part);
	return width;
}

static void shown_text(const struct entry *field, struct text *out)
{
	const char *from = text_str(&field->text) + field->first;

	if (!field->secret) {
		for (; *from; from++)
			text_add_char(out, *from == '\n' ? ' ' : *from);
		return;
	}
	for (size_t at = field->first; at < field->text.len; at = after(field, at))
		text_add(out, "*");
}

void entry_draw(struct entry *field, struct surface *surface, int row, int col, int width, bool focused)
{
	struct text shown = {0};

	if (width < 1)
		return;
	if (field->at < field->first)
		field->first = field->at;
	while (columns(field, field->first, field->at) >= (size_t)width)
		field->first = after(field, field->first);
	shown_text(field, &shown);
	for (int i = 0; i < width; i++)
		surface_put(surface, row, col + i, 1, STYLE_INPUT, " ");
	surface_put(surface, row, col, width, STYLE_INPUT, text_str(&shown));
	if (focused)
		surface_cursor(surface, row, col + (int)columns(field, field->first, field->at));
	text_clear(&shown);
}

/* The wrapped line that holds the cursor. */
static size_t cursor_line(const struct entry *field, const struct utf8_lines *lines)
{
	const char *at = text_str(&field->text) + field->at;
	size_t found = 0;

	for (size_t i = 0; i < lines->count; i++)
		if (lines->line[i].at <= at)
			found = i;
	return found;
}

void entry_draw_lines(const struct entry *field, struct surface *surface, const struct rect *rect)
{
	struct utf8_lines lines = {0};
	size_t cursor, top = 0;
	int col = 0;

	utf8_wrap(&lines, text_str(&field->text), rect->cols > 1 ? (size_t)rect->cols - 1 : 1);
	cursor = cursor_line(field, &lines);
	if (cursor >= (size_t)rect->rows)
		top = cursor - (size_t)rect->rows + 1;
	for (size_t i = top; i < lines.count && i - top < (size_t)rect->rows; i++)
		surface_put_n(surface, rect->row + (int)(i - top), rect->col, rect->cols, STYLE_INPUT,
		              lines.line[i].at, lines.line[i].len);
	if (lines.count > 0)
		col = (int)columns(field, (size_t)(lines.line[cursor].at - text_str(&field->text)), field->at);
	surface_cursor(surface, rect->row + (int)(cursor - top),
	               rect->col + (col < rect->cols ? col : rect->cols - 1));
	utf8_lines_clear(&lines);
}
