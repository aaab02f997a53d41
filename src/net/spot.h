/*
 * A place in an answer, JSON or XML alike, and what can be read there. A spot is borrowed: it lives as
 * long as the call that gave it. Nothing here trusts what it reads; what does not fit is not there.
 */
#ifndef SYNCFIX_NET_SPOT_H
#define SYNCFIX_NET_SPOT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/memory.h"
#include "net/answer.h"
#include "xml/xml.h"
#include "json/json.h"

/* One of them is set, or none: nowhere. */
struct spot {
	const struct json_at *json;
	const struct xml_doc *document; /* the whole of it: paths begin with the root's name */
	const struct xml_node *node;
	const char *text; /* of an XML match, as its path asked for it */
};

/* star: the element that the last '*' of the pointer stands for. Goes on until each returns false. */
typedef bool spot_fn(void *ctx, const struct spot *match, const struct spot *star);
void spot_find(const struct spot *from, const char *pointer, spot_fn *each, void *ctx);
/* JSON: is there anything at the part of the pointer before its first '*'? XML has no empty lists. */
bool spot_has_list(const struct spot *from, const char *pointer);

/* Texts and numbers as text; NULL for anything else. Copied into arena. */
const char *spot_text(const struct spot *spot, struct arena *arena);
bool spot_number(const struct spot *spot, double *out);
bool spot_bool(const struct spot *spot, bool *out);
/* ISO 8601 (no zone: UTC), HTTP and mail dates, seconds or milliseconds since 1970. */
bool spot_time(const struct spot *spot, int64_t *out);
bool spot_is_array(const struct spot *spot);
bool spot_is_object(const struct spot *spot);
bool spot_is_empty(const struct spot *spot); /* "", [], {}, null, an element without text */

#endif
