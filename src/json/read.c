#include "json/json.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/memory.h"
#include "json/jsonc.h"
#include "json/scan.h"

struct json_doc {
	struct json_object *root; /* NULL is null */
	char *name;
	struct arena keys; /* json-c refers to the names in it */
};

/* One seed for the life of the program. */
static uint64_t key_seed(void)
{
	static uint64_t seed;

	if (!seed && getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed)
		seed = (uint64_t)(uintptr_t)&seed;
	return seed;
}

static bool run_scan(struct scan *scan, struct json_object **root)
{
	bool good;

	scan->seed = key_seed();
	good = scan_document(scan, root);
	for (int i = 0; i <= JSON_MAX_DEPTH; i++)
		free(scan->level[i].slots);
	text_wipe(&scan->scratch);
	return good;
}

bool json_scan(const char *text, size_t len, const char *name, size_t max_string, struct error *err)
{
	struct scan scan = {.text = text, .len = len, .name = name, .max_string = max_string, .err = err};
	struct json_object *root;
	struct arena keys;
	bool good;

	arena_init(&keys);
	scan.keys = &keys;
	good = run_scan(&scan, &root);
	arena_clear(&keys);
	return good;
}

struct json_doc *json_parse(const char *text, size_t len, const char *name, size_t max_string,
                            struct error *err)
{
	struct scan scan =
		{.text = text, .len = len, .name = name, .max_string = max_string, .err = err, .build = true};
	struct json_doc *doc = xcalloc(1, sizeof *doc);

	arena_init(&doc->keys);
	doc->name = xstrdup(name);
	scan.keys = &doc->keys;
	if (!run_scan(&scan, &doc->root)) {
		json_free(doc);
		return NULL;
	}
	return doc;
}

void json_free(struct json_doc *doc)
{
	if (!doc)
		return;
	json_object_put(doc->root);
	arena_clear(&doc->keys);
	free(doc->name);
	free(doc);
}

const char *json_name(const struct json_doc *doc)
{
	return doc->name;
}

static enum json_type type_of(struct json_object *value)
{
	switch (json_object_get_type(value)) {
	case json_type_boolean:
		return JSON_BOOL;
	case json_type_double:
	case json_type_int:
		return JSON_NUMBER;
	case json_type_string:
		return JSON_STRING;
	case json_type_array:
		return JSON_ARRAY;
	case json_type_object:
		return JSON_OBJECT;
	default:
		return JSON_NULL;
	}
}

struct json_at json_root(const struct json_doc *doc)
{
	return (struct json_at){.value = doc->root, .type = type_of(doc->root)};
}

struct json_at json_get(const struct json_at *object, const char *key)
{
	struct json_at member = {.type = JSON_MISSING, .parent = object, .key = key};
	struct json_object *value;

	if (object->type == JSON_OBJECT && json_object_object_get_ex(object->value, key, &value)) {
		member.value = value;
		member.type = type_of(value);
	}
	return member;
}

struct json_at json_item(const struct json_at *array, size_t index)
{
	struct json_at item = {.type = JSON_MISSING, .parent = array, .index = index};

	if (index < json_count(array) && array->type == JSON_ARRAY) {
		item.value = json_object_array_get_idx(array->value, index);
		item.type = type_of(item.value);
	}
	return item;
}

size_t json_count(const struct json_at *at)
{
	if (at->type == JSON_ARRAY)
		return json_object_array_length(at->value);
	return at->type == JSON_OBJECT ? (size_t)json_object_object_length(at->value) : 0;
}

bool json_next(const struct json_at *object, void **state, struct json_at *member)
{
	struct lh_entry *entry = *state;

	if (object->type != JSON_OBJECT)
		return false;
	entry = entry ? entry->next : json_object_get_object(object->value)->head;
	if (!entry)
		return false;
	*state = entry;
	*member = (struct json_at){
		.value = (void *)entry->v,
		.type = type_of((struct json_object *)entry->v),
		.parent = object,
		.key = entry->k,
	};
	return true;
}

const char *json_string(const struct json_at *at, size_t *len)
{
	if (at->type != JSON_STRING)
		return NULL;
	if (len)
		*len = (size_t)json_object_get_string_len(at->value);
	return json_object_get_string(at->value);
}

bool json_number(const struct json_at *at, double *out)
{
	if (at->type == JSON_NUMBER)
		*out = json_object_get_double(at->value);
	return at->type == JSON_NUMBER;
}

bool json_integer(const struct json_at *at, int64_t *out)
{
	static const double exact = 9007199254740992.0; /* 2^53: beyond it a double hides neighbours */
	double value;

	if (at->type != JSON_NUMBER)
		return false;
	if (json_object_get_type(at->value) == json_type_int) {
		if (json_object_get_uint64(at->value) > INT64_MAX)
			return false;
		*out = json_object_get_int64(at->value);
		return true;
	}
	value = json_object_get_double(at->value);
	if (value < -exact || value > exact || value != floor(value))
		return false;
	*out = (int64_t)value;
	return true;
}

bool json_bool(const struct json_at *at, bool *out)
{
	if (at->type == JSON_BOOL)
		*out = json_object_get_boolean(at->value);
	return at->type == JSON_BOOL;
}

static bool is_plain_key(const char *key)
{
	const char *letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

	return *key && strchr(letters, *key) &&
	       key[strspn(key, "abcdefghijklmnopqrstuvwxyz"
	                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789-")] == '\0';
}

void json_path(const struct json_at *at, struct text *out)
{
	if (!at->parent) {
		text_add_char(out, '$');
		return;
	}
	json_path(at->parent, out);
	if (!at->key) {
		text_addf(out, "[%zu]", at->index);
	} else if (is_plain_key(at->key)) {
		text_addf(out, ".%s", at->key);
	} else {
		text_add_char(out, '[');
		json_quote(out, at->key, strlen(at->key));
		text_add_char(out, ']');
	}
}

static void dump_object(const struct json_at *at, struct text *out)
{
	struct json_at member;
	void *state = NULL;
	const char *comma = "";

	text_add_char(out, '{');
	while (json_next(at, &state, &member)) {
		text_add(out, comma);
		json_quote(out, member.key, strlen(member.key));
		text_add_char(out, ':');
		json_dump(&member, out);
		comma = ",";
	}
	text_add_char(out, '}');
}

static void dump_array(const struct json_at *at, struct text *out)
{
	text_add_char(out, '[');
	for (size_t i = 0; i < json_count(at); i++) {
		struct json_at item = json_item(at, i);

		text_add(out, i ? "," : "");
		json_dump(&item, out);
	}
	text_add_char(out, ']');
}

void json_dump(const struct json_at *at, struct text *out)
{
	const char *string;
	size_t len;

	switch (at->type) {
	case JSON_OBJECT:
		dump_object(at, out);
		break;
	case JSON_ARRAY:
		dump_array(at, out);
		break;
	case JSON_STRING:
		string = json_string(at, &len);
		json_quote(out, string, len);
		break;
	case JSON_BOOL:
	case JSON_NUMBER:
		text_add(out, json_object_to_json_string_ext(at->value, JSON_C_TO_STRING_PLAIN));
		break;
	case JSON_NULL:
	case JSON_MISSING:
		text_add(out, "null");
		break;
	}
}
