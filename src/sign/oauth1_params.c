#include "sign/oauth1.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/memory.h"

void oauth1_params_clear(struct oauth1_params *params)
{
	for (size_t i = 0; i < params->count; i++) {
		memory_wipe(params->at[i].value, strlen(params->at[i].value));
		free(params->at[i].name);
		free(params->at[i].value);
	}
	array_clear(params);
}

static void add_taken(struct oauth1_params *params, struct text *name, struct text *value)
{
	struct oauth1_param param = {text_take(name), text_take(value)};

	array_push(params, param);
}

void oauth1_params_add(struct oauth1_params *params, const char *name, const char *value)
{
	struct oauth1_param param = {xstrdup(name), xstrdup(value)};

	array_push(params, param);
}

/* "%41" is 'A'; a '%' without two digits stays; NUL would end the value and is left out. */
static void decode(struct text *out, const char *text, size_t len, bool plus_is_space)
{
	for (size_t i = 0; i < len; i++) {
		int high = text[i] == '%' && i + 2 < len ? text_hex_digit(text[i + 1]) : -1;
		int low = high >= 0 ? text_hex_digit(text[i + 2]) : -1;

		if (low >= 0) {
			if (high || low)
				text_add_char(out, (char)(high << 4 | low));
			i += 2;
		} else {
			text_add_char(out, plus_is_space && text[i] == '+' ? ' ' : text[i]);
		}
	}
}

void oauth1_params_add_query(struct oauth1_params *params, const char *query)
{
	while (*query) {
		size_t len = strcspn(query, "&");
		const char *equals = memchr(query, '=', len);
		size_t name_len = equals ? (size_t)(equals - query) : len;
		struct text name = {0};
		struct text value = {0};

		decode(&name, query, name_len, true);
		if (equals)
			decode(&value, equals + 1, len - name_len - 1, true);
		if (len)
			add_taken(params, &name, &value);
		text_clear(&name);
		text_clear(&value);
		query += len;
		query += *query == '&';
	}
}

static const char *skip_separators(const char *at)
{
	return at + strspn(at, ", \t");
}

bool oauth1_params_add_header(struct oauth1_params *params, const char *header)
{
	const char *at = header + strspn(header, " \t");

	if (strncasecmp(at, "OAuth", 5) != 0 || (at[5] != ' ' && at[5] != '\t'))
		return false;
	for (at = skip_separators(at + 5); *at; at = skip_separators(at)) {
		size_t name_len = strcspn(at, "= \t,");
		const char *start = at + name_len + 2;
		const char *end = at[name_len] == '=' && at[name_len + 1] == '"' ? strchr(start, '"') : NULL;
		struct text name = {0};
		struct text value = {0};

		if (!name_len || !end)
			return false;
		decode(&name, at, name_len, false);
		decode(&value, start, (size_t)(end - start), false);
		if (!text_same_fold(text_str(&name), "realm"))
			add_taken(params, &name, &value);
		text_clear(&name);
		text_clear(&value);
		at = end + 1;
	}
	return true;
}

const char *oauth1_params_get(const struct oauth1_params *params, const char *name)
{
	for (size_t i = 0; i < params->count; i++) {
		if (strcmp(params->at[i].name, name) == 0)
			return params->at[i].value;
	}
	return NULL;
}
