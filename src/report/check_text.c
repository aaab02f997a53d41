/* check as a checklist for people. */
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "report/check_parts.h"
#include "report/wording.h"

enum { WIDTH = 78, TITLE_WIDTH = 58 };

static const char *mark(const struct check_report *report, enum verdict verdict)
{
	static const char *const marks[VERDICTS][2] = {
		[VERDICT_OK] = {"✓", "ok"},
		[VERDICT_PROBLEM] = {"✗", "NO"},
		[VERDICT_UNKNOWN] = {"?", "?"},
		[VERDICT_SKIPPED] = {"–", "-"},
	};

	return marks[verdict][report->ascii];
}

/* The left part, and the right part at the edge. */
static void put_row(struct text *out, const char *left, const char *right)
{
	size_t used = utf8_width(left), wanted = utf8_width(right);

	text_add(out, left);
	if (wanted > 0) {
		text_add_repeat(out, ' ', used + wanted + 1 < WIDTH ? WIDTH - used - wanted : 2);
		text_add(out, right);
	}
	text_add_char(out, '\n');
}

static void put_wrapped(struct text *out, const char *before, const char *words)
{
	struct utf8_lines lines = {0};

	utf8_wrap(&lines, words, WIDTH - 8);
	for (size_t i = 0; i < lines.count; i++)
		text_addf(out, "%s%.*s\n", before, (int)lines.line[i].len, lines.line[i].at);
	utf8_lines_clear(&lines);
}

static void put_line(struct check_report *report, const struct checklist_line *line)
{
	struct text left = {0}, right = {0};

	text_addf(&left, "  %s%s ", report->ascii ? "  " + strlen(mark(report, line->verdict)) : "",
	          mark(report, line->verdict));
	utf8_add_cut(&left, line->probe->title, TITLE_WIDTH, report->ascii);
	if (line->to && line->to->code)
		text_add(&right, line->to->code);
	else if (line->total_ms >= 0 && line->verdict != VERDICT_SKIPPED)
		wording_took(&right, line->total_ms);
	put_row(&report->text, text_str(&left), text_str(&right));
	if ((line->verdict == VERDICT_PROBLEM || line->verdict == VERDICT_UNKNOWN) && !line->again)
		put_wrapped(&report->text, "      ", line->finding);
	text_clear(&left);
	text_clear(&right);
}

static void put_head(struct check_report *report, const struct checklist *list)
{
	struct text took = {0}, head = {0};
	size_t told = list->line.count - list->of[VERDICT_SKIPPED];

	text_addf(&head, "%s %s %s", list->profile, report->ascii ? "-" : "·",
	          list->platform ? list->platform->name : "no platform");
	text_addf(&took, "%zu check%s in ", told, told == 1 ? "" : "s");
	duration_add(&took, list->took_ms);
	put_row(&report->text, text_str(&head), text_str(&took));
	text_clear(&took);
	text_clear(&head);
}

static void put_cause(struct check_report *report, struct checklist *list)
{
	struct text *out = &report->text;
	struct text left = {0};

	if (list->cause) {
		text_addf(&left, "Most likely: %s", list->cause_title);
		put_row(out, text_str(&left), list->cause->code ? list->cause->code : "");
		if (list->cause->code)
			text_addf(out, "Go on there: syncfix start %s --profile %s\n", list->cause->code, list->profile);
	} else if (list->line.count > 0) {
		text_addf(out, "%s\n",
		          checklist_state(list) == CHECKLIST_WELL
		              ? "Nothing is wrong that can be seen from here."
		              : "Nothing is proven to be wrong; not everything could be told.");
	}
	for (size_t i = 0; i < list->other_count; i++) {
		text_cut(&left, 0);
		text_addf(&left, "Also possible: %s", checklist_title(list, list->others[i]));
		put_row(out, text_str(&left), list->others[i]->code ? list->others[i]->code : "");
	}
	if (list->trouble[0])
		text_addf(out, "%s\n", list->trouble);
	text_clear(&left);
}

static void put_asks(struct check_report *report, const struct checklist *list)
{
	struct text left = {0};

	if (list->ask.count == 0)
		return;
	text_add(&report->text, "  To look at in IS2:\n");
	for (size_t i = 0; i < list->ask.count; i++) {
		const struct checklist_ask *ask = &list->ask.at[i];
		text_cut(&left, 0);
		text_addf(&left, "  %s %s", ask->known ? (report->ascii ? "ok" : "✓") : (report->ascii ? " >" : "▸"),
		          ask->title);
		if (ask->known)
			text_addf(&left, " %s", ask->known);
		put_row(&report->text, text_str(&left), ask->node->code ? ask->node->code : "");
	}
	text_clear(&left);
}

void check_text_each(struct check_report *report, struct checklist *list)
{
	if (report->count > 0)
		text_add_char(&report->text, '\n');
	put_head(report, list);
	put_cause(report, list);
	for (size_t i = 0; i < list->line.count; i++)
		put_line(report, &list->line.at[i]);
	put_asks(report, list);
}

void check_text_end(struct check_report *report)
{
	struct text *out = &report->text;

	if (report->count + report->left < 2)
		return;
	text_addf(out, "\n%zu integrations: %zu well, %zu with a problem, %zu not clear", report->count,
	          report->of[CHECKLIST_WELL], report->of[CHECKLIST_PROBLEM], report->of[CHECKLIST_UNSURE]);
	if (report->left > 0)
		text_addf(out, "; %zu more had no time left (--resume goes on with them)", report->left);
	text_add(out, ", in ");
	duration_add(out, report->took_ms);
	text_add(out, ".\n");
}
