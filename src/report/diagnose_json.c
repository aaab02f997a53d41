#include "report/diagnose_json.h"

#include "base/clock.h"
#include "report/ticket_parts.h"
#include "report/wording.h"

static void put_cause(struct json_writer *writer, const char *key, const struct walk *walk,
                      const struct node *node)
{
	struct arena arena;

	arena_init(&arena);
	json_open_object(writer, key);
	json_put_string(writer, "node", node->name);
	json_put_string(writer, "code", node->code);
	json_put_string(writer, "title", wording_template(&arena, walk, node->title));
	json_put_string(writer, "label", node->label);
	json_close_object(writer);
	arena_clear(&arena);
}

static void put_causes(struct json_writer *writer, const struct diagnosis *diagnosis)
{
	if (diagnosis->cause)
		put_cause(writer, "cause", diagnosis->walk, diagnosis->cause);
	else
		json_put_null(writer, "cause");
	json_open_array(writer, "also_possible");
	for (size_t i = 0; i < diagnosis->other_count; i++)
		put_cause(writer, NULL, diagnosis->walk, diagnosis->others[i]);
	json_close_array(writer);
}

static void put_probes(struct json_writer *writer, const struct walk *walk)
{
	const struct probe_state *state;
	size_t count = walk_probes(walk, &state);

	json_open_array(writer, "probes");
	for (size_t i = 0; i < count; i++) {
		if (!state[i].outcome)
			continue;
		json_open_object(writer, NULL);
		json_put_string(writer, "probe", state[i].probe->name);
		json_put_string(writer, "ref", state[i].probe->ref);
		json_put_string(writer, "outcome", state[i].outcome);
		json_close_object(writer);
	}
	json_close_array(writer);
}

static void put_fact(struct json_writer *writer, const struct evidence *evidence)
{
	struct text written = {0}, at = {0};
	struct arena arena;

	arena_init(&arena);
	value_write(&written, &evidence->value);
	time_add_iso(&at, evidence->at);
	json_open_object(writer, evidence->fact->name);
	json_put_string(writer, "value", wording_clean(&arena, text_str(&written)));
	json_put_string(writer, "source", source_name(evidence->source));
	json_put_string(writer, "at", text_str(&at));
	json_put_string(writer, "vantage", evidence->vantage && *evidence->vantage ? evidence->vantage : NULL);
	json_close_object(writer);
	text_clear(&written);
	text_clear(&at);
	arena_clear(&arena);
}

static void put_facts(struct json_writer *writer, const struct walk *walk)
{
	const struct evidence *evidence;
	size_t count = walk_evidence(walk, &evidence);

	json_open_object(writer, "facts");
	for (size_t i = 0; i < count; i++)
		if (evidence[i].fact->type != FACT_SECRET)
			put_fact(writer, &evidence[i]);
	json_close_object(writer);
}

static void put_visited(struct json_writer *writer, const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	json_open_array(writer, "visited");
	for (size_t i = 0; i < count; i++)
		json_put_string(writer, NULL, stop[i].node->name);
	json_close_array(writer);
}

static void put_ticket(struct json_writer *writer, const struct diagnosis *diagnosis, int64_t now)
{
	bool handed = diagnosis->ending == ENDING_ESCALATE || diagnosis->ending == ENDING_NOT_OURS;
	struct ticket *ticket = handed ? ticket_make(diagnosis->walk, true, now) : NULL;

	if (ticket)
		ticket_put_json(ticket, writer, "ticket");
	else
		json_put_null(writer, "ticket");
	ticket_free(ticket);
}

void diagnose_json_write(const struct diagnosis *diagnosis, int64_t now, struct text *out)
{
	struct json_writer writer;

	json_write_init(&writer, out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-diagnose/1");
	json_put_string(&writer, "ending", ending_name(diagnosis->ending));
	put_causes(&writer, diagnosis);
	put_probes(&writer, diagnosis->walk);
	put_facts(&writer, diagnosis->walk);
	put_visited(&writer, diagnosis->walk);
	json_put_integer(&writer, "asked", (int64_t)diagnosis->asked);
	put_ticket(&writer, diagnosis, now);
	json_close_object(&writer);
	text_add_char(out, '\n');
}
