#include "app/film.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "guide/template.h"

struct film {
	const struct guide *guide;
	struct walk_options options;
	const struct journal *journal;
	ARRAY(size_t) frame; /* events before it; the last one: all */
	size_t at;
	struct walk *walk;
	struct text next;
};

static bool is(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

/* What a person did: the screen before it is a frame. */
static bool is_deed(const struct event *event)
{
	switch (event->kind) {
	case EVENT_ANSWER:
	case EVENT_BACK:
		return true;
	case EVENT_SKIP:
		return event->node != NULL;
	case EVENT_WAIT:
		return !is(event->text, "begin");
	case EVENT_FIX:
		return !is(event->text, "after");
	default:
		return false;
	}
}

struct film *film_new(const struct guide *guide, const struct walk_options *options,
                      const struct journal *journal)
{
	struct film *film = xcalloc(1, sizeof *film);

	film->guide = guide;
	film->options = *options;
	film->options.listen = NULL;
	film->journal = journal;
	for (size_t i = 0; i < journal->event.count; i++)
		if (is_deed(&journal->event.at[i]))
			array_push(&film->frame, i);
	array_push(&film->frame, journal->event.count);
	film_go(film, film->frame.count - 1);
	return film;
}

void film_free(struct film *film)
{
	if (!film)
		return;
	walk_free(film->walk);
	array_clear(&film->frame);
	text_clear(&film->next);
	free(film);
}

size_t film_count(const struct film *film)
{
	return film->frame.count;
}

size_t film_at(const struct film *film)
{
	return film->at;
}

size_t film_events(const struct film *film)
{
	return film->frame.at[film->at];
}

void film_go(struct film *film, size_t frame)
{
	film->at = frame < film->frame.count ? frame : film->frame.count - 1;
	walk_free(film->walk);
	film->walk = walk_restore(film->guide, &film->options, film->journal->event.at, film_events(film), NULL);
	walk_hold(film->walk, true);
}

const struct walk *film_walk(const struct film *film)
{
	return film->walk;
}

static const struct event *next_event(const struct film *film)
{
	size_t events = film_events(film);

	return events < film->journal->event.count ? &film->journal->event.at[events] : NULL;
}

int64_t film_now(const struct film *film)
{
	const struct event *event = film->journal->event.at;
	size_t events = film_events(film), count = film->journal->event.count;

	if (!event || count == 0)
		return 0;
	return event[events < count ? events : count - 1].at;
}

/* ---- what was done next ---- */

static const char *fix_words(const char *text)
{
	if (is(text, "cannot"))
		return "could not do it";
	if (is(text, "no-match"))
		return "said that it does not match";
	return "did it";
}

static const char *wait_words(const char *text)
{
	if (is(text, "leave"))
		return "saved it, to come back";
	return is(text, "reached") ? "came back when the time was reached" : "gave another time";
}

static void add_answer(struct film *film, const struct event *event)
{
	const struct symptom *symptom =
		event->node || !event->text ? NULL : guide_symptom(film->guide, event->text);

	text_add(&film->next, "answered ");
	if (symptom)
		template_plain(&film->next, symptom->title);
	else if (event->text)
		template_plain(&film->next, event->text);
	else if (event->fact_count > 0 && event->fact[0].value)
		text_add(&film->next, event->fact[0].value);
	else
		text_cut(&film->next, 0);
	if (film->next.len == 0)
		text_add(&film->next, is(event->outcome, "unknown") ? "could not see it" : "went on");
}

const char *film_next(struct film *film)
{
	const struct event *event = next_event(film);

	text_cut(&film->next, 0);
	if (!event)
		return "";
	if (event->kind == EVENT_ANSWER)
		add_answer(film, event);
	else if (event->kind == EVENT_BACK)
		text_add(&film->next, is(event->text, "recheck") ? "asked again" : "went back");
	else if (event->kind == EVENT_SKIP)
		text_addf(&film->next, "skipped it: %s", event->text ? event->text : "");
	else
		text_add(&film->next, event->kind == EVENT_FIX ? fix_words(event->text) : wait_words(event->text));
	return text_str(&film->next);
}

static void add_marker(const struct film *film, const struct event *event, struct text *out)
{
	const struct probe *probe = event->probe ? guide_probe(film->guide, event->probe) : NULL;

	if (event->kind == EVENT_NOTE && event->text)
		text_addf(out, " Noted: \"%s\".", event->text);
	else if (event->kind == EVENT_PROBE && event->verdict == VERDICT_PROBLEM)
		text_addf(out, " %s found %s.", probe && probe->ref ? probe->ref : event->probe, event->outcome);
	else if (event->kind == EVENT_FIX && is(event->text, "after"))
		text_add(out, event->verdict == VERDICT_OK ? " The fix helped." : " The fix did not help.");
	else if (event->kind == EVENT_TICKET)
		text_add(out, " The ticket went out.");
	else if (event->kind == EVENT_END)
		text_add(out, " The end.");
}

void film_markers(const struct film *film, struct text *out)
{
	size_t from = film->at > 0 ? film->frame.at[film->at - 1] + 1 : 0;

	for (size_t i = from; i < film_events(film); i++)
		add_marker(film, &film->journal->event.at[i], out);
}
