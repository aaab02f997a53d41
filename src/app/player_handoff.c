/* Each position of a play handed over: its code must open the same step with the same answers. */
#include <stdlib.h>
#include <string.h>

#include "app/player.h"
#include "base/memory.h"
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

static bool still_holds(const struct walk *walk, const struct event_fact *given)
{
	const struct evidence *evidence = walk_fact(walk, guide_fact_id(walk_guide(walk), given->fact));

	return evidence != NULL && evidence->source != SOURCE_PERSON;
}

/* A case of its own on another machine, which is told at its start what was told here and still holds. */
static struct walk *begin_again(const struct player *player, int64_t now)
{
	struct walk_options options = player->again;
	struct event_fact *given = xcalloc(options.given_count + 1, sizeof *given);
	enum source *source = xcalloc(options.given_count + 1, sizeof *source);
	size_t count = 0;
	struct walk *walk;

	for (size_t i = 0; i < options.given_count; i++) {
		if (!still_holds(player->walk, &options.given[i]))
			continue;
		given[count] = options.given[i];
		source[count++] = options.given_source[i];
	}
	options.given = given;
	options.given_source = source;
	options.given_count = count;
	walk = walk_new(walk_guide(player->walk), &options, now);
	walk_hold(walk, true);
	free(given);
	free(source);
	return walk;
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
	struct walk *opened = begin_again(player, now);
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
