/*
 * check as a plugin of Nagios and those that took over its ways: one line, performance data behind a
 * bar, more lines below, exit code 0 to 3 (Monitoring Plugins Development Guidelines, sections 2 and 4).
 */
#include <string.h>

#include "report/check_parts.h"

enum { NAGIOS_OK, NAGIOS_WARNING, NAGIOS_CRITICAL, NAGIOS_UNKNOWN };

int check_nagios_code(const struct check_report *report)
{
	if (report->of[CHECKLIST_PROBLEM] > 0)
		return NAGIOS_CRITICAL;
	if (report->of[CHECKLIST_WELL] == 0 && report->count + report->left > 0)
		return NAGIOS_UNKNOWN;
	return report->of[CHECKLIST_UNSURE] > 0 || report->left > 0 ? NAGIOS_WARNING : NAGIOS_OK;
}

/* A bar would begin the performance data, a line break the long text. */
static void add_plain(struct text *out, const char *words)
{
	for (const char *c = words; *c; c++)
		text_add_char(out, *c == '|' ? '/' : (unsigned char)*c < 0x20 ? ' ' : *c);
}

static const struct checklist_line *first_bad(const struct checklist *list)
{
	for (size_t i = 0; i < list->line.count; i++)
		if (list->line.at[i].verdict == VERDICT_PROBLEM)
			return &list->line.at[i];
	for (size_t i = 0; i < list->line.count; i++)
		if (list->line.at[i].unsure)
			return &list->line.at[i];
	return NULL;
}

static void add_line(struct text *out, const struct checklist_line *line)
{
	add_plain(out, line->message[0] ? line->message : line->probe->title);
	if (line->to && line->to->code)
		text_addf(out, " (syncfix start %s)", line->to->code);
}

static void add_state(struct text *out, const struct checklist *list)
{
	const struct checklist_line *line = first_bad(list);

	text_addf(out, "%s: ", list->profile);
	if (list->cause) {
		add_plain(out, list->cause_title);
		if (list->cause->code)
			text_addf(out, " (syncfix start %s)", list->cause->code);
	} else if (line) {
		add_line(out, line);
	} else if (list->trouble[0]) {
		add_plain(out, list->trouble);
	} else {
		text_addf(out, "%zu checks are well", list->of[VERDICT_OK]);
	}
}

/* How long each probe took: for one integration alone, which is what a service of its own shows. */
static void add_times(struct text *out, const struct checklist *list)
{
	for (size_t i = 0; i < list->line.count; i++) {
		const struct checklist_line *line = &list->line.at[i];
		if (line->total_ms >= 0)
			text_addf(out, " '%s'=%.3fs;;;0", check_ref(line), line->total_ms / 1000);
	}
}

void check_nagios_each(struct check_report *report, struct checklist *list)
{
	enum checklist_state state = checklist_state(list);
	struct text *told = state == CHECKLIST_PROBLEM ? &report->worst : &report->rest;

	if (report->count == 0)
		add_times(&report->times, list);
	if ((state == CHECKLIST_WELL && report->count > 0) || report->told++ >= CHECK_TOLD_MAX)
		return;
	add_state(told, list);
	text_add_char(told, '\n');
}

static void add_first_line(struct text *out, const struct check_report *report)
{
	const char *only = report->worst.len > 0 ? text_str(&report->worst) : text_str(&report->rest);

	if (report->count == 1 && report->left == 0)
		text_add_n(out, only, strcspn(only, "\n"));
	else
		text_addf(out, "%zu of %zu integrations have a problem, %zu not clear, %zu not looked at",
		          report->of[CHECKLIST_PROBLEM], report->count + report->left, report->of[CHECKLIST_UNSURE],
		          report->left);
}

void check_nagios_end(struct check_report *report)
{
	static const char *const words[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};
	struct text *out = &report->text;

	text_addf(out, "SYNCFIX %s - ", words[check_nagios_code(report)]);
	add_first_line(out, report);
	text_addf(out, " | integrations=%zu;;;0 problem=%zu;;;0 unknown=%zu;;;0 left=%zu;;;0 time=%.3fs;;;0",
	          report->count, report->of[CHECKLIST_PROBLEM], report->of[CHECKLIST_UNSURE], report->left,
	          (double)report->took_ms / 1000);
	if (report->count == 1)
		text_add(out, text_str(&report->times));
	text_add_char(out, '\n');
	if (report->count < 2)
		return;
	text_add(out, text_str(&report->worst));
	if (report->of[CHECKLIST_PROBLEM] + report->of[CHECKLIST_UNSURE] > 0)
		text_add(out, text_str(&report->rest));
	if (report->told > CHECK_TOLD_MAX)
		text_addf(out, "and %zu more\n", report->told - CHECK_TOLD_MAX);
}
