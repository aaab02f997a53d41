#include "guide/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* {name} or {name|if unknown}: name and alternative of the placeholder at, which begins with '{'. */
struct placeholder {
	const char *name;
	size_t name_len;
	const char *alternative; /* NULL: none */
	size_t alternative_len;
	const char *end; /* behind '}' */
};

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/* False: the brace is only a brace. */
static bool read_placeholder(const char *at, struct placeholder *out)
{
	const char *c = at + 1;

	*out = (struct placeholder){.name = c};
	if (*c < 'a' || *c > 'z')
		return false;
	while (is_name(*c))
		c++;
	out->name_len = (size_t)(c - out->name);
	if (*c == '|') {
		out->alternative = ++c;
		c += strcspn(c, "{}");
		out->alternative_len = (size_t)(c - out->alternative);
	}
	out->end = c + 1;
	return *c == '}';
}

static void add_value(struct text *out, const struct placeholder *holder, const struct template_scope *scope)
{
	char *name = xstrndup(holder->name, holder->name_len);
	size_t before = out->len;

	if (scope->value == NULL || !scope->value(scope->ctx, name, out)) {
		text_cut(out, before);
		if (holder->alternative != NULL)
			text_add_n(out, holder->alternative, holder->alternative_len);
		else
			text_add(out, "…");
	}
	free(name);
}

void template_expand(struct text *out, const char *text, const struct template_scope *scope)
{
	struct placeholder holder;

	while (*text != '\0') {
		size_t len = strcspn(text, "{");

		text_add_n(out, text, len);
		text += len;
		if (*text == '\0')
			break;
		if (read_placeholder(text, &holder)) {
			add_value(out, &holder, scope);
			text = holder.end;
		} else {
			text_add_char(out, *text++);
		}
	}
}

void template_each(const char *text, void (*each)(void *ctx, const char *name), void *ctx)
{
	struct placeholder holder;

	for (text = strchr(text, '{'); text != NULL; text = strchr(text, '{')) {
		char *name;

		if (!read_placeholder(text, &holder)) {
			text++;
			continue;
		}
		name = xstrndup(holder.name, holder.name_len);
		each(ctx, name);
		free(name);
		text = holder.end;
	}
}

void template_plain(struct text *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (text[0] == '*' && text[1] == '*')
			text++;
		else if (*text != '`')
			text_add_char(out, *text);
	}
}
