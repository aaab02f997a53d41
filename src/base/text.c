#include "base/text.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { FIRST_ROOM = 32 };

void text_init(struct text *text)
{
	*text = (struct text){0};
}

void text_clear(struct text *text)
{
	free(text->data);
	text_init(text);
}

void text_wipe(struct text *text)
{
	memory_wipe(text->data, text->room);
	text_clear(text);
}

const char *text_str(const struct text *text)
{
	return text->data ? text->data : "";
}

char *text_take(struct text *text)
{
	char *data = text->data ? text->data : xstrdup("");

	text_init(text);
	return data;
}

/* Room for more bytes and the NUL. */
static void text_reserve(struct text *text, size_t more)
{
	size_t room = text->room ? text->room : FIRST_ROOM;

	if (more < text->room - text->len)
		return;
	while (room - text->len <= more && room <= SIZE_MAX / 2)
		room *= 2;
	text->data = xreallocarray(text->data, room, 1);
	text->room = room;
}

void text_add(struct text *text, const char *more)
{
	text_add_n(text, more, strlen(more));
}

void text_add_n(struct text *text, const char *more, size_t len)
{
	text_reserve(text, len);
	if (len)
		memcpy(text->data + text->len, more, len);
	text->len += len;
	text->data[text->len] = '\0';
}

void text_add_char(struct text *text, char c)
{
	text_add_n(text, &c, 1);
}

void text_add_repeat(struct text *text, char c, size_t count)
{
	text_reserve(text, count);
	memset(text->data + text->len, c, count);
	text->len += count;
	text->data[text->len] = '\0';
}

void text_addf(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_addv(text, format, args);
	va_end(args);
}

void text_addv(struct text *text, const char *format, va_list args)
{
	va_list again;
	int len;

	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	assert(len >= 0);
	text_reserve(text, (size_t)len);
	vsnprintf(text->data + text->len, (size_t)len + 1, format, again);
	text->len += (size_t)len;
	va_end(again);
}

void text_cut(struct text *text, size_t len)
{
	if (len >= text->len)
		return;
	text->len = len;
	text->data[len] = '\0';
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void text_trim(struct text *text)
{
	size_t start = 0;

	while (text->len && is_space(text->data[text->len - 1]))
		text->len--;
	while (start < text->len && is_space(text->data[start]))
		start++;
	if (!text->data)
		return;
	memmove(text->data, text->data + start, text->len - start);
	text->len -= start;
	text->data[text->len] = '\0';
}
