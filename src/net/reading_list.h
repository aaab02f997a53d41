/* The functions that read by pointer; private to reading*.c. */
#ifndef SYNCFIX_NET_READING_LIST_H
#define SYNCFIX_NET_READING_LIST_H

#include "net/reading.h"

/* One call of a function. */
struct look {
	struct reading *reading;
	enum expr_function function;
	const char *pointer; /* "" for none */
	const char *second;
	const struct expr *where;
	struct arena *arena;
};

struct value look_at_form(const struct look *look); /* is_array, is_object, is_html, is_empty */
struct value look_first(const struct look *look);   /* text, number, bool, time */
struct value look_item(const struct look *look);    /* the same below the element */
struct value look_list(const struct look *look);
struct value look_count(const struct look *look);
struct value look_any(const struct look *look);
struct value look_all(const struct look *look);
struct value look_first_where(const struct look *look);
struct value look_missing(const struct look *look);
struct value look_newest(const struct look *look);
struct value look_oldest(const struct look *look);

#endif
