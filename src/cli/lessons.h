/*
 * The scenarios as lessons to choose from: by platform, section of the guide and difficulty. What stands
 * in a label does not tell the fault. Owns its texts.
 */
#ifndef SYNCFIX_CLI_LESSONS_H
#define SYNCFIX_CLI_LESSONS_H

#include "base/array.h"
#include "base/memory.h"
#include "cli/setup.h"

struct lesson {
	const char *name;       /* of the scenario */
	const char *title;      /* tells the fault */
	const char *label;      /* "Shopify, easy, section 3: Orders don't arrive in IS2" */
	const char *platform;   /* id */
	const char *difficulty; /* easy medium hard */
	int section;            /* where it begins; 0 for a step of no section */
};

struct lessons {
	struct arena arena;
	ARRAY(struct lesson) lesson;
};

/* Those that --platform, --section and --difficulty name, easy ones first. An exit code; none is an error. */
int lessons_read(struct lessons *lessons, struct setup *setup);
void lessons_clear(struct lessons *lessons);
/* Was any of the three options given? */
bool lessons_wanted(const struct setup *setup);
/* Is it a class? By the role. */
bool lessons_class(const struct setup *setup);
/* The name that a profile of a scenario has, kept in the arena. */
const char *lessons_profile(struct arena *arena, const char *scenario);
int lessons_find(const struct lessons *lessons, const char *name); /* index, or -1 */

#endif
