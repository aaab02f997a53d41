/* Looks of the style roles, and whether colour is wanted at all. */
#ifndef SYNCFIX_TERM_THEME_H
#define SYNCFIX_TERM_THEME_H

#include <stdbool.h>

#include "ui/surface.h"

enum theme { THEME_DEFAULT, THEME_HIGH_CONTRAST, THEME_MONO, THEMES };
const char *theme_name(enum theme theme);
bool theme_find(const char *name, enum theme *out);

/* What decides on colour, in this order; NULL members were not given. */
struct color_wish {
	const char *option;        /* --color: always never auto */
	const char *syncfix_color; /* SYNCFIX_COLOR, the same words */
	const char *no_color;      /* NO_COLOR: any text but the empty one forbids (no-color.org) */
	const char *force_color;   /* FORCE_COLOR */
	const char *config;        /* the setting, the same words as the option */
	const char *term;          /* TERM: dumb has none */
};
bool term_color_wanted(const struct color_wish *wish);

/* Attributes of each style: bits below, and a colour of the basic eight (-1: the terminal's own). */
enum look_attribute { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };
struct look {
	int attributes;
	int color;
};
const struct look *theme_look(enum theme theme, enum style style);

#endif
