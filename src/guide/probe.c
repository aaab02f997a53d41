#include "guide/probe.h"

#include <string.h>

const char *verdict_name(enum verdict verdict)
{
	static const char *const name[VERDICTS] = {
		[VERDICT_OK] = "ok",
		[VERDICT_PROBLEM] = "problem",
		[VERDICT_UNKNOWN] = "unknown",
		[VERDICT_SKIPPED] = "skipped",
	};

	return name[verdict];
}

const char *verdict_denial(enum verdict verdict)
{
	static const char *const denial[VERDICTS] = {
		[VERDICT_OK] = "",
		[VERDICT_PROBLEM] = "No",
		[VERDICT_UNKNOWN] = "Not clear",
		[VERDICT_SKIPPED] = "Not looked",
	};

	return denial[verdict];
}

bool verdict_find(const char *name, enum verdict *out)
{
	for (int i = 0; i < VERDICTS; i++) {
		if (strcmp(verdict_name((enum verdict)i), name) != 0)
			continue;
		*out = (enum verdict)i;
		return true;
	}
	return false;
}

const char *probe_kind_name(enum probe_kind kind)
{
	static const char *const name[PROBE_KINDS] = {
		[PROBE_HTTP] = "http",
		[PROBE_GRAPHQL] = "graphql",
		[PROBE_SOAP] = "soap",
		[PROBE_TOKEN] = "token",
	};

	return name[kind];
}

const struct common_outcome_row *common_outcome(enum common_outcome outcome)
{
	static const struct common_outcome_row row[COMMON_OUTCOMES] = {
		[OUTCOME_DNS] = {"dns", VERDICT_PROBLEM, true},
		[OUTCOME_REFUSED] = {"refused", VERDICT_PROBLEM, true},
		[OUTCOME_TLS] = {"tls", VERDICT_PROBLEM, true},
		[OUTCOME_PROXY] = {"proxy", VERDICT_UNKNOWN, true},
		[OUTCOME_TIMEOUT] = {"timeout", VERDICT_PROBLEM, true},
		[OUTCOME_TOO_LARGE] = {"too_large", VERDICT_UNKNOWN, true},
		[OUTCOME_OFFLINE] = {"offline", VERDICT_UNKNOWN, true},
		[OUTCOME_SKIPPED] = {"skipped", VERDICT_SKIPPED, true},
		[OUTCOME_SECRET_FORM] = {"secret_form", VERDICT_PROBLEM, true},
		[OUTCOME_REDIRECTED] = {"redirected", VERDICT_PROBLEM, false},
		[OUTCOME_RATE_LIMITED] = {"rate_limited", VERDICT_PROBLEM, false},
		[OUTCOME_MAINTENANCE] = {"maintenance", VERDICT_PROBLEM, false},
		[OUTCOME_SERVER_ERROR] = {"server_error", VERDICT_PROBLEM, false},
		[OUTCOME_BOT_CHALLENGE] = {"bot_challenge", VERDICT_PROBLEM, false},
		[OUTCOME_NOT_API] = {"not_api", VERDICT_PROBLEM, false},
		[OUTCOME_MALFORMED] = {"malformed", VERDICT_PROBLEM, false},
		[OUTCOME_UNEXPECTED] = {"unexpected", VERDICT_UNKNOWN, false},
	};

	return &row[outcome];
}

enum common_outcome common_outcome_find(const char *name)
{
	for (int i = 0; i < COMMON_OUTCOMES; i++)
		if (strcmp(common_outcome((enum common_outcome)i)->name, name) == 0)
			return (enum common_outcome)i;
	return COMMON_OUTCOMES;
}

const struct outcome_rule *probe_rule_of(const struct probe *probe, const char *outcome)
{
	for (size_t i = 0; i < probe->outcome_count; i++) {
		const struct outcome_rule *rule = &probe->outcome[i];

		if (rule->is != NULL && strcmp(rule->is, outcome) == 0)
			return rule;
		for (size_t j = 0; j < rule->worst_count; j++)
			if (rule->worst[j].is != NULL && strcmp(rule->worst[j].is, outcome) == 0)
				return &rule->worst[j];
	}
	return NULL;
}
