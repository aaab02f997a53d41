/* The ticket's content: fields, why they are blank, what was tried, urgency, what stays out. */
#include "check.h"
#include "report_kit.h"

#include <stdio.h>
#include <string.h>

static struct ticket *make(struct kit_case *kit_case, bool can_probe, const char *steps)
{
	report_begin(kit_case, can_probe, steps);
	return ticket_new(kit_case->walk, kit_case->now);
}

static void end(struct kit_case *kit_case, struct ticket *ticket)
{
	ticket_free(ticket);
	kit_end(kit_case);
}

struct part_row {
	const char *sentence, *steps, *part, *want; /* want NULL: blank */
};

static void check_parts(const struct part_row *rows, bool can_probe)
{
	for (; rows->sentence; rows++) {
		struct kit_case kit_case;
		struct ticket *ticket = make(&kit_case, can_probe, rows->steps);
		struct text text = {0};
		bool known = ticket_part(ticket, rows->part, &text);

		CHECK_TEXT(rows->sentence, known ? text_str(&text) : NULL, rows->want);
		text_clear(&text);
		end(&kit_case, ticket);
	}
}

static void test_fields(void)
{
	static const struct part_row rows[] = {
		{"the platform by its name", report_whole_way, "platform", "Shop"},
		{"the integration as it was typed", report_whole_way, "integration", "MainShopifyStore"},
		{"when it started, with the zone", report_whole_way, "started", "22 Nov 2026, 2:00 PM UTC"},
		{"a field is found by its fact too", report_whole_way, "started_at", "22 Nov 2026, 2:00 PM UTC"},
		{"the last sync", report_whole_way, "last_sync", "23 Nov 2026, 11:30 AM UTC"},
		{"the message to the letter", report_whole_way, "errors", "SKU not found"},
		{"that none is shown, when none is", "symptom orders; jump orders.messages; choose 1", "errors",
	     "No message"},
		{"all order numbers in one field", report_whole_way, "orders", "#1001, #1002, #1003"},
		{"further orders alone", "jump orders.more; type 7, 8", "orders", "7, 8"},
		{"what goes wrong", report_whole_way, "problem", "Orders don't arrive"},
		{"screenshots as what to do with them", report_whole_way, "screenshots", "at hand, to be attached"},
		{"a further fact", report_whole_way, "oauth_status", "Connected"},
		{"marks of the data's texts are gone", "jump orders.toggle; choose 2", "toggle", "OFF (gray)"},
		{"the guide's title", report_whole_way, "title",
	     "Sync Issue – Shop – Orders don't arrive since 22 Nov 2026, 2:00 PM"},
		{"the title without a platform says so", "symptom orders", "title",
	     "Sync Issue – platform not known – Orders don't arrive since an unknown time"},
		{"one request", report_whole_way, "request", "Please find out why."},
		{"a blank field is blank", "symptom orders; choose 1", "integration", NULL},
		{"there is no such part", report_whole_way, "weather", NULL},
		{"a time by the clock of IS2", "jump orders.sync; type 11:30", "last_sync",
	     "23 Nov 2026, 11:30 AM UTC"},
		{0},
	};

	static const struct part_row probed[] = {
		{"evidence by the probe's name, outcome and title", "probe shop.key key_unknown problem", "evidence",
	     "shop.key key_unknown, shop.key: A sentence.\n"},
		{"no cause before one is found", "symptom orders", "cause", NULL},
		{"the fix that it stands at tells the cause", "jump fix.toggle", "cause",
	     "Order Sync is switched off. toggle_off"},
		{"so does one that could not be done", "jump fix.toggle; cannot", "cause",
	     "Order Sync is switched off. toggle_off"},
		{"one that does not match what is seen is none", "jump fix.toggle; no-match", "cause", NULL},
		{"nor is one that did not help", "jump fix.toggle; done; choose 2", "cause", NULL},
		{"what was tried", "jump fix.toggle; cannot", "tried",
	     "Fix for \"Order Sync is switched off\": could not be done\n"},
		{0},
	};

	check_parts(rows, false);
	check_parts(probed, true);
}

static void test_urgency(void)
{
	static const struct part_row rows[] = {
		{"the rule that holds first", "jump orders.oauth; choose 2; cannot", "urgency", "high"},
		{"else the last one", report_whole_way, "urgency", "normal"},
		{"a letter has rules of its own", "jump orders.toggle; choose 2; jump host.letter", "urgency",
	     "high"},
		{"whatever the reason, it is told", "jump host.letter", "urgency", "low"},
		{0},
	};

	check_parts(rows, false);
}

/* "Missing" of the field, in the words the ticket has. */
static void test_missing(void)
{
	static const struct {
		const char *sentence, *steps, *field, *want;
	} rows[] = {
		{"nobody was asked", "symptom orders", "integration", "not asked"},
		{"somebody did not know", "symptom orders; choose 1; unknown", "integration",
	     "asked, and answered \"I can't see it\""},
		{"another answer than a value", "jump orders.sync; choose 1", "last_sync",
	     "asked, and answered \"It is empty\""},
		{"passed over with a reason", "symptom orders; choose 1; skip they hung up", "integration",
	     "passed over: \"they hung up\""},
		{"passed over without one", "symptom orders; choose 1; skip ", "integration",
	     "passed over, nobody said why"},
		{"what it hangs on changed",
	     "jump orders.integration; type Main; choose 1; type 11:30; jump orders.integration; type Other",
	     "last_sync", "no longer known, because something it hangs on changed"},
		{"to be asked again", "jump orders.integration; type Main; recheck integration", "integration",
	     "to be asked again, not answered yet"},
		{"the last of several reasons counts",
	     "jump orders.integration; unknown; jump orders.integration; skip no time", "integration",
	     "passed over: \"no time\""},
		{"an answer that was changed to not knowing", "jump orders.integration; type Main; back; unknown",
	     "integration", "asked, and answered \"I can't see it\""},
		{"a known field has no reason", report_whole_way, "integration", NULL},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kit_case kit_case;
		struct ticket *ticket = make(&kit_case, false, rows[i].steps);

		CHECK_TEXT(rows[i].sentence, ticket_field(ticket, rows[i].field)->missing, rows[i].want);
		end(&kit_case, ticket);
	}
}

static void test_complete(void)
{
	struct kit_case kit_case;
	struct ticket *ticket = make(&kit_case, false, report_whole_way);

	CHECK_NUMBER("a whole ticket misses nothing", (int64_t)ticket->missing_count, 0);
	CHECK_TEXT("it is written for where the case ended", ticket->node->name, "support.ticket");
	CHECK_TEXT("it goes to EFS", ticket->to, "efs");
	end(&kit_case, ticket);
	ticket = make(&kit_case, false, "symptom orders");
	CHECK_NUMBER("at the start all seven needed fields are blank", (int64_t)ticket->missing_count, 7);
	CHECK_TEXT("before the end it is the ticket to EFS", ticket->node->name, "support.ticket");
	end(&kit_case, ticket);
}

/* Steps joined by " | ". */
static void steps_of(const struct ticket *ticket, struct text *out)
{
	for (size_t i = 0; i < ticket->step.count; i++)
		text_addf(out, "%s%s [%s]", i ? " | " : "", ticket->step.at[i].text, ticket->step.at[i].who);
}

static void check_steps(const char *sentence, bool can_probe, const char *steps, const char *want)
{
	struct kit_case kit_case;
	struct ticket *ticket = make(&kit_case, can_probe, steps);
	struct text text = {0};

	steps_of(ticket, &text);
	CHECK_TEXT(sentence, text_str(&text), want);
	text_clear(&text);
	end(&kit_case, ticket);
}

static void test_looks(void)
{
	check_steps("what was looked at, by whom, in order; not what the fields have", false,
	            "symptom orders; choose 1; type Main; choose 1; type 11:30",
	            "toggle: ON (blue) [read in IS2 by the merchant] | "
	            "last_sync: 23 Nov 2026, 11:30 AM UTC [read in IS2 by the merchant]");
	check_steps("an answer that was taken back counts no more", false,
	            "jump orders.toggle; choose 1; back; choose 2",
	            "toggle: OFF (gray) [read in IS2 by the merchant]");
	check_steps("what could not be told is told", false, "jump orders.oauth; unknown",
	            "oauth_status: could not be told [the merchant]");
	check_steps("but not when it is known by now", false,
	            "jump orders.oauth; unknown; jump orders.oauth; choose 1",
	            "oauth_status: Connected [read in IS2 by the merchant]");
	check_steps("a step that was passed over, with the reason", false, "jump orders.oauth; skip no login",
	            "orders.oauth Passed over: \"no login\" [the merchant]");
	check_steps("what differs between two orders", false,
	            "jump compare.orders; compare 2 1001|1002; compare 0 NEW|ERROR; compare 1 A|A",
	            "Orders compared: 1001 (works), 1002 (fails) [the merchant] | "
	            "status: NEW (works), ERROR (fails) [the merchant]");
	check_steps("a wait that is over", false, "jump ship.time; type 2 hours ago; +5h; reached",
	            "shipped_at: 23 Nov 2026, 12:00 PM UTC [read in IS2 by the merchant] | "
	            "Waited until 23 Nov 2026, 7:00 PM UTC [the merchant]");
}

static void test_fixes(void)
{
	check_steps(
		"a fix that helped, with before and after", false,
		"jump orders.toggle; choose 2; jump fix.toggle; done; choose 1",
		"Fix tried for \"Order Sync is switched off\". Before: OFF (gray); after: ON (blue); it helped "
		"[the merchant] | toggle: ON (blue) [read in IS2 by the merchant]");
	check_steps(
		"one that did not", false, "jump fix.toggle; done; choose 2",
		"Fix tried for \"Order Sync is switched off\". Before: not known; after: OFF (gray); it did not "
		"help [the merchant] | toggle: OFF (gray) [read in IS2 by the merchant]");
	check_steps(
		"one whose effect nobody can tell", false, "jump fix.toggle; done; unknown",
		"Fix tried for \"Order Sync is switched off\". Before: not known; after: not known; whether it "
		"helped cannot be told [the merchant] | toggle: could not be told [the merchant]");
	check_steps("one that was not looked at yet", false, "jump fix.toggle; done",
	            "Fix tried for \"Order Sync is switched off\". Before: not known; not looked at again yet "
	            "[the merchant]");
	check_steps("one that could not be done", false, "jump fix.toggle; cannot",
	            "Fix for \"Order Sync is switched off\": could not be done [the merchant]");
	check_steps("one that does not fit", false, "jump fix.toggle; no-match",
	            "Fix for \"Order Sync is switched off\": does not match what is seen [the merchant]");
	check_steps(
		"a second change before the verdict on the first is told as such", false,
		"jump fix.toggle; done; jump fix.key; done",
		"Fix tried for \"Order Sync is switched off\". Before: not known; not looked at again yet "
		"[the merchant] | Fix tried for \"The store refuses the key\". Before: not known; not looked at "
		"again yet (another change was still being judged) [the merchant]");
}

static void test_probes(void)
{
	static const char steps[] =
		"probe shop.key key_unknown problem keys_valid=no; probe shop.other skipped skipped";
	struct kit_case kit_case;
	struct ticket *ticket;

	check_steps("a probe is a step by syncfix, one that did not run is none", true, steps,
	            "shop.key: key unknown (a problem) [checked by syncfix]");
	check_steps("what it found before a fix stands with the fix", true,
	            "probe shop.key key_unknown problem keys_valid=no; jump fix.key; done; probe shop.key ok ok "
	            "keys_valid=yes; accept",
	            "Fix tried for \"The store refuses the key\". Before: key unknown; after: ok; it helped "
	            "[the merchant] | shop.key: ok (fine) [checked by syncfix]");
	ticket = make(&kit_case, true, steps);
	CHECK_NUMBER("evidence has what ran", (int64_t)ticket->proof.count, 1);
	CHECK_TEXT("in the words of the probe", ticket->proof.at[0].text, "A sentence.");
	CHECK_TEXT("with its limits", ticket->proof.at[0].does_not_prove, "That IS2 gets an answer too.");
	CHECK_TEXT("and from where", ticket->proof.at[0].vantage, "this computer");
	CHECK_NUMBER("and how long it took", (int64_t)ticket->proof.at[0].ms, 182);
	CHECK_TEXT("a fact of a probe is a field of its own", ticket_field(ticket, "keys_valid")->value, "no");
	CHECK_NUMBER("by the probe", ticket_field(ticket, "keys_valid")->source, SOURCE_PROBE);
	end(&kit_case, ticket);
}

static void test_contradiction(void)
{
	struct kit_case kit_case;
	struct ticket *ticket = make(&kit_case, false, "jump orders.toggle; choose 2; type 10 min ago");

	CHECK("a contradiction stands in the ticket",
	      ticket->against.count == 1 &&
	          strcmp(ticket->against.at[0], "Sync is OFF, and yet it synced just now") == 0);
	end(&kit_case, ticket);
}

static bool leaves_out(const struct ticket *ticket, const char *what)
{
	for (size_t i = 0; i < ticket->left_out.count; i++)
		if (strstr(ticket->left_out.at[i].what, what))
			return *ticket->left_out.at[i].why != '\0';
	return false;
}

static void test_left_out(void)
{
	struct kit_case kit_case;
	struct ticket *ticket =
		make(&kit_case, true, "symptom orders; note call back at 5; probe shop.other skipped skipped");

	CHECK("what nobody needs is named", leaves_out(ticket, "direction: Orders"));
	CHECK("so is a probe that did not run", leaves_out(ticket, "shop.other"));
	CHECK("a note to EFS stays in", ticket->note.count == 1 && !leaves_out(ticket, "call back"));
	end(&kit_case, ticket);
}

static void test_letter(void)
{
	struct kit_case kit_case;
	struct ticket *ticket =
		make(&kit_case, true,
	         "symptom orders; type Main; choose 1; type 11:30; type 22 Nov 14:00; type #1001; unknown; "
	         "type SKU not found; note she was angry; probe shop.key key_unknown problem; jump host.letter");
	struct text text = {0};

	ticket_write(ticket, TICKET_TEXT, &text);
	CHECK_TEXT("a letter goes to the host", ticket->to, "host");
	CHECK_TEXT("under a title of its own", ticket->title, "Requests fail at the server");
	CHECK("it asks for what it needs",
	      ticket_field(ticket, "store") != NULL && ticket_field(ticket, "store")->missing != NULL);
	CHECK("the integration is no matter of the host", !strstr(text_str(&text), "Integration Name"));
	CHECK("nor are order numbers", !strstr(text_str(&text), "1001"));
	CHECK("nor what was said", !strstr(text_str(&text), "angry") && leaves_out(ticket, "angry"));
	CHECK("nor what was read in IS2", !strstr(text_str(&text), "toggle") && leaves_out(ticket, "toggle: ON"));
	CHECK("the evidence is", strstr(text_str(&text), "key_unknown") != NULL);
	text_clear(&text);
	end(&kit_case, ticket);
}

/* Whatever a terminal or a form would act on is gone, wherever it came in. */
static void test_hostile_text(void)
{
	static const char steps[] = "symptom orders; choose 1; type Main\x1b[31mStore\xE2\x80\xAE; note a\x07z";
	struct kit_case kit_case;
	struct ticket *ticket = make(&kit_case, false, steps);

	CHECK_TEXT("escape sequences and turned text are gone", ticket_field(ticket, "integration")->value,
	           "MainStore");
	CHECK_TEXT("from notes too", ticket->note.at[0], "az");
	end(&kit_case, ticket);
}

static void test_no_end(void)
{
	static const struct kit_node nodes[] = {{.name = "orders.note",
	                                         .kind = NODE_NOTE,
	                                         .go = "-> orders.note"},
	                                        {0}};
	static const struct kit_fact facts[] = {{.name = "arrive", .type = FACT_YESNO}, {0}};
	static const struct kit kit = {.fact = facts, .node = nodes, .symptoms = "orders > orders.note"};
	struct kit_case kit_case;

	kit_begin(&kit_case, &kit, false);
	CHECK("without an end that writes one there is no ticket", !ticket_new(kit_case.walk, KIT_NOW));
	kit_end(&kit_case);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"fields", test_fields},
		{"urgency", test_urgency},
		{"why a field is blank", test_missing},
		{"complete or not", test_complete},
		{"what was looked at", test_looks},
		{"fixes", test_fixes},
		{"probes", test_probes},
		{"contradictions", test_contradiction},
		{"what stays out", test_left_out},
		{"a letter to the host", test_letter},
		{"hostile text", test_hostile_text},
		{"data without an end", test_no_end},
		{0},
	};

	return check_run("report: ticket", tests);
}
