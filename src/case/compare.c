#include "case/compare.h"

#include <string.h>

#include "base/text.h"

/* The next part of a list, without the space around it; NULL at the end. */
static const char *next_part(const char **at, size_t *len)
{
	const char *part = *at + strspn(*at, " ,;");

	*len = strcspn(part, ",;");
	*at = part + *len;
	while (*len > 0 && part[*len - 1] == ' ')
		(*len)--;
	return *len > 0 ? part : NULL;
}

static bool has_part(const char *list, const char *wanted, size_t wanted_len)
{
	const char *part;
	size_t len;

	while ((part = next_part(&list, &len)) != NULL)
		if (len == wanted_len && memcmp(part, wanted, len) == 0)
			return true;
	return false;
}

static bool has_all(const char *list, const char *wanted)
{
	const char *part;
	size_t len;

	while ((part = next_part(&wanted, &len)) != NULL)
		if (!has_part(list, part, len))
			return false;
	return true;
}

bool compare_differs(const struct compare_row *row, const char *good, const char *bad)
{
	if (!good || !bad)
		return false;
	if (row->same && strcmp(row->same, "fold") == 0)
		return !text_same_fold(good, bad);
	if (row->same && strcmp(row->same, "set") == 0)
		return !has_all(good, bad) || !has_all(bad, good);
	return strcmp(good, bad) != 0;
}
