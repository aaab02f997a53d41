/* Lists of the line mode: steps found, saved cases, profiles, routines; a number goes there. */
#include <stdlib.h>

#include "app/plain_state.h"
#include "base/spoken.h"
#include "case/handoff.h"
#include "guide/search.h"
#include "ui/frame.h"

enum { HITS = 15 };

static bool is_handoff(const struct ui_model *model, const char *words)
{
	struct handoff *handoff = spoken_resembles(words) ? handoff_read(model->guide, words, NULL) : NULL;
	bool is = handoff != NULL;

	handoff_free(handoff);
	return is;
}

void plain_find(struct plain_run *run, struct ui_model *model, const char *words)
{
	const struct platform *platform = walk_platform(model->walk);
	struct hit hit[HITS];
	size_t count;

	if (!words[0]) {
		plain_say(run, "Type find and words, or a pasted error message.");
		return;
	}
	if (is_handoff(model, words)) {
		plain_go(run, model, words);
		return;
	}
	desk_prepare(run->desk, SCREEN_SEARCH);
	desk_model(run->desk, model);
	count = search_find(model->search, words, DIRECTION_ANY, platform ? platform->id : "", hit, HITS);
	run->hit_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct text title = {0};

		if (!hit[i].node)
			continue;
		if (hit[i].kind == HIT_ERROR)
			text_addf(&title, "Error \"%s\": ", hit[i].error->text);
		frame_expand(&title, model, hit[i].node->title);
		run->hit[run->hit_count++] = hit[i].node;
		plain_say(run, "%zu %s (%s)", run->hit_count, text_str(&title),
		          hit[i].node->code ? hit[i].node->code : "");
		text_clear(&title);
	}
	run->list = run->hit_count > 0 ? LIST_HITS : LIST_NONE;
	plain_say(run, "%s",
	          run->hit_count > 0 ? "Type go and the number, or the code."
	                             : "Nothing is near. Fewer words find more.");
}

static void list_cases(struct plain_run *run, struct ui_model *model)
{
	desk_prepare(run->desk, SCREEN_CASES);
	desk_model(run->desk, model);
	for (size_t i = 0; i < model->case_count; i++)
		plain_say(run, "%zu %s. %s%s", i + 1, model->cases[i].title, model->cases[i].step,
		          model->cases[i].closed ? " (closed)" : "");
	plain_say(run, "%s", model->case_count > 0 ? "Type resume and the number." : "No case is saved.");
}

void plain_resume(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct intent intent = {.kind = INTENT_RESUME, .number = plain_number(rest) - 1};

	if (rest[0])
		plain_do(run, &intent);
	else
		list_cases(run, model);
}

void plain_profile(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct intent intent = {.kind = INTENT_PROFILE, .number = plain_number(rest) - 1};

	if (rest[0]) {
		plain_do(run, &intent);
		return;
	}
	for (size_t i = 0; i < model->profile_count; i++)
		if (model->profiles[i].lesson)
			plain_say(run, "%zu %s", i + 1, model->profiles[i].lesson);
		else
			plain_say(run, "%zu %s, %s %s", i + 1, model->profiles[i].name, model->profiles[i].platform,
			          model->profiles[i].store);
	plain_say(run, "%s",
	          model->profile_count > 0 ? "Type profile and the number; 0 for none."
	                                   : "No integration is set up. In the shell: syncfix profile add");
}

static const struct node *node_for(const struct plain_run *run, const struct ui_model *model,
                                   const char *rest)
{
	int number = plain_number(rest);

	if (run->list == LIST_HITS && number >= 1 && (size_t)number <= run->hit_count)
		return run->hit[number - 1];
	return guide_node_by_code(model->guide, rest);
}

void plain_go(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct intent intent = {.kind = INTENT_JUMP, .node = node_for(run, model, rest)};

	if (!intent.node && spoken_resembles(rest))
		intent = (struct intent){.kind = INTENT_HANDOFF, .words = rest};
	if (intent.kind == INTENT_HANDOFF || intent.node)
		plain_do(run, &intent);
	else
		plain_say(run, "There is no step \"%s\". Codes look like ORD-4; find WORDS looks for one.", rest);
}

void plain_routines(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)rest;
	run->hit_count = 0;
	for (size_t i = 0; i < model->guide->node_count && run->hit_count < 20; i++) {
		const struct node *node = &model->guide->node[i];

		if (node->kind != NODE_CHECKLIST || !node->routine)
			continue;
		run->hit[run->hit_count++] = node;
		plain_say(run, "%zu %s (%s)", run->hit_count, node->title, node->routine);
	}
	run->list = LIST_HITS;
	plain_say(run, "%s", run->hit_count > 0 ? "Type go and the number." : "The data holds no routine.");
}
