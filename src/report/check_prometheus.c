/*
 * check as text for Prometheus (exposition format 0.0.4), for the node exporter's textfile collector. All
 * lines of one metric must stand together, so each metric is gathered in a temporary file of its own.
 */
#include <string.h>

#include "guide/fact.h"
#include "report/check_parts.h"

enum family { STATE, PROBLEMS, CAUSE, DURATION, TIMESTAMP, PROBE, PROBE_DURATION, FACT, FAMILIES };

static const struct {
	const char *name;
	const char *help;
} row[FAMILIES] = {
	[STATE] = {"syncfix_check_state", "0 all well, 1 not clear, 2 a problem."},
	[PROBLEMS] = {"syncfix_check_problems", "Probes that found a problem."},
	[CAUSE] = {"syncfix_check_cause_info", "The most likely cause, where one is proven."},
	[DURATION] = {"syncfix_check_duration_seconds", "How long the check of this integration took."},
	[TIMESTAMP] = {"syncfix_check_timestamp_seconds", "When it was checked, since 1970."},
	[PROBE] = {"syncfix_probe_state",
               "0 well, 1 cannot tell, 2 a problem; a probe that was not run is missing."},
	[PROBE_DURATION] = {"syncfix_probe_duration_seconds", "How long the store took to answer."},
	[FACT] = {"syncfix_fact", "Numbers that the store told, by the fact's name."},
};
_Static_assert((int)FAMILIES <= (int)CHECK_FAMILIES, "a file for each metric");

static void put_label(FILE *out, const char *before, const char *name, const char *value)
{
	fprintf(out, "%s%s=\"", before, name);
	for (const char *c = value; *c; c++) {
		if (*c == '\\' || *c == '"')
			fputc('\\', out);
		fputc((unsigned char)*c < 0x20 ? ' ' : *c, out);
	}
	fputc('"', out);
}

/* The name with the labels that all have; the caller adds more, "} value" and the line's end. */
static FILE *begin(struct check_report *report, enum family family, const struct checklist *list)
{
	FILE *out = report->family[family];

	fputs(row[family].name, out);
	put_label(out, "{", "profile", list->profile);
	put_label(out, ",", "platform", list->platform ? list->platform->id : "none");
	return out;
}

static void put_probes(struct check_report *report, const struct checklist *list)
{
	static const int states[VERDICTS] = {[VERDICT_OK] = 0, [VERDICT_UNKNOWN] = 1, [VERDICT_PROBLEM] = 2};

	for (size_t i = 0; i < list->line.count; i++) {
		const struct checklist_line *line = &list->line.at[i];
		if (line->verdict == VERDICT_SKIPPED)
			continue;
		FILE *out = begin(report, PROBE, list);
		put_label(out, ",", "probe", line->probe->name);
		put_label(out, ",", "outcome", line->outcome);
		fprintf(out, "} %d\n", states[line->verdict]);
		if (line->total_ms < 0)
			continue;
		out = begin(report, PROBE_DURATION, list);
		put_label(out, ",", "probe", line->probe->name);
		fprintf(out, "} %.6f\n", line->total_ms / 1000);
	}
}

static void put_facts(struct check_report *report, const struct checklist *list)
{
	const struct evidence *evidence;
	size_t count = list->walk ? walk_evidence(list->walk, &evidence) : 0;

	for (size_t i = 0; i < count; i++) {
		if (evidence[i].source != SOURCE_PROBE || evidence[i].value.kind != VALUE_NUMBER)
			continue;
		FILE *out = begin(report, FACT, list);
		put_label(out, ",", "fact", evidence[i].fact->name);
		fprintf(out, "} %.10g\n", evidence[i].value.number);
	}
}

void check_prometheus_each(struct check_report *report, struct checklist *list)
{
	static const int states[CHECKLIST_STATES] =
		{[CHECKLIST_WELL] = 0, [CHECKLIST_UNSURE] = 1, [CHECKLIST_PROBLEM] = 2};

	fprintf(begin(report, STATE, list), "} %d\n", states[checklist_state(list)]);
	fprintf(begin(report, PROBLEMS, list), "} %zu\n", list->of[VERDICT_PROBLEM]);
	fprintf(begin(report, DURATION, list), "} %.3f\n", (double)list->took_ms / 1000);
	fprintf(begin(report, TIMESTAMP, list), "} %.3f\n", (double)list->at / 1000);
	if (list->cause) {
		FILE *out = begin(report, CAUSE, list);
		put_label(out, ",", "code", list->cause->code ? list->cause->code : "");
		put_label(out, ",", "title", list->cause_title);
		fputs("} 1\n", out);
	}
	put_probes(report, list);
	put_facts(report, list);
}

static void put_family(FILE *out, int family, FILE *from)
{
	char piece[8192];
	size_t got;

	if (ftell(from) == 0)
		return;
	rewind(from);
	fprintf(out, "# HELP %s %s\n# TYPE %s gauge\n", row[family].name, row[family].help, row[family].name);
	while ((got = fread(piece, 1, sizeof piece, from)) > 0)
		fwrite(piece, 1, got, out);
}

void check_prometheus_end(struct check_report *report)
{
	FILE *out = report->out;

	for (int i = 0; i < FAMILIES; i++)
		put_family(out, i, report->family[i]);
	fprintf(out, "# HELP syncfix_run_integrations Integrations of the last run, by state.\n"
	             "# TYPE syncfix_run_integrations gauge\n");
	for (int i = 0; i < CHECKLIST_STATES; i++)
		fprintf(out, "syncfix_run_integrations{state=\"%s\"} %zu\n",
		        checklist_state_name((enum checklist_state)i), report->of[i]);
	fprintf(out, "syncfix_run_integrations{state=\"left\"} %zu\n", report->left);
	fprintf(out,
	        "# HELP syncfix_run_duration_seconds How long the last run took.\n"
	        "# TYPE syncfix_run_duration_seconds gauge\nsyncfix_run_duration_seconds %.3f\n",
	        (double)report->took_ms / 1000);
}
