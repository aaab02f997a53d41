/*
 * Templates of requests: literal text with {placeholders}. A placeholder is an expression, mostly the
 * name of a fact, with an optional filter behind the last ':':
 *   {sku}            percent-encoded (in a URL), JSON-escaped (in GraphQL variables), cleaned (in a header),
 *                    or as it is (plain)
 *   {rest_root:raw}  as it is; only facts of type url, and only in a URL
 *   {sku:search}     backslash before quotes, backslashes and colons, then as without a filter
 *   {sku:row}        refused when it is empty or the word NULL, which Volusion takes for "all rows"
 *   {now - 24h:iso}  RFC 3339     {now:unix}  seconds since 1970
 *   {now - 24h:sql}  2026-11-22 03:00:00, UTC
 *   {now:millis}     2026-11-23T03:00:00.000Z     {now:basic}  20261123T030000Z
 *   {store:slash}    another spelling of the base (url_spelling.h); refused when it is spelled so already
 * A url fact at the very beginning is the base of the URL and needs no :raw.
 */
#ifndef SYNCFIX_NET_URL_TEMPLATE_H
#define SYNCFIX_NET_URL_TEMPLATE_H

#include <stdbool.h>

#include "net/task.h"

enum template_place { TEMPLATE_URL, TEMPLATE_JSON, TEMPLATE_HEADER, TEMPLATE_PLAIN };

/*
 * err: what is unknown (ERROR_NO_INPUT) or wrong (ERROR_DATA). out then holds a part of it.
 */
bool url_template_expand(struct text *out, const char *template, enum template_place place,
                         const struct task *task, struct error *err);

#endif
