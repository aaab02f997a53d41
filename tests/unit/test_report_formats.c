/* The ticket as text, Markdown and JSON; the transcript; diagnose's JSON. */
#include "check.h"
#include "report_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "report/diagnose_json.h"
#include "report/final_scan.h"
#include "report/names.h"
#include "report/transcript.h"
#include "json/json.h"

static void write(struct kit_case *kit_case, enum ticket_format format, struct text *out)
{
	struct ticket *ticket = ticket_new(kit_case->walk, kit_case->now);

	text_cut(out, 0);
	ticket_write(ticket, format, out);
	ticket_free(ticket);
}

/* A case with something of everything. */
static const char full[] =
	"symptom orders; probe shop.key key_unknown problem keys_valid=no; type MainShopifyStore; choose 2; "
	"type 10 min ago; type 22 Nov 14:00; type #1001; unknown; type SKU not found; choose 2; skip phone died; "
	"choose 1; cannot; note two apps installed";

static void test_text(void)
{
	static const char want[] =
		"Title: Sync Issue – Shop – Orders don't arrive since 22 Nov 2026, 2:00 PM\n"
		"\n"
		"Platform: Shop [the profile]\n"
		"Integration Name: MainShopifyStore [read in IS2 by the merchant]\n"
		"Issue Started: 22 Nov 2026, 2:00 PM UTC [read in IS2 by the merchant]\n"
		"Last Successful Sync: 23 Nov 2026, 1:50 PM UTC [read in IS2 by the merchant]\n"
		"Problem: Orders don't arrive [chosen at the start]\n"
		"Error Messages: SKU not found [read in IS2 by the merchant]\n"
		"Example Orders: #1001 [read in IS2 by the merchant]\n"
		"Screenshots: (blank: passed over: \"phone died\")\n"
		"\n"
		"keys_valid: no [this computer]\n"
		"\n"
		"Steps Already Tried:\n"
		"1. shop.key: key unknown (a problem) [checked by syncfix]\n"
		"2. toggle: OFF (gray) [read in IS2 by the merchant]\n"
		"3. last_sync: 23 Nov 2026, 1:50 PM UTC [read in IS2 by the merchant]\n"
		"4. orders.pictures Passed over: \"phone died\" [the merchant]\n"
		"5. oauth_status: Connected [read in IS2 by the merchant]\n"
		"6. Fix for \"Order Sync is switched off\": could not be done [the merchant]\n"
		"\n"
		"Evidence:\n"
		"- shop.key: A sentence. [key_unknown; this computer; 23 Nov 2026, 2:00 PM UTC; 182 ms]\n"
		"    Does not prove: That IS2 gets an answer too.\n"
		"\n"
		"These do not fit together:\n"
		"- Sync is OFF, and yet it synced just now\n"
		"\n"
		"In their own words:\n"
		"- two apps installed\n"
		"\n"
		"Request: Please find out why.\n"
		"Urgency: Normal – Nothing explains it\n"
		"\n"
		"Written with syncfix by the merchant, 23 Nov 2026, 2:00 PM UTC.\n";
	struct kit_case kit_case;
	struct text text = {0};

	report_begin(&kit_case, true, full);
	write(&kit_case, TICKET_TEXT, &text);
	CHECK_TEXT("the ticket as text", text_str(&text), want);
	text_clear(&text);
	kit_end(&kit_case);
}

/* A value of several lines must not look like further lines of the ticket. */
static void test_text_spoofed(void)
{
	struct kit_case kit_case;
	struct text text = {0};

	report_begin(&kit_case, false, "note one\nUrgency: Low\n\nTitle: Other");
	write(&kit_case, TICKET_TEXT, &text);
	CHECK("lines of a value are indented",
	      strstr(text_str(&text), "- one\n    Urgency: Low\n    \n    Title: Other\n") != NULL);
	write(&kit_case, TICKET_MARKDOWN, &text);
	CHECK("and belong to their item in Markdown",
	      strstr(text_str(&text), "- one  \n  Urgency: Low  \n    \n  Title: Other\n") != NULL);
	text_clear(&text);
	kit_end(&kit_case);
}

static void test_markdown(void)
{
	struct kit_case kit_case;
	struct text text = {0};

	report_begin(&kit_case, true, full);
	write(&kit_case, TICKET_MARKDOWN, &text);
	CHECK("the title is a heading",
	      text_starts(text_str(&text),
	                  "# Sync Issue – Shop – Orders don't arrive since 22 Nov 2026, 2:00 PM\n"));
	CHECK("a field with its source",
	      strstr(text_str(&text), "- **Platform:** Shop _(the profile)_\n") != NULL);
	CHECK("a blank one with its reason",
	      strstr(text_str(&text), "- **Screenshots:** _blank: passed over: \"phone died\"_\n") != NULL);
	CHECK("an order number is no heading", strstr(text_str(&text), "**Example Orders:** \\#1001") != NULL);
	CHECK("urgency at the end",
	      strstr(text_str(&text), "## Urgency\n\nNormal – Nothing explains it\n") != NULL);
	kit_steps(&kit_case, "note <b>*bold*</b> [x](y) `z`");
	write(&kit_case, TICKET_MARKDOWN, &text);
	CHECK("what Markdown acts on is escaped",
	      strstr(text_str(&text), "\\<b\\>\\*bold\\*\\</b\\> \\[x\\](y) \\`z\\`") != NULL);
	text_clear(&text);
	kit_end(&kit_case);
}

/* ---- JSON ---- */

/* The member at a path of names, "a.b"; as text: strings as they are, the rest as JSON. */
static char *member(const struct json_doc *doc, const char *path)
{
	struct json_at at[8] = {json_root(doc)};
	char *copy = xstrdup(path), *save;
	struct text out = {0};
	int depth = 0;

	for (char *name = strtok_r(copy, ".", &save); name; name = strtok_r(NULL, ".", &save)) {
		at[depth + 1] = name[0] >= '0' && name[0] <= '9' ? json_item(&at[depth], (size_t)atoi(name))
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

	report_begin(&kit_case, true, full);
	write(&kit_case, TICKET_JSON, &text);
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
		write(&kit_case, (enum ticket_format)format, &text);
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

/* ---- transcript ---- */

static void test_transcript(void)
{
	static const char want[] =
		"Steps\n"
		"TST-1 orders.platform Shop (known)\n"
		"TST-2 orders.integration MainShopifyStore\n"
		"TST-3 orders.toggle OFF (gray)\n"
		"TST-4 orders.sync\n"
		"\n"
		"What is known\n"
		"platform: Shop [the profile, 23 Nov 2026, 2:00 PM UTC]\n"
		"can_probe: yes [this computer, 23 Nov 2026, 2:00 PM UTC]\n"
		"direction: Orders [chosen at the start, 23 Nov 2026, 2:00 PM UTC]\n"
		"symptom: Orders don't arrive [chosen at the start, 23 Nov 2026, 2:00 PM UTC]\n"
		"integration: MainShopifyStore [read in IS2 by the merchant, 23 Nov 2026, 2:00 PM UTC]\n"
		"toggle: OFF (gray) [read in IS2 by the merchant, 23 Nov 2026, 2:00 PM UTC]\n"
		"keys_valid: no [this computer, 23 Nov 2026, 2:00 PM UTC]\n"
		"shop.key: key unknown (a problem). A sentence. [this computer, 23 Nov 2026, 2:00 PM UTC, 182 ms]\n"
		"    Does not prove: That IS2 gets an answer too.\n"
		"\n"
		"In their own words\n"
		"hm\n"
		"\n"
		"Stands at\n"
		"TST-4 orders.sync\n";
	struct kit_case kit_case;
	struct text text = {0};

	report_begin(&kit_case, true,
	             "symptom orders; type MainShopifyStore; choose 2; probe shop.key key_unknown problem "
	             "keys_valid=no; note hm");
	transcript_write(kit_case.walk, kit_case.now, &text);
	CHECK_TEXT("a case as text", text_str(&text), want);
	text_clear(&text);
	kit_end(&kit_case);
}

static void test_transcript_ends(void)
{
	static const struct {
		const char *sentence, *steps, *want;
	} rows[] = {
		{"how it ended", "jump end.fine", "Ended\nfixed: TST-17 end.fine\n"},
		{"until when it waits", "jump ship.time; type 2 hours ago",
	     "Stands at\nTST-15 wait.ship\nWaits until 23 Nov 2026, 6:00 PM UTC\n"},
		{"a contradiction", "jump orders.toggle; choose 2; type 10 min ago",
	     "These do not fit together\nSync is OFF, and yet it synced just now\n"},
		{"nothing yet", "", "Stands at\nWhat is going wrong?\n"},
	};
	struct text text = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kit_case kit_case;

		report_begin(&kit_case, false, rows[i].steps);
		text_cut(&text, 0);
		transcript_write(kit_case.walk, kit_case.now, &text);
		CHECK(rows[i].sentence, strstr(text_str(&text), rows[i].want) != NULL);
		kit_end(&kit_case);
	}
	text_clear(&text);
}

/* Times keep the clock they were read from. */
static void test_zone(void)
{
	struct kit_case kit_case;
	struct event_fact given = {"is2_zone", "EST"};
	enum source source = SOURCE_IMPORT;
	struct text text = {0};

	report_begin(&kit_case, false, "");
	walk_free(kit_case.walk);
	kit_case.options.given = &given;
	kit_case.options.given_source = &source;
	kit_case.options.given_count = 1;
	kit_case.walk = walk_new(kit_case.guide, &kit_case.options, kit_case.now);
	kit_steps(&kit_case, "jump orders.sync; type 8:30");
	write(&kit_case, TICKET_TEXT, &text);
	CHECK("IS2's time in IS2's zone",
	      strstr(text_str(&text), "Last Successful Sync: 23 Nov 2026, 8:30 AM EST [") != NULL);
	write(&kit_case, TICKET_JSON, &text);
	CHECK("and in UTC for machines", strstr(text_str(&text), "\"value\": \"2026-11-23T13:30:00Z\"") != NULL);
	text_clear(&text);
	kit_end(&kit_case);
}

/* What a probe said is scanned like what a person said. */
static void test_probe_message(void)
{
	struct kit_case kit_case;
	struct probe_result result = {.outcome = "odd", .verdict = VERDICT_UNKNOWN, .total_ms = 1};
	struct text text = {0};

	report_begin(&kit_case, true, "symptom orders");
	result.probe = guide_probe(kit_case.guide, "shop.key");
	result.message = "It said: token=abcdefgh12345678.";
	walk_probe_result(kit_case.walk, &result, kit_case.now);
	for (int format = 0; format < TICKET_FORMATS; format++) {
		struct ticket *ticket = ticket_new(kit_case.walk, kit_case.now);
		struct error err = {0};

		text_cut(&text, 0);
		ticket_write(ticket, (enum ticket_format)format, &text);
		CHECK("a secret in a probe's message is refused",
		      !final_scan(text_str(&text), text.len, ticket, kit_case.guide, "", &err));
		CHECK_TEXT("and named", err.where, "Evidence 1");
		ticket_free(ticket);
	}
	text_clear(&text);
	kit_end(&kit_case);
}

static void test_names(void)
{
	enum ticket_format format;

	for (int i = 0; i < TICKET_FORMATS; i++)
		CHECK("a format is found by its name",
		      ticket_format_find(ticket_format_name((enum ticket_format)i), &format) && (int)format == i);
	CHECK("another is not", !ticket_format_find("pdf", &format));
	for (int i = 0; i < ENDINGS; i++)
		CHECK("every ending has words", *names_ending((enum ending)i) != '\0');
	for (int i = 0; i < VERDICTS; i++)
		CHECK("every verdict has words", *names_verdict((enum verdict)i) != '\0');
	for (int i = 0; i < SOURCES; i++)
		for (int role = 0; role < ROLES; role++)
			CHECK("every source has words", *names_source((enum source)i, (enum role)role) != '\0');
	CHECK_TEXT("on the phone it is not the agent who says so", names_source(SOURCE_PERSON, ROLE_AGENT),
	           "customer");
}

int main(void)
{
	static const struct check_test tests[] = {
		{"text", test_text},
		{"a value that looks like lines", test_text_spoofed},
		{"Markdown", test_markdown},
		{"JSON", test_json},
		{"diagnose", test_diagnose},
		{"a secret", test_secret_fact},
		{"transcript", test_transcript},
		{"how a transcript ends", test_transcript_ends},
		{"zones", test_zone},
		{"a probe's message", test_probe_message},
		{"names", test_names},
		{0},
	};

	return check_run("report: formats", tests);
}
