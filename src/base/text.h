/*
 * A growing string. Always NUL-terminated once something was added;
 * text_str gives "" before. Embedded: init with {0} or text_init.
 */
#ifndef SYNCFIX_BASE_TEXT_H
#define SYNCFIX_BASE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct text {
	char *data;
	size_t len;
	size_t room;
};

void text_init(struct text *text);
void text_clear(struct text *text); /* frees; reusable */
void text_wipe(struct text *text);  /* zeroes, then frees; for secrets */

const char *text_str(const struct text *text);
/* The caller owns the result; the text is empty again. Never NULL. */
char *text_take(struct text *text);

void text_add(struct text *text, const char *more);
void text_add_n(struct text *text, const char *more, size_t len);
void text_add_char(struct text *text, char c);
void text_add_repeat(struct text *text, char c, size_t count);
void text_addf(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_addv(struct text *text, const char *format, va_list args);
void text_cut(struct text *text, size_t len); /* keep the first len bytes */
void text_trim(struct text *text);            /* white space at both ends */

/* Small queries on C strings, used on every floor. */
bool text_starts(const char *text, const char *prefix);
bool text_ends(const char *text, const char *suffix);
bool text_same_fold(const char *a, const char *b);      /* ASCII case folded */
bool text_has_word(const char *list, const char *word); /* in "a b c", between single spaces */
int text_hex_digit(char c);                             /* 0-15, -1 for other characters */
/* Number of edits (insert, delete, change, swap) from a to b, at most cap. */
size_t text_distance(const char *a, const char *b, size_t cap);
/* The entry of names[0..count) nearest to name, or NULL when none is near. */
const char *text_nearest(const char *name, const char *const *names, size_t count);

#endif
