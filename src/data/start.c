#include <stdlib.h>

#include "base/file.h"
#include "data/load.h"
#include "json/json.h"

/* guide.json of the first folder that has one that can be read. */
static struct json_doc *read_guide_file(const struct data_sources *sources)
{
	const char *const dirs[] = {sources->overlay, sources->dir};
	struct json_doc *doc = NULL;

	for (size_t i = 0; i < sizeof dirs / sizeof *dirs && doc == NULL; i++) {
		struct text text = {0};
		char *path = dirs[i] != NULL ? file_join(dirs[i], "guide.json") : NULL;

		if (path != NULL && file_read(path, DATA_MAX_FILE, &text, NULL))
			doc = json_parse(text_str(&text), text.len, path, DATA_MAX_STRING, NULL);
		text_clear(&text);
		free(path);
	}
	return doc;
}

static const char *copy_member(struct guide *guide, const struct json_at *object, const char *key)
{
	struct json_at at = json_get(object, key);
	const char *text = json_string(&at, NULL);

	return arena_strdup(&guide->arena, text != NULL ? text : "");
}

static void read_symptoms(struct guide *guide, const struct json_at *start)
{
	struct json_at list = json_get(start, "symptoms");

	guide->symptom_count = json_count(&list);
	guide->symptom = arena_alloc(&guide->arena, (guide->symptom_count + 1) * sizeof *guide->symptom);
	for (size_t i = 0; i < guide->symptom_count; i++) {
		struct json_at at = json_item(&list, i);

		guide->symptom[i].name = copy_member(guide, &at, "name");
		guide->symptom[i].title = copy_member(guide, &at, "title");
		guide->symptom[i].say = copy_member(guide, &at, "say");
	}
}

struct guide *data_load_start(const struct data_sources *sources)
{
	struct json_doc *doc = read_guide_file(sources);
	struct guide *guide;

	if (doc == NULL)
		return NULL;
	guide = guide_new();
	struct json_at root = json_root(doc);
	struct json_at start = json_get(&root, "start");
	guide->start_title = copy_member(guide, &start, "title");
	guide->start_say = copy_member(guide, &start, "say");
	read_symptoms(guide, &start);
	guide_index(guide);
	json_free(doc);
	return guide;
}
