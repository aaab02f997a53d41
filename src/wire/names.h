/* The words of the protocol, one row per kind of message; private to this floor. */
#ifndef SYNCFIX_WIRE_NAMES_H
#define SYNCFIX_WIRE_NAMES_H

#include <stdbool.h>

#include "wire/wire.h"

#define WIRE_HELLO "syncfix-wire"

const char *wire_ask_name(enum wire_ask_kind kind); /* NULL for the first line */
bool wire_ask_find(const char *name, enum wire_ask_kind *out);
bool wire_ask_has_id(enum wire_ask_kind kind);
const char *wire_tell_name(enum wire_tell_kind kind);
bool wire_tell_find(const char *name, enum wire_tell_kind *out);

#endif
