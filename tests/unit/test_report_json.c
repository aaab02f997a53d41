/* The objects for machines: the ticket as JSON, and diagnose's. */
#include "check.h"
#include "report_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/diagnose_json.h"
#include "report/transcript.h"
#include "json/json.h"

/* The member at a path of names, "a.b"; as text: strings as they are, the rest as JSON. */
static char *member(const struct json_doc *doc, const char *path)
{
	struct json_at at[8] = {json_root(doc)};
	char *copy = xstrdup(path), *save;
	struct text out = {0};
	int depth = 0;

	for (char *name = strtok_r(copy, ".", &save); name; name = strtok_r(NULL, ".", &save)) {
		at[depth + 1] = name[0] >= '0' && name[0] <= '9' ? json_item(&at[depth], (size_t)(name[0] - '0'))
		                                                 : json_get(&at[depth], name);
		depth++;
	}
	if (at[depth].type == JSON_STRING)
		text_add(&out, json_string(&at[depth], NULL));
	else if (at[depth].type == JSON_MISSING)
		text_add(&out, "(missing)");
	else if (at[depth].type == JSON_ARRAY)
		text_addf(&out, "%zu items", json_count(&at[depth]));
	else
		json_dump(&at[depth], &out);
	free(copy);
	return text_take(&out);
}

struct member_row {
	const char *path, *want;
};

static void check_members(const struct text *json, const struct member_row *rows)
{
	struct error err = {0};
	struct json_doc *doc = json_parse(text_str(json), json->len, "ticket", 0, &err);

	if (CHECK("it is one JSON object with a newline", doc && text_ends(text_str(json), "}\n"))) {
		for (; rows->path; rows++) {
			char *got = member(doc, rows->path);

			CHECK_TEXT(rows->path, got, rows->want);
			free(got);
		}
	}
	json_free(doc);
}

static void test_json(void)
{
	static const struct member_row rows[] = {
		{"schema", "syncfix-ticket/1"},
		{"to", "efs"},
		{"title", "Sync Issue – Shop – Orders don't arrive since 22 Nov 2026, 2:00 PM"},
		{"platform.value", "shop"},
		{"platform.text", "Shop"},
		{"platform.source", "profile"},
		{"platform.missing", "null"},
		{"started.value", "2026-11-22T14:00:00Z"},
		{"started.text", "22 Nov 2026, 2:00 PM UTC"},
		{"started.needed", "true"},
		{"problem.value", "orders"},
		{"errors.vantage", "read in IS2 by the merchant"},
		{"screenshots.value", "null"},
		{"screenshots.text", "null"},
		{"screenshots.source", "null"},
		{"screenshots.missing", "passed over: \"phone died\""},
		{"facts.toggle.value", "off"},
		{"facts.keys_valid.source", "probe"},
		{"facts.platform", "(missing)"},
		{"tried", "6 items"},
		{"tried.5.change", "true"},
		{"tried.0.at", "2026-11-23T14:00:00Z"},
		{"evidence.0.probe", "shop.key"},
		{"evidence.0.ref", "null"},
		{"evidence.0.outcome", "key_unknown"},
		{"evidence.0.verdict", "problem"},
		{"evidence.0.ms", "182"},
		{"evidence.0.does_not_prove", "That IS2 gets an answer too."},
		{"contradictions", "1 items"},
		{"notes.0", "two apps installed"},
		{"request", "Please find out why."},
		{"urgency", "normal"},
		{"urgency_why", "Nothing explains it"},
		{"role", "merchant"},
		{"node", "support.ticket"},
		{"at", "2026-11-23T14:00:00Z"},
		{"blank", "1"},
		{"left_out", "(missing)"},
		{0},
	};
	struct kit_case kit_case;
	struct text text = {0};

	report_begin(&kit_case, true, report_everything);
	report_write(&kit_case, TICKET_JSON, &text);
	check_members(&text, rows);
	text_clear(&text);
	kit_end(&kit_case);
}

static void diagnose(struct kit_case *kit_case, const char *symptom, struct text *out)
{
	struct diagnosis diagnosis;

	diagnosis_make(&diagnosis, kit_case->walk, guide_symptom(kit_case->guide, symptom), kit_case->now);
	text_cut(out, 0);
	diagnose_json_write(&diagnosis, kit_case->now, out);
	diagnosis_clear(&diagnosis);
}

static void test_diagnose(void)
{
	static const struct member_row nothing[] = {
		{"schema", "syncfix-diagnose/1"},
		{"ending", "escalate"},
		{"cause", "null"},
		{"probes", "0 items"},
		{"also_possible", "0 items"},
		{"visited.0", "orders.platform"},
		{"asked", "11"},
		{"ticket.schema", "syncfix-ticket/1"},
		{"ticket.platform.missing", "nobody was there to ask"},
		{"ticket.tried", "0 items"},
		{"facts.symptom.value", "orders"},
		{"facts.symptom.source", "person"},
		{"facts.symptom.at", "2026-11-23T14:00:00Z"},
		{"facts.consumer_key", "(missing)"},
		{0},
	};
	static const struct member_row proven[] = {
		{"ending", "none"},
		{"cause.node", "fix.key"},
		{"cause.title", "The store refuses the key"},
		{"cause.label", "key_unknown"},
		{"cause.code", "TST-16"},
		{"probes.0.probe", "shop.key"},
		{"probes.0.ref", "null"},
		{"probes.0.outcome", "key_unknown"},
		{"facts.keys_valid.value", "no"},
		{"facts.keys_valid.vantage", "this computer"},
		{"ticket", "null"},
		{0},
	};
	struct kit_case kit_case;
	struct text text = {0};

	report_begin(&kit_case, false, "");
	diagnose(&kit_case, "orders", &text);
	check_members(&text, nothing);
	kit_end(&kit_case);
	report_begin(&kit_case, true, "probe shop.key key_unknown problem keys_valid=no");
	diagnose(&kit_case, "orders", &text);
	check_members(&text, proven);
	text_clear(&text);
	kit_end(&kit_case);
}

/* A secret is known to a case by name only; no report has more of it. */
static void test_secret_fact(void)
{
	struct kit_case kit_case;
	struct event_fact given = {"consumer_key", "known"};
	enum source source = SOURCE_PROFILE;
	struct text text = {0};

	report_begin(&kit_case, false, "");
	walk_free(kit_case.walk);
	kit_case.options.given = &given;
	kit_case.options.given_source = &source;
	kit_case.options.given_count = 1;
	kit_case.walk = walk_new(kit_case.guide, &kit_case.options, kit_case.now);
	for (int format = 0; format < TICKET_FORMATS; format++) {
		report_write(&kit_case, (enum ticket_format)format, &text);
		CHECK("no ticket tells of a secret", !strstr(text_str(&text), "consumer_key"));
	}
	diagnose(&kit_case, "orders", &text);
	CHECK("nor does diagnose", !strstr(text_str(&text), "consumer_key"));
	text_cut(&text, 0);
	transcript_evidence(kit_case.walk, &text);
	CHECK("the transcript says that there is one",
	      strstr(text_str(&text), "consumer_key: known to syncfix-net only [the profile") != NULL);
	text_clear(&text);
	kit_end(&kit_case);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"the ticket", test_json},
		{"diagnose", test_diagnose},
		{"a secret", test_secret_fact},
		{0},
	};

	return check_run("report: JSON", tests);
}
