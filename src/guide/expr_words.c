#include "guide/expr_words.h"

#include "base/clock.h"
#include "guide/expr_tree.h"
#include "guide/template.h"

struct words {
	struct text *out;
	const struct guide *guide;
};

/* What stands between two operands; of times, and of everything else. */
static const struct sign {
	const char *words, *of_times;
	int binds; /* tighter than those with less */
} signs[] = {
	[OP_OR] = {"or", NULL, 1},
	[OP_AND] = {"and", NULL, 2},
	[OP_EQUAL] = {"is", NULL, 4},
	[OP_DIFFERENT] = {"is not", NULL, 4},
	[OP_LESS] = {"is less than", "is before", 4},
	[OP_LESS_EQUAL] = {"is at most", "is not after", 4},
	[OP_GREATER] = {"is more than", "is after", 4},
	[OP_GREATER_EQUAL] = {"is at least", "is not before", 4},
	[OP_HAS] = {"has", NULL, 4},
	[OP_STARTS] = {"begins with", NULL, 4},
	[OP_ENDS] = {"ends in", NULL, 4},
	[OP_CONTAINS] = {"contains", NULL, 4},
	[OP_IN] = {"is", NULL, 4},
	[OP_ADD] = {"plus", NULL, 5},
	[OP_SUBTRACT] = {"minus", NULL, 5},
	[OP_MULTIPLY] = {"times", NULL, 6},
};

static void put(const struct words *words, const struct expr *expr);

static int binds(const struct expr *expr)
{
	size_t op = (size_t)expr->op;

	return op < sizeof signs / sizeof *signs && signs[op].words != NULL ? signs[op].binds : 9;
}

static void put_inside(const struct words *words, const struct expr *expr, int least)
{
	bool loose = binds(expr) < least;

	if (loose)
		text_add_char(words->out, '(');
	put(words, expr);
	if (loose)
		text_add_char(words->out, ')');
}

/* ---- facts and values ---- */

static void put_fact(const struct words *words, int fact)
{
	const char *label = words->guide->fact[fact].label;

	template_plain(words->out, label != NULL ? label : words->guide->fact[fact].name);
}

static void put_label(const struct words *words, const char *label)
{
	for (; *label != '\0'; label++)
		text_add_char(words->out, *label == '_' ? ' ' : *label);
}

/* beside: what it is compared with, or NULL. */
static void put_symbol(const struct words *words, const char *symbol, const struct expr *beside)
{
	const struct fact_value *value = NULL;

	if (beside != NULL && beside->op == OP_FACT)
		value = fact_value_named(&words->guide->fact[beside->fact], symbol);
	if (value != NULL && value->text != NULL)
		template_plain(words->out, value->text);
	else
		put_label(words, symbol);
}

static void put_value(const struct words *words, const struct expr *expr, const struct expr *beside)
{
	const struct value *value = expr->literal;

	if (value->kind == VALUE_SYMBOL)
		put_symbol(words, value->text, beside);
	else if (value->kind == VALUE_TEXT)
		text_addf(words->out, "\"%s\"", value->text);
	else if (value->kind == VALUE_DURATION)
		duration_add(words->out, value->ms);
	else
		value_write(words->out, value);
}

/* ---- functions ---- */

static void put_probe(const struct words *words, const char *name)
{
	const struct probe *probe = guide_probe(words->guide, name);

	if (probe != NULL && probe->ref != NULL)
		text_addf(words->out, "%s ", probe->ref);
	text_addf(words->out, "\"%s\"", probe != NULL ? probe->title : name);
}

static void put_slot(const struct words *words, const struct expr *expr)
{
	text_add(words->out, "the first ");
	for (size_t i = 1; i < expr->count; i++)
		text_addf(words->out, "%s:%02d", i > 1 ? " or " : "", (int)expr->arg[i]->literal->number);
	text_add(words->out, " from ");
	put(words, expr->arg[0]);
	text_add(words->out, " on");
}

static void put_extreme(const struct words *words, const struct expr *expr)
{
	text_add(words->out, expr->function == EXPR_MAX ? "the larger of " : "the smaller of ");
	for (size_t i = 0; i < expr->count; i++) {
		if (i > 0)
			text_add(words->out, " and ");
		put_inside(words, expr->arg[i], 3);
	}
}

static void put_call(const struct words *words, const struct expr *expr)
{
	switch (expr->function) {
	case EXPR_OUTCOME:
		put_probe(words, expr->text);
		break;
	case EXPR_KNOWN:
		put(words, expr->arg[0]);
		text_add(words->out, " is known");
		break;
	case EXPR_NOW:
		text_add(words->out, "now");
		break;
	case EXPR_MAX:
	case EXPR_MIN:
		put_extreme(words, expr);
		break;
	case EXPR_SLOT:
		put_slot(words, expr);
		break;
	default: /* "age of Last Sync", "host of Store" */
		put_label(words, expr_function_name(expr->function));
		for (size_t i = 0; i < expr->count; i++) {
			text_add(words->out, i == 0 ? " of " : ", ");
			put_inside(words, expr->arg[i], 5);
		}
	}
}

/* ---- operators ---- */

static void put_operand(const struct words *words, const struct expr *expr, const struct expr *beside,
                        int least)
{
	if (expr->op == OP_CONST)
		put_value(words, expr, beside);
	else
		put_inside(words, expr, least);
}

/* Where yes or no is wanted: "Orders arrive: yes". */
static void put_truth(const struct words *words, const struct expr *expr)
{
	if (expr->op != OP_FACT) {
		put_inside(words, expr, 3);
		return;
	}
	put_fact(words, expr->fact);
	text_add(words->out, ": yes");
}

static void put_chain(const struct words *words, const struct expr *expr)
{
	for (size_t i = 0; i < expr->count; i++) {
		if (i > 0)
			text_addf(words->out, " %s ", signs[expr->op].words);
		put_truth(words, expr->arg[i]);
	}
}

static bool is_answer(const struct expr *expr)
{
	return expr->op == OP_EQUAL && expr->arg[0]->op == OP_FACT && expr->arg[1]->op == OP_CONST &&
	       expr->arg[0]->kind == VALUE_YESNO;
}

static void put_pair(const struct words *words, const struct expr *expr)
{
	const struct sign *sign = &signs[expr->op];
	bool times = sign->of_times != NULL && expr->arg[0]->kind == VALUE_TIME;

	put_operand(words, expr->arg[0], expr->arg[1], sign->binds);
	text_addf(words->out, "%s ", is_answer(expr) ? ":" : "");
	if (!is_answer(expr))
		text_addf(words->out, "%s ", times ? sign->of_times : sign->words);
	for (size_t i = 1; i < expr->count; i++) {
		if (i > 1)
			text_add(words->out, i + 1 == expr->count ? " or " : ", ");
		put_operand(words, expr->arg[i], expr->arg[0], sign->binds + 1);
	}
}

static void put_not(const struct words *words, const struct expr *of)
{
	if (of->op == OP_CALL && of->function == EXPR_KNOWN) {
		put(words, of->arg[0]);
		text_add(words->out, " is not known");
	} else if (of->op == OP_FACT) {
		put(words, of);
		text_add(words->out, ": no");
	} else {
		text_add(words->out, "not (");
		put(words, of);
		text_add_char(words->out, ')');
	}
}

static void put(const struct words *words, const struct expr *expr)
{
	switch (expr->op) {
	case OP_CONST:
		put_value(words, expr, NULL);
		break;
	case OP_FACT:
		put_fact(words, expr->fact);
		break;
	case OP_CALL:
		put_call(words, expr);
		break;
	case OP_NOT:
		put_not(words, expr->arg[0]);
		break;
	case OP_NEGATE:
		text_add(words->out, "minus ");
		put_inside(words, expr->arg[0], 6);
		break;
	case OP_AND:
	case OP_OR:
		put_chain(words, expr);
		break;
	default:
		put_pair(words, expr);
	}
}

void expr_words(struct text *out, const struct expr *expr, const struct guide *guide)
{
	struct words words = {out, guide};

	if (expr->op == OP_FACT)
		put_truth(&words, expr);
	else
		put(&words, expr);
}
