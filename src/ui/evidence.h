/*
 * What is known, as lines for people: facts and probes in the order they came, each with its
 * state (a glyph and words), who said so, and what it does not prove. The panel, the evidence
 * page and the line mode show the same lines.
 */
#ifndef SYNCFIX_UI_EVIDENCE_H
#define SYNCFIX_UI_EVIDENCE_H

#include "base/array.h"
#include "ui/model.h"
#include "ui/surface.h"

enum evidence_state {
	EVIDENCE_KNOWN,   /* ✓ a fact */
	EVIDENCE_OK,      /* ✓ a probe */
	EVIDENCE_PROBLEM, /* ✗ */
	EVIDENCE_UNSURE,  /* ? a probe that could not tell */
	EVIDENCE_MISSING, /* ? a fact nobody knows */
	EVIDENCE_RUNNING, /* … */
	EVIDENCE_SKIPPED, /* – */
	EVIDENCE_SAID,    /* a note, in the person's words */
	EVIDENCE_STATES
};
struct evidence_look {
	const char *glyph;
	const char *word;
	enum style style;
};
const struct evidence_look *evidence_look(enum evidence_state state);

struct evidence_line {
	enum evidence_state state;
	const char *text;
	const char *right;  /* who and when, or how long; "" */
	const char *detail; /* what it does not prove, or "" */
	const char *proves; /* of a probe, or "" */
	const struct fact *fact;
	const struct probe *probe;
	int64_t at;
	size_t order; /* among lines of the same time */
};

struct evidence_lines {
	struct arena arena;
	ARRAY(struct evidence_line) line;
};

enum evidence_part {
	EVIDENCE_BRIEF, /* what the person said and what probes found */
	EVIDENCE_ALL,   /* also facts from probes, profile and imports, each on its own line */
	EVIDENCE_PROBES,
};
void evidence_collect(struct evidence_lines *lines, const struct ui_model *model, enum evidence_part part);
void evidence_clear(struct evidence_lines *lines);
/* "2 s of 20 s" */
void evidence_progress(struct text *out, const struct ui_running *running);
/* Who said it, in the words of the role. */
const char *evidence_source(enum source source, enum role role);

#endif
