#include "net/extent.h"

#include <stdbool.h>

/* The index behind the string that begins at at[i] == '"', or len. */
static size_t skip_string(const char *at, size_t len, size_t i)
{
	for (i++; i < len && at[i] != '"'; i++)
		if (at[i] == '\\')
			i++;
	return i < len ? i + 1 : len;
}

size_t json_extent(const char *at, size_t len)
{
	size_t depth = 0;
	size_t i = 0;
	while (i < len) {
		if (at[i] == '"') {
			i = skip_string(at, len, i);
			continue;
		}
		if (at[i] == '{' || at[i] == '[')
			depth++;
		if ((at[i] == '}' || at[i] == ']') && --depth == 0)
			return i + 1;
		i++;
	}
	return 0;
}
