/*
 * The scanner's own parts: one pass that checks everything the header of json.h
 * promises and, when a document is wanted, builds json-c's objects on the way.
 * Everything here fails by scan_refuse, once; callers only pass false on.
 */
#ifndef SYNCFIX_JSON_SCAN_H
#define SYNCFIX_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "json/json.h"

struct json_object;

/* Bytes of the text being read, or of scratch. */
struct scan_span {
	const char *at;
	size_t len;
};

struct scan_key {
	struct scan_span name;
	uint64_t hash;
	size_t place;    /* where in the text it stands */
	uint32_t serial; /* of the object it belongs to; 0 = free slot */
};

/* The keys of the object that is open at one depth; the table serves the next object there again. */
struct scan_level {
	struct scan_key *slots;
	size_t room; /* a power of two, or 0 */
	size_t count;
	uint32_t serial;
};

struct scan {
	const char *text;
	size_t len;
	size_t at;
	const char *name;
	size_t max_string;
	struct error *err;
	int depth;
	uint64_t seed;
	struct text scratch; /* the last string that had escapes, the last long number */
	struct arena *keys;  /* names of members */
	bool build;
	struct scan_level level[JSON_MAX_DEPTH + 1];
};

/* Fills err with the place in line:column; always false. */
bool scan_refuse(struct scan *scan, size_t place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* 1 for the first line. */
size_t scan_line(const struct scan *scan, size_t place);

/* At the opening quote; the span lives until the next string. */
bool scan_string(struct scan *scan, struct scan_span *out);
/* At '-' or a digit; *out is new when scan->build. */
bool scan_number(struct scan *scan, struct json_object **out);
/* Notes a key of the object at this depth; *name is a lasting copy, or refused when it is there already. */
bool scan_key_add(struct scan *scan, const struct scan_span *key, size_t place, const char **name);
/* An object begins at the present depth. */
void scan_keys_begin(struct scan *scan);
/* The whole text; *out is the root when scan->build. */
bool scan_document(struct scan *scan, struct json_object **out);

#endif
