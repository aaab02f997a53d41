/* Rules over the vocabulary: a condition over a fact that nothing ever sets can never hold. */
#include <stdlib.h>
#include <string.h>

#include "data/lint_parts.h"
#include "guide/template.h"

struct uses {
	const struct guide *guide;
	bool *set;  /* by fact */
	bool *read; /* by fact */
};

static void set_fact(struct uses *uses, int fact)
{
	if (fact >= 0)
		uses->set[fact] = true;
}

static void read_fact(void *ctx, int fact)
{
	struct uses *uses = ctx;

	if (fact >= 0)
		uses->read[fact] = true;
}

static void read_expr(struct uses *uses, const struct expr *expr)
{
	if (expr != NULL)
		expr_each_fact(expr, read_fact, uses);
}

static void read_name(void *ctx, const char *name)
{
	struct uses *uses = ctx;

	read_fact(uses, guide_fact_id(uses->guide, name));
}

static void read_text(struct uses *uses, const char *text)
{
	if (text != NULL)
		template_each(text, read_name, uses);
}

static void set_presets(struct uses *uses, const struct preset *set, size_t count)
{
	for (size_t i = 0; i < count; i++)
		set_fact(uses, set[i].fact);
}

/* ---- nodes ---- */

static void read_node_text(void *ctx, const struct node_text *text)
{
	read_text(ctx, text->text);
}

static void use_answers(struct uses *uses, const struct node *node)
{
	for (size_t i = 0; i < node->answer_count; i++) {
		set_presets(uses, node->answer[i].set, node->answer[i].set_count);
		read_expr(uses, node->answer[i].when);
		/* an answer that leads somewhere by itself is read by leading there */
		if (node->answer[i].to.kind != TARGET_NONE)
			read_fact(uses, node->fact);
	}
}

/* A ticket asks for what it needs, so its fields are set as well as read. */
static void use_ticket(struct uses *uses, const struct node *node)
{
	for (size_t i = 0; i < node->ticket_need_count; i++) {
		set_fact(uses, node->ticket_need[i]);
		read_fact(uses, node->ticket_need[i]);
	}
	for (size_t i = 0; i < node->urgency_count; i++)
		read_expr(uses, node->urgency[i].when);
}

static void use_node(struct uses *uses, const struct node *node)
{
	set_fact(uses, node->fact);
	for (size_t i = 0; i < node->also_count; i++)
		set_fact(uses, node->also[i]);
	if (node->kind == NODE_FIX) {
		set_fact(uses, node->verify.fact);
		read_fact(uses, node->verify.fact);
		read_expr(uses, node->verify.ok);
	}
	for (size_t i = 0; i < node->go_count; i++) {
		read_expr(uses, node->go[i].when);
		read_fact(uses, node->go[i].error_fact);
	}
	for (size_t i = 0; i < node->row_count; i++)
		for (size_t k = 0; k < node->row[i].from_count; k++)
			read_fact(uses, node->row[i].from[k]);
	read_expr(uses, node->until);
	use_answers(uses, node);
	use_ticket(uses, node);
	node_each_text(node, read_node_text, uses);
}

/* ---- probes ---- */

static void use_rules(struct uses *uses, const struct outcome_rule *rule, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		read_expr(uses, rule[i].when);
		use_rules(uses, rule[i].worst, rule[i].worst_count);
	}
}

static void use_sets(struct uses *uses, const struct probe_set *set, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		set_fact(uses, set[i].fact_id);
		read_expr(uses, set[i].from);
		read_expr(uses, set[i].when);
	}
}

static void use_each(struct uses *uses, const struct probe_each *each)
{
	read_expr(uses, each->when);
	for (size_t i = 0; i < each->label_count; i++)
		read_expr(uses, each->label[i].when);
	use_sets(uses, each->take, each->take_count);
	for (size_t i = 0; i < each->sample_count; i++) {
		set_fact(uses, each->sample[i].fact_id);
		read_expr(uses, each->sample[i].from);
	}
}

/* "{sku:search}" and "{now - 24h:iso}" of an address, of GraphQL variables and of SOAP arguments. */
static void read_request(struct uses *uses, const char *text)
{
	for (const char *at = text != NULL ? strchr(text, '{') : NULL; at != NULL; at = strchr(at + 1, '{')) {
		size_t len = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
		char *name = xstrndup(at + 1, len);

		read_name(uses, name);
		free(name);
	}
}

static void use_probe(struct uses *uses, const struct probe *probe)
{
	read_expr(uses, probe->when);
	for (size_t i = 0; i < probe->need_count; i++)
		read_name(uses, probe->needs[i]);
	if (probe->secret != NULL)
		read_name(uses, probe->secret);
	read_request(uses, probe->url);
	read_request(uses, probe->variables);
	read_request(uses, probe->args);
	read_request(uses, probe->namespace);
	read_request(uses, probe->headers);
	use_rules(uses, probe->outcome, probe->outcome_count);
	use_sets(uses, probe->set, probe->set_count);
	if (probe->each != NULL)
		use_each(uses, probe->each);
}

/* ---- the rest ---- */

static void use_fact(struct uses *uses, const struct fact *fact)
{
	if (fact->from_profile != NULL || fact->fallback.kind != VALUE_UNKNOWN)
		set_fact(uses, fact->id);
	/* what the profile holds is shown there, and the ticket prints what it is told to */
	if (fact->from_profile != NULL || fact->ticket)
		read_fact(uses, fact->id);
	for (size_t i = 0; i < fact->contradiction_count; i++) {
		read_expr(uses, fact->contradiction[i].when);
		read_text(uses, fact->contradiction[i].title);
		read_text(uses, fact->contradiction[i].text);
		read_text(uses, fact->contradiction[i].say);
	}
}

static void use_all(struct uses *uses)
{
	const struct guide *guide = uses->guide;

	for (size_t i = 0; i < guide->node_count; i++)
		use_node(uses, &guide->node[i]);
	for (size_t i = 0; i < guide->platform_count; i++) {
		use_rules(uses, guide->platform[i].outcome, guide->platform[i].outcome_count);
		for (size_t j = 0; j < guide->platform[i].probe_count; j++)
			use_probe(uses, &guide->platform[i].probe[j]);
	}
	for (size_t i = 0; i < guide->fact_count; i++)
		use_fact(uses, &guide->fact[i]);
	for (size_t i = 0; i < guide->symptom_count; i++)
		set_presets(uses, guide->symptom[i].set, guide->symptom[i].set_count);
	for (size_t i = 0; i < guide->error_count; i++) {
		set_presets(uses, guide->error[i].set, guide->error[i].set_count);
		set_fact(uses, guide->error[i].captures);
		read_text(uses, guide->error[i].cause);
	}
}

static void find_idle(struct lint *lint, const struct uses *uses, const struct fact *fact)
{
	if (uses->read[fact->id] && !uses->set[fact->id])
		lint_at_fact(lint, "fact-never-set", fact, "",
		             "Something depends on this, but no question, probe, message or profile ever sets it.");
	else if (!uses->read[fact->id] && !uses->set[fact->id])
		lint_at_fact(lint, "unused-fact", fact, "",
		             "Nothing sets or reads this; use it, or take it out and leave its number free.");
}

void lint_facts(struct lint *lint)
{
	struct uses uses = {
		.guide = lint->guide,
		.set = xcalloc(lint->guide->fact_count + 1, sizeof(bool)),
		.read = xcalloc(lint->guide->fact_count + 1, sizeof(bool)),
	};

	use_all(&uses);
	for (size_t i = 0; i < lint->guide->fact_count; i++)
		find_idle(lint, &uses, &lint->guide->fact[i]);
	free(uses.set);
	free(uses.read);
}
