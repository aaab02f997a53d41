/*
 * What a declaration compiles to, kept by the probe's name: the same for every profile whose facts have
 * the same names and types. A kit is immutable; the shelf and each task that uses it hold a reference.
 */
#ifndef SYNCFIX_NET_KIT_H
#define SYNCFIX_NET_KIT_H

#include "base/memory.h"
#include "declare/declare.h"
#include "wire/wire.h"

struct kit {
	struct arena arena;
	int references;
	const char *name;
	const char *declaration, *platform_outcomes; /* as sent */
	struct declare_facts facts;
	struct expr_names names;
	struct probe probe;
	struct outcome_rule *platform;
	size_t platform_count;
};
void kit_drop(struct kit *kit); /* one reference; NULL is fine */

/* The last kit of each name. */
struct shelf {
	ARRAY(struct kit *) kit;
};
void shelf_clear(struct shelf *shelf);
/*
 * The kit for what was asked, with a reference for the caller; compiled when the shelf has none that
 * fits. A declaration that was left out is that of the last probe of this name. NULL and err.
 */
struct kit *shelf_take(struct shelf *shelf, const struct wire_ask *ask, struct error *err);

#endif
