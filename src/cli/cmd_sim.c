/* sim: the simulated store alone, or the list of scenarios. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/simulation.h"
#include "cli/command.h"
#include "cli/lessons.h"
#include "cli/session.h"

static int list(struct setup *setup)
{
	struct lessons lessons;
	int code = lessons_read(&lessons, setup);

	for (size_t i = 0; code == 0 && i < lessons.lesson.count; i++) {
		const struct lesson *lesson = &lessons.lesson.at[i];
		printf("%-28s %-11s section %-2d %s\n", lesson->name, lesson->difficulty, lesson->section,
		       lesson->title);
	}
	lessons_clear(&lessons);
	return code;
}

int cmd_sim(struct setup *setup)
{
	const char *port = setup->options.value[OPTION_PORT];
	long number = 0;
	struct simulation *simulation;
	struct error err = {0};
	char *path;

	if (setup->options.word_count == 0)
		return list(setup);
	if (port != NULL) {
		char *end;
		number = strtol(port, &end, 10);
		if (end == port || *end != '\0' || number < 1 || number > 65535)
			return setup_refuse(ERROR_USAGE, "--port is a whole number from 1 to 65535.");
	}
	path = session_scenario_file(setup, setup->options.word[0]);
	if (path == NULL)
		return ERROR_NO_INPUT;
	session_catch_interrupt();
	simulation = simulation_start(setup->paths.sim, path, (int)number, &err);
	free(path);
	if (simulation == NULL)
		return setup_fail(&err);
	printf("%s\n", simulation_url(simulation));
	if (simulation_ca_file(simulation) != NULL)
		printf("certificate authority: %s\n", simulation_ca_file(simulation));
	printf("Ctrl-C ends it.\n");
	fflush(stdout);
	while (!*session_interrupted())
		pause();
	simulation_stop(simulation);
	return 0;
}
