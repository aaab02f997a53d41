#include "app/desk_routine.h"

#include "app/desk_state.h"
#include "report/routine_report.h"
#include "store/routine_file.h"

void desk_routine_keep(struct desk *desk, const struct node *item, const struct node *list, const char *value)
{
	struct routine_answer answer = {item->name, value, desk_now(desk)};
	struct error err = {0};

	if (list->routine && desk->options.state &&
	    !routine_file_add(desk->options.state, walk_profile(desk->walk), &answer, &err))
		desk_tell(desk, "%s", err.message);
}

bool desk_routine_reminder(struct desk *desk, struct text *out)
{
	const struct node *node = routine_of_walk(desk->walk);
	const char *profile = walk_profile(desk->walk);
	int64_t now = desk_now(desk);
	int utc_offset = clock_local_offset(now);
	struct routine_file file;
	struct routine routine;

	if (!node)
		return false;
	(void)routine_file_read(&file, desk->options.state, profile, NULL);
	routine_make(&routine, desk->options.guide, node, file.answer.at, file.answer.count,
	             walk_platform(desk->walk), now, utc_offset);
	routine_report_calendar(out, &routine, profile, now, routine_day(now, utc_offset));
	routine_clear(&routine);
	routine_file_clear(&file);
	return true;
}
