/* Each position of a play handed over: its code must open the same step with the same answers. */
#include <string.h>

#include "app/player.h"
#include "case/handoff.h"

static const char *place(const struct step_view *view)
{
	return view->node != NULL ? view->node->name : "the start";
}

/* The code of the opened case is the same: so are its step, the way into it, and its answers. */
static void compare(const struct player *player, const struct walk *opened, const char *code,
                    struct text *differences)
{
	int64_t now = clock_now(player->clock);
	struct step_view here = walk_view(player->walk, now);
	struct step_view there = walk_view(opened, now);
	struct text again = {0};

	handoff_write(opened, &again);
	if (here.node != there.node || here.state != there.state || here.fact != there.fact)
		text_addf(differences, "handed over at %s, the code %s opens at %s\n", place(&here), code,
		          place(&there));
	else if (strcmp(text_str(&again), code) != 0)
		text_addf(differences, "handed over at %s, the code %s opens as %s\n", place(&here), code,
		          text_str(&again));
	text_clear(&again);
}

void player_check_handoff(const struct player *player, struct text *differences)
{
	const struct guide *guide = walk_guide(player->walk);
	struct text code = {0};
	struct error err = {0};
	struct handoff *handoff = NULL;
	int64_t now = clock_now(player->clock);

	if (!handoff_write(player->walk, &code)) {
		if (walk_view(player->walk, now).state != WALK_START)
			text_add(differences, "a position has no handoff code\n");
		text_clear(&code);
		return;
	}
	struct walk *opened = walk_new(guide, &player->again, now);
	walk_hold(opened, true);
	handoff = handoff_read(guide, text_str(&code), &err);
	if (handoff == NULL || *handoff_changes(handoff) != '\0' || !handoff_open(opened, handoff, now, &err))
		text_addf(differences, "the code %s is not read back: %s\n", text_str(&code),
		          handoff != NULL ? handoff_changes(handoff) : err.message);
	else
		compare(player, opened, text_str(&code), differences);
	handoff_free(handoff);
	walk_free(opened);
	text_clear(&code);
}
