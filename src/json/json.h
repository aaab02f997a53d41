/*
 * JSON behind one door. Reading: a strict scanner (RFC 8259, UTF-8, no duplicate keys,
 * no lone surrogates, nesting <= 32, no NaN, numbers finite, no U+0000 in keys) refuses
 * what json-c would let pass, and builds json-c's objects. Writing: a small writer over
 * struct text.
 * A json_doc owns everything; a json_at is a borrowed cursor that knows its path.
 */
#ifndef SYNCFIX_JSON_JSON_H
#define SYNCFIX_JSON_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

enum { JSON_MAX_DEPTH = 32 };

struct json_doc;

enum json_type { JSON_MISSING, JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

/* Cursor. parent must outlive the child (keep them on the stack as you descend). */
struct json_at {
	void *value; /* json-c's object; NULL for null and for missing */
	enum json_type type;
	const struct json_at *parent;
	const char *key; /* member name, or NULL in an array */
	size_t index;
};

/*
 * Scan and parse. name is the file or source for messages ("orders.json:12:7: …").
 * Strings over max_string bytes are refused (0: no limit). NULL and err on failure.
 */
struct json_doc *json_parse(const char *text, size_t len, const char *name, size_t max_string,
                            struct error *err);
void json_free(struct json_doc *doc);
const char *json_name(const struct json_doc *doc);
struct json_at json_root(const struct json_doc *doc);
/* The scanner alone: what json_parse accepts. */
bool json_scan(const char *text, size_t len, const char *name, size_t max_string, struct error *err);

/* Queries; a missing member has type JSON_MISSING. Key order is the file's. */
struct json_at json_get(const struct json_at *object, const char *key);
struct json_at json_item(const struct json_at *array, size_t index);
size_t json_count(const struct json_at *at); /* members or elements; 0 for others */
/* Iterates an object: start with *state = NULL; false at the end. */
bool json_next(const struct json_at *object, void **state, struct json_at *member);

const char *json_string(const struct json_at *at, size_t *len); /* NULL if no string; len may be NULL */
bool json_number(const struct json_at *at, double *out);
bool json_integer(const struct json_at *at, int64_t *out); /* 1e3 too, 1.5 not */
bool json_bool(const struct json_at *at, bool *out);
/* "$.nodes.orders.go[2].to" */
void json_path(const struct json_at *at, struct text *out);
/* The value as compact JSON text, as read. */
void json_dump(const struct json_at *at, struct text *out);

/*
 * JSON Pointer (RFC 6901) with '*' for every element or member, and a last part "*~" for the
 * member names of an object. Calls back for each match in order until it returns false.
 * last_star is the element that the last '*' stands for (the match itself when there is none).
 */
typedef bool json_match_fn(void *ctx, const struct json_at *match, const struct json_at *last_star);
void json_find(const struct json_at *at, const char *pointer, json_match_fn *each, void *ctx);

/* Writer: commas and quoting by itself. key is NULL inside arrays and for the root. */
struct json_writer {
	struct text *out;
	bool pretty; /* indent by two spaces */
	int depth;
	bool first;
};
void json_write_init(struct json_writer *writer, struct text *out, bool pretty);
void json_open_object(struct json_writer *writer, const char *key);
void json_open_array(struct json_writer *writer, const char *key);
void json_close_object(struct json_writer *writer);
void json_close_array(struct json_writer *writer);
void json_put_string(struct json_writer *writer, const char *key, const char *value); /* NULL writes null */
void json_put_string_n(struct json_writer *writer, const char *key, const char *value, size_t len);
void json_put_number(struct json_writer *writer, const char *key, double value);
void json_put_integer(struct json_writer *writer, const char *key, int64_t value);
void json_put_bool(struct json_writer *writer, const char *key, bool value);
void json_put_null(struct json_writer *writer, const char *key);
void json_put_raw(struct json_writer *writer, const char *key, const char *json); /* already JSON */
/* Escapes by RFC 8259, only valid UTF-8 comes out. */
void json_quote(struct text *out, const char *text, size_t len);

#endif
