#include "report/history_report.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "report/names.h"
#include "json/json.h"

enum { STRETCHES = 20, LABEL_WIDTH = 26 };

/* ---- the table ---- */

static void put_spark(struct text *out, const double *value, bool ascii)
{
	static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	static const char *const signs[] = {"_", ".", "-", "=", "+", "*", "%", "#"};
	double low = INFINITY, high = -INFINITY;

	for (size_t i = 0; i < STRETCHES; i++) {
		if (isnan(value[i]))
			continue;
		low = fmin(low, value[i]);
		high = fmax(high, value[i]);
	}
	for (size_t i = 0; i < STRETCHES; i++) {
		double part = high > low ? (value[i] - low) / (high - low) : 0.5;
		if (isnan(value[i]))
			text_add_char(out, ' ');
		else
			text_add(out, (ascii ? signs : blocks)[(size_t)(part * 7 + 0.5)]);
	}
}

static void put_number(struct text *out, double value, const char *unit)
{
	struct text number = {0};

	if (isnan(value))
		text_add(&number, "-");
	else
		text_addf(&number, "%.*f%s%s", value < 10 && value != floor(value) ? 1 : 0, value, unit[0] ? " " : "",
		          unit);
	text_add_repeat(out, ' ', number.len < 10 ? 10 - number.len : 1);
	text_add(out, text_str(&number));
	text_clear(&number);
}

static const char *change_word(enum history_change change)
{
	static const char *const words[] = {
		[HISTORY_TOO_LITTLE] = "",
		[HISTORY_STEADY] = "steady",
		[HISTORY_MORE] = "more",
		[HISTORY_LESS] = "less",
	};

	return words[change];
}

static void put_metric(struct text *out, const struct history_view *view, enum history_metric metric)
{
	const struct history_row *row = history_row(metric);
	struct history_trend trend = history_trend(view->history, metric, view->now);
	double stretch[STRETCHES];

	history_stretch(view->history, metric, view->now, stretch, STRETCHES);
	text_addf(out, "%-*s", LABEL_WIDTH, row->label);
	put_number(out, trend.now, row->unit);
	put_number(out, trend.before, row->unit);
	text_add(out, "  ");
	if (trend.count + trend.count_before == 0)
		text_add(out, "not known");
	else
		put_spark(out, stretch, view->ascii);
	text_addf(out, "%s%s\n", trend.change != HISTORY_TOO_LITTLE ? "  " : "", change_word(trend.change));
}

/* ---- the questions ---- */

static void put_too_little(struct text *out, const struct history_trend *trend)
{
	text_addf(out, "It cannot be said yet: %zu of the last %d days, %zu from before; at least %d of each.\n",
	          trend->count, HISTORY_RECENT_DAYS, trend->count_before, HISTORY_LEAST);
}

static void put_errors(struct text *out, const struct history_view *view)
{
	struct history_trend trend = history_trend(view->history, HISTORY_SUCCESS, view->now);
	const char *what = "orders without errors";

	if (trend.change == HISTORY_TOO_LITTLE) {
		trend = history_trend(view->history, HISTORY_WELL, view->now);
		what = "checks without a problem";
	}
	text_add(out, "Are errors increasing?    ");
	if (trend.change == HISTORY_TOO_LITTLE)
		put_too_little(out, &trend);
	else
		text_addf(out, "%s: %.0f %% %s in the last %d days, %.0f %% before.\n",
		          trend.change == HISTORY_LESS   ? "Yes"
		          : trend.change == HISTORY_MORE ? "No, fewer"
		                                         : "No",
		          trend.now, what, HISTORY_RECENT_DAYS, trend.before);
}

static void put_speed(struct text *out, const struct history_view *view)
{
	struct history_trend trend = history_trend(view->history, HISTORY_MINUTES, view->now);
	const char *what = "from the store to FCP";
	const char *unit = "minutes";

	if (trend.change == HISTORY_TOO_LITTLE) {
		trend = history_trend(view->history, HISTORY_ANSWER, view->now);
		what = "for the store to answer; it says nothing of IS2 itself";
		unit = "ms";
	}
	text_add(out, "Is sync getting slower?   ");
	if (trend.change == HISTORY_TOO_LITTLE)
		put_too_little(out, &trend);
	else
		text_addf(out, "%s: %.0f %s in the last %d days, %.0f before (%s).\n",
		          trend.change == HISTORY_MORE   ? "Yes"
		          : trend.change == HISTORY_LESS ? "No, faster"
		                                         : "No",
		          trend.now, unit, HISTORY_RECENT_DAYS, trend.before, what);
}

static void put_new_errors(struct text *out, const struct history_view *view)
{
	struct text labels = {0};

	text_add(out, "New error types?          ");
	if (!history_new_errors(view->history, view->now, &labels)) {
		text_addf(out, "It cannot be said yet: nothing is known from before the last %d days.\n",
		          HISTORY_RECENT_DAYS);
	} else if (labels.len == 0) {
		text_add(out, "No.\n");
	} else {
		text_add(out, "Yes: ");
		for (size_t i = 0; i < labels.len; i++)
			text_addf(out, "%s",
			          labels.data[i] == ' '   ? ", "
			          : labels.data[i] == '_' ? " "
			                                  : (char[]){labels.data[i], 0});
		text_add(out, ".\n");
	}
	text_clear(&labels);
}

void history_report_text(struct text *out, const struct history_view *view)
{
	const struct history *history = view->history;

	if (history->entry.count == 0) {
		text_addf(out,
		          "%s: nothing is known yet. syncfix check keeps what it finds; what you read in IS2 goes in "
		          "with syncfix history add orders=52 errors=1 tracked=50 minutes=28.\n",
		          view->profile);
		return;
	}
	text_addf(out, "%s, since ", view->profile);
	time_add_person(out, history->entry.at[0].at, view->utc_offset);
	text_addf(out, ", %zu entr%s\n\n%-*s%10s%10s\n", history->entry.count,
	          history->entry.count == 1 ? "y" : "ies", LABEL_WIDTH, "", "7 days", "before");
	for (int i = 0; i < HISTORY_METRICS; i++)
		put_metric(out, view, (enum history_metric)i);
	text_add_char(out, '\n');
	put_errors(out, view);
	put_speed(out, view);
	put_new_errors(out, view);
}

/* ---- for machines ---- */

/* What begins like a formula is taken for one by spreadsheets. */
static void put_cell(struct text *out, const char *words)
{
	text_add(out, ",\"");
	if (strchr("=+-@", words[0]) && words[0])
		text_add_char(out, '\'');
	for (const char *c = words; *c; c++)
		text_addf(out, "%s%c", *c == '"' ? "\"" : "", *c);
	text_add_char(out, '"');
}

void history_report_csv(struct text *out, const struct history_view *view)
{
	text_add(out, "at,from,state,cause,errors");
	for (int i = 0; i < HISTORY_METRICS; i++)
		text_addf(out, ",%s", history_row((enum history_metric)i)->name);
	text_add(out, "\r\n");
	for (size_t i = 0; i < view->history->entry.count; i++) {
		const struct history_entry *entry = &view->history->entry.at[i];
		time_add_iso(out, entry->at);
		put_cell(out, entry->from);
		put_cell(out, entry->state);
		put_cell(out, entry->cause);
		put_cell(out, entry->errors);
		for (int k = 0; k < HISTORY_METRICS; k++) {
			text_add_char(out, ',');
			if (!isnan(entry->metric[k]))
				text_addf(out, "%.10g", entry->metric[k]);
		}
		text_add(out, "\r\n");
	}
}

static void put_value(struct json_writer *writer, const char *key, double value)
{
	if (isnan(value))
		json_put_null(writer, key);
	else
		json_put_number(writer, key, value);
}

static void put_trends(struct json_writer *writer, const struct history_view *view)
{
	static const char *const words[] = {
		[HISTORY_TOO_LITTLE] = "too_little",
		[HISTORY_STEADY] = "steady",
		[HISTORY_MORE] = "more",
		[HISTORY_LESS] = "less",
	};

	json_open_object(writer, "trends");
	for (int i = 0; i < HISTORY_METRICS; i++) {
		struct history_trend trend = history_trend(view->history, (enum history_metric)i, view->now);
		json_open_object(writer, history_row((enum history_metric)i)->name);
		put_value(writer, "recent", trend.now);
		put_value(writer, "before", trend.before);
		json_put_string(writer, "change", words[trend.change]);
		json_close_object(writer);
	}
	json_close_object(writer);
}

static void put_entry(struct json_writer *writer, const struct history_entry *entry)
{
	struct text at = {0};

	time_add_iso(&at, entry->at);
	json_open_object(writer, NULL);
	json_put_string(writer, "at", text_str(&at));
	json_put_string(writer, "from", entry->from);
	json_put_string(writer, "state", entry->state);
	json_put_string(writer, "cause", entry->cause);
	json_put_string(writer, "errors", entry->errors);
	for (int i = 0; i < HISTORY_METRICS; i++)
		put_value(writer, history_row((enum history_metric)i)->name, entry->metric[i]);
	json_close_object(writer);
	text_clear(&at);
}

void history_report_json(struct text *out, const struct history_view *view)
{
	struct json_writer writer;
	struct text labels = {0};

	json_write_init(&writer, out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-history/1");
	json_put_string(&writer, "profile", view->profile);
	put_trends(&writer, view);
	if (history_new_errors(view->history, view->now, &labels))
		json_put_string(&writer, "new_errors", text_str(&labels));
	else
		json_put_null(&writer, "new_errors");
	json_open_array(&writer, "entries");
	for (size_t i = 0; i < view->history->entry.count; i++)
		put_entry(&writer, &view->history->entry.at[i]);
	json_close_array(&writer);
	json_close_object(&writer);
	text_add_char(out, '\n');
	text_clear(&labels);
}
