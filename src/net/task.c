#include "net/task.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "guide/model.h"

struct task *task_new_take(const struct wire_ask *ask, struct arena *arena)
{
	struct task *task = xcalloc(1, sizeof *task);
	task->references = 1;
	task->ask = *ask;
	task->arena = *arena;
	arena_init(arena);
	origin_parse(ask->origin, &task->store);
	return task;
}

struct task *task_keep(struct task *task)
{
	task->references++;
	return task;
}

void task_free(struct task *task)
{
	if (!task || --task->references > 0)
		return;
	kit_drop(task->kit);
	arena_clear(&task->arena);
	free(task);
}

static bool type_find(const char *name, enum fact_type *out)
{
	for (int type = 0; type < FACT_TYPES; type++) {
		if (strcmp(fact_type_name((enum fact_type)type), name) == 0) {
			*out = (enum fact_type)type;
			return true;
		}
	}
	return false;
}

/* A choice may be any symbol here: the face knows which there are. */
static bool read_value(struct task *task, const struct wire_value *sent, struct value *out, struct error *err)
{
	struct fact fact = {.name = sent->name, .min = -HUGE_VAL, .max = HUGE_VAL};
	*out = VALUE_NOTHING;
	if (!type_find(sent->type, &fact.type))
		return error_set(err, ERROR_DATA, sent->name, "There is no type of facts called %.40s.", sent->type);
	if (!sent->value || fact.type == FACT_SECRET)
		return true;
	if (fact.type == FACT_CHOICE) {
		*out = value_symbol(sent->value);
		return true;
	}
	if (fact.type == FACT_URL && sent->assumed) { /* a default may be a template: {store}/wp-json/ */
		*out = value_text(sent->value);
		return true;
	}
	return fact_parse(&fact, sent->value, &task->arena, out, err);
}

static bool read_values(struct task *task, struct error *err)
{
	size_t count = task->ask.value_count;
	task->value = arena_alloc(&task->arena, (count + 1) * sizeof *task->value);
	for (size_t i = 0; i < count; i++)
		if (!read_value(task, &task->ask.value[i], &task->value[i], err))
			return false;
	return true;
}

bool task_compile(struct task *task, struct shelf *shelf, struct error *err)
{
	if (!read_values(task, err))
		return false;
	task->kit = shelf_take(shelf, &task->ask, err);
	task->probe = task->kit ? &task->kit->probe : NULL;
	return task->kit != NULL;
}

int task_fact_id(const struct task *task, const char *name)
{
	for (size_t i = 0; i < task->ask.value_count; i++)
		if (strcmp(task->ask.value[i].name, name) == 0)
			return (int)i;
	return -1;
}

struct value task_value(const struct task *task, int id)
{
	bool valid = id >= 0 && (size_t)id < task->ask.value_count;
	return valid ? task->value[id] : VALUE_NOTHING;
}

bool task_knows(const struct task *task, int id)
{
	if (id < 0 || (size_t)id >= task->ask.value_count)
		return false;
	return task->ask.value[id].value && !task->ask.value[id].assumed;
}

struct value task_outcome(const struct task *task, const char *probe)
{
	for (size_t i = 0; i < task->ask.outcome_count; i++)
		if (strcmp(task->ask.outcome[i].name, probe) == 0 && task->ask.outcome[i].value)
			return value_symbol(task->ask.outcome[i].value);
	return VALUE_NOTHING;
}
