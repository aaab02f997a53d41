/* What is posted to a help desk: docs/TICKETS.md, docs/schemas/desk.schema.json. */
#ifndef SYNCFIX_DELIVER_DESK_BODY_H
#define SYNCFIX_DELIVER_DESK_BODY_H

#include "deliver/outgoing.h"

void desk_body_write(const struct outgoing_wish *wish, const char *body, struct text *out);

#endif
