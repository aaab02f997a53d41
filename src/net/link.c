#include "net/answer.h"

#include <string.h>
#include <strings.h>

/* One "<target>; rel=…; …" of a Link header (RFC 8288 section 3). */
struct link {
	const char *target;
	size_t target_len;
	const char *parameters;
	size_t parameters_len;
};

/* Up to a comma outside of quotes. */
static size_t parameters_len(const char *at)
{
	bool quoted = false;
	size_t len = 0;
	for (; at[len] && (quoted || at[len] != ','); len++)
		if (at[len] == '"')
			quoted = !quoted;
	return len;
}

static const char *next_link(const char *at, struct link *link)
{
	at = strchr(at, '<');
	const char *end = at ? strchr(at, '>') : NULL;
	if (!end)
		return NULL;
	link->target = at + 1;
	link->target_len = (size_t)(end - at - 1);
	link->parameters = end + 1;
	link->parameters_len = parameters_len(end + 1);
	return link->parameters + link->parameters_len;
}

/* rel="a b" names two relations; compared without case (section 3.3). */
static bool list_has(const char *list, size_t len, const char *relation)
{
	size_t want = strlen(relation);
	for (size_t i = 0; i < len;) {
		size_t word = 0;
		while (i + word < len && list[i + word] != ' ')
			word++;
		if (word == want && strncasecmp(list + i, relation, want) == 0)
			return true;
		i += word + 1;
	}
	return false;
}

static const char *skip(const char *at, const char *end, const char *letters)
{
	while (at < end && strchr(letters, *at))
		at++;
	return at;
}

/* at is behind a ';'. */
static bool is_relation(const char *at, const char *end, const char *relation)
{
	at = skip(at, end, " \t");
	if (end - at < 4 || strncasecmp(at, "rel", 3) != 0)
		return false;
	at = skip(at + 3, end, " =");
	bool quoted = at < end && *at == '"';
	at += quoted;
	const char *stop = at;
	while (stop < end && !strchr(quoted ? "\"" : "; ", *stop))
		stop++;
	return list_has(at, (size_t)(stop - at), relation);
}

static bool has_relation(const struct link *link, const char *relation)
{
	const char *end = link->parameters + link->parameters_len;
	for (const char *at = link->parameters; at < end; at++)
		if (*at == ';' && is_relation(at + 1, end, relation))
			return true;
	return false;
}

static const char *find_in(const char *header, const char *relation, struct arena *arena)
{
	struct link link;
	for (const char *at = next_link(header, &link); at; at = next_link(at, &link))
		if (has_relation(&link, relation))
			return arena_strndup(arena, link.target, link.target_len);
	return NULL;
}

const char *answer_link(const struct answer *answer, const char *relation, struct arena *arena)
{
	for (size_t i = 0; i < answer->header.count; i++) {
		if (!text_same_fold(answer->header.at[i].name, "link"))
			continue;
		const char *target = find_in(answer->header.at[i].value, relation, arena);
		if (target)
			return target;
	}
	return NULL;
}
