/* sim: the simulated store alone, or the list of scenarios. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/simulation.h"
#include "base/file.h"
#include "cli/command.h"
#include "cli/session.h"
#include "data/scenario.h"

static int list(const struct setup *setup)
{
	char *dir = file_join(setup->paths.data, "scenarios");
	size_t count;
	char **names = file_list(dir, ".json", &count);

	for (size_t i = 0; i < count; i++) {
		struct findings findings = {0};
		char *path = file_join(dir, names[i]);
		struct scenario *scenario = scenario_load(path, NULL, &findings);
		if (scenario != NULL)
			printf("%-28s %-11s %s\n", scenario->name, scenario->difficulty, scenario->title);
		scenario_free(scenario);
		findings_clear(&findings);
		free(path);
	}
	file_list_free(names, count);
	free(dir);
	return 0;
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
