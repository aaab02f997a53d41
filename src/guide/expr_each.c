/* Reading a compiled expression: its kind, its text, and what it depends on. */
#include "guide/expr_tree.h"

enum value_kind expr_kind(const struct expr *expr)
{
	return expr->kind;
}

const char *expr_source(const struct expr *expr)
{
	return expr->source;
}

static void each_part(const struct expr *expr, void (*each)(void *ctx, const struct expr *part), void *ctx)
{
	each(ctx, expr);
	for (size_t i = 0; i < expr->count; i++)
		each_part(expr->arg[i], each, ctx);
	if (expr->where != NULL)
		each_part(expr->where, each, ctx);
}

struct fact_ctx {
	void (*each)(void *ctx, int fact);
	void *ctx;
};

static void on_fact(void *ctx, const struct expr *part)
{
	const struct fact_ctx *to = ctx;

	if (part->op == OP_FACT)
		to->each(to->ctx, part->fact);
}

void expr_each_fact(const struct expr *expr, void (*each)(void *ctx, int fact), void *ctx)
{
	struct fact_ctx to = {each, ctx};

	each_part(expr, on_fact, &to);
}

struct probe_ctx {
	void (*each)(void *ctx, const char *probe);
	void *ctx;
};

static void on_probe(void *ctx, const struct expr *part)
{
	const struct probe_ctx *to = ctx;

	if (part->op == OP_CALL && part->function == EXPR_OUTCOME)
		to->each(to->ctx, part->text);
}

void expr_each_probe(const struct expr *expr, void (*each)(void *ctx, const char *probe), void *ctx)
{
	struct probe_ctx to = {each, ctx};

	each_part(expr, on_probe, &to);
}

struct symbol_ctx {
	void (*each)(void *ctx, int fact, const char *probe, const char *symbol);
	void *ctx;
};

static void tell_symbol(const struct symbol_ctx *to, const struct expr *choice, const struct expr *word)
{
	if (word->op != OP_CONST || word->kind != VALUE_SYMBOL)
		return;
	if (choice->op == OP_FACT)
		to->each(to->ctx, choice->fact, NULL, word->literal->text);
	else if (choice->op == OP_CALL && choice->function == EXPR_OUTCOME)
		to->each(to->ctx, -1, choice->text, word->literal->text);
}

static void on_symbol(void *ctx, const struct expr *part)
{
	const struct symbol_ctx *to = ctx;

	if (part->op != OP_EQUAL && part->op != OP_DIFFERENT && part->op != OP_IN)
		return;
	for (size_t i = 1; i < part->count; i++) {
		tell_symbol(to, part->arg[0], part->arg[i]);
		tell_symbol(to, part->arg[i], part->arg[0]);
	}
}

void expr_each_symbol(const struct expr *expr,
                      void (*each)(void *ctx, int fact, const char *probe, const char *symbol), void *ctx)
{
	struct symbol_ctx to = {each, ctx};

	each_part(expr, on_symbol, &to);
}
