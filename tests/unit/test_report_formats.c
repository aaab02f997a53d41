/* The ticket as text, Markdown and JSON; the transcript; diagnose's JSON. */
#include "check.h"
#include "report_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/final_scan.h"
#include "report/names.h"
#include "report/transcript.h"
#include "report/wording.h"

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
		"Cause Found: Order Sync is switched off. toggle_off\n"
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

	report_begin(&kit_case, true, report_everything);
	report_write(&kit_case, TICKET_TEXT, &text);
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
	report_write(&kit_case, TICKET_TEXT, &text);
	CHECK("lines of a value are indented",
	      strstr(text_str(&text), "- one\n    Urgency: Low\n    \n    Title: Other\n") != NULL);
	report_write(&kit_case, TICKET_MARKDOWN, &text);
	CHECK("and belong to their item in Markdown",
	      strstr(text_str(&text), "- one  \n  Urgency: Low  \n    \n  Title: Other\n") != NULL);
	text_clear(&text);
	kit_end(&kit_case);
}

static void test_markdown(void)
{
	struct kit_case kit_case;
	struct text text = {0};

	report_begin(&kit_case, true, report_everything);
	report_write(&kit_case, TICKET_MARKDOWN, &text);
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
	report_write(&kit_case, TICKET_MARKDOWN, &text);
	CHECK("what Markdown acts on is escaped",
	      strstr(text_str(&text), "\\<b\\>\\*bold\\*\\</b\\> \\[x\\](y) \\`z\\`") != NULL);
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
		"shop.key: A sentence. [key_unknown, a problem, this computer, 23 Nov 2026, 2:00 PM UTC, 182 ms]\n"
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
	report_write(&kit_case, TICKET_TEXT, &text);
	CHECK("IS2's time in IS2's zone",
	      strstr(text_str(&text), "Last Successful Sync: 23 Nov 2026, 8:30 AM EST [") != NULL);
	report_write(&kit_case, TICKET_JSON, &text);
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
	result.message = "shop.key: token=abcdefgh12345678.";
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

/* The evidence names the probe already: of its message the finding is left. */
static void test_finding(void)
{
	static const struct {
		const char *message, *finding;
		enum verdict verdict;
	} row[] = {
		{"shop.key: yes.", "yes.", VERDICT_OK},
		{"shop.key? No: key unknown (the server answered 401).", "key unknown (the server answered 401).",
	     VERDICT_PROBLEM},
		{"shop.key? Not clear: odd.", "odd.", VERDICT_UNKNOWN},
		{"The answer is none that we know.", "The answer is none that we know.", VERDICT_UNKNOWN},
		{"shop.keyring: yes.", "shop.keyring: yes.", VERDICT_OK},
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct kit_case kit_case;
		struct probe_result result = {.outcome = "odd", .verdict = row[i].verdict, .message = row[i].message};
		struct arena arena;

		report_begin(&kit_case, true, "symptom orders");
		arena_init(&arena);
		result.probe = guide_probe(kit_case.guide, "shop.key");
		walk_probe_result(kit_case.walk, &result, kit_case.now);
		CHECK_TEXT(row[i].message,
		           wording_finding(&arena, kit_case.walk, walk_probe(kit_case.walk, result.probe)),
		           row[i].finding);
		arena_clear(&arena);
		kit_end(&kit_case);
	}
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
		{"transcript", test_transcript},
		{"how a transcript ends", test_transcript_ends},
		{"zones", test_zone},
		{"a probe's message", test_probe_message},
		{"a finding", test_finding},
		{"names", test_names},
		{0},
	};

	return check_run("report: formats", tests);
}
