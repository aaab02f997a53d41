#include "term/theme.h"

#include <string.h>

/* The eight basic colours. Black and white are never named: backgrounds differ. */
enum { OWN = -1, RED = 1, GREEN = 2, YELLOW = 3, CYAN = 6 };

static const char *const names[THEMES] = {
	[THEME_DEFAULT] = "default",
	[THEME_HIGH_CONTRAST] = "high-contrast",
	[THEME_MONO] = "mono",
};

static const struct look looks[THEMES][STYLES] =
	{
		[THEME_DEFAULT] =
			{
				[STYLE_PLAIN] = {0, OWN},
				[STYLE_BOLD] = {LOOK_BOLD, OWN},
				[STYLE_TITLE] = {LOOK_BOLD, OWN},
				[STYLE_LABEL] = {0, CYAN},
				[STYLE_DIM] = {LOOK_DIM, OWN},
				[STYLE_FRAME] = {LOOK_DIM, OWN},
				[STYLE_HEAD] = {LOOK_BOLD, OWN},
				[STYLE_KEY] = {LOOK_BOLD, OWN},
				[STYLE_MARK] = {LOOK_BOLD, CYAN},
				[STYLE_OK] = {LOOK_BOLD, GREEN},
				[STYLE_BAD] = {LOOK_BOLD, RED},
				[STYLE_UNSURE] = {LOOK_BOLD, YELLOW},
				[STYLE_RUNNING] = {0, CYAN},
				[STYLE_INPUT] = {LOOK_UNDERLINE, OWN},
				[STYLE_NOTICE] = {LOOK_BOLD, YELLOW},
			},
		[THEME_HIGH_CONTRAST] =
			{
				[STYLE_PLAIN] = {0, OWN},
				[STYLE_BOLD] = {LOOK_BOLD, OWN},
				[STYLE_TITLE] = {LOOK_BOLD | LOOK_UNDERLINE, OWN},
				[STYLE_LABEL] = {LOOK_BOLD, OWN},
				[STYLE_DIM] = {0, OWN},
				[STYLE_FRAME] = {0, OWN},
				[STYLE_HEAD] = {LOOK_BOLD, OWN},
				[STYLE_KEY] = {LOOK_BOLD | LOOK_UNDERLINE, OWN},
				[STYLE_MARK] = {LOOK_BOLD | LOOK_REVERSE, OWN},
				[STYLE_OK] = {LOOK_BOLD, GREEN},
				[STYLE_BAD] = {LOOK_BOLD | LOOK_REVERSE, RED},
				[STYLE_UNSURE] = {LOOK_BOLD, OWN},
				[STYLE_RUNNING] = {LOOK_BOLD, OWN},
				[STYLE_INPUT] = {LOOK_REVERSE, OWN},
				[STYLE_NOTICE] = {LOOK_BOLD | LOOK_REVERSE, OWN},
			},
		[THEME_MONO] =
			{
				[STYLE_PLAIN] = {0, OWN},
				[STYLE_BOLD] = {LOOK_BOLD, OWN},
				[STYLE_TITLE] = {LOOK_BOLD, OWN},
				[STYLE_LABEL] = {LOOK_UNDERLINE, OWN},
				[STYLE_DIM] = {0, OWN},
				[STYLE_FRAME] = {0, OWN},
				[STYLE_HEAD] = {LOOK_BOLD, OWN},
				[STYLE_KEY] = {LOOK_BOLD, OWN},
				[STYLE_MARK] = {LOOK_BOLD, OWN},
				[STYLE_OK] = {LOOK_BOLD, OWN},
				[STYLE_BAD] = {LOOK_BOLD, OWN},
				[STYLE_UNSURE] = {LOOK_BOLD, OWN},
				[STYLE_RUNNING] = {0, OWN},
				[STYLE_INPUT] = {LOOK_UNDERLINE, OWN},
				[STYLE_NOTICE] = {LOOK_BOLD, OWN},
			},
};

const char *theme_name(enum theme theme)
{
	return names[theme];
}

bool theme_find(const char *name, enum theme *out)
{
	for (int i = 0; i < THEMES; i++) {
		if (strcmp(names[i], name) == 0) {
			*out = (enum theme)i;
			return true;
		}
	}
	return false;
}

const struct look *theme_look(enum theme theme, enum style style)
{
	return &looks[theme][style];
}

/* 1 yes, 0 no, -1 nothing said. */
static int said(const char *word)
{
	if (!word)
		return -1;
	if (strcmp(word, "always") == 0)
		return 1;
	return strcmp(word, "never") == 0 ? 0 : -1;
}

bool term_color_wanted(const struct color_wish *wish)
{
	if (said(wish->option) >= 0)
		return said(wish->option) == 1;
	if (said(wish->syncfix_color) >= 0)
		return said(wish->syncfix_color) == 1;
	if (wish->no_color && wish->no_color[0])
		return false;
	if (wish->force_color && wish->force_color[0])
		return true;
	if (said(wish->config) >= 0)
		return said(wish->config) == 1;
	return !wish->term || strcmp(wish->term, "dumb") != 0;
}
