/* GraphQL, as far as it takes to see that a document only reads (October 2021, 2.3 Operations). */
#include <string.h>

#include "declare/parts.h"

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Behind a text: "…" or """…""". NULL when it does not end. */
static const char *skip_string(const char *at)
{
	const char *end;

	if (text_starts(at, "\"\"\"")) {
		end = strstr(at + 3, "\"\"\"");
		return end == NULL ? NULL : end + 3;
	}
	for (end = at + 1; *end != '\0' && *end != '"'; end++)
		if (*end == '\\' && end[1] != '\0')
			end++;
	return *end == '"' ? end + 1 : NULL;
}

static bool is_reading(const char *word, size_t len)
{
	return (len == 5 && strncmp(word, "query", len) == 0) ||
	       (len == 8 && strncmp(word, "fragment", len) == 0);
}

/* Between definitions only the words query and fragment may begin one. */
bool declare_graphql_reads(const char *query)
{
	bool begun = false; /* inside the head of a definition, in front of its braces */
	int depth = 0;

	while (query != NULL && *query != '\0') {
		if (*query == '"') {
			query = skip_string(query);
		} else if (*query == '#') {
			query += strcspn(query, "\r\n");
		} else if (is_name(*query)) {
			size_t len = 0;

			while (is_name(query[len]))
				len++;
			if (depth == 0 && !begun && !is_reading(query, len))
				return false;
			begun = true;
			query += len;
		} else {
			depth += (*query == '{' || *query == '(') - (*query == '}' || *query == ')');
			if (*query == '}' && depth == 0)
				begun = false;
			if (depth < 0)
				return false;
			query++;
		}
	}
	return query != NULL && depth == 0;
}
