/* Rows and random walks: many small cases, each restored from every prefix of its journal. */
#include "case_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

bool kit_steps(struct kit_case *kit_case, const char *steps)
{
	char *copy = xstrdup(steps);
	char *save;
	bool done = true;
	for (char *step = strtok_r(copy, ";", &save); step && done; step = strtok_r(NULL, ";", &save)) {
		step += strspn(step, " \n");
		done = kit_do(kit_case, step);
	}
	free(copy);
	return done;
}

/* Only the last step may be refused, and only where the row says so. */
static void run_row(struct kit_case *kit_case, const struct kit_row *row)
{
	char *copy = xstrdup(row->steps);
	char *last = strrchr(copy, ';');
	if (last) {
		*last++ = '\0';
		CHECK(row->sentence, kit_steps(kit_case, copy));
	} else {
		last = copy;
	}
	bool done = kit_steps(kit_case, last);
	CHECK(row->sentence, done == !row->refused);
	if (row->refused)
		CHECK(row->sentence, strstr(kit_case->said, row->refused));
	free(copy);
}

void kit_rows(const struct kit *kit, bool can_probe, const struct kit_row *rows)
{
	for (const struct kit_row *row = rows; row->sentence; row++) {
		struct kit_case kit_case;
		kit_begin(&kit_case, kit, can_probe);
		size_t opened = walk_journal(kit_case.walk)->event.count;
		run_row(&kit_case, row);
		if (row->state)
			CHECK_TEXT(row->sentence, kit_state(kit_case.walk, kit_case.now), row->state);
		if (row->path)
			CHECK_TEXT(row->sentence, kit_path(kit_case.walk), row->path);
		if (row->facts)
			CHECK_TEXT(row->sentence, kit_facts(kit_case.walk), row->facts);
		if (row->events)
			CHECK_TEXT(row->sentence, kit_events(kit_case.walk, opened), row->events);
		if (row->wanted)
			CHECK_TEXT(row->sentence, kit_wanted(kit_case.walk, kit_case.now), row->wanted);
		if (!row->no_prefixes)
			CHECK_NUMBER(row->sentence, kit_check_prefixes(&kit_case), 0);
		kit_end(&kit_case);
	}
}

/* Small, and the same everywhere: a failing seed can be run again. */
static unsigned next_random(unsigned *state)
{
	*state = *state * 1103515245u + 12345u;
	return *state >> 16;
}

void kit_random(const struct kit *kit, bool can_probe, const char *const *steps)
{
	enum { WALKS = 60, STEPS = 30 };
	size_t kinds = 1;
	while (steps[kinds])
		kinds++;
	const char *most = getenv("SYNCFIX_TEST_WALKS");
	unsigned walks = most ? (unsigned)strtoul(most, NULL, 10) : WALKS;
	for (unsigned seed = 1; seed <= walks; seed++) {
		struct kit_case kit_case;
		unsigned state = seed;
		kit_begin(&kit_case, kit, can_probe);
		for (int i = 0; i < STEPS; i++)
			kit_do(&kit_case, steps[next_random(&state) % kinds]);
		if (!CHECK("whatever is done, every prefix restores it", kit_check_prefixes(&kit_case) == 0))
			fprintf(stderr, "seed %u\n", seed);
		kit_end(&kit_case);
	}
}
