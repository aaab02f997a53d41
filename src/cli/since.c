#include "cli/since.h"

int since_read(const struct setup *setup, int64_t *since)
{
	const char *given = setup->options.value[OPTION_SINCE];
	int64_t now = setup_now(setup), ago;

	if (given == NULL)
		return 0;
	if (duration_parse(given, &ago) && ago >= 0)
		*since = now - ago;
	else if (!time_parse_iso(given, false, since) &&
	         !time_parse_person(given, now, clock_local_offset(now), since))
		return setup_refuse(ERROR_USAGE, "--since is a time like 7d, 2h or 2026-11-14 11:30.");
	return 0;
}
