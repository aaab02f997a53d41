#include "wire/names.h"

#include <string.h>

static const struct {
	const char *name;
	bool id;
} ask_row[WIRE_ASK_KINDS] = {
	[WIRE_ASK_SECRET] = {.name = "secret"},           [WIRE_ASK_READY] = {.name = "ready"},
	[WIRE_ASK_PROBE] = {.name = "probe", .id = true}, [WIRE_ASK_CANCEL] = {.name = "cancel", .id = true},
	[WIRE_ASK_SCAN] = {.name = "scan", .id = true},   [WIRE_ASK_DELIVER] = {.name = "deliver", .id = true},
	[WIRE_ASK_FORGET] = {.name = "forget"},           [WIRE_ASK_QUIT] = {.name = "quit"},
};

static const char *const tell_row[WIRE_TELL_KINDS] = {
	[WIRE_TELL_OUTCOME] = "outcome",
	[WIRE_TELL_PROGRESS] = "progress",
	[WIRE_TELL_SCANNED] = "scanned",
	[WIRE_TELL_DELIVERED] = "delivered",
};

const char *wire_ask_name(enum wire_ask_kind kind)
{
	return ask_row[kind].name;
}

bool wire_ask_has_id(enum wire_ask_kind kind)
{
	return ask_row[kind].id;
}

bool wire_ask_find(const char *name, enum wire_ask_kind *out)
{
	for (int kind = 0; kind < WIRE_ASK_KINDS; kind++) {
		if (ask_row[kind].name && strcmp(ask_row[kind].name, name) == 0) {
			*out = (enum wire_ask_kind)kind;
			return true;
		}
	}
	return false;
}

const char *wire_tell_name(enum wire_tell_kind kind)
{
	return tell_row[kind];
}

bool wire_tell_find(const char *name, enum wire_tell_kind *out)
{
	for (int kind = 0; kind < WIRE_TELL_KINDS; kind++) {
		if (tell_row[kind] && strcmp(tell_row[kind], name) == 0) {
			*out = (enum wire_tell_kind)kind;
			return true;
		}
	}
	return false;
}
