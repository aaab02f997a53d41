/* check as one JSON object: docs/schemas/check.schema.json. */
#include "base/clock.h"
#include "report/check_parts.h"
#include "json/json.h"

static void put_node(struct json_writer *writer, const char *key, struct checklist *list,
                     const struct node *node)
{
	if (!node) {
		json_put_null(writer, key);
		return;
	}
	json_open_object(writer, key);
	json_put_string(writer, "node", node->name);
	json_put_string(writer, "code", node->code);
	json_put_string(writer, "title", checklist_title(list, node));
	json_put_string(writer, "label", node->label);
	json_close_object(writer);
}

static void put_line(struct json_writer *writer, const struct checklist_line *line)
{
	json_open_object(writer, NULL);
	json_put_string(writer, "probe", line->probe->name);
	json_put_string(writer, "ref", line->probe->ref);
	json_put_string(writer, "title", line->probe->title);
	json_put_string(writer, "code", line->to ? line->to->code : NULL);
	json_put_string(writer, "outcome", line->outcome);
	json_put_string(writer, "verdict", verdict_name(line->verdict));
	json_put_string(writer, "message", line->message);
	if (line->total_ms >= 0)
		json_put_number(writer, "total_ms", line->total_ms);
	else
		json_put_null(writer, "total_ms");
	json_close_object(writer);
}

static void put_asks(struct json_writer *writer, const struct checklist *list)
{
	json_open_array(writer, "to_ask");
	for (size_t i = 0; i < list->ask.count; i++) {
		json_open_object(writer, NULL);
		json_put_string(writer, "code", list->ask.at[i].node->code);
		json_put_string(writer, "title", list->ask.at[i].title);
		json_put_string(writer, "known", list->ask.at[i].known);
		json_close_object(writer);
	}
	json_close_array(writer);
}

static void put_at(struct json_writer *writer, const char *key, int64_t at)
{
	struct text iso = {0};

	time_add_iso(&iso, at);
	json_put_string(writer, key, text_str(&iso));
	text_clear(&iso);
}

void check_json_begin(struct check_report *report)
{
	fputs("{\n\"schema\": \"syncfix-check/1\",\n\"profiles\": [", report->out);
}

void check_json_each(struct check_report *report, struct checklist *list)
{
	struct json_writer writer;

	text_add(&report->text, report->count > 0 ? ",\n" : "\n");
	json_write_init(&writer, &report->text, false);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "profile", list->profile);
	json_put_string(&writer, "platform", list->platform ? list->platform->id : NULL);
	json_put_string(&writer, "state", checklist_state_name(checklist_state(list)));
	put_at(&writer, "at", list->at);
	json_put_integer(&writer, "took_ms", list->took_ms);
	put_node(&writer, "cause", list, list->cause);
	json_open_array(&writer, "also_possible");
	for (size_t i = 0; i < list->other_count; i++)
		put_node(&writer, NULL, list, list->others[i]);
	json_close_array(&writer);
	json_open_array(&writer, "checks");
	for (size_t i = 0; i < list->line.count; i++)
		put_line(&writer, &list->line.at[i]);
	json_close_array(&writer);
	put_asks(&writer, list);
	json_put_string(&writer, "message", list->trouble);
	json_close_object(&writer);
}

void check_json_end(struct check_report *report)
{
	struct json_writer writer;

	text_add(&report->text, "\n],\n\"total\": ");
	json_write_init(&writer, &report->text, false);
	json_open_object(&writer, NULL);
	put_at(&writer, "at", report->at);
	json_put_integer(&writer, "took_ms", report->took_ms);
	json_put_integer(&writer, "profiles", (int64_t)report->count);
	for (int i = 0; i < CHECKLIST_STATES; i++)
		json_put_integer(&writer, checklist_state_name((enum checklist_state)i), (int64_t)report->of[i]);
	json_put_integer(&writer, "left", (int64_t)report->left);
	json_close_object(&writer);
	text_add(&report->text, "\n}\n");
}
