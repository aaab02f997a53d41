#include "report/routine_report.h"

#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "guide/template.h"
#include "json/json.h"

enum { TITLE_COLUMNS = 44 };

/* ---- for people ---- */

void routine_report_due(struct text *out, int64_t due, int64_t today)
{
	if (due == today) {
		text_add(out, "due today");
		return;
	}
	text_add(out, due < today ? "due since " : "due ");
	routine_add_day(out, due);
}

static void add_title(struct text *out, const char *title, size_t columns)
{
	struct text plain = {0};

	template_plain(&plain, title);
	text_add(out, text_str(&plain));
	for (size_t width = utf8_width(text_str(&plain)); width < columns; width++)
		text_add_char(out, ' ');
	text_clear(&plain);
}

static void add_last(struct text *out, const struct routine *routine)
{
	size_t count = routine->item.count, looked = 0;

	for (size_t i = 0; i < count; i++)
		looked += routine->item.at[i].state != ROUTINE_NEVER;
	if (looked == 0) {
		text_add(out, "never done");
		return;
	}
	if (routine->done >= 0) {
		text_add(out, "done ");
		routine_add_day(out, routine->done);
	} else {
		text_addf(out, "%zu of %zu looked at", looked, count);
	}
	if (routine->problems > 0)
		text_addf(out, ", %zu problem%s", routine->problems, routine->problems == 1 ? "" : "s");
}

void routine_report_line(struct text *out, const struct routine *routine, int64_t today)
{
	text_addf(out, "%-10s ", routine_period_name(routine->period));
	add_title(out, routine->node->title, TITLE_COLUMNS);
	text_add_char(out, ' ');
	routine_report_due(out, routine->due, today);
	text_add(out, "; ");
	add_last(out, routine);
	text_add_char(out, '\n');
}

static void add_item(struct text *out, const struct routine_item *item, int utc_offset)
{
	static const char *const words[] = {
		[ROUTINE_NEVER] = "-",
		[ROUTINE_UNKNOWN] = "not known",
		[ROUTINE_FINE] = "fine",
		[ROUTINE_PROBLEM] = "problem",
	};

	text_addf(out, "  %-10s %-8s ", words[item->state], item->node->code);
	add_title(out, item->node->title, item->state != ROUTINE_NEVER ? TITLE_COLUMNS : 0);
	if (item->state != ROUTINE_NEVER) {
		text_add_char(out, ' ');
		routine_add_day(out, routine_day(item->at, utc_offset));
	}
	text_add_char(out, '\n');
	if (!item->problem)
		return;
	text_add(out, "             leads to ");
	text_addf(out, "%s ", item->problem->code);
	add_title(out, item->problem->title, 0);
	text_addf(out, ": syncfix start %s\n", item->problem->code);
}

void routine_report_text(struct text *out, const struct routine *routine, int64_t today, int utc_offset)
{
	text_addf(out, "%s  ", routine->node->code);
	add_title(out, routine->node->title, 0);
	text_add_char(out, '\n');
	add_last(out, routine);
	text_add(out, "; ");
	routine_report_due(out, routine->due, today);
	text_add(out, "\n\n");
	for (size_t i = 0; i < routine->item.count; i++)
		add_item(out, &routine->item.at[i], utc_offset);
}

void routine_report_expiry(struct text *out, const struct routine_expiry *expiry, int64_t today)
{
	text_addf(out, "%-10s ", "expiry");
	add_title(out, "Access of IS2 to your store", TITLE_COLUMNS);
	if (!expiry->known) {
		text_add(out, " not known: syncfix routine expiry DATE\n");
		return;
	}
	if (expiry->never) {
		text_add(out, " does not expire\n");
		return;
	}
	text_add(out, expiry->day < today ? " expired " : " expires ");
	routine_add_day(out, expiry->day);
	text_add(out, expiry->day < today ? ": renew it now\n" : "; renew from ");
	if (expiry->day >= today) {
		routine_add_day(out, expiry->day - ROUTINE_REMIND_DAYS);
		text_add(out, expiry->day - ROUTINE_REMIND_DAYS <= today ? ": now\n" : " on\n");
	}
}

/* ---- for machines ---- */

static void put_day(struct json_writer *writer, const char *key, int64_t day)
{
	struct text iso = {0};

	routine_add_iso_day(&iso, day);
	json_put_string(writer, key, text_str(&iso));
	text_clear(&iso);
}

static void put_step(struct json_writer *writer, const struct node *node)
{
	struct text title = {0};

	template_plain(&title, node->title);
	json_put_string(writer, "node", node->name);
	json_put_string(writer, "code", node->code);
	json_put_string(writer, "title", text_str(&title));
	text_clear(&title);
}

static void put_item(struct json_writer *writer, const struct routine_item *item)
{
	struct text at = {0};

	json_open_object(writer, NULL);
	put_step(writer, item->node);
	json_put_string(writer, "state", routine_state_name(item->state));
	json_put_string(writer, "answer", item->value);
	if (item->state != ROUTINE_NEVER)
		time_add_iso(&at, item->at);
	json_put_string(writer, "at", item->state != ROUTINE_NEVER ? text_str(&at) : NULL);
	put_day(writer, "due", item->due);
	if (item->problem) {
		json_open_object(writer, "problem");
		put_step(writer, item->problem);
		json_close_object(writer);
	} else {
		json_put_null(writer, "problem");
	}
	json_close_object(writer);
	text_clear(&at);
}

static void put_routine(struct json_writer *writer, const struct routine *routine, int64_t today)
{
	json_open_object(writer, NULL);
	json_put_string(writer, "routine", routine_period_name(routine->period));
	put_step(writer, routine->node);
	put_day(writer, "due", routine->due);
	json_put_bool(writer, "is_due", routine->due <= today);
	if (routine->done >= 0)
		put_day(writer, "done", routine->done);
	else
		json_put_null(writer, "done");
	json_put_integer(writer, "problems", (int64_t)routine->problems);
	json_open_array(writer, "items");
	for (size_t i = 0; i < routine->item.count; i++)
		put_item(writer, &routine->item.at[i]);
	json_close_array(writer);
	json_close_object(writer);
}

static void put_expiry(struct json_writer *writer, const struct routine_expiry *expiry, int64_t today)
{
	if (!expiry->known) {
		json_put_null(writer, "expiry");
		return;
	}
	json_open_object(writer, "expiry");
	if (expiry->never) {
		json_put_null(writer, "day");
		json_put_null(writer, "renew");
		json_put_string(writer, "state", "never");
	} else {
		int64_t renew = expiry->day - ROUTINE_REMIND_DAYS;

		put_day(writer, "day", expiry->day);
		put_day(writer, "renew", renew);
		json_put_string(writer, "state", expiry->day < today ? "expired" : renew <= today ? "renew" : "good");
	}
	json_close_object(writer);
}

void routine_report_json(struct text *out, const struct routine *routine, size_t count,
                         const struct routine_expiry *expiry, const char *profile, int64_t today)
{
	struct json_writer writer;

	json_write_init(&writer, out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-routine/1");
	json_put_string(&writer, "profile", profile[0] ? profile : NULL);
	json_open_array(&writer, "routines");
	for (size_t i = 0; i < count; i++)
		put_routine(&writer, &routine[i], today);
	json_close_array(&writer);
	put_expiry(&writer, expiry, today);
	json_close_object(&writer);
	text_add_char(out, '\n');
}

/* ---- for calendars ---- */

static void add_for(struct text *out, const char *profile)
{
	if (profile[0])
		text_addf(out, " (%s)", profile);
}

void routine_report_calendar(struct text *out, const struct routine *routine, const char *profile,
                             int64_t now, int64_t today)
{
	static const enum calendar_repeat repeats[ROUTINE_PERIODS] = {
		[ROUTINE_WEEKLY] = CALENDAR_WEEKLY,
		[ROUTINE_MONTHLY] = CALENDAR_MONTHLY,
		[ROUTINE_QUARTERLY] = CALENDAR_QUARTERLY,
	};
	const char *name = routine_period_name(routine->period);
	struct text uid = {0}, summary = {0}, description = {0};

	text_addf(&uid, "routine-%s%s%s", name, profile[0] ? "-" : "", profile);
	template_plain(&summary, routine->node->title);
	add_for(&summary, profile);
	for (size_t i = 0; i < routine->item.count; i++) {
		text_addf(&description, "%zu. ", i + 1);
		template_plain(&description, routine->item.at[i].node->title);
		text_add_char(&description, '\n');
	}
	text_addf(&description, "To tick it off: syncfix routine %s%s%s", name, profile[0] ? " --profile " : "",
	          profile);
	calendar_write(out,
	               &(struct calendar_event){
					   .uid = text_str(&uid),
					   .summary = text_str(&summary),
					   .description = text_str(&description),
					   .at = DAYS(routine->due > today ? routine->due : today),
					   .whole_day = true,
					   .repeat = repeats[routine->period],
				   },
	               1, now);
	text_clear(&uid);
	text_clear(&summary);
	text_clear(&description);
}

void routine_report_expiry_calendar(struct text *out, const struct routine_expiry *expiry,
                                    const char *profile, int64_t now)
{
	struct text renew_uid = {0}, end_uid = {0}, renew = {0}, end = {0}, description = {0};

	text_addf(&renew_uid, "expiry-renew%s%s", profile[0] ? "-" : "", profile);
	text_addf(&end_uid, "expiry-end%s%s", profile[0] ? "-" : "", profile);
	text_add(&renew, "Renew the access of IS2 to your store");
	add_for(&renew, profile);
	text_add(&end, "The access of IS2 to your store expires");
	add_for(&end, profile);
	text_add(&description, "Expires ");
	routine_add_day(&description, expiry->day);
	text_add(&description,
	         "; after that nothing syncs.\nIS2 > your integration > Request OAuth Handshake, log in, grant "
	         "the permissions.\nThen tell the new day: syncfix routine expiry DATE");
	calendar_write(out,
	               (const struct calendar_event[]){
					   {.uid = text_str(&renew_uid),
	                    .summary = text_str(&renew),
	                    .description = text_str(&description),
	                    .at = DAYS(expiry->day - ROUTINE_REMIND_DAYS),
	                    .whole_day = true},
					   {.uid = text_str(&end_uid),
	                    .summary = text_str(&end),
	                    .description = text_str(&description),
	                    .at = DAYS(expiry->day),
	                    .whole_day = true},
				   },
	               2, now);
	text_clear(&renew_uid);
	text_clear(&end_uid);
	text_clear(&renew);
	text_clear(&end);
	text_clear(&description);
}
