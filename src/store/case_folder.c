#include "store/case_folder.h"

#include <stdlib.h>
#include <string.h>

#include "base/civil.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "store/case_list.h"

enum { LONGEST_ID = 64 };

char *case_folder(const char *state)
{
	return file_join(state, "cases");
}

static bool is_id_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

bool case_id_ok(const char *id)
{
	size_t len = strlen(id);

	for (size_t i = 0; i < len; i++)
		if (!is_id_character(id[i]))
			return false;
	return len > 0 && len <= LONGEST_ID && id[0] != '-';
}

void case_id_add(struct text *out, int64_t at)
{
	struct civil civil;

	civil_from_time(at, clock_local_offset(at), &civil);
	text_addf(out, "%04d%02d%02d-%02d%02d%02d", civil.year, civil.month, civil.day, civil.hour, civil.minute,
	          civil.second);
}

char *case_path(const char *state, const char *id)
{
	struct text name = {0};
	char *folder, *path;

	if (!state || !case_id_ok(id))
		return NULL;
	folder = case_folder(state);
	text_addf(&name, "%s/%s" CASE_SUFFIX, folder, id);
	path = text_take(&name);
	free(folder);
	return path;
}
