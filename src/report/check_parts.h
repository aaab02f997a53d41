/* The formats of check, one file each; private to this floor. */
#ifndef SYNCFIX_REPORT_CHECK_PARTS_H
#define SYNCFIX_REPORT_CHECK_PARTS_H

#include "report/check_report.h"

void check_text_each(struct check_report *report, struct checklist *list);
void check_text_end(struct check_report *report);
void check_json_begin(struct check_report *report);
void check_json_each(struct check_report *report, struct checklist *list);
void check_json_end(struct check_report *report);
void check_junit_begin(struct check_report *report);
void check_junit_each(struct check_report *report, struct checklist *list);
void check_junit_end(struct check_report *report);
void check_nagios_each(struct check_report *report, struct checklist *list);
void check_nagios_end(struct check_report *report);
int check_nagios_code(const struct check_report *report);
void check_prometheus_each(struct check_report *report, struct checklist *list);
void check_prometheus_end(struct check_report *report);

/* "WOO-2", or the probe's name where it has no number. */
static inline const char *check_ref(const struct checklist_line *line)
{
	return line->probe->ref ? line->probe->ref : line->probe->name;
}

#endif
