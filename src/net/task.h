/*
 * One probe that was asked for: the message, copied, and what its declaration compiles to. Owns all of
 * it in one arena; compiled once, then only read.
 */
#ifndef SYNCFIX_NET_TASK_H
#define SYNCFIX_NET_TASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "declare/declare.h"
#include "net/url.h"
#include "wire/wire.h"

struct task {
	struct arena arena;
	struct wire_ask ask; /* texts in arena */
	struct origin store; /* of ask.origin; all zero when there is none */
	/* task_compile */
	struct declare_facts facts; /* of ask.value, same order */
	struct value *value;        /* of each fact; unknown where it is not known */
	struct expr_names names;
	struct probe probe;
	struct outcome_rule *platform;
	size_t platform_count;
};

/* Takes over the arena that holds ask's texts. */
struct task *task_new_take(const struct wire_ask *ask, struct arena *arena);
void task_free(struct task *task);
/* Compiles what was sent; err says what in it is wrong. */
bool task_compile(struct task *task, struct error *err);

int task_fact_id(const struct task *task, const char *name); /* -1: was not sent */
/* Its value, its default included; unknown when it has none. */
struct value task_value(const struct task *task, int id);
bool task_knows(const struct task *task, int id);
struct value task_outcome(const struct task *task, const char *probe);

#endif
