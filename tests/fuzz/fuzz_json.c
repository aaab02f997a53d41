#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "json/json.h"
#include "json/jsonc.h"

enum { LONGEST_STRING = 4096 };

/* What we let pass, json-c must let pass too: it is the looser of the two. */
static void check_against_jsonc(const char *text, size_t len)
{
	struct json_tokener *tokener = json_tokener_new_ex(JSON_MAX_DEPTH + 1);
	struct json_object *object = json_tokener_parse_ex(tokener, text, (int)len);
	enum json_tokener_error error = json_tokener_get_error(tokener);

	/* A number alone could go on, so json-c waits for more. */
	assert(error == json_tokener_success || error == json_tokener_continue);
	json_object_put(object);
	json_tokener_free(tokener);
}

static bool count_match(void *ctx, const struct json_at *match, const struct json_at *last_star)
{
	struct text path = {0};

	json_path(match, &path);
	json_path(last_star, &path);
	text_clear(&path);
	return ++*(int *)ctx < 1000;
}

/* Written and read again it must be the same. */
static void check_round_trip(const struct json_doc *doc)
{
	static const char *const pointers[] = {"", "/*", "/*/*", "/*~", "/a/*/b", "/0/a~1b", "/*/*~"};
	struct json_at root = json_root(doc);
	struct text once = {0};
	struct text twice = {0};
	struct json_doc *again;
	int matches = 0;

	json_dump(&root, &once);
	again = json_parse(text_str(&once), once.len, "again", 0, NULL);
	assert(again);
	root = json_root(again);
	json_dump(&root, &twice);
	assert(once.len == twice.len && memcmp(text_str(&once), text_str(&twice), once.len) == 0);
	for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++)
		json_find(&root, pointers[i], count_match, &matches);
	json_free(again);
	text_clear(&once);
	text_clear(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	struct error err = {0};
	struct json_doc *doc = json_parse(text, size, "input", LONGEST_STRING, &err);

	assert((doc != NULL) == json_scan(text, size, "input", LONGEST_STRING, NULL));
	if (doc) {
		check_against_jsonc(text, size);
		check_round_trip(doc);
	} else {
		assert(err.kind == ERROR_DATA && text_starts(err.where, "input:") && text_ends(err.message, "."));
		assert(utf8_valid(err.message, strlen(err.message)));
	}
	json_free(doc);
	return 0;
}
