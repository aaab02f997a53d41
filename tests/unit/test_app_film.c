/* A case looked at as it stood: each frame shows what was shown then. */
#include <stdlib.h>

#include "app/film.h"
#include "case_guide.h"
#include "check.h"

enum { STEPS = 6 };

static void test_frames(void)
{
	static const char *const steps[STEPS] = {"symptom orders", "choose 1", "back",
	                                         "choose 2",       "done",     "choose 1"};
	static const char *const next[] =
		{"answered orders", "answered ON (blue)", "went back", "answered OFF (gray)",
	     "did it",          "answered ON (blue)", ""};
	struct kit_case kit_case;
	char *state[STEPS + 1];

	kit_begin(&kit_case, &case_guide, false);
	for (int i = 0; i <= STEPS; i++) {
		state[i] = xstrdup(kit_state(kit_case.walk, kit_case.now));
		if (i < STEPS)
			CHECK(steps[i], kit_do(&kit_case, steps[i]));
	}
	struct film *film = film_new(kit_case.guide, &kit_case.options, walk_journal(kit_case.walk));
	CHECK_NUMBER("a frame for each deed, and the end", (int64_t)film_count(film), STEPS + 1);
	CHECK_NUMBER("it begins at the end", (int64_t)film_at(film), STEPS);
	for (int i = STEPS; i >= 0; i--) {
		film_go(film, (size_t)i);
		CHECK_TEXT("the same as was shown then", kit_state(film_walk(film), film_now(film)), state[i]);
		CHECK_TEXT("and what was done next", film_next(film), next[i]);
		free(state[i]);
	}
	film_free(film);
	kit_end(&kit_case);
}

int main(void)
{
	static const struct check_test tests[] = {{"frames", test_frames}, {0}};

	return check_run("app film", tests);
}
