#include "cli/check_progress.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { LINE_WIDTH = 78 };

/* Of one: what runs longest, and until when at most. */
static void one(struct text *line, const struct fleet_look *look)
{
	const struct probe_state *probe;
	const struct probe *oldest;
	size_t count = look->walk != NULL ? walk_probes(look->walk, &probe) : 0, done = 0;
	int64_t left_ms = 0;

	for (size_t i = 0; i < count; i++)
		done += probe[i].outcome != NULL && !probe[i].running;
	text_addf(line, "%zu of %zu looked at", done, count);
	oldest = look->driver != NULL ? driver_oldest(look->driver, &left_ms) : NULL;
	if (oldest != NULL)
		text_addf(line, " · at most %lld s left · %s …", (long long)(left_ms > 0 ? left_ms / 1000 + 1 : 0),
		          oldest->title);
}

static void many(struct text *line, const struct fleet_state *state, const struct check_report *so_far)
{
	int64_t passed = clock_monotonic() - state->began;

	text_addf(line, "%zu of %zu integrations · %zu with a problem · %zu under way", state->done, state->total,
	          so_far->of[CHECKLIST_PROBLEM], state->looking);
	if (state->late > 0)
		text_addf(line, " · %zu put off", state->late);
	if (state->done > 0 && state->done < state->total) {
		text_add(line, " · about ");
		duration_add(line,
		             passed / (int64_t)state->done * (int64_t)(state->total - state->done) / 1000 * 1000);
		text_add(line, " left");
	}
}

void check_progress_show(struct check_progress *progress, const struct fleet_state *state,
                         const struct check_report *so_far)
{
	struct text line = {0}, cut = {0};

	if (so_far != NULL)
		many(&line, state, so_far);
	else if (state->oldest != NULL)
		one(&line, state->oldest);
	utf8_add_cut(&cut, text_str(&line), LINE_WIDTH, false);
	if (strcmp(text_str(&cut), text_str(&progress->shown)) != 0) {
		fprintf(stderr, "\r\033[K%s", text_str(&cut));
		fflush(stderr);
	}
	text_clear(&line);
	text_clear(&progress->shown);
	progress->shown = cut;
}

void check_progress_clear(struct check_progress *progress)
{
	if (progress->shown.len == 0)
		return;
	fprintf(stderr, "\r\033[K");
	fflush(stderr);
	text_clear(&progress->shown);
}
