/* The message that asks for one probe: its declaration with every fact and outcome it names. */
#ifndef SYNCFIX_APP_PROBE_ASK_H
#define SYNCFIX_APP_PROBE_ASK_H

#include "app/integration.h"
#include "case/walk.h"
#include "wire/wire.h"

/* Fills ask (kind, name, declaration, hosts, values, outcomes, forms); texts live in arena. */
void probe_ask_make(struct wire_ask *ask, const struct walk *walk, const struct probe *probe,
                    const struct integration *integration, int64_t now, struct arena *arena);
/* scheme://host:port of a base address, for binding secrets; NULL for none. */
const char *probe_ask_origin(const char *address, struct arena *arena);

#endif
