#include "app/desk_words.h"

#include <string.h>

#include "app/desk_state.h"
#include "app/sender.h"
#include "report/final_scan.h"

enum { SHORTEST_SECRET = 8 }; /* answers are mostly shorter, and need no waiting */

static bool no_shape_of_secret(const char *words, struct error *err)
{
	struct scan_hit hit;

	return !scan_secret(words, strlen(words), &hit) ||
	       error_set(err, ERROR_REFUSED, "",
	                 "This looks like %s, and what is typed is kept: write it without.", hit.what);
}

/* Looked for in syncfix-net where it runs, which knows what was typed too, else in one of our own. One that
 * does not answer holds nobody up: what leaves is looked through once more. */
static bool holds_known_secret(struct desk *desk, const char *words)
{
	struct text found = {0}, bytes = {0};
	struct error ignored = {0};
	bool holds = false;

	if (desk->driver && driver_started(desk->driver)) {
		holds = driver_scan(desk->driver, words, &found) && found.len > 0;
	} else if (desk->driver && desk->options.sender) {
		text_add(&bytes, words);
		if (!sender_look(desk->options.sender, desk->around.driver.integration, false, &bytes, 1, &holds,
		                 &ignored))
			holds = false;
	}
	text_clear(&found);
	text_clear(&bytes);
	return holds;
}

static bool no_known_secret(struct desk *desk, const char *words, struct error *err)
{
	return strlen(words) < SHORTEST_SECRET || !holds_known_secret(desk, words) ||
	       error_set(err, ERROR_REFUSED, "",
	                 "A secret of this profile stands in this, and what is typed is kept: write it without.");
}

static bool may_stay(struct desk *desk, const char *words, struct error *err)
{
	return !words || !*words || (no_shape_of_secret(words, err) && no_known_secret(desk, words, err));
}

bool desk_words_may_stay(struct desk *desk, const struct intent *intent, struct error *err)
{
	switch (intent->kind) {
	case INTENT_NOTE:
	case INTENT_TYPE:
	case INTENT_SKIP:
	case INTENT_COMPARE:
		return may_stay(desk, intent->words, err) && may_stay(desk, intent->other, err);
	default:
		return true;
	}
}
