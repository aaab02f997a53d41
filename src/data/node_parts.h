/* Readers of the parts of a node: private to nodes.c and node_parts.c. */
#ifndef SYNCFIX_DATA_NODE_PARTS_H
#define SYNCFIX_DATA_NODE_PARTS_H

#include "data/loader.h"

/* of struct node */
void read_cost(struct declare *declare, const struct json_at *at, void *out);
void read_answers(struct declare *declare, const struct json_at *at, void *out);
void read_node_probe(struct declare *declare, const struct json_at *at, void *out);
void read_orders(struct declare *declare, const struct json_at *at, void *out);
void read_use(struct declare *declare, const struct json_at *at, void *out);
void read_ticket(struct declare *declare, const struct json_at *at, void *out);
/* of the member alone */
void read_look(struct declare *declare, const struct json_at *at, void *out);
void read_verify(struct declare *declare, const struct json_at *at, void *out);
void read_conflicts(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void read_go(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void read_items(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void read_rows(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void read_steps(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void read_urgency(struct declare *declare, const struct json_at *at, void *out, size_t *count);

#endif
