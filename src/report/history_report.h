/* The history of an integration in words, as a table for spreadsheets, and for machines. */
#ifndef SYNCFIX_REPORT_HISTORY_REPORT_H
#define SYNCFIX_REPORT_HISTORY_REPORT_H

#include "base/text.h"
#include "case/history.h"

struct history_view {
	const struct history *history;
	const char *profile;
	int64_t now;
	int utc_offset; /* minutes east */
	bool ascii;
};

/* Metrics with their trend and a sparkline, and the guide's three questions answered (8.09 to 8.11). */
void history_report_text(struct text *out, const struct history_view *view);
/* Every entry a row; RFC 4180. */
void history_report_csv(struct text *out, const struct history_view *view);
void history_report_json(struct text *out, const struct history_view *view);

#endif
