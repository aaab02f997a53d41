/* What the parts of the scenario reader share: private to scenario*.c. */
#ifndef SYNCFIX_DATA_SCENARIO_READING_H
#define SYNCFIX_DATA_SCENARIO_READING_H

#include "data/scenario.h"
#include "declare/fields.h"

struct scenario_reading {
	struct declare declare; /* ctx is the reading */
	struct scenario *scenario;
	const struct guide *guide; /* NULL: names are not checked */
	const char *dir;           /* of the files that routes name */
	const struct tour *tour;   /* whose walk it is, or NULL */
	const char *of;            /* name of the scenario whose file is read */
};

static inline struct scenario_reading *reading_of(struct declare *declare)
{
	return declare->ctx;
}

/* { name: value } in written form; null stays NULL. Times in braces are worked out by `now`. */
void scenario_read_pairs(struct declare *declare, const struct json_at *at, void *out, size_t *count);
/* The same, but texts stay templates, and only texts are allowed (headers, query). */
void scenario_read_templates(struct declare *declare, const struct json_at *at, void *out, size_t *count);
/* Appends the routes of the file to the scenario. */
void scenario_read_routes(struct declare *declare, const struct json_at *at, void *out);
void scenario_read_expect(struct declare *declare, const struct json_at *at, void *out);
/* A list stands for answers in turn: a pair for each. */
void scenario_read_people(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void scenario_read_do(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void scenario_read_compared(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void scenario_read_now(struct declare *declare, const struct json_at *at, void *out);
struct json_doc *scenario_parse(struct findings *findings, const char *path);
/* The file of something is called as it is; says so at `at` when not. */
void scenario_check_name(struct declare *declare, const struct json_at *at, const char *what, const char *own,
                         const char *path);
/* Names, values and places of the scenario against the guide. */
void scenario_check(struct scenario_reading *reading, const struct json_at *root);
/* The time that "2026-11-14T11:30:00Z" or "{now-2h}" stands for. */
bool scenario_time(const struct scenario *scenario, const char *text, int64_t *out);

#endif
