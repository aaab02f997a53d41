/* The case read back: only what was said, looked at, done. */
#include "check.h"
#include "report/readback.h"
#include "report_kit.h"

static void check(const char *sentence, const char *steps, bool can_probe, const char *want)
{
	struct kit_case kit_case;
	struct text out = {0};

	report_begin(&kit_case, can_probe, steps);
	readback_write(kit_case.walk, kit_case.now, &out);
	CHECK_TEXT(sentence, text_str(&out), want);
	text_clear(&out);
	kit_end(&kit_case);
}

static void test_parts(void)
{
	check("what was answered, left out and said stands under its heading",
	      "jump orders.toggle; choose 2; note two apps", false,
	      "You told me:\n  toggle: OFF (gray).\nIn your words:\n  14:00 \"two apps\"\nWe are at:\n"
	      "  orders.sync\nIs that right, and is anything missing?\n");
	check("what was not seen and what was skipped, with the reason",
	      "jump orders.toggle; unknown; skip no access to it", false,
	      "You could not tell:\n  orders.toggle\n  Left out: orders.sync (no access to it)\nWe are at:\n"
	      "  orders.started\nIs that right, and is anything missing?\n");
	check(
		"a fix that was done", "jump fix.toggle; done; choose 1", false,
		"You told me:\n  toggle: ON (blue).\nWe tried:\n  Order Sync is switched off: Done, and it helped.\nWe are at:\n"
		"  Sync problem since an unknown time\nIs that right, and is anything missing?\n");
}

int main(void)
{
	static const struct check_test tests[] = {{"parts", test_parts}, {0}};

	return check_run("report readback", tests);
}
