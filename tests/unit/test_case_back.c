/* Back, changed answers, facts that hang on others, known error messages; and walks at random. */
#include "case_guide.h"
#include "check.h"

static void test_back(void)
{
	static const struct kit_row rows[] = {
		{"nothing lies before the start", "note a; back", .state = "START", .refused = ""},
		{"back from the first question is the start", "symptom orders; back", .state = "START", .path = ""},
		{"another symptom takes the first one's facts away", "symptom orders; back; symptom stock",
	     .state = "ASK orders.error error_text? typed",
	     .facts = "can_probe=no(computed) symptom=stock(person)"},
		{"the old answer is picked", "symptom orders; choose 1; back",
	     .state = "ASK orders.toggle toggle? 1* 2"},
		{"the same answer again changes nothing", "symptom orders; choose 1; type 13:30; back; type 13:30",
	     .state = "ASK orders.number order_number? typed"},
		{"nor what hangs on it", "jump ask.integration; type A; choose 1; back; back; type A",
	     .state = "ASK orders.sync last_sync? 1 typed"},
		{"another answer takes that away", "jump ask.integration; type A; choose 1; back; back; type B",
	     .state = "ASK orders.toggle toggle? 1 2", .facts = "can_probe=no(computed) integration=B(person)"},
		{"twice back is two questions", "symptom orders; choose 1; type 13:30; back; back",
	     .state = "ASK orders.toggle toggle? 1* 2"},
		{"later facts stay known", "symptom orders; choose 1; type 13:30; back; back; choose 1",
	     .state = "ASK orders.number order_number? typed",
	     .path = "orders.toggle ~orders.sync orders.number"},
		{"a passed step is no stop", "jump orders.toggle; choose 1; symptom orders; back", .state = "START"},
		{"presets of an answer taken back go with it", "jump orders.sync; choose 1; back; type 13:30",
	     .state = "ASK orders.number order_number? typed",
	     .facts = "can_probe=no(computed) last_sync=2026-11-23T13:30:00Z(person)"},
		{"an answer without value is picked too", "jump orders.sync; choose 1; back",
	     .state = "ASK orders.sync last_sync? 1* typed"},
		{"not knowing takes a known value away", "symptom orders; choose 1; back; unknown",
	     .facts = "can_probe=no(computed) symptom=orders(person) direction=order(person)"},
		{"back from an end", "symptom orders; choose 2; cannot; back", .state = "FIX fix.toggle"},
		{"back from what verifies a fix is the fix", "symptom orders; choose 2; done; back",
	     .state = "FIX fix.toggle"},
		{"a note is a stop", "symptom orders; choose 1; type 11:30; on; back", .state = "READ note.stalled"},
		{0},
	};
	kit_rows(&case_guide, false, rows);
}

static void test_facts(void)
{
	static const struct kit_row rows[] = {
		{"a changed fact clears what hangs on it", "jump orders.toggle; choose 1; recheck toggle; choose 2",
	     .facts = "can_probe=no(computed) toggle=off(person)"},
		{"values belong to their order", "jump orders.number; type 1001; choose 1; back; back; type 1002",
	     .state = "ASK orders.status status? 1 2",
	     .facts = "can_probe=no(computed) order_number=1002(person)"},
		{"and come back with it",
	     "jump orders.number; type 1001; choose 1; back; back; type 1002; back; type 1001",
	     .state = "ASK call.keys platform? 1 2",
	     .facts = "can_probe=no(computed) status=new(person) order_number=1001(person)"},
		{"what was said before the order had a number is bound to the first",
	     "jump orders.status; choose 1; jump orders.number; type 1001",
	     .state = "ASK call.keys platform? 1 2",
	     .facts = "can_probe=no(computed) status=new(person) order_number=1001(person)"},
		{"a fact asked on the way is asked there again",
	     "symptom orders; choose 1; type 13:30; recheck toggle", .state = "ASK orders.toggle toggle? 1 2"},
		{"and the rest stays known", "symptom orders; choose 1; type 13:30; recheck toggle; choose 1",
	     .state = "ASK orders.number order_number? typed",
	     .path = "orders.toggle ~orders.sync orders.number"},
		{"a fact never asked on the way is asked in place", "symptom orders; recheck good",
	     .state = "ASK shop.inner good? typed"},
		{"then the step stands again", "symptom orders; recheck good; type 4",
	     .state = "ASK orders.toggle toggle? 1 2"},
		{"back gives that up", "symptom orders; recheck good; back",
	     .state = "ASK orders.toggle toggle? 1 2"},
		{"at an end a fact may be filled in, and the end stays", "jump support.ticket; recheck good; type 4",
	     .state = "END support.ticket escalate", .facts = "can_probe=no(computed) good=4(person)"},
		{"nothing can be asked again at the start", "note a; recheck good", .refused = ""},
		{0},
	};
	kit_rows(&case_guide, false, rows);
}

static void test_errors(void)
{
	static const struct kit_row rows[] = {
		{"a known message leads to its step, with its facts and what it names",
	     "symptom orders; unknown; unknown; type 1001; choose 2; type SKU not found: AB-1",
	     .state = "FIX fix.sku",
	     .facts =
	         "can_probe=no(computed) symptom=orders(person) direction=order(person) order_number=1001(person) "
	         "status=error(person) error_text=SKU not found: AB-1(person) complete=yes(computed) bad_sku=AB-1(computed)"},
		{"taken back, they go with it",
	     "symptom orders; unknown; unknown; type 1001; choose 2; type SKU not found: AB-1; back; unknown",
	     .state = "ASK call.keys platform? 1 2",
	     .facts =
	         "can_probe=no(computed) symptom=orders(person) direction=order(person) order_number=1001(person) "
	         "status=error(person)"},
		{"an unknown message goes on", "symptom orders; unknown; unknown; type 1001; choose 2; type zzzz",
	     .state = "ASK call.keys platform? 1 2"},
		{"one text under two directions asks which", "symptom stock; type Permission denied",
	     .state = "ASK orders.error direction? 1 2 3"},
		{"and goes by it", "symptom stock; type Permission denied; choose 3", .state = "FIX fix.stock"},
		{"or by the other", "symptom stock; type Permission denied; choose 2", .state = "FIX fix.sku"},
		{"not knowing the direction takes the first", "symptom stock; type Permission denied; unknown",
	     .state = "FIX fix.sku"},
		{"back from that is the message", "symptom stock; type Permission denied; back",
	     .state = "ASK orders.error error_text? typed"},
		{0},
	};
	kit_rows(&case_guide, false, rows);
}

/* ---- at random ---- */

static const char *const random_steps[] = {
	"choose 1",
	"choose 2",
	"choose 3",
	"unknown",
	"type 1001",
	"type 1002",
	"type 11:30",
	"type SKU not found: AB-1",
	"type Permission denied",
	"type on",
	"skip not now",
	"on",
	"accept",
	"done",
	"cannot",
	"no-match",
	"back",
	"back",
	"recheck toggle",
	"recheck good",
	"recheck status",
	"dismiss",
	"tick 0 yes",
	"tick 1 no",
	"compare 0 a|b",
	"compare 3 1001|1002",
	"also hurt 3",
	"note they said so",
	"jump orders.status",
	"jump shop.inner",
	"jump loop.ask",
	"jump check.page",
	"jump call.keys",
	"symptom orders",
	"symptom stock",
	"+1h",
	NULL,
};

static void test_random(void)
{
	kit_random(&case_guide, false, random_steps);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"back", test_back},
		{"facts", test_facts},
		{"error messages", test_errors},
		{"at random", test_random},
		{0},
	};
	return check_run("case: back", tests);
}
