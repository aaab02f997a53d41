/*
 * Each issue of the guide, walked by hand over the shipped data: no profile, no network, whatever is
 * answered. Each walk comes to an end, soon, and asks nothing that cannot be answered.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "case/walk.h"
#include "check.h"
#include "data/load.h"

enum { RANDOM_WALKS = 150, WITH_PLATFORM = 40, STEPS_MAX = 120 };

static const char noon[] = "2026-11-23T12:00:00Z";

/* How a person of that kind answers: the number of the line, 0 for "I don't know". */
enum manner { NEVER_KNOWS, ALWAYS_FIRST, ALWAYS_LAST, ANYHOW, MANNERS };

struct person {
	enum manner manner;
	uint64_t seed;
	int64_t now;
};

static size_t below(struct person *person, size_t count)
{
	person->seed = person->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(person->seed >> 33) % count;
}

/* ---- answers ---- */

static int line_of(struct person *person, size_t count)
{
	switch (person->manner) {
	case NEVER_KNOWS:
		return 0;
	case ALWAYS_FIRST:
		return 1;
	case ALWAYS_LAST:
		return (int)count;
	default:
		return (int)below(person, count + 1);
	}
}

static const char *words_for(struct person *person, const struct fact *fact)
{
	static const char *const times[] = {"10 minutes ago", "3 hours ago", "2 days ago", "40 days ago"};
	static const char *const lengths[] = {"15 minutes", "1 hour", "3 hours", "1 day"};
	static const char *const numbers[] = {"0", "3", "7", "30", "365"};
	static const char *const texts[] = {"SKU not found", "Permission denied", "something else entirely",
	                                    "pending"};

	switch (fact->type) {
	case FACT_TIME:
		return times[below(person, 4)];
	case FACT_DURATION:
		return lengths[below(person, 4)];
	case FACT_NUMBER:
		return numbers[below(person, 5)];
	case FACT_URL:
		return "https://shop.example.test";
	case FACT_LIST:
		return "1042, 1043";
	default:
		return texts[below(person, 4)];
	}
}

static bool answer(struct walk *walk, struct person *person, const struct step_view *view)
{
	struct error err = {0};
	int line = line_of(person, view->choice_count);
	bool type =
		view->typed && person->manner != NEVER_KNOWS && (view->choice_count == 0 || below(person, 2) == 0);

	if (type && walk_type(walk, words_for(person, view->fact), person->now, &err))
		return true;
	if (line > 0 && (size_t)line <= view->choice_count)
		return walk_choose(walk, line, person->now, &err);
	return walk_unknown(walk, person->now);
}

static bool tick(struct walk *walk, struct person *person, const struct node *node)
{
	for (size_t i = 0; person->manner != NEVER_KNOWS && i < node->item_count; i++) {
		const struct fact *fact = &walk_guide(walk)->fact[node->item[i]->fact];
		struct error err = {0};
		bool yes = person->manner == ALWAYS_FIRST || (person->manner == ANYHOW && below(person, 2) == 0);

		if (fact->type == FACT_YESNO)
			walk_tick(walk, i, value_yesno(yes), person->now, &err);
		else if (fact->type == FACT_CHOICE)
			walk_tick(walk, i, value_symbol(fact->value[yes ? 0 : fact->value_count - 1].name), person->now,
			          &err);
	}
	return walk_go_on(walk, person->now);
}

static bool sit_out(struct walk *walk, struct person *person)
{
	int64_t until;
	bool leave = person->manner == NEVER_KNOWS || (person->manner == ANYHOW && below(person, 2) == 0);

	if (leave || !walk_wait_until(walk, &until))
		return walk_wait(walk, WAIT_LEAVE, person->now);
	person->now = until + 1000;
	return walk_wait(walk, WAIT_REACHED, person->now);
}

static bool mend(struct walk *walk, struct person *person)
{
	static const enum fix_answer answers[] = {FIX_DONE, FIX_CANNOT, FIX_NO_MATCH};
	static const enum fix_answer always[MANNERS] = {FIX_CANNOT, FIX_DONE, FIX_NO_MATCH, FIX_DONE};
	enum fix_answer one = person->manner == ANYHOW ? answers[below(person, 3)] : always[person->manner];

	return walk_fix(walk, one, person->now);
}

/* One step; false when there is none to take. */
static bool step(struct walk *walk, struct person *person)
{
	struct step_view view = walk_view(walk, person->now);

	switch (view.state) {
	case WALK_ASK:
		return answer(walk, person, &view);
	case WALK_READ:
	case WALK_COMPARE:
		return walk_go_on(walk, person->now);
	case WALK_CHECKLIST:
		return tick(walk, person, view.node);
	case WALK_WAIT:
		return sit_out(walk, person);
	case WALK_FIX:
		return mend(walk, person);
	default:
		return false; /* the start again, or a probe that nobody runs */
	}
}

/* ---- walks ---- */

static void tell(struct text *out, const struct walk *walk, const char *from, const struct person *person)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	text_addf(out, "%s, manner %d, seed %llu:", from, (int)person->manner, (unsigned long long)person->seed);
	for (size_t i = count > 12 ? count - 12 : 0; i < count; i++)
		text_addf(out, " %s", stop[i].node->name);
	text_add_char(out, '\n');
}

/* Goes to the end; what went wrong is added to wrong. Gives the ending. */
static enum ending go(const struct guide *guide, const char *from, const struct platform *platform,
                      struct person person, struct text *wrong)
{
	struct walk_options options = {.role = ROLE_MERCHANT, .platform = platform};
	struct person begun = person;
	struct walk *walk = walk_new(guide, &options, person.now);
	const struct symptom *symptom = guide_symptom(guide, from);
	struct error err = {0};
	enum ending ending;
	int steps = 0;

	if (symptom != NULL)
		walk_start_symptom(walk, symptom, person.now, &err);
	else
		walk_jump(walk, guide_node(guide, from), person.now, &err);
	while (steps < STEPS_MAX && walk_view(walk, person.now).state != WALK_END && step(walk, &person))
		steps++;
	ending = walk_ending(walk);
	if (ending == ENDING_NONE)
		tell(wrong, walk, from, &begun);
	walk_free(walk);
	return ending;
}

static struct guide *load_shipped(void)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");
	char *dir = file_join(source != NULL ? source : ".", "wizard-data");
	struct data_sources sources = {.dir = dir};
	struct findings findings = {0};
	struct guide *guide = data_load(&sources, &findings);

	free(dir);
	findings_clear(&findings);
	return guide;
}

struct tally {
	size_t walks;
	size_t ended[ENDINGS];
	struct text wrong;
};

static void every_manner(const struct guide *guide, const char *from, const struct platform *platform,
                         struct tally *tally)
{
	struct person person = {.seed = 20261123};
	int count = platform == NULL ? RANDOM_WALKS : WITH_PLATFORM;

	time_parse_iso(noon, false, &person.now);
	for (int manner = 0; manner < MANNERS; manner++) {
		person.manner = (enum manner)manner;
		for (int i = 0; i < (manner == ANYHOW ? count : 1); i++) {
			person.seed = person.seed * 31 + (uint64_t)i;
			tally->walks++;
			tally->ended[go(guide, from, platform, person, &tally->wrong)]++;
		}
	}
}

static void hold(struct tally *tally, size_t least)
{
	CHECK_TEXT("each walk comes to an end", text_str(&tally->wrong), "");
	CHECK("there were walks", tally->walks >= least);
	CHECK("some end fixed", tally->ended[ENDING_FIXED] > 0);
	CHECK("some end in a wait", tally->ended[ENDING_WAIT] > 0);
	CHECK("some end in a ticket", tally->ended[ENDING_ESCALATE] > 0);
	text_clear(&tally->wrong);
}

static void each_line_of_the_start(void)
{
	struct guide *guide = load_shipped();
	struct tally tally = {0};

	CHECK("the data load", guide != NULL);
	if (guide == NULL)
		return;
	for (size_t i = 0; i < guide->symptom_count; i++) {
		every_manner(guide, guide->symptom[i].name, NULL, &tally);
		for (size_t k = 0; k < guide->platform_count; k++)
			if (!guide->platform[k].service)
				every_manner(guide, guide->symptom[i].name, &guide->platform[k], &tally);
	}
	hold(&tally, 5000);
	guide_free(guide);
}

/* The issues of section 6, with and without a platform that is known. */
static void each_issue_of_a_platform(void)
{
	struct guide *guide = load_shipped();
	struct tally tally = {0};

	CHECK("the data load", guide != NULL);
	if (guide == NULL)
		return;
	every_manner(guide, guide->issues.name, NULL, &tally);
	for (size_t i = 0; i < guide->platform_count; i++)
		if (!guide->platform[i].service)
			every_manner(guide, guide->issues.name, &guide->platform[i], &tally);
	hold(&tally, 500);
	guide_free(guide);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"each line of the start", each_line_of_the_start},
		{"each issue of a platform", each_issue_of_a_platform},
		{0},
	};

	return check_run("app: walks by hand", tests);
}
