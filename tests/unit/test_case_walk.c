/* The walk without probes: every kind of node, back, facts that hang on others. */
#include "case_guide.h"
#include "check.h"

#include <string.h>

static void test_asking(void)
{
	static const struct kit_row rows[] = {
		{"a case begins at the start screen", "note hello", .state = "START", .path = ""},
		{"a symptom leads through a decision to the first question", "symptom orders",
	     .state = "ASK orders.toggle toggle? 1 2",
	     .facts = "can_probe=no(computed) symptom=orders(person) direction=order(person)"},
		{"an unknown symptom is refused", "symptom nothing", .state = "START", .refused = "no such symptom"},
		{"a picked answer leads on", "symptom orders; choose 1",
	     .state = "ASK orders.sync last_sync? 1 typed", .path = "orders.toggle orders.sync"},
		{"an answer that is not there is refused", "symptom orders; choose 3",
	     .state = "ASK orders.toggle toggle? 1 2", .refused = "no answer 3"},
		{"a label may be typed by its beginning, in any case", "symptom orders; type off",
	     .state = "FIX fix.toggle"},
		{"a number typed at choices picks", "symptom orders; type 2", .state = "FIX fix.toggle"},
		{"zero typed at choices says unknown", "symptom orders; type 0",
	     .state = "ASK orders.sync last_sync? 1 typed"},
		{"words of no choice are refused with the choices", "symptom orders; type green",
	     .state = "ASK orders.toggle toggle? 1 2", .refused = "1 ON (blue), 2 OFF (gray)"},
		{"a beginning that fits two labels is refused", "symptom orders; type o",
	     .refused = "More than one answer"},
		{"a time typed is judged", "symptom orders; choose 1; type 11:30", .state = "READ note.stalled"},
		{"a time to come is refused where only past ones make sense",
	     "symptom orders; choose 1; type 2027-01-01 10:00", .refused = "still to come"},
		{"an answer without value sets its presets and leads by itself", "symptom orders; choose 1; choose 1",
	     .state = "READ note.stalled",
	     .facts =
	         "can_probe=no(computed) symptom=orders(person) direction=order(person) toggle=on(person) arrive=no(person)"},
		{"not knowing takes the other way", "symptom orders; unknown; unknown",
	     .state = "ASK orders.number order_number? typed"},
		{"don't know may be typed", "symptom orders; type don't know",
	     .state = "ASK orders.sync last_sync? 1 typed"},
		{"nothing typed is refused", "symptom orders; type   ", .refused = "Nothing was typed"},
		{"typing at a fix is refused", "symptom orders; choose 2; type on",
	     .refused = "Nothing is asked here"},
		{"skipping an unknown fact is not knowing it", "symptom orders; skip on hold",
	     .state = "ASK orders.sync last_sync? 1 typed"},
		{"a note waits to be read", "symptom orders; choose 1; type 11:30; on",
	     .state = "ASK orders.number order_number? typed"},
		{"answers may rename the values", "symptom orders; unknown; unknown; type 1001; choose 2",
	     .state = "ASK orders.error error_text? typed"},
		{"what happened stands in the journal", "symptom orders; choose 1",
	     .events = "answer visit:orders.toggle answer:orders.toggle visit:orders.sync"},
		{"what is known is passed and ticked", "jump orders.toggle; choose 1; symptom orders",
	     .state = "ASK orders.sync last_sync? 1 typed",
	     .path = "orders.toggle orders.sync ~orders.toggle orders.sync"},
		{"a decision may lead straight to a fix", "jump orders.toggle; choose 2; symptom orders",
	     .state = "FIX fix.toggle"},
		{"a node with no way that fits still leads to help", "jump nowhere; type 2",
	     .state = "END support.ticket escalate"},
		{"a fresh question is put although its fact is known",
	     "jump item.arrive; choose 1; jump fresh.arrive", .state = "ASK fresh.arrive arrive? 1* 2"},
		{0},
	};
	kit_rows(&case_guide, false, rows);
}

static void test_calls(void)
{
	static const struct kit_row rows[] = {
		{"the platform is asked when a slot first needs it", "symptom orders; unknown; unknown; unknown",
	     .state = "ASK call.keys platform? 1 2"},
		{"not knowing the platform passes the slots by", "symptom orders; unknown; unknown; unknown; unknown",
	     .state = "CHECKLIST check.page"},
		{"a platform outside the data passes them too", "symptom orders; unknown; unknown; unknown; choose 2",
	     .state = "CHECKLIST check.page"},
		{"the slot is entered, and how it connects is then known",
	     "symptom orders; unknown; unknown; unknown; choose 1", .state = "ASK shop.keys mapped? 1 2",
	     .facts =
	         "can_probe=no(computed) symptom=orders(person) direction=order(person) platform=shop(person) "
	         "connects_by=key(computed)"},
		{"calls nest, return twice, and a declined slot goes on",
	     "symptom orders; unknown; unknown; unknown; choose 1; choose 1; type 5",
	     .state = "CHECKLIST check.page",
	     .path = "orders.toggle orders.sync orders.number shop.keys shop.inner check.page"},
		{"back over a call stands inside it again",
	     "symptom orders; unknown; unknown; unknown; choose 1; choose 1; type 5; back; type 6",
	     .state = "CHECKLIST check.page"},
		{"back to the platform asks it again", "symptom orders; unknown; unknown; unknown; choose 1; back",
	     .state = "ASK call.keys platform? 1* 2"},
		{"and another platform takes another way",
	     "symptom orders; unknown; unknown; unknown; choose 1; back; choose 2",
	     .state = "CHECKLIST check.page"},
		{"back from the platform's question is the question before",
	     "symptom orders; unknown; unknown; unknown; back", .state = "ASK orders.number order_number? typed"},
		{"a further fact of the page does not go on", "jump shop.inner; also hurt 3",
	     .state = "ASK shop.inner good? typed", .facts = "can_probe=no(computed) hurt=3(person)"},
		{"only the page's own further facts are taken", "jump shop.inner; also bad_sku x",
	     .refused = "not asked on this page"},
		{"not seen once is not asked by the next caller", "jump twice.one; unknown",
	     .state = "END end.fine fixed", .path = "shop.inner ~shop.inner end.fine"},
		{"a return with nobody to return to is the start screen", "jump shop.inner; type 5",
	     .state = "START"},
		{"a jump returns to where it was made", "symptom orders; jump shop.inner; type 5",
	     .state = "ASK orders.toggle toggle? 1 2"},
		{"a call that calls itself ends", "jump loop.call", .state = "START"},
		{"decisions in a circle lead to help", "jump loop.a", .state = "END support.ticket escalate"},
		{"known questions in a circle lead to help", "jump loop.ask; choose 1",
	     .state = "END support.ticket escalate"},
		{"a jump to nothing is refused", "jump no.such", .refused = "no such step"},
		{0},
	};
	kit_rows(&case_guide, false, rows);
}

static void test_pages(void)
{
	static const struct kit_row rows[] = {
		{"ticks do not go on", "jump check.page; tick 0 yes", .state = "CHECKLIST check.page"},
		{"a line that is not there is refused", "jump check.page; tick 2 yes", .refused = "no such line"},
		{"the first problem in order leads", "jump check.page; tick 1 no; tick 0 no; on",
	     .state = "READ note.address"},
		{"without problems the page goes on", "jump check.page; tick 0 yes; tick 1 yes; on",
	     .state = "COMPARE compare.orders"},
		{"lines nobody knows are no problem", "jump check.page; tick 0 ?; on",
	     .state = "COMPARE compare.orders"},
		{"a page of known facts is passed",
	     "jump item.complete; choose 1; jump item.arrive; choose 1; jump orders.number; "
	     "unknown; unknown",
	     .state = "COMPARE compare.orders",
	     .path = "item.complete item.arrive orders.number ~check.page compare.orders"},
		{"a difference leads to its step",
	     "jump compare.orders; compare 3 1001|1002; compare 0 NEW|ERROR; on", .state = "READ note.address"},
		{"case does not count where it is folded", "jump compare.orders; compare 1 ab|AB; on",
	     .state = "END support.ticket escalate"},
		{"order does not count in a set", "jump compare.orders; compare 2 a, b|b,a; on",
	     .state = "END support.ticket escalate"},
		{"but its members do", "jump compare.orders; compare 2 a, b|b; on", .state = "END end.fine fixed"},
		{"nothing compared is not knowing", "jump compare.orders; compare 0 NEW|; on",
	     .state = "END end.fine fixed"},
		{"and so is saying it", "jump compare.orders; unknown", .state = "END end.fine fixed"},
		{"a row too far is refused", "jump compare.orders; compare 4 a|b", .refused = "no such line"},
		{0},
	};
	kit_rows(&case_guide, false, rows);
}

static void test_contradictions(void)
{
	struct kit_case kit_case;
	kit_begin(&kit_case, &case_guide, false);
	const struct contradiction *found[4];
	kit_do(&kit_case, "jump orders.sync");
	kit_do(&kit_case, "type 13:50");
	CHECK_NUMBER("one fact alone contradicts nothing", walk_contradictions(kit_case.walk, found, 4), 0);
	kit_do(&kit_case, "jump orders.toggle");
	kit_do(&kit_case, "choose 2");
	CHECK_NUMBER("two facts that cannot both be so are pointed out",
	             walk_contradictions(kit_case.walk, found, 4), 1);
	CHECK_NUMBER("the cheapest fact to look at again is named", found[0]->recheck[0],
	             guide_fact_id(kit_case.guide, "toggle"));
	kit_do(&kit_case, "dismiss");
	CHECK_NUMBER("put aside it is silent", walk_contradictions(kit_case.walk, found, 4), 0);
	kit_do(&kit_case, "recheck last_sync");
	kit_do(&kit_case, "type 13:55");
	CHECK_NUMBER("other values make it worth saying again", walk_contradictions(kit_case.walk, found, 4), 1);
	CHECK_NUMBER("all of it is in the journal", kit_check_prefixes(&kit_case), 0);
	kit_end(&kit_case);
}

static void test_words(void)
{
	struct kit_case kit_case;
	kit_begin(&kit_case, &case_guide, false);
	kit_do(&kit_case, "symptom orders");
	kit_do(&kit_case, "choose 1");
	struct text out = {0};
	walk_expand(kit_case.walk, "It is {toggle}, last {last_sync|never}, in {platform.admin|your admin}.",
	            &out);
	CHECK_TEXT("placeholders are filled in", text_str(&out), "It is ON (blue), last never, in your admin.");
	text_clear(&out);
	const struct evidence *toggle = walk_fact(kit_case.walk, guide_fact_id(kit_case.guide, "toggle"));
	CHECK_TEXT("evidence says where it was read", toggle->vantage, "read in IS2 by the merchant");
	const struct walk_stop *stop;
	walk_path(kit_case.walk, &stop);
	CHECK_TEXT("the path has the answer in words", stop[0].answer, "ON (blue)");
	kit_end(&kit_case);
}

static void test_lost(void)
{
	struct kit_case kit_case;
	kit_begin(&kit_case, &case_guide, false);
	const struct event_fact gone[] = {{"no_fact", "1"}, {"toggle", "purple"}};
	const struct event events[] = {
		{.kind = EVENT_OPEN,
	     .n = 1,
	     .at = KIT_NOW,
	     .data_version = "old",
	     .role = ROLE_AGENT,
	     .profile = "p"},
		{.kind = EVENT_VISIT, .n = 2, .at = KIT_NOW, .node = "orders.toggle"},
		{.kind = EVENT_ANSWER, .n = 3, .at = KIT_NOW, .node = "orders.gone", .fact = gone, .fact_count = 2},
		{.kind = EVENT_VISIT, .n = 4, .at = KIT_NOW, .node = "orders.gone"},
		{.kind = EVENT_PROBE, .n = 5, .at = KIT_NOW, .probe = "p.gone", .outcome = "ok"},
	};
	struct text lost = {0};
	struct walk *walk = walk_restore(kit_case.guide, &kit_case.options, events, 5, &lost);
	CHECK_TEXT("what is left of a journal stands", kit_state(walk, KIT_NOW), "ASK orders.toggle toggle? 1 2");
	CHECK("a fact that is gone is named", strstr(text_str(&lost), "no_fact"));
	CHECK("a value that is gone is named", strstr(text_str(&lost), "toggle: "));
	CHECK("a step that is gone is named", strstr(text_str(&lost), "orders.gone"));
	CHECK("a probe that is gone is named", strstr(text_str(&lost), "p.gone"));
	CHECK_NUMBER("role comes from the journal", walk_role(walk), ROLE_AGENT);
	text_clear(&lost);
	walk_free(walk);
	kit_end(&kit_case);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"questions and answers", test_asking},
		{"calls and slots", test_calls},
		{"pages", test_pages},
		{"contradictions", test_contradictions},
		{"words", test_words},
		{"lost", test_lost},
		{0},
	};
	return check_run("case: walk", tests);
}
