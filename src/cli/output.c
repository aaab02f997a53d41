#include "cli/output.h"

#include <stdio.h>

#include "base/file.h"

int output_write(const struct setup *setup, const struct text *bytes)
{
	const char *path = setup->options.value[OPTION_OUTPUT];
	struct error err = {0};

	if (path == NULL) {
		fwrite(text_str(bytes), 1, bytes->len, stdout);
		return 0;
	}
	if (!file_write(path, text_str(bytes), bytes->len, 0600, &err))
		return setup_fail(&err);
	if (setup->options.value[OPTION_QUIET] == NULL)
		printf("Written to %s.\n", path);
	return 0;
}
