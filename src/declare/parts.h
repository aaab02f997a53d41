/* What the readers of a probe's parts share: private to this floor. */
#ifndef SYNCFIX_DECLARE_PARTS_H
#define SYNCFIX_DECLARE_PARTS_H

#include "declare/declare.h"
#include "declare/fields.h"

extern const char *const declare_verdicts[]; /* by enum verdict; ends with NULL */

/* { fact: { from, map?, pin?, else? } } */
void declare_sets(struct declare *declare, const struct json_at *at, struct probe_set **set, size_t *count);
void declare_each(struct declare *declare, const struct json_at *at, struct probe *probe);
/* "call" and "args": a call of the closed table (declare/soap.h), with what it takes. */
void declare_soap(struct declare *declare, const struct json_at *at, const struct probe *probe);
/* Is it a GraphQL document of query operations and fragments only? */
bool declare_graphql_reads(const char *query);

#endif
