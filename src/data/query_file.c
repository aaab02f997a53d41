/*
 * "query_file": a GraphQL query in a file beside the platform's. The declaration that travels to
 * syncfix-net holds the query itself, so the file's text takes the place of its name.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "data/loader.h"

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? xstrdup(".") : xstrndup(path, (size_t)(slash - path));
}

static bool read_query(struct declare *declare, const struct json_at *at, struct text *query)
{
	const char *name = field_text(declare, at);
	struct error err = {0};
	char *folder, *path;
	bool good;

	if (name == NULL)
		return false;
	if (*name == '/' || strstr(name, "..") != NULL)
		return field_fail(declare, at, "wrong-value",
		                  "A query's file stands in the folder of the platform or below it.");
	folder = folder_of(json_name(declare->doc));
	path = file_join(folder, name);
	good = file_read(path, DATA_MAX_STRING, query, &err);
	if (!good)
		field_fail(declare, at, "bad-file", "%s", err.message);
	free(folder);
	free(path);
	return good;
}

/* The object with "query" for "query_file". */
static void write_inlined(const struct json_at *probe, const struct text *query, struct text *out)
{
	struct json_writer writer;
	struct json_at member;
	void *state = NULL;

	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	while (json_next(probe, &state, &member)) {
		struct text value = {0};

		if (strcmp(member.key, "query_file") == 0)
			continue;
		json_dump(&member, &value);
		json_put_raw(&writer, member.key, text_str(&value));
		text_clear(&value);
	}
	json_put_string_n(&writer, "query", text_str(query), query->len);
	json_close_object(&writer);
}

struct json_doc *load_query_file(struct loader *loader, const struct json_at *probe)
{
	struct json_at file = json_get(probe, "query_file");
	struct json_at query = json_get(probe, "query");
	struct text content = {0};
	struct text inlined = {0};
	struct json_doc *doc = NULL;
	struct error err = {0};

	if (file.type == JSON_MISSING)
		return NULL;
	if (query.type != JSON_MISSING) {
		field_fail(&loader->declare, &file, "wrong-value",
		           "A probe has \"query\" or \"query_file\", not both.");
	} else if (read_query(&loader->declare, &file, &content)) {
		write_inlined(probe, &content, &inlined);
		doc = json_parse(text_str(&inlined), inlined.len, json_name(loader->declare.doc), 0, &err);
		if (doc == NULL)
			field_fail(&loader->declare, &file, "bad-file", "This file is not clean UTF-8 text: %s",
			           err.message);
	}
	text_clear(&content);
	text_clear(&inlined);
	return doc;
}
