/*
 * Probes as data: a declared read-only request, and the rules that judge its answer.
 * Immutable after load, in the guide's arena (or, in syncfix-net, in the arena of the request).
 */
#ifndef SYNCFIX_GUIDE_PROBE_H
#define SYNCFIX_GUIDE_PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guide/expr.h"

/* How sure a check can be of its subject; one row each in the verdict table. */
enum verdict { VERDICT_OK, VERDICT_PROBLEM, VERDICT_UNKNOWN, VERDICT_SKIPPED, VERDICTS };
const char *verdict_name(enum verdict verdict);
bool verdict_find(const char *name, enum verdict *out);
/* A probe's title says what is so when all is well: "No", "Not clear", "Not looked" as the answer to it, or
 * "". */
const char *verdict_denial(enum verdict verdict);

enum probe_kind { PROBE_HTTP, PROBE_GRAPHQL, PROBE_SOAP, PROBE_TOKEN, PROBE_KINDS };
const char *probe_kind_name(enum probe_kind kind);

/* Outcomes that every probe may have whatever its rules; one row each, judged in this order:
 * the transport's, then (after the probe's and the platform's rules) the common ones. */
enum common_outcome {
	/* never reached an answer */
	OUTCOME_DNS,
	OUTCOME_REFUSED,
	OUTCOME_TLS,
	OUTCOME_PROXY,
	OUTCOME_TIMEOUT,
	OUTCOME_TOO_LARGE,
	OUTCOME_OFFLINE,
	OUTCOME_SKIPPED,
	OUTCOME_SECRET_FORM,
	/* what no rule took */
	OUTCOME_REDIRECTED,
	OUTCOME_RATE_LIMITED,
	OUTCOME_MAINTENANCE,
	OUTCOME_SERVER_ERROR,
	OUTCOME_BOT_CHALLENGE,
	OUTCOME_NOT_API,
	OUTCOME_MALFORMED,
	OUTCOME_UNEXPECTED,
	COMMON_OUTCOMES
};
struct common_outcome_row {
	const char *name;
	enum verdict verdict;
	bool transport;
};
const struct common_outcome_row *common_outcome(enum common_outcome outcome);
/* COMMON_OUTCOMES when there is none of that name. */
enum common_outcome common_outcome_find(const char *name);

/* One line of "outcomes": a condition, or "worst": the first of list with n(label) > 0. */
struct outcome_rule {
	const struct expr *when; /* NULL: always */
	const char *is;          /* NULL for worst */
	enum verdict verdict;
	const char *fix; /* node name or NULL */
	struct outcome_rule *worst;
	size_t worst_count;
};

/* "set": fact from an expression over the answer. */
struct probe_set {
	const char *fact;
	int fact_id; /* -1 in syncfix-net, which knows facts by name only */
	const struct expr *from;
	const struct expr *when; /* "if": else the fact stays as it is; NULL: always */
	struct probe_map {
		const char *raw;
		const char *value;
	} * map; /* raw value → choice; count 0: as it is */
	size_t map_count;
	const char *otherwise; /* "else": written form, or NULL */
	bool pin_store;        /* keep scheme and host of the profile's store */
};

/* "each": labels elements one by one (wizard-data-reference, Probe). */
struct probe_each {
	const char *in; /* pointer with '*' */
	const char *with;
	const struct expr *when; /* "if": only these elements; NULL: all */
	struct probe_label {
		const struct expr *when;
		const char *is;
	} * label;
	size_t label_count;
	struct probe_set *take; /* facts from the first element */
	size_t take_count;
	struct probe_sample {
		const char *fact;
		int fact_id;
		const struct expr *from;
		int max;
		const char *of; /* label, or NULL for any */
	} * sample;
	size_t sample_count;
};

struct probe {
	const char *name; /* "woocommerce.key" */
	const char *ref;  /* "WOO-2" or NULL */
	const char *platform;
	const char *title;
	const char *proves;
	const char *does_not_prove;
	const char *vantage;      /* "this computer" unless the data says otherwise */
	const char *side_effects; /* or NULL */
	enum probe_kind kind;
	const char *method; /* "GET" or "HEAD" */
	bool fallback_get;  /* HEAD refused: GET */
	const char *url;    /* template: url, or base + path, or {store} + path, joined at load */
	const char *query;  /* GraphQL text, or NULL */
	const char *variables;
	const char *call;      /* SOAP: a row of declare/soap.h */
	const char *args;      /* JSON */
	const char *namespace; /* template: the XML namespace of the call */
	const char *headers;   /* JSON object of further headers, their values templates; or NULL */
	const char *auth;      /* scheme name, "none" */
	const char *secret;    /* profile key for single-secret schemes, or NULL */
	const char *header;   /* name of the header or parameter that carries the key, or (bearer) a second key */
	const char *sign_as;  /* "http" or "https": what an OAuth 1.0a base string says; NULL: as sent */
	const char *contrast; /* name of the probe this one contrasts with, or NULL */
	const char *same_answer;
	const struct expr *when; /* NULL: always */
	const char *const *needs;
	size_t need_count;
	const char *const *after; /* probe names */
	size_t after_count;
	const char *const *guide;
	size_t guide_count;
	bool bust_cache;
	bool personal;      /* the answer holds data of buyers: no piece of it is shown */
	int repeat;         /* >= 1 */
	int64_t timeout_ms; /* default 20 s */
	int64_t max_bytes;  /* default 4 MiB */
	struct outcome_rule *outcome;
	size_t outcome_count;
	struct probe_set *set;
	size_t set_count;
	struct probe_each *each; /* or NULL */
	const char *declaration; /* the JSON object as read: what travels to syncfix-net */
};

/* Could the probe end so, by its own rules? (Common and the platform's not counted.) */
const struct outcome_rule *probe_rule_of(const struct probe *probe, const char *outcome);

#endif
