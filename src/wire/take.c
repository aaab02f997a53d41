#include "wire/take.h"

#include <string.h>

static void refuse(struct take *take, const struct json_at *at, const char *what)
{
	if (take->failed)
		return;
	take->failed = true;
	struct text path = {0};
	json_path(at, &path);
	error_set(take->err, ERROR_DATA, text_str(&path), "This must be %s.", what);
	text_clear(&path);
}

static bool is_missing(const struct json_at *at)
{
	return at->type == JSON_MISSING || at->type == JSON_NULL;
}

const char *take_string(struct take *take, const struct json_at *at)
{
	size_t len = 0;
	const char *text = json_string(at, &len);
	if (!text || strlen(text) != len) {
		refuse(take, at, "a text without NUL");
		return "";
	}
	return arena_strndup(take->arena, text, len);
}

const char *take_text(struct take *take, const struct json_at *object, const char *key)
{
	struct json_at at = json_get(object, key);
	return take->failed || is_missing(&at) ? NULL : take_string(take, &at);
}

const char *take_name(struct take *take, const struct json_at *object, const char *key)
{
	struct json_at at = json_get(object, key);
	return take->failed ? "" : take_string(take, &at);
}

const char *take_raw(struct take *take, const struct json_at *object, const char *key, enum json_type type)
{
	struct json_at at = json_get(object, key);
	if (take->failed || is_missing(&at))
		return NULL;
	if (at.type != type) {
		refuse(take, &at, type == JSON_ARRAY ? "an array" : "an object");
		return NULL;
	}
	struct text dump = {0};
	json_dump(&at, &dump);
	const char *raw = arena_strndup(take->arena, text_str(&dump), dump.len);
	text_clear(&dump);
	return raw;
}

int64_t take_integer(struct take *take, const struct json_at *object, const char *key, int64_t min,
                     int64_t max)
{
	struct json_at at = json_get(object, key);
	int64_t value = 0;
	if (take->failed || is_missing(&at))
		return 0;
	if (!json_integer(&at, &value) || value < min || value > max) {
		refuse(take, &at, "a whole number in its range");
		return 0;
	}
	return value;
}

double take_number(struct take *take, const struct json_at *object, const char *key)
{
	struct json_at at = json_get(object, key);
	double value = 0;
	if (take->failed || is_missing(&at))
		return 0;
	if (!json_number(&at, &value))
		refuse(take, &at, "a number");
	return value;
}

bool take_bool(struct take *take, const struct json_at *object, const char *key)
{
	struct json_at at = json_get(object, key);
	bool value = false;
	if (take->failed || is_missing(&at))
		return false;
	if (!json_bool(&at, &value))
		refuse(take, &at, "true or false");
	return value;
}

void *take_array(struct take *take, const struct json_at *object, const char *key, size_t size, size_t *count,
                 void (*each)(struct take *take, const struct json_at *at, void *out))
{
	struct json_at array = json_get(object, key);
	*count = 0;
	if (take->failed || is_missing(&array))
		return NULL;
	if (array.type != JSON_ARRAY) {
		refuse(take, &array, "an array");
		return NULL;
	}
	size_t total = json_count(&array);
	char *all = arena_alloc(take->arena, total * size);
	for (size_t i = 0; i < total && !take->failed; i++) {
		struct json_at at = json_item(&array, i);
		each(take, &at, all + i * size);
	}
	*count = take->failed ? 0 : total;
	return all;
}
