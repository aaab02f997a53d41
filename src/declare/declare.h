/*
 * Declarations: JSON of a probe, of outcome rules → guide/probe.h structs. Used by the loader (data)
 * and by syncfix-net, so that both compile the same text the same way.
 */
#ifndef SYNCFIX_DECLARE_DECLARE_H
#define SYNCFIX_DECLARE_DECLARE_H

#include "base/array.h"
#include "base/error.h"
#include "guide/probe.h"
#include "json/json.h"

/* Collects every error with file and JSON path; reading goes on after one. */
struct findings {
	ARRAY(struct finding {
		const char *code; /* of a row of data/lint.h */
		int level;        /* 0 error, 1 warning */
		char *file;
		char *path;
		char *message;
	})
	finding;
	size_t errors; /* how many of them have level 0 */
};
void findings_clear(struct findings *findings);
void findings_add(struct findings *findings, const char *code, int level, const struct json_doc *doc,
                  const struct json_at *at, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* For what is found without a document in hand; file and path may be "". */
void findings_add_at(struct findings *findings, const char *code, int level, const char *file,
                     const char *path, const char *format, ...) __attribute__((format(printf, 6, 7)));
size_t findings_errors(const struct findings *findings);

struct declare {
	struct arena *arena; /* where everything goes */
	const struct json_doc *doc;
	const struct expr_names *names; /* in_answer set */
	struct findings *findings;
	void *ctx; /* of the readers of fields (declare/fields.h); not used by declare_probe */
};

/* False when something was wrong (it is in findings); out is then incomplete. */
bool declare_probe(struct declare *declare, const struct json_at *at, const char *name, struct probe *out);
bool declare_outcomes(struct declare *declare, const struct json_at *array, struct outcome_rule **rule,
                      size_t *count);

/*
 * Names for a side that has no facts.json (syncfix-net): facts by name and type name;
 * choices and probes are not checked. The result borrows facts; ids are indexes into it.
 */
struct declare_facts {
	const struct declare_fact {
		const char *name;
		const char *type;
	} * fact;
	size_t count;
};
struct expr_names declare_names(const struct declare_facts *facts);

#endif
