/*
 * Objects of wizard-data as tables of fields: each row says a key, what it takes, where it goes and
 * for which kinds of object it is needed or allowed. One function reads them all, so that every
 * object refuses unknown keys, missing ones and wrong types in the same words.
 */
#ifndef SYNCFIX_DECLARE_FIELDS_H
#define SYNCFIX_DECLARE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "declare/declare.h"

enum field_kind {
	FIELD_TEXT,     /* const char * */
	FIELD_TEXTS,    /* const char *const *, and its size_t count */
	FIELD_YESNO,    /* bool */
	FIELD_INT,      /* int, within min and max */
	FIELD_INT64,    /* int64_t, the same */
	FIELD_DURATION, /* int64_t ms, from "20s" */
	FIELD_WORD,     /* const char *: one of words, which ends with NULL */
	FIELD_ENUM,     /* enum (int): index of the text in words */
	FIELD_EXPR,     /* const struct expr *, a condition over declare->names */
	FIELD_TIME,     /* const struct expr *, a time over declare->names */
	FIELD_BY,       /* read does it, at the offset */
	FIELD_LIST,     /* read_list does it, at the offset and its size_t count */
	FIELD_KNOWN,    /* allowed; read somewhere else */
};

/* Reads the value at `at` into out (object + offset); what is wrong goes to findings. */
typedef void field_read_fn(struct declare *declare, const struct json_at *at, void *out);
/* The same for a list: *out is a pointer to its elements. */
typedef void field_read_list_fn(struct declare *declare, const struct json_at *at, void *out, size_t *count);

struct field {
	const char *key;
	enum field_kind kind;
	size_t at;       /* offset in the object */
	size_t count_at; /* of FIELD_TEXTS and FIELD_LIST */
	unsigned needs;  /* kinds of object that must have it, as bits; 0: never */
	unsigned allows; /* kinds that may have it; 0: all */
	int min, max;    /* FIELD_INT, FIELD_INT64; max 0: no limit. FIELD_TEXT: max bytes, 0: no limit */
	const char *const *words;
	field_read_fn *read;
	field_read_list_fn *read_list;
};

/*
 * Reads object into out, field by field; `what` is the object in words ("a fix", "a probe"), bits its
 * kind as one bit (1 where there is only one). out may be NULL when no row writes into it. False when
 * anything was wrong.
 */
bool fields_read(struct declare *declare, const struct json_at *object, const struct field *field,
                 size_t count, unsigned bits, const char *what, void *out);

/* Single values, for readers; each says what is wrong and gives false or NULL. */
const char *field_text(struct declare *declare, const struct json_at *at);
bool field_texts(struct declare *declare, const struct json_at *at, const char *const **out, size_t *count);
const struct expr *field_expr(struct declare *declare, const struct json_at *at, enum value_kind want);
/* Index in words, or -1. */
int field_word(struct declare *declare, const struct json_at *at, const char *const *words);
bool field_duration(struct declare *declare, const struct json_at *at, int64_t *out);
/* Is it of that type? Says so when it is not. */
bool field_is(struct declare *declare, const struct json_at *at, enum json_type type);
/* The member's name: "x" of $.a.x. */
const char *field_name(struct declare *declare, const struct json_at *at);

/* Id of a fact by name; -1 when the names know none, which is said at `at`. */
int field_fact(struct declare *declare, const struct json_at *at, const char *name, enum value_kind *kind);
/* An error at a place; always false. */
bool field_fail(struct declare *declare, const struct json_at *at, const char *code, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
