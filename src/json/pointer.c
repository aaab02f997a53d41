#include "json/json.h"

#include <string.h>

#include "base/text.h"
#include "json/jsonc.h"

struct search {
	json_match_fn *each;
	void *ctx;
};

static bool find_in(struct search *search, const struct json_at *at, const char *pointer,
                    const struct json_at *star);

/* The first part of pointer, unescaped; gives what follows it. */
static const char *read_part(const char *pointer, struct text *part)
{
	const char *at = pointer + 1;

	for (; *at && *at != '/'; at++) {
		if (at[0] == '~' && (at[1] == '0' || at[1] == '1'))
			text_add_char(part, *++at == '0' ? '~' : '/');
		else
			text_add_char(part, *at);
	}
	return at;
}

/* RFC 6901: digits without leading zeros. */
static bool read_index(const char *part, size_t *index)
{
	size_t digits = strspn(part, "0123456789");

	if (!digits || part[digits] || digits > 9 || (part[0] == '0' && digits > 1))
		return false;
	*index = 0;
	for (; *part; part++)
		*index = *index * 10 + (size_t)(*part - '0');
	return true;
}

static bool find_every(struct search *search, const struct json_at *at, const char *rest)
{
	struct json_at member;
	void *state = NULL;

	if (at->type == JSON_ARRAY) {
		for (size_t i = 0; i < json_count(at); i++) {
			member = json_item(at, i);
			if (!find_in(search, &member, rest, &member))
				return false;
		}
	}
	while (json_next(at, &state, &member)) {
		if (!find_in(search, &member, rest, &member))
			return false;
	}
	return true;
}

static bool find_names(struct search *search, const struct json_at *at)
{
	struct json_at member;
	void *state = NULL;

	while (json_next(at, &state, &member)) {
		struct json_at name = member;
		bool more;

		name.value = json_object_new_string(member.key);
		name.type = JSON_STRING;
		more = search->each(search->ctx, &name, &member);
		json_object_put(name.value);
		if (!more)
			return false;
	}
	return true;
}

static bool find_one(struct search *search, const struct json_at *at, const char *part, const char *rest,
                     const struct json_at *star)
{
	struct json_at child = {.type = JSON_MISSING};
	size_t index;

	if (at->type == JSON_OBJECT)
		child = json_get(at, part);
	else if (at->type == JSON_ARRAY && read_index(part, &index))
		child = json_item(at, index);
	return child.type == JSON_MISSING || find_in(search, &child, rest, star);
}

/* False when the callback had enough. */
static bool find_in(struct search *search, const struct json_at *at, const char *pointer,
                    const struct json_at *star)
{
	struct text part = {0};
	const char *rest;
	bool more;

	if (!*pointer)
		return search->each(search->ctx, at, star ? star : at);
	if (*pointer != '/')
		return true;
	if (strcmp(pointer, "/*~") == 0)
		return find_names(search, at);
	rest = read_part(pointer, &part);
	if (strcmp(text_str(&part), "*") == 0)
		more = find_every(search, at, rest);
	else
		more = find_one(search, at, text_str(&part), rest, star);
	text_clear(&part);
	return more;
}

void json_find(const struct json_at *at, const char *pointer, json_match_fn *each, void *ctx)
{
	struct search search = {each, ctx};

	if (at->type != JSON_MISSING)
		find_in(&search, at, pointer, NULL);
}
