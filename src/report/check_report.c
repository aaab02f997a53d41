#include "report/check_report.h"

#include <errno.h>
#include <string.h>

#include "report/check_parts.h"

static const struct check_format table[] = {
	{.name = "text", .each = check_text_each, .end = check_text_end},
	{.name = "json", .begin = check_json_begin, .each = check_json_each, .end = check_json_end},
	{.name = "junit", .begin = check_junit_begin, .each = check_junit_each, .end = check_junit_end},
	{.name = "nagios", .each = check_nagios_each, .end = check_nagios_end},
	{.name = "prometheus", .each = check_prometheus_each, .end = check_prometheus_end},
};

const struct check_format *check_format_find(const char *name)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].name, name) == 0)
			return &table[i];
	return NULL;
}

static bool open_families(struct check_report *report, struct error *err)
{
	if (report->format->each != check_prometheus_each)
		return true;
	for (size_t i = 0; i < CHECK_FAMILIES; i++) {
		report->family[i] = tmpfile();
		if (!report->family[i])
			return error_set(err, ERROR_CANNOT_CREATE, "",
			                 "No temporary file can be made (%s): is TMPDIR writable?", strerror(errno));
	}
	return true;
}

bool check_report_begin(struct check_report *report, struct error *err)
{
	if (!open_families(report, err))
		return false;
	if (report->format->begin)
		report->format->begin(report);
	return true;
}

void check_report_add(struct check_report *report, struct checklist *list)
{
	report->of[checklist_state(list)]++;
	text_cut(&report->text, 0);
	report->format->each(report, list);
	fputs(text_str(&report->text), report->out);
	report->count++;
}

void check_report_end(struct check_report *report)
{
	text_cut(&report->text, 0);
	if (report->format->end)
		report->format->end(report);
	fputs(text_str(&report->text), report->out);
	text_clear(&report->text);
	text_clear(&report->worst);
	text_clear(&report->rest);
	text_clear(&report->times);
	for (size_t i = 0; i < CHECK_FAMILIES; i++)
		if (report->family[i])
			fclose(report->family[i]);
}

int check_report_code(const struct check_report *report)
{
	if (report->format->each == check_nagios_each)
		return check_nagios_code(report);
	if (report->of[CHECKLIST_PROBLEM] > 0)
		return 1;
	return report->of[CHECKLIST_UNSURE] > 0 || report->left > 0 ? 2 : 0;
}
