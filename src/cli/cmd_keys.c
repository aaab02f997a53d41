/* keys: the keys of the screens, from the table that the screens use. */
#include <stdio.h>

#include "cli/command.h"
#include "ui/keymap.h"

int cmd_keys(struct setup *setup)
{
	size_t count;
	const struct keymap_row *rows = keymap_rows(&count);

	(void)setup;
	for (size_t i = 0; i < count; i++) {
		static const char *const roles[] =
			{[KEYMAP_EVERYBODY] = "", [KEYMAP_AGENT] = " (agent)", [KEYMAP_TRAINER] = " (trainer)"};
		printf("%-16s %s%s\n", rows[i].presses, rows[i].help, roles[rows[i].role]);
	}
	return 0;
}
