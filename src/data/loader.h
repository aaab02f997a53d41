/*
 * What the parts of the loader share: private to this floor. Loading goes twice over the files:
 * first names (facts, nodes, platforms, probes and their outcomes), then, with all names known,
 * every field; so a reader finds what its file refers to whatever the order of the files.
 */
#ifndef SYNCFIX_DATA_LOADER_H
#define SYNCFIX_DATA_LOADER_H

#include <stdbool.h>

#include "base/array.h"
#include "data/load.h"
#include "declare/fields.h"

enum source_kind { SOURCE_GUIDE, SOURCE_FACTS, SOURCE_ERRORS, SOURCE_TREE, SOURCE_PLATFORM };

/* One file that was read. */
struct source {
	enum source_kind kind;
	char *name; /* in its folder: "trees/01-overview.json" */
	char *path; /* as messages show it */
	bool overlay;
	struct json_doc *doc;
};

struct shared_steps {
	const char *name;
	struct step *step;
	size_t step_count;
	const char *undo;
};

struct loader {
	struct declare declare; /* ctx is the loader */
	struct guide *guide;
	struct findings *findings;
	ARRAY(struct source) source;
	struct expr_names names; /* outside answers */
	ARRAY(struct shared_steps) steps;
	ARRAY(struct area {
		const char *name;
		const char *file;
	})
	area;
	ARRAY(struct shown_conflict {
		int node;
		const struct conflict *conflict;
	})
	shown;                 /* as guide.json lists them */
	ARRAY(char *) refused; /* overlay files that are left out */
	ARRAY(char *) unread; /* files whose nodes nobody can know: what leads there is not an error of its own */
	size_t unreadable;    /* errors found before the first field was read */
	size_t guesses;       /* how many more nearest names may be looked for among the nodes */
};

static inline struct loader *loader_of(struct declare *declare)
{
	return declare->ctx;
}

/* ---- files ---- */
void sources_find(struct loader *loader, const struct data_sources *sources);
void sources_clear(struct loader *loader);
const struct source *source_of(const struct loader *loader, enum source_kind kind); /* NULL: none */
/* The file is there, but its nodes are not known. */
void source_lost(struct loader *loader, const char *name);
bool source_is_lost(const struct loader *loader, const char *name);
/* Sets the document that messages and readers refer to; gives its root. */
struct json_at source_open(struct loader *loader, const struct source *source);

/* ---- first time: names ---- */
void names_collect(struct loader *loader);

/* ---- second time: fields ---- */
void load_facts(struct loader *loader, const struct source *source);
void load_guide_file(struct loader *loader, const struct source *source);
void load_errors(struct loader *loader, const struct source *source);
/* The conflicts that guide.json says a node shows, after the nodes have been read. */
void show_conflicts(struct loader *loader);
/* index: of the file's first node in guide->node; gives that of the next file's. */
size_t load_tree(struct loader *loader, const struct source *source, const struct tree *tree, size_t index);
void load_platform(struct loader *loader, const struct source *source, struct platform *platform);
void load_node(struct loader *loader, const struct json_at *at, struct node *node);
void load_probes(struct loader *loader, const struct json_at *at, struct platform *platform);
/* The probe's object with the file's text as "query"; NULL when it names no file or that cannot be read.
 * The caller frees the document when the probe has been declared. */
struct json_doc *load_query_file(struct loader *loader, const struct json_at *probe);
bool load_steps(struct declare *declare, const struct json_at *at, struct step **step, size_t *count);

/* ---- readers of fields (declare/fields.h) ---- */
void read_target(struct declare *declare, const struct json_at *at, void *out);         /* struct target */
void read_outcome_target(struct declare *declare, const struct json_at *at, void *out); /* @unknown too */
void read_fact(struct declare *declare, const struct json_at *at, void *out);           /* int */
void read_facts(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void read_presets(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void read_probe_name(struct declare *declare, const struct json_at *at, void *out); /* const struct probe * */
void read_outcome_targets(struct declare *declare, const struct json_at *at, void *out, size_t *count);
void read_format(struct declare *declare, const struct json_at *at, void *out); /* must be 1 */
/* { name: Text } in order. */
void read_named_texts(struct declare *declare, const struct json_at *at, void *out, size_t *count);
/* A value of the fact as JSON writes it: "on", true, 3, ["a"]. */
bool read_value(struct declare *declare, const struct json_at *at, const struct fact *fact,
                struct value *out);

/* The nearest name of a node, or NULL; expensive, so only for the first of many mistakes. */
const char *loader_nearest_node(struct loader *loader, const char *name);
/* Compiles conditions with `outcome` meaning that probe's (NULL: nothing); gives the names to put back. */
const struct expr_names *loader_self(struct loader *loader, struct expr_names *own,
                                     const struct probe *probe);

extern const char *const loader_fact_types[]; /* by enum fact_type, ends with NULL */
extern const char *const loader_slots[];      /* slots of a platform, ends with NULL */

#endif
