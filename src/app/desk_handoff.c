/* Handoff codes: the one of the case in front, and a case that a code opens. */
#include <string.h>

#include "app/desk_state.h"
#include "base/spoken.h"
#include "case/handoff.h"

const char *desk_handoff(struct desk *desk)
{
	if (desk->handoff_events == desk->events && desk->handoff_of == desk->walk)
		return text_str(&desk->handoff);
	text_cut(&desk->handoff, 0);
	handoff_write(desk->walk, &desk->handoff);
	desk->handoff_events = desk->events;
	desk->handoff_of = desk->walk;
	return text_str(&desk->handoff);
}

/*
 * The integration to go on with: the caller's store is not the agent's, so that an agent answers by
 * hand; anybody else goes on with the one in use where it is of the same platform.
 */
static int profile_for(const struct desk *desk, const struct handoff *handoff)
{
	const struct platform *platform = handoff_platform(handoff);

	if (desk->options.lesson)
		return desk->profile;
	if (desk->around.walk.role == ROLE_AGENT || !platform || desk->around.walk.platform != platform)
		return -1;
	return desk->profile;
}

static void tell_opened(struct desk *desk, const struct handoff *handoff)
{
	const struct handoff_answer *answer;
	const struct node *node = walk_view(desk->walk, desk_now(desk)).node;
	size_t count = handoff_answers(handoff, &answer);
	struct text changes = {0};

	text_add(&changes, handoff_changes(handoff));
	for (char *at = changes.data; at && *at; at++)
		*at = *at == '\n' ? ' ' : *at;
	text_trim(&changes);
	desk_tell(desk, "Opened at %s with %zu answer%s; times, numbers and words are not in a code.%s%s",
	          node && node->code ? node->code : "the start", count, count == 1 ? "" : "s",
	          changes.len > 0 ? " " : "", text_str(&changes));
	text_clear(&changes);
}

bool desk_open_handoff(struct desk *desk, const char *code, struct error *err)
{
	struct handoff *handoff = handoff_read(desk->options.guide, code, err);
	bool ok = handoff != NULL;

	if (!ok)
		return false;
	keep_begin(desk->keep);
	ok = desk_use_profile(desk, profile_for(desk, handoff), NULL, NULL, err) &&
	     handoff_open(desk->walk, handoff, desk_now(desk), err);
	if (ok) {
		tell_opened(desk, handoff);
		desk_pump(desk);
	}
	handoff_free(handoff);
	return ok;
}
