/*
 * One probe that was asked for: the message, the values of its facts, and the kit that its declaration
 * compiled to. Owns the texts in one arena; compiled once, then only read.
 */
#ifndef SYNCFIX_NET_TASK_H
#define SYNCFIX_NET_TASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "net/kit.h"
#include "net/url.h"
#include "wire/wire.h"

struct task {
	int references;
	struct arena arena;
	struct wire_ask ask; /* texts in arena */
	struct origin store; /* of ask.origin; all zero when there is none */
	/* task_compile */
	struct value *value; /* of each fact of ask.value; unknown where it is not known */
	struct kit *kit;
	const struct probe *probe; /* of the kit */
};

/* Takes over the arena that holds ask's texts. */
struct task *task_new_take(const struct wire_ask *ask, struct arena *arena);
void task_free(struct task *task);         /* one reference; NULL is fine */
struct task *task_keep(struct task *task); /* one more */
/* Reads the values and finds or compiles the declaration; err says what in it is wrong. */
bool task_compile(struct task *task, struct shelf *shelf, struct error *err);

int task_fact_id(const struct task *task, const char *name); /* -1: was not sent */
/* Its value, its default included; unknown when it has none. */
struct value task_value(const struct task *task, int id);
bool task_knows(const struct task *task, int id);
struct value task_outcome(const struct task *task, const char *probe);

#endif
