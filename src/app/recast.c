#include "app/recast.h"

#include <stdlib.h>
#include <string.h>

#include "guide/template.h"
#include "json/json.h"

#define SILENT "tells-nothing"

static bool is(const char *a, const char *b)
{
	return a != NULL && strcmp(a, b) == 0;
}

/* ---- nothing that could name somebody ---- */

static const char *known_message(const struct guide *guide, const char *value)
{
	for (size_t i = 0; i < guide->error_count; i++)
		if (strcasestr(value, guide->error[i].text) != NULL)
			return guide->error[i].text;
	return NULL;
}

static void scrub_time(const char *value, int64_t at, struct text *out)
{
	int64_t then = at;

	time_parse_iso(value, false, &then);
	text_addf(out, "%lld minutes ago", (long long)((at - then) / MINUTES(1)));
}

static void scrub_list(const char *value, struct text *out)
{
	int count = 1;

	for (; *value != '\0'; value++)
		count += *value == ',';
	for (int i = 0; i < count && i < 9; i++)
		text_addf(out, "%s%d", i > 0 ? ", " : "", 1001 + i);
}

static void scrub(const struct guide *guide, const struct fact *fact, const char *value, int64_t at,
                  struct text *out)
{
	const char *message = fact->type == FACT_TEXT ? known_message(guide, value) : NULL;

	switch (fact->type) {
	case FACT_TIME:
		scrub_time(value, at, out);
		break;
	case FACT_LIST:
		scrub_list(value, out);
		break;
	case FACT_URL:
		text_add(out, "https://store.example.test");
		break;
	case FACT_TEXT:
		text_add(out, message != NULL                             ? message
		              : strstr(fact->name, "number") != NULL      ? "1001"
		              : strstr(fact->name, "sku") != NULL         ? "SKU-1"
		              : strstr(fact->name, "integration") != NULL ? "Main store"
		                                                          : "something");
		break;
	case FACT_SECRET:
		break;
	default:
		text_add(out, value);
	}
}

/* ---- what people answer ---- */

/* The answers to one fact, in turn; what only a probe told is told by people. */
struct answers {
	const struct guide *guide;
	const struct fact *fact;
	ARRAY(char *) value; /* NULL: nobody could see it */
	bool by_person;
};

static void add_value(struct answers *answers, const struct event *event, const struct event_fact *given)
{
	struct text text = {0};

	if (given->value != NULL)
		scrub(answers->guide, answers->fact, given->value, event->at, &text);
	array_push(&answers->value, given->value != NULL ? text_take(&text) : NULL);
}

static void hear(struct answers *answers, const struct event *event)
{
	bool person = event->kind == EVENT_ANSWER && event->node != NULL;

	if (!person && event->kind != EVENT_PROBE)
		return;
	for (size_t i = 0; i < event->fact_count && i < (person ? 1 : event->fact_count); i++) {
		if (!is(event->fact[i].fact, answers->fact->name) || (!person && answers->by_person))
			continue;
		if (!person && (event->fact[i].value == NULL || answers->value.count > 0))
			continue;
		if (person && !answers->by_person)
			answers->value.count = 0;
		answers->by_person = answers->by_person || person;
		add_value(answers, event, &event->fact[i]);
	}
}

static void put_value(struct json_writer *json, const char *key, const char *value)
{
	if (value != NULL)
		json_put_string(json, key, value);
	else
		json_put_null(json, key);
}

static void put_answers(struct json_writer *json, struct answers *answers)
{
	if (answers->value.count == 1 && answers->value.at[0] != NULL) {
		json_put_string(json, answers->fact->name, answers->value.at[0]);
	} else if (answers->value.count > 1) {
		json_open_array(json, answers->fact->name);
		for (size_t i = 0; i < answers->value.count; i++)
			put_value(json, NULL, answers->value.at[i]);
		json_close_array(json);
	}
	for (size_t i = 0; i < answers->value.count; i++)
		free(answers->value.at[i]);
	array_clear(&answers->value);
}

static void put_people(struct json_writer *json, const struct guide *guide, const struct journal *journal)
{
	json_open_object(json, "people");
	for (size_t i = 0; i < guide->fact_count; i++) {
		struct answers answers = {.guide = guide, .fact = &guide->fact[i]};
		if (guide->fact[i].from_profile != NULL || guide->fact[i].type == FACT_SECRET)
			continue;
		for (size_t k = 0; k < journal->event.count; k++)
			hear(&answers, &journal->event.at[k]);
		put_answers(json, &answers);
	}
	json_close_object(json);
}

/* ---- what is done ---- */

static void put_deed(struct json_writer *json, const char *node, const char *answer)
{
	json_open_object(json, NULL);
	json_put_string(json, "at", node);
	json_put_string(json, "answer", answer);
	json_close_object(json);
}

static const char *deed_of(const struct event *event)
{
	static const char *const rows[][2] = {{"before", "done"},   {"confounded", "done"},
	                                      {"cannot", "cannot"}, {"no-match", "no-match"},
	                                      {"leave", "leave"},   {"reached", "wait"}};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (is(event->text, rows[i][0]))
			return rows[i][1];
	return NULL;
}

static bool was_before(const struct journal *journal, size_t index)
{
	const struct event *event = &journal->event.at[index];

	for (size_t i = 0; i < index; i++)
		if (journal->event.at[i].kind == event->kind && is(journal->event.at[i].node, event->node) &&
		    deed_of(&journal->event.at[i]) != NULL)
			return true;
	return false;
}

static void put_deeds(struct json_writer *json, const struct recast *recast, const struct journal *journal)
{
	json_open_array(json, "do");
	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		bool deed = (event->kind == EVENT_FIX || event->kind == EVENT_WAIT) && event->node != NULL;
		if (deed && deed_of(event) != NULL && !was_before(journal, i))
			put_deed(json, event->node, deed_of(event));
	}
	for (size_t i = 0; i < recast->also_count; i++)
		put_deed(json, recast->also[i]->name, "no-match");
	json_close_array(json);
}

/* ---- what must come out ---- */

static void put_visited(struct json_writer *json, const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	json_open_array(json, "visited");
	for (size_t i = 0; i < count; i++)
		if (!stop[i].ticked)
			json_put_string(json, NULL, stop[i].node->name);
	json_close_array(json);
}

static void put_expect(struct json_writer *json, const struct player *played)
{
	const struct node *cause = player_cause(played->walk);

	json_open_object(json, "expect");
	put_visited(json, played->walk);
	json_put_string(json, "cause", cause != NULL ? cause->label : "none");
	json_put_string(json, "ending", ending_name(walk_ending(played->walk)));
	json_open_array(json, "asked");
	for (size_t i = 0; i < played->asked.count; i++)
		json_put_string(json, NULL, played->asked.at[i]);
	json_close_array(json);
	json_put_integer(json, "par", (int64_t)played->asked.count);
	json_open_array(json, "unused");
	json_put_string(json, NULL, SILENT);
	json_close_array(json);
	json_close_object(json);
}

/* ---- the file ---- */

static const char *start_of(const struct guide *guide, const struct journal *journal)
{
	for (size_t i = 0; i < journal->event.count; i++) {
		const struct event *event = &journal->event.at[i];
		if (event->kind == EVENT_ANSWER && event->node == NULL && event->text != NULL)
			return event->text;
		if (event->kind == EVENT_VISIT && event->node != NULL)
			return event->node;
	}
	return guide->symptom_count > 0 ? guide->symptom[0].name : "";
}

static void put_head(struct json_writer *json, const struct recast *recast, const struct guide *guide,
                     const struct journal *journal)
{
	struct text now = {0};

	time_add_iso(&now, journal->event.count > 0 ? journal->event.at[0].at / 1000 * 1000 : 0);
	json_put_string(json, "scenario", recast->name);
	json_put_string(json, "title", "Say here what was wrong");
	json_put_string(json, "lesson", "Say here what a class learns from it.");
	json_put_string(json, "platform", recast->platform);
	json_put_string(json, "difficulty", "medium");
	json_put_string(json, "now", text_str(&now));
	json_put_string(json, "origin", "https://store.example.test");
	json_put_string(json, "start", start_of(guide, journal));
	text_clear(&now);
}

/* No answer of this store tells anything, so that every probe falls back to people. */
static void put_routes(struct json_writer *json)
{
	json_open_array(json, "routes");
	json_open_object(json, NULL);
	json_put_string(json, "name", SILENT);
	json_put_string(json, "request", "* /*");
	json_put_integer(json, "status", 418);
	json_put_string(json, "text", "");
	json_close_object(json);
	json_close_array(json);
}

void recast_write(const struct recast *recast, const struct guide *guide, const struct journal *journal,
                  struct text *out)
{
	struct json_writer json;

	json_write_init(&json, out, true);
	json_open_object(&json, NULL);
	put_head(&json, recast, guide, journal);
	json_open_object(&json, "profile");
	json_put_string(&json, "integration", "Main store");
	json_put_string(&json, "store", "https://store.example.test");
	json_close_object(&json);
	put_people(&json, guide, journal);
	put_deeds(&json, recast, journal);
	put_routes(&json);
	if (recast->played != NULL) {
		put_expect(&json, recast->played);
	} else {
		json_open_object(&json, "expect");
		json_close_object(&json);
	}
	json_close_object(&json);
	text_add_char(out, '\n');
}
