/*
 * The commands: one row each, one cmd_*.c each. Help, completion and the manual are made from
 * or checked against these rows.
 */
#ifndef SYNCFIX_CLI_COMMAND_H
#define SYNCFIX_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"
#include "cli/setup.h"

struct command {
	const char *name;
	const char *arguments; /* as help shows them; "" for none */
	const char *help;      /* one line */
	const char *example;   /* one command line that works as it stands */
	const char *formats;   /* what --format takes, "a b c"; NULL: "text json" */
	bool any_config;       /* runs with a broken config file, to tell of it */
	int least, most;       /* words after the command; most < 0: any number */
	int (*run)(struct setup *setup);
};

const struct command *command_table(size_t *count);
/* NULL: there is none of that name. */
const struct command *command_find(const char *name);

int cmd_start(struct setup *setup);
int cmd_demo(struct setup *setup);
int cmd_check(struct setup *setup);
int cmd_history(struct setup *setup);
int cmd_watch(struct setup *setup);
int cmd_diagnose(struct setup *setup);
int cmd_probe(struct setup *setup);
int cmd_find(struct setup *setup);
int cmd_show(struct setup *setup);
int cmd_code(struct setup *setup);
int cmd_booklet(struct setup *setup);
int cmd_case(struct setup *setup);
int cmd_ticket(struct setup *setup);
int cmd_profile(struct setup *setup);
int cmd_lint(struct setup *setup);
int cmd_coverage(struct setup *setup);
int cmd_test(struct setup *setup);
int cmd_graph(struct setup *setup);
int cmd_compare(struct setup *setup);
int cmd_routine(struct setup *setup);
int cmd_sim(struct setup *setup);
int cmd_completion(struct setup *setup);
int cmd_doctor(struct setup *setup);
int cmd_paths(struct setup *setup);
int cmd_config(struct setup *setup);
int cmd_keys(struct setup *setup);

#endif
