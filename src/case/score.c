#include "case/score.h"

#include <string.h>

enum { HELP_AFTER = 2 }; /* fixes that did not help: then somebody is asked */

struct judge {
	struct score *score;
	const struct guide *guide;
	int64_t began;
	bool chosen;                 /* a symptom */
	int evidence;                /* answers and outcomes that tell something */
	const struct node *changing; /* a fix whose verdict is open */
	int failed;                  /* fixes that did not help */
	int fixes, noted, ticketed;
	enum ending ending;
};

static const char *const rule_names[SCORE_RULES] = {
	[SCORE_SIMPLE] = "Simple things first",
	[SCORE_EVIDENCE] = "Evidence before a change",
	[SCORE_ONE_CHANGE] = "One change at a time",
	[SCORE_VERIFIED] = "Every fix checked",
	[SCORE_WRITTEN] = "Written down",
	[SCORE_HELP] = "Help asked in time",
};

const char *score_rule_name(enum score_rule rule)
{
	return rule_names[rule];
}

const char *score_state_name(enum score_state state)
{
	static const char *const names[] =
		{[SCORE_OPEN] = "open", [SCORE_KEPT] = "kept", [SCORE_BROKEN] = "broken"};

	return names[state];
}

static bool is(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

static struct score_moment moment_of(const struct judge *judge, const struct event *event, const char *what)
{
	return (struct score_moment){.node = event->node ? guide_node(judge->guide, event->node) : NULL,
	                             .after_ms = event->at - judge->began,
	                             .what = what};
}

static void break_rule(struct judge *judge, enum score_rule rule, const struct event *event, const char *what)
{
	if (judge->score->rule[rule] == SCORE_BROKEN)
		return;
	judge->score->rule[rule] = SCORE_BROKEN;
	judge->score->broken[rule] = moment_of(judge, event, what);
}

static void add_detour(struct judge *judge, const struct event *event, const char *what)
{
	array_push(&judge->score->detour, moment_of(judge, event, what));
}

/* A visit out of the order of the trees: from the start without a symptom, or from amidst another step. */
static bool is_jump(const struct judge *judge, const struct event *event)
{
	const struct node *top =
		event->stack_count > 0 ? guide_node(judge->guide, event->stack[event->stack_count - 1]) : NULL;

	return (!judge->chosen && judge->evidence == 0 && event->stack_count == 0) ||
	       (top && top->kind != NODE_CALL);
}

static void hear_visit(struct judge *judge, const struct event *event)
{
	if (!event->node || !is_jump(judge, event))
		return;
	break_rule(judge, SCORE_SIMPLE, event, "jumped past the questions before it");
	add_detour(judge, event, "jumped here");
	judge->chosen = true;
}

static void hear_answer(struct judge *judge, const struct event *event)
{
	if (!event->node) {
		judge->chosen = true;
		return;
	}
	judge->score->answers += !is(event->outcome, "also");
	for (size_t i = 0; i < event->fact_count; i++)
		judge->evidence += event->fact[i].value != NULL;
}

static void hear_done(struct judge *judge, const struct event *event)
{
	judge->fixes++;
	if (judge->evidence == 0)
		break_rule(judge, SCORE_EVIDENCE, event, "changed before anything was looked at");
	if (is(event->text, "confounded"))
		break_rule(judge, SCORE_ONE_CHANGE, event, "changed while another change was not checked");
	if (judge->changing)
		break_rule(judge, SCORE_VERIFIED, event, "the change before was left unchecked");
	if (judge->failed >= HELP_AFTER)
		break_rule(judge, SCORE_HELP, event, "one more change after two that did not help");
	judge->changing = event->node ? guide_node(judge->guide, event->node) : NULL;
}

static void hear_fix(struct judge *judge, const struct event *event)
{
	if (is(event->text, "before") || is(event->text, "confounded")) {
		hear_done(judge, event);
		return;
	}
	if (is(event->text, "after") && event->verdict == VERDICT_OK) {
		judge->changing = NULL;
		return;
	}
	if (is(event->text, "after"))
		judge->changing = NULL;
	judge->failed += is(event->text, "after");
	add_detour(judge, event,
	           is(event->text, "after") ? "a fix that did not help" : "a fix that did not apply");
}

static void hear_skip(struct judge *judge, const struct event *event)
{
	if (!event->node || is(event->text, "not waited for"))
		return;
	add_detour(judge, event, "skipped");
	if (!event->text || !*event->text || is(event->text, "skipped by hand")) {
		break_rule(judge, SCORE_WRITTEN, event, "skipped without a reason");
	}
}

static void hear(struct judge *judge, const struct event *event)
{
	switch (event->kind) {
	case EVENT_VISIT:
		hear_visit(judge, event);
		break;
	case EVENT_ANSWER:
		hear_answer(judge, event);
		break;
	case EVENT_PROBE:
		judge->evidence += event->verdict == VERDICT_OK || event->verdict == VERDICT_PROBLEM;
		break;
	case EVENT_BACK:
		add_detour(judge, event, is(event->text, "recheck") ? "asked again" : "went back");
		break;
	case EVENT_FIX:
		hear_fix(judge, event);
		break;
	case EVENT_SKIP:
		hear_skip(judge, event);
		break;
	case EVENT_NOTE:
		judge->noted++;
		break;
	case EVENT_TICKET:
		judge->ticketed++;
		break;
	case EVENT_END:
		judge->ending = event->ending;
		break;
	default:
		break;
	}
}

/* What the end tells: rules that nothing broke are kept once they could have been broken. */
static void close_rules(struct judge *judge, const struct event *last)
{
	struct score *score = judge->score;
	bool ended = judge->ending != ENDING_NONE;
	score->ended = ended;
	bool asks = judge->ending == ENDING_ESCALATE || judge->ending == ENDING_NOT_OURS;

	if (ended && judge->changing)
		break_rule(judge, SCORE_VERIFIED, last, "it ended with a change unchecked");
	if (asks && judge->noted == 0 && judge->ticketed == 0)
		break_rule(judge, SCORE_WRITTEN, last, "handed over without a note or a ticket");
	for (int rule = 0; rule < SCORE_RULES; rule++) {
		bool changed =
			judge->fixes > 0 || rule == SCORE_SIMPLE || rule == SCORE_WRITTEN || rule == SCORE_HELP;
		bool pending = rule == SCORE_VERIFIED && judge->changing;
		if (score->rule[rule] == SCORE_OPEN && !pending && (ended || (changed && rule < SCORE_WRITTEN)))
			score->rule[rule] = SCORE_KEPT;
		score->kept += score->rule[rule] == SCORE_KEPT;
	}
}

void score_make(struct score *score, const struct walk *walk, int par)
{
	const struct journal *journal = walk_journal(walk);
	struct judge judge = {.score = score, .guide = walk_guide(walk)};

	*score = (struct score){.par = par};
	for (size_t i = 0; i < journal->event.count; i++) {
		if (i == 0)
			judge.began = journal->event.at[0].at;
		hear(&judge, &journal->event.at[i]);
	}
	if (journal->event.count > 0)
		close_rules(&judge, &journal->event.at[journal->event.count - 1]);
}

void score_clear(struct score *score)
{
	array_clear(&score->detour);
}

/* ---- in words ---- */

static void add_moment(struct text *out, const struct score_moment *moment)
{
	long long seconds = (long long)(moment->after_ms / 1000);

	text_addf(out, "%02lld:%02lld ", seconds / 60, seconds % 60);
	if (moment->node && moment->node->code)
		text_addf(out, "%s ", moment->node->code);
	text_add(out, moment->what);
}

static void add_answers(const struct score *score, struct text *out)
{
	text_addf(out, "%d answer%s%s", score->answers, score->answers == 1 ? "" : "s",
	          score->ended ? "" : " so far");
	if (score->par < 0)
		text_add(out, "; no par is set.\n");
	else if (score->answers <= score->par)
		text_addf(out, "; par is %d%s.\n", score->par, score->ended ? ": well done" : "");
	else
		text_addf(out, "; par is %d: %d more than it takes.\n", score->par, score->answers - score->par);
}

void score_write(const struct score *score, struct text *out)
{
	text_addf(out, "%d of %d rules kept (section 13).\n", score->kept, SCORE_RULES);
	for (int rule = 0; rule < SCORE_RULES; rule++) {
		text_addf(out, "  %s: %s", rule_names[rule], score_state_name(score->rule[rule]));
		if (score->rule[rule] == SCORE_BROKEN) {
			text_add(out, ". ");
			add_moment(out, &score->broken[rule]);
		}
		text_add(out, ".\n");
	}
	add_answers(score, out);
	if (score->detour.count > 0)
		text_add(out, "Detours:\n");
	for (size_t i = 0; i < score->detour.count; i++) {
		text_add(out, "  ");
		add_moment(out, &score->detour.at[i]);
		text_add(out, ".\n");
	}
}
