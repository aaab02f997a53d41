#include "case/history.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"

static const struct history_row table[HISTORY_METRICS] = {
	[HISTORY_ORDERS] = {"orders", "Orders per day", "", true},
	[HISTORY_SUCCESS] = {"success", "Sync success", "%", true},
	[HISTORY_TRACKING] = {"tracking", "Orders with tracking", "%", true},
	[HISTORY_MINUTES] = {"minutes", "Average sync time", "min", false},
	[HISTORY_ANSWER] = {"answer", "The store answers in", "ms", false},
	[HISTORY_WELL] = {"well", "Checks without a problem", "%", true},
};

const struct history_row *history_row(enum history_metric metric)
{
	return &table[metric];
}

void history_entry_init(struct history_entry *entry, int64_t at, const char *from)
{
	*entry = (struct history_entry){.at = at, .from = from, .state = "", .cause = "", .errors = ""};
	for (int i = 0; i < HISTORY_METRICS; i++)
		entry->metric[i] = (double)NAN;
}

void history_clear(struct history *history)
{
	array_clear(&history->entry);
	arena_clear(&history->arena);
}

static int64_t recent_since(int64_t now)
{
	return now - DAYS(HISTORY_RECENT_DAYS);
}

struct history_trend history_trend(const struct history *history, enum history_metric metric, int64_t now)
{
	struct history_trend trend = {.now = (double)NAN, .before = (double)NAN};
	double sum = 0, sum_before = 0;

	for (size_t i = 0; i < history->entry.count; i++) {
		const struct history_entry *entry = &history->entry.at[i];
		if (isnan(entry->metric[metric]))
			continue;
		bool recent = entry->at >= recent_since(now);
		*(recent ? &sum : &sum_before) += entry->metric[metric];
		*(recent ? &trend.count : &trend.count_before) += 1;
	}
	if (trend.count > 0)
		trend.now = sum / (double)trend.count;
	if (trend.count_before > 0)
		trend.before = sum_before / (double)trend.count_before;
	if (trend.count < HISTORY_LEAST || trend.count_before < HISTORY_LEAST)
		return trend;
	trend.change = HISTORY_STEADY;
	/* Shares are held by their points: from 99 % to 90 % is ten times the errors. */
	double notable = strcmp(table[metric].unit, "%") == 0 ? 5 : fabs(trend.before) * HISTORY_NOTABLE / 100;
	if (fabs(trend.now - trend.before) >= notable && notable > 0)
		trend.change = trend.now > trend.before ? HISTORY_MORE : HISTORY_LESS;
	return trend;
}

void history_stretch(const struct history *history, enum history_metric metric, int64_t now, double *out,
                     size_t count)
{
	int64_t first = history->entry.count > 0 ? history->entry.at[0].at : now;
	int64_t length = (now - first) / (int64_t)count + 1;

	for (size_t k = 0; k < count; k++) {
		double sum = 0;
		size_t known = 0;
		for (size_t i = 0; i < history->entry.count; i++) {
			const struct history_entry *entry = &history->entry.at[i];
			if (isnan(entry->metric[metric]) || (entry->at - first) / length != (int64_t)k)
				continue;
			sum += entry->metric[metric];
			known++;
		}
		out[k] = known > 0 ? sum / (double)known : (double)NAN;
	}
}

static bool was_before(const struct history *history, const char *label, int64_t now)
{
	for (size_t i = 0; i < history->entry.count; i++)
		if (history->entry.at[i].at < recent_since(now) && text_has_word(history->entry.at[i].errors, label))
			return true;
	return false;
}

static void add_new(const struct history *history, const char *labels, int64_t now, struct text *out)
{
	for (size_t len; *labels; labels += len + (labels[len] == ' ')) {
		struct text label = {0};

		len = strcspn(labels, " ");
		text_add_n(&label, labels, len);
		if (!text_has_word(text_str(out), text_str(&label)) && !was_before(history, text_str(&label), now))
			text_addf(out, "%s%s", out->len > 0 ? " " : "", text_str(&label));
		text_clear(&label);
	}
}

bool history_new_errors(const struct history *history, int64_t now, struct text *out)
{
	bool before = history->entry.count > 0 && history->entry.at[0].at < recent_since(now);

	for (size_t i = 0; before && i < history->entry.count; i++)
		if (history->entry.at[i].at >= recent_since(now))
			add_new(history, history->entry.at[i].errors, now, out);
	return before;
}
