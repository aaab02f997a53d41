/*
 * check as JUnit XML: an integration is a suite, a probe a case. It has all that the stricter readers
 * ask for; docs/schemas/junit.xsd is what it keeps to.
 */
#include "base/clock.h"
#include "report/check_parts.h"

/* XML 1.0: control characters cannot be written in it, not even as references. */
static void add_escaped(struct text *out, const char *words)
{
	for (const char *c = words; *c; c++) {
		if (*c == '&')
			text_add(out, "&amp;");
		else if (*c == '<')
			text_add(out, "&lt;");
		else if (*c == '>')
			text_add(out, "&gt;");
		else if (*c == '"')
			text_add(out, "&quot;");
		else
			text_add_char(out, (unsigned char)*c < 0x20 ? ' ' : *c);
	}
}

static void put_attribute(struct text *out, const char *name, const char *value)
{
	text_addf(out, " %s=\"", name);
	add_escaped(out, value);
	text_add_char(out, '"');
}

static void put_finding(struct text *out, const char *element, const struct checklist_line *line)
{
	struct text words = {0};

	text_addf(&words, "%s", line->message[0] ? line->message : line->outcome);
	if (line->to && line->to->code)
		text_addf(&words, " (syncfix start %s)", line->to->code);
	text_addf(out, "<%s", element);
	put_attribute(out, "type", line->outcome);
	put_attribute(out, "message", text_str(&words));
	text_addf(out, "/>");
	text_clear(&words);
}

static void put_case(struct text *out, const struct checklist *list, const struct checklist_line *line)
{
	text_add(out, "<testcase");
	put_attribute(out, "name", line->probe->title);
	text_add(out, " classname=\"");
	add_escaped(out, list->profile);
	text_addf(out, ".%s\" time=\"%.3f\">", line->probe->name,
	          line->total_ms > 0 ? line->total_ms / 1000 : 0.0);
	if (line->verdict == VERDICT_PROBLEM)
		put_finding(out, "failure", line);
	else if (line->unsure)
		put_finding(out, "error", line);
	else if (line->verdict == VERDICT_SKIPPED)
		text_add(out, "<skipped/>");
	text_add(out, "</testcase>\n");
}

/* Nothing could be looked at: one case tells it, or an empty suite would pass for a good one. */
static void put_trouble(struct text *out, const struct checklist *list)
{
	text_add(out, "<testcase name=\"The integration can be looked at\" classname=\"");
	add_escaped(out, list->profile);
	text_add(out, "\" time=\"0.000\"><error type=\"not_looked\"");
	put_attribute(out, "message", list->trouble[0] ? list->trouble : "No probe applies.");
	text_add(out, "/></testcase>\n");
}

static void put_suite(struct text *out, const struct check_report *report, const struct checklist *list)
{
	struct text at = {0};
	bool empty = list->line.count == 0;

	time_add_iso(&at, list->at);
	text_cut(&at, at.len - 1); /* the schema's time has no zone */
	text_addf(out, "<testsuite id=\"%zu\"", report->count);
	put_attribute(out, "package", list->platform ? list->platform->id : "none");
	put_attribute(out, "name", list->profile);
	put_attribute(out, "timestamp", text_str(&at));
	text_addf(out, " hostname=\"localhost\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"",
	          empty ? (size_t)1 : list->line.count, list->of[VERDICT_PROBLEM],
	          empty ? (size_t)1 : list->unsure, list->of[VERDICT_SKIPPED]);
	text_addf(out, " time=\"%.3f\">\n<properties/>\n", (double)list->took_ms / 1000);
	text_clear(&at);
}

static void put_cause(struct text *out, const struct checklist *list)
{
	text_add(out, "<system-out>");
	if (list->cause) {
		text_add(out, "Most likely: ");
		add_escaped(out, list->cause_title);
		if (list->cause->code)
			text_addf(out, " (syncfix start %s)", list->cause->code);
	}
	text_add(out, "</system-out>\n<system-err>");
	add_escaped(out, list->trouble);
	text_add(out, "</system-err>\n</testsuite>\n");
}

void check_junit_begin(struct check_report *report)
{
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", report->out);
}

void check_junit_each(struct check_report *report, struct checklist *list)
{
	struct text *out = &report->text;

	put_suite(out, report, list);
	for (size_t i = 0; i < list->line.count; i++)
		put_case(out, list, &list->line.at[i]);
	if (list->line.count == 0)
		put_trouble(out, list);
	put_cause(out, list);
}

void check_junit_end(struct check_report *report)
{
	text_add(&report->text, "</testsuites>\n");
}
