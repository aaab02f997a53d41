/* How things are shown, from settings and environment: by both front ends and doctor. */
#ifndef SYNCFIX_CLI_LOOK_H
#define SYNCFIX_CLI_LOOK_H

#include "cli/setup.h"

bool look_color(const struct setup *setup);
/* ASCII alone: the setting, else where the locale is not UTF-8. */
bool look_ascii(const struct setup *setup);
/* Line by line: wanted, no terminal at either end, or one that can do no more. */
bool look_plain(const struct setup *setup);

#endif
