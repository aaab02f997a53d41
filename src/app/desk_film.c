/* A class looks back: rewind and step through the case, and the map of where each answer led or would have.
 */
#include <string.h>

#include "app/desk_state.h"
#include "base/memory.h"

enum { PLAY_LEAST_MS = 1500, PLAY_MOST_MS = 5000 };

void desk_end_film(struct desk *desk)
{
	film_free(desk->film);
	desk->film = NULL;
	desk->playing = false;
}

static void tell_frame(struct desk *desk)
{
	const char *next = film_next(desk->film);
	struct text marks = {0};

	film_markers(desk->film, &marks);
	desk_tell(desk, "Step %zu of %zu as it stood.%s%s%s%s", film_at(desk->film) + 1, film_count(desk->film),
	          text_str(&marks), *next ? " Next: " : "", next, *next ? "." : "");
	text_clear(&marks);
}

void desk_begin_replay(struct desk *desk)
{
	if (!desk->options.replay)
		return;
	desk->film = film_new(desk->options.guide, &desk->around.walk, desk->options.replay);
	film_go(desk->film, 0);
	tell_frame(desk);
}

bool desk_looks_back(const struct desk *desk)
{
	return desk->film != NULL;
}

bool desk_rewind(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	desk->playing = false;
	if (!desk->film) {
		desk->film = film_new(desk->options.guide, &desk->around.walk, walk_journal(desk->walk));
		if (film_count(desk->film) < 2) {
			desk_end_film(desk);
			return error_set(err, ERROR_USAGE, "", "This is the beginning.");
		}
	}
	if (film_at(desk->film) == 0)
		return error_set(err, ERROR_USAGE, "", "This is the beginning.");
	film_go(desk->film, film_at(desk->film) - 1);
	tell_frame(desk);
	return true;
}

bool desk_step_on(struct desk *desk, const struct intent *intent, struct error *err)
{
	bool last;

	(void)intent;
	if (!desk->film)
		return error_set(err, ERROR_USAGE, "", "This is where the case stands; Left looks back.");
	last = film_at(desk->film) + (desk->options.replay ? 1 : 2) >= film_count(desk->film);
	if (last && desk->options.replay)
		return error_set(err, ERROR_USAGE, "", "This is the end of the case.");
	if (last) {
		desk_end_film(desk);
		desk_tell(desk, "Back where the case stands.");
		return true;
	}
	film_go(desk->film, film_at(desk->film) + 1);
	tell_frame(desk);
	return true;
}

/* As long as it took then, but no blink and no yawn. */
static int64_t play_pause(const struct desk *desk)
{
	const struct journal *journal = walk_journal(desk->walk);
	size_t events = film_events(desk->film);
	int64_t then = events > 0 && events < journal->event.count ? journal->event.at[events - 1].at : 0;
	int64_t took = then > 0 ? film_now(desk->film) - then : 0;

	return took < PLAY_LEAST_MS ? PLAY_LEAST_MS : took > PLAY_MOST_MS ? PLAY_MOST_MS : took;
}

bool desk_play(struct desk *desk, const struct intent *intent, struct error *err)
{
	(void)intent;
	if (!desk->film)
		return error_set(err, ERROR_USAGE, "", "Left looks back first.");
	desk->playing = !desk->playing;
	desk->play_at = clock_monotonic() + play_pause(desk);
	desk_tell(desk, desk->playing ? "It plays; Space stops it." : "Stopped.");
	return true;
}

int64_t desk_film_wait(const struct desk *desk)
{
	int64_t left = desk->play_at - clock_monotonic();

	if (!desk->film || !desk->playing)
		return -1;
	return left < 0 ? 0 : left;
}

bool desk_film_read(struct desk *desk)
{
	struct error err = {0};

	if (desk_film_wait(desk) != 0)
		return false;
	if (!desk_step_on(desk, NULL, &err))
		desk->playing = false;
	if (desk->film)
		desk->play_at = clock_monotonic() + play_pause(desk);
	return true;
}

/* ---- the map ---- */

static const char *choice_words(struct desk *desk, const struct walk *walk, const char *label)
{
	struct text text = {0};
	const char *kept;

	walk_expand(walk, label, &text);
	kept = arena_strdup(&desk->map_arena, text_str(&text));
	text_clear(&text);
	return kept;
}

static void add_line(struct desk *desk, struct text *text, struct ui_map_line like)
{
	like.text = arena_strdup(&desk->map_arena, text_str(text));
	array_push(&desk->map, like);
	text_clear(text);
}

static void add_step(struct desk *desk, const struct step_view *view, bool here)
{
	struct text text = {0};

	text_addf(&text, "%s %s", view->node && view->node->code ? view->node->code : "start",
	          view->title ? view->title : "");
	add_line(desk, &text, (struct ui_map_line){.here = here});
}

static void add_ways(struct desk *desk, const struct walk *walk, const struct journal *upto, size_t events,
                     const char *answered)
{
	struct step_view view = walk_view(walk, desk_now(desk));

	for (size_t i = 0; i < view.choice_count && i < LEADS; i++) {
		struct text text = {0};
		const char *label = choice_words(desk, walk, view.choice[i].label);
		const char *lead = desk_lead_of(desk, upto, events, view.choice[i].key);

		text_addf(&text, "%s → %s", label, *lead ? lead : "on");
		add_line(desk, &text,
		         (struct ui_map_line){.way = true,
		                              .taken = answered && strcmp(answered, view.choice[i].label) == 0});
	}
}

void desk_make_map(struct desk *desk)
{
	const struct journal *journal = walk_journal(desk->walk);
	struct film *film = film_new(desk->options.guide, &desk->around.walk, journal);
	size_t upto = desk->film ? film_at(desk->film) + 1 : film_count(film);

	arena_clear(&desk->map_arena);
	arena_init(&desk->map_arena);
	desk->map.count = 0;
	for (size_t i = 0; i < upto; i++) {
		film_go(film, i);
		const struct walk *walk = film_walk(film);
		struct step_view view = walk_view(walk, film_now(film));
		size_t events = film_events(film);
		const struct event *next = events < journal->event.count ? &journal->event.at[events] : NULL;
		add_step(desk, &view, i + 1 == upto);
		if (view.state == WALK_ASK && !(desk->quiz && i + 1 == upto))
			add_ways(desk, walk, journal, events,
			         next && next->kind == EVENT_ANSWER && i + 1 < upto ? next->text : NULL);
	}
	film_free(film);
}
