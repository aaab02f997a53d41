/* The files of one or two folders. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "data/loader.h"

static bool is_in(char *const *list, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

static bool is_refused(const struct loader *loader, const char *name)
{
	return is_in(loader->refused.at, loader->refused.count, name);
}

void source_lost(struct loader *loader, const char *name)
{
	array_push(&loader->unread, xstrdup(name));
}

bool source_is_lost(const struct loader *loader, const char *name)
{
	return is_in(loader->unread.at, loader->unread.count, name);
}

static bool is_found(const struct loader *loader, const char *name)
{
	for (size_t i = 0; i < loader->source.count; i++)
		if (strcmp(loader->source.at[i].name, name) == 0)
			return true;
	return false;
}

/* "path:12:7: …" of the scanner becomes file and place of a finding. */
static void fail_read(struct loader *loader, const char *path, const struct error *err)
{
	const char *place = err->where;

	if (text_starts(place, path))
		place += strlen(path);
	while (*place == ':' || *place == ' ')
		place++;
	findings_add_at(loader->findings, "bad-json", 0, path, place, "%s", err->message);
}

static struct json_doc *read_document(struct loader *loader, const char *path)
{
	struct text text = {0};
	struct error err = {0};
	struct json_doc *doc = NULL;
	struct stat status;

	/* a pipe of that name would wait for ever */
	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
		findings_add_at(loader->findings, "bad-file", 0, path, "", "This is no ordinary file; take it away.");
	else if (!file_read(path, DATA_MAX_FILE, &text, &err))
		findings_add_at(loader->findings, "bad-file", 0, path, "", "%s", err.message);
	else if ((doc = json_parse(text_str(&text), text.len, path, DATA_MAX_STRING, &err)) == NULL)
		fail_read(loader, path, &err);
	text_clear(&text);
	return doc;
}

/* A broken file of the overlay makes way for the one below it. */
static void add_source(struct loader *loader, enum source_kind kind, const char *dir, const char *name,
                       bool overlay)
{
	char *path = file_join(dir, name);
	struct json_doc *doc;
	struct stat status;

	if (stat(path, &status) != 0 || is_found(loader, name) || (overlay && is_refused(loader, name))) {
		free(path);
		return;
	}
	doc = read_document(loader, path);
	if (doc == NULL) {
		if (overlay)
			array_push(&loader->refused, xstrdup(name));
		else
			source_lost(loader, name);
		free(path);
		return;
	}
	array_push(&loader->source, ((struct source){kind, xstrdup(name), path, overlay, doc}));
}

static void add_folder(struct loader *loader, enum source_kind kind, const char *dir, const char *folder,
                       bool overlay)
{
	char *path = file_join(dir, folder);
	size_t count;
	char **names = file_list(path, ".json", &count);

	for (size_t i = 0; i < count; i++) {
		char *name = file_join(folder, names[i]);

		if (*names[i] != '.')
			add_source(loader, kind, dir, name, overlay);
		free(name);
	}
	file_list_free(names, count);
	free(path);
}

static void find_in(struct loader *loader, const char *dir, bool overlay)
{
	add_source(loader, SOURCE_GUIDE, dir, "guide.json", overlay);
	add_source(loader, SOURCE_FACTS, dir, "facts.json", overlay);
	add_source(loader, SOURCE_ERRORS, dir, "errors.json", overlay);
	add_folder(loader, SOURCE_TREE, dir, "trees", overlay);
	add_folder(loader, SOURCE_PLATFORM, dir, "platforms", overlay);
}

static int by_kind_and_name(const void *a, const void *b)
{
	const struct source *left = a;
	const struct source *right = b;

	if (left->kind != right->kind)
		return (int)left->kind - (int)right->kind;
	return strcmp(left->name, right->name);
}

/* Files of the overlay first, so that its file of a name is the one that is found. */
void sources_find(struct loader *loader, const struct data_sources *sources)
{
	if (sources->overlay != NULL)
		find_in(loader, sources->overlay, true);
	find_in(loader, sources->dir, false);
	if (loader->source.count > 1)
		qsort(loader->source.at, loader->source.count, sizeof *loader->source.at, by_kind_and_name);
}

void sources_clear(struct loader *loader)
{
	for (size_t i = 0; i < loader->source.count; i++) {
		free(loader->source.at[i].name);
		free(loader->source.at[i].path);
		json_free(loader->source.at[i].doc);
	}
	array_clear(&loader->source);
	for (size_t i = 0; i < loader->unread.count; i++)
		free(loader->unread.at[i]);
	array_clear(&loader->unread);
}

const struct source *source_of(const struct loader *loader, enum source_kind kind)
{
	for (size_t i = 0; i < loader->source.count; i++)
		if (loader->source.at[i].kind == kind)
			return &loader->source.at[i];
	return NULL;
}

struct json_at source_open(struct loader *loader, const struct source *source)
{
	loader->declare.doc = source->doc;
	return json_root(source->doc);
}
