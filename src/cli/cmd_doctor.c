/* doctor: everything that must be in order, one row each, with its repair. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/doctor.h"
#include "json/json.h"

static const struct {
	const char *name;
	void (*look)(struct doctor *doctor);
} checks[] = {
	{"terminal", doctor_terminal}, {"size", doctor_size},     {"locale", doctor_locale},
	{"colors", doctor_colors},     {"data", doctor_data},     {"net", doctor_net},
	{"sim", doctor_sim},           {"config", doctor_config}, {"secrets", doctor_secrets},
	{"state", doctor_state},       {"tls", doctor_tls},       {"proxy", doctor_proxy},
	{"clock", doctor_clock},
};

static const char *const verdict_names[DOCTOR_VERDICTS] = {
	[DOCTOR_OK] = "ok",
	[DOCTOR_NOTE] = "note",
	[DOCTOR_PROBLEM] = "problem",
};

static char *clean(const char *format, va_list args)
{
	struct text raw = {0}, safe = {0};

	text_addv(&raw, format, args);
	text_safe(&safe, text_str(&raw), raw.len, TEXT_SAFE_LINE, 0);
	text_clear(&raw);
	return text_take(&safe);
}

void doctor_tell(struct doctor *doctor, enum doctor_verdict verdict, const char *format, ...)
{
	struct doctor_finding *finding = array_add(&doctor->finding);
	va_list args;

	finding->check = doctor->check;
	finding->verdict = verdict;
	va_start(args, format);
	finding->told = clean(format, args);
	va_end(args);
}

void doctor_repair(struct doctor *doctor, const char *format, ...)
{
	struct doctor_finding *last = &doctor->finding.at[doctor->finding.count - 1];
	va_list args;

	va_start(args, format);
	free(last->repair);
	last->repair = clean(format, args);
	va_end(args);
}

static void print_json(const struct doctor *doctor)
{
	struct text out = {0};
	struct json_writer writer;

	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-doctor/1");
	json_open_array(&writer, "checks");
	for (size_t i = 0; i < doctor->finding.count; i++) {
		const struct doctor_finding *finding = &doctor->finding.at[i];
		json_open_object(&writer, NULL);
		json_put_string(&writer, "check", finding->check);
		json_put_string(&writer, "verdict", verdict_names[finding->verdict]);
		json_put_string(&writer, "message", finding->told);
		json_put_string(&writer, "repair", finding->repair);
		json_close_object(&writer);
	}
	json_close_array(&writer);
	json_close_object(&writer);
	printf("%s\n", text_str(&out));
	text_clear(&out);
}

static void print_text(const struct doctor *doctor, const size_t *count)
{
	bool quiet = doctor->setup->options.value[OPTION_QUIET] != NULL;

	for (size_t i = 0; i < doctor->finding.count; i++) {
		const struct doctor_finding *finding = &doctor->finding.at[i];
		if (quiet && finding->verdict == DOCTOR_OK)
			continue;
		printf("%-8s %-9s %s\n", verdict_names[finding->verdict], finding->check, finding->told);
		if (finding->repair != NULL)
			printf("%-8s %-9s Repair: %s\n", "", "", finding->repair);
	}
	if (!quiet)
		printf("%zu problems, %zu notes, %zu ok\n", count[DOCTOR_PROBLEM], count[DOCTOR_NOTE],
		       count[DOCTOR_OK]);
}

static void clear(struct doctor *doctor)
{
	for (size_t i = 0; i < doctor->finding.count; i++) {
		free(doctor->finding.at[i].told);
		free(doctor->finding.at[i].repair);
	}
	array_clear(&doctor->finding);
}

int cmd_doctor(struct setup *setup)
{
	struct doctor doctor = {.setup = setup};
	size_t count[DOCTOR_VERDICTS] = {0};

	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		doctor.check = checks[i].name;
		checks[i].look(&doctor);
	}
	for (size_t i = 0; i < doctor.finding.count; i++)
		count[doctor.finding.at[i].verdict]++;
	if (setup->json)
		print_json(&doctor);
	else
		print_text(&doctor, count);
	clear(&doctor);
	return count[DOCTOR_PROBLEM] > 0 ? 1 : 0;
}
