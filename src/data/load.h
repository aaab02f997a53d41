/*
 * wizard-data → guide. Reads guide.json, facts.json, errors.json, trees and platforms (all *.json
 * there) of one or two folders, checks every field, name and expression, and reports each error
 * with file, JSON path and repair. The caller owns the guide; findings may be non-empty although
 * there is a guide: what is broken is left out, and findings_errors tells.
 */
#ifndef SYNCFIX_DATA_LOAD_H
#define SYNCFIX_DATA_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "declare/declare.h"
#include "guide/model.h"

/* Limits of design/wizard-data.md. */
enum {
	DATA_MAX_FILE = 4 << 20,
	DATA_MAX_STRING = 16 << 10,
	DATA_MAX_NODES = 200000,
};

struct data_sources {
	const char *dir;     /* folder of the data; for lint the one that is checked */
	const char *overlay; /* --data DIR: its files stand before dir's of the same name; NULL: none */
						 /*
	                      * dir is trusted to be whole (built-in data): an overlay file with errors is left out in
	                      * favour of dir's file of that name, the findings are kept. Without overlay no effect.
	                      */
};

/*
 * NULL only when guide.json or facts.json cannot be read at all. Otherwise the guide holds what
 * could be read; with findings_errors() > 0 it is for lint, not for a walk.
 */
struct guide *data_load(const struct data_sources *sources, struct findings *findings);

/*
 * Only what the first screen shows (title and symptoms), checked no further: for painting before the
 * rest is read. NULL when guide.json cannot be read; the caller owns the guide.
 */
struct guide *data_load_start(const struct data_sources *sources);

#endif
