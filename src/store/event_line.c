#include "store/event_line.h"

#include <stdio.h>
#include <string.h>

#include "store/crc32.h"

/* ,"crc":"89abcdef"} */
enum { CRC_DIGITS = 8, TAIL = 8 + CRC_DIGITS + 2 };
static const char crc_key[] = ",\"crc\":\"";

/* Texts of an event by their members; left out when NULL. */
static const struct text_member {
	const char *key;
	size_t offset;
} text_members[] = {
	{"node", offsetof(struct event, node)},       {"text", offsetof(struct event, text)},
	{"probe", offsetof(struct event, probe)},     {"outcome", offsetof(struct event, outcome)},
	{"vantage", offsetof(struct event, vantage)}, {"data", offsetof(struct event, data_version)},
	{"profile", offsetof(struct event, profile)},
};
enum { TEXT_MEMBERS = sizeof text_members / sizeof *text_members };

static bool find_ending(const char *name, enum ending *out)
{
	for (int i = 0; i < ENDINGS; i++) {
		if (strcmp(ending_name((enum ending)i), name) == 0) {
			*out = (enum ending)i;
			return true;
		}
	}
	return false;
}

/* ---- writing ---- */

static const char *text_of(const struct event *event, const struct text_member *member)
{
	const char *const *at = (const void *)((const char *)event + member->offset);

	return *at;
}

static void put_lists(struct json_writer *writer, const struct event *event)
{
	if (event->fact_count > 0) {
		json_open_array(writer, "facts");
		for (size_t i = 0; i < event->fact_count; i++) {
			json_open_array(writer, NULL);
			json_put_string(writer, NULL, event->fact[i].fact);
			json_put_string(writer, NULL, event->fact[i].value);
			json_close_array(writer);
		}
		json_close_array(writer);
	}
	if (event->stack_count > 0) {
		json_open_array(writer, "stack");
		for (size_t i = 0; i < event->stack_count; i++)
			json_put_string(writer, NULL, event->stack[i]);
		json_close_array(writer);
	}
}

/* What is as it is by itself stays out: most events have few of these. */
static void put_rest(struct json_writer *writer, const struct event *event)
{
	if (event->verdict != VERDICT_OK || event->kind == EVENT_PROBE)
		json_put_string(writer, "verdict", verdict_name(event->verdict));
	if (event->source != SOURCE_PERSON || event->fact_count > 0)
		json_put_string(writer, "source", source_name(event->source));
	if (event->ticked)
		json_put_bool(writer, "ticked", true);
	if (event->until != 0)
		json_put_integer(writer, "until", event->until);
	if (event->ending != ENDING_NONE)
		json_put_string(writer, "ending", ending_name(event->ending));
	if (event->role != ROLE_MERCHANT || event->data_version)
		json_put_string(writer, "role", role_name(event->role));
	if (event->total_ms != 0)
		json_put_number(writer, "ms", event->total_ms);
}

void event_line_write(struct text *out, const struct event *event)
{
	size_t start = out->len;
	struct json_writer writer;

	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	json_put_integer(&writer, "v", EVENT_LINE_VERSION);
	json_put_integer(&writer, "n", (int64_t)event->n);
	json_put_integer(&writer, "at", event->at);
	json_put_string(&writer, "event", event_kind_name(event->kind));
	for (size_t i = 0; i < TEXT_MEMBERS; i++) {
		const char *text = text_of(event, &text_members[i]);

		if (text)
			json_put_string(&writer, text_members[i].key, text);
	}
	put_lists(&writer, event);
	put_rest(&writer, event);
	text_addf(out, "%s%08x\"}\n", crc_key, crc32_of(out->data + start, out->len - start));
}

/* ---- reading ---- */

static const char *plain_string(const struct json_at *at)
{
	size_t len;
	const char *string = json_string(at, &len);

	return string && strlen(string) == len ? string : NULL;
}

static bool get_texts(struct event *event, const struct json_at *root)
{
	for (size_t i = 0; i < TEXT_MEMBERS; i++) {
		struct json_at at = json_get(root, text_members[i].key);
		const char *text = plain_string(&at);

		if (at.type != JSON_MISSING && !text)
			return false;
		memcpy((char *)event + text_members[i].offset, &text, sizeof text);
	}
	return true;
}

static bool get_facts(struct event_line *line, const struct json_at *root)
{
	struct json_at facts = json_get(root, "facts");

	if (facts.type != JSON_MISSING && facts.type != JSON_ARRAY)
		return false;
	line->fact.count = 0;
	for (size_t i = 0; i < json_count(&facts); i++) {
		struct json_at pair = json_item(&facts, i);
		struct json_at name = json_item(&pair, 0), value = json_item(&pair, 1);
		struct event_fact fact = {plain_string(&name), plain_string(&value)};

		if (json_count(&pair) != 2 || !fact.fact || (!fact.value && value.type != JSON_NULL))
			return false;
		array_push(&line->fact, fact);
	}
	line->event.fact = line->fact.at;
	line->event.fact_count = line->fact.count;
	return true;
}

static bool get_stack(struct event_line *line, const struct json_at *root)
{
	struct json_at stack = json_get(root, "stack");

	if (stack.type != JSON_MISSING && stack.type != JSON_ARRAY)
		return false;
	line->stack.count = 0;
	for (size_t i = 0; i < json_count(&stack); i++) {
		struct json_at item = json_item(&stack, i);
		const char *name = plain_string(&item);

		if (!name)
			return false;
		array_push(&line->stack, name);
	}
	line->event.stack = line->stack.at;
	line->event.stack_count = line->stack.count;
	return true;
}

/* Is the member missing, or a string? Then its name is given, NULL for missing. */
static bool get_name(const struct json_at *root, const char *key, const char **name)
{
	struct json_at at = json_get(root, key);

	*name = plain_string(&at);
	return *name || at.type == JSON_MISSING;
}

static bool get_names(struct event *event, const struct json_at *root)
{
	const char *kind, *verdict, *source, *ending, *role;

	return get_name(root, "event", &kind) && kind && event_kind_find(kind, &event->kind) &&
	       get_name(root, "verdict", &verdict) && (!verdict || verdict_find(verdict, &event->verdict)) &&
	       get_name(root, "source", &source) && (!source || source_find(source, &event->source)) &&
	       get_name(root, "ending", &ending) && (!ending || find_ending(ending, &event->ending)) &&
	       get_name(root, "role", &role) && (!role || role_find(role, &event->role));
}

static bool get_numbers(struct event *event, const struct json_at *root)
{
	struct json_at n = json_get(root, "n"), at = json_get(root, "at"), until = json_get(root, "until");
	struct json_at ms = json_get(root, "ms"), ticked = json_get(root, "ticked");
	int64_t number;

	if (!json_integer(&n, &number) || number < 1 || !json_integer(&at, &event->at))
		return false;
	event->n = (uint64_t)number;
	return (until.type == JSON_MISSING || json_integer(&until, &event->until)) &&
	       (ms.type == JSON_MISSING || json_number(&ms, &event->total_ms)) &&
	       (ticked.type == JSON_MISSING || json_bool(&ticked, &event->ticked));
}

static bool crc_holds(const char *at, size_t len)
{
	char want[TAIL + 1];

	if (len < TAIL)
		return false;
	snprintf(want, sizeof want, "%s%08x\"}", crc_key, crc32_of(at, len - TAIL));
	return memcmp(at + len - TAIL, want, TAIL) == 0;
}

enum line_state event_line_read(struct event_line *line, const char *at, size_t len)
{
	struct json_at root, version;
	int64_t number;

	json_free(line->doc);
	line->doc = NULL;
	line->event = (struct event){.kind = EVENT_OPEN};
	if (!crc_holds(at, len))
		return LINE_DAMAGED;
	line->doc = json_parse(at, len, "", 0, NULL);
	if (!line->doc)
		return LINE_DAMAGED;
	root = json_root(line->doc);
	version = json_get(&root, "v");
	if (!json_integer(&version, &number) || number < 1)
		return LINE_DAMAGED;
	if (number > EVENT_LINE_VERSION)
		return LINE_NEWER;
	return get_names(&line->event, &root) && get_numbers(&line->event, &root) &&
	               get_texts(&line->event, &root) && get_facts(line, &root) && get_stack(line, &root)
	           ? LINE_GOOD
	           : LINE_DAMAGED;
}

void event_line_clear(struct event_line *line)
{
	json_free(line->doc);
	array_clear(&line->fact);
	array_clear(&line->stack);
	*line = (struct event_line){.doc = NULL};
}
