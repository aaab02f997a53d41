#include <stdio.h>
#include <string.h>

#include "guide/expr_tree.h"

static const char *const op_sign[] = {
	[OP_NEGATE] = "-",   [OP_NOT] = "not",           [OP_AND] = "and", [OP_OR] = "or",
	[OP_EQUAL] = "==",   [OP_DIFFERENT] = "!=",      [OP_LESS] = "<",  [OP_LESS_EQUAL] = "<=",
	[OP_GREATER] = ">",  [OP_GREATER_EQUAL] = ">=",  [OP_HAS] = "has", [OP_STARTS] = "starts",
	[OP_ENDS] = "ends",  [OP_CONTAINS] = "contains", [OP_IN] = "in",   [OP_ADD] = "+",
	[OP_SUBTRACT] = "-", [OP_MULTIPLY] = "*",
};

/* ---- names ---- */

static enum value_kind find_fact(const struct expr_check *check, const char *name, int *id, bool *secret)
{
	*secret = false;
	*id = -1;
	if (check->names->fact == NULL)
		return VALUE_UNKNOWN;
	return check->names->fact(check->names->ctx, name, id, secret);
}

static bool find_bare_function(const struct expr_check *check, const char *name, enum expr_function *function)
{
	*function = expr_function_find(name);
	return *function != EXPR_FUNCTIONS && expr_function_row(*function)->bare &&
	       (*function < EXPR_STATUS || check->names->in_answer);
}

/* A name becomes a fact or a function; a symbol stays OP_NAME. False for a secret. */
static bool resolve(struct expr_check *check, struct expr *expr)
{
	enum expr_function function;
	bool secret;
	enum value_kind kind;

	if (find_bare_function(check, expr->text, &function)) {
		expr->op = OP_CALL;
		expr->function = function;
		expr->text = "";
		return expr_check_call(check, expr);
	}
	if (check->names->self != NULL && strcmp(expr->text, "outcome") == 0) {
		expr->op = OP_CALL;
		expr->function = EXPR_OUTCOME;
		expr->kind = VALUE_SYMBOL;
		expr->text = check->names->self;
		return true;
	}
	kind = find_fact(check, expr->text, &expr->fact, &secret);
	if (secret)
		return expr_fail(check->err, expr->column, "'%.60s' is a secret; only known(%.60s) may ask about it.",
		                 expr->text, expr->text);
	if (kind != VALUE_UNKNOWN) {
		expr->op = OP_FACT;
		expr->kind = kind;
	}
	return true;
}

static bool fail_name(struct expr_check *check, const struct expr *expr)
{
	enum expr_function function = expr_function_find(expr->text);
	const char *nearest = NULL;

	if (function != EXPR_FUNCTIONS && expr_function_row(function)->bare)
		return expr_fail(check->err, expr->column,
		                 "'%.60s' can only be read in an answer: in outcomes, each and set of a probe.",
		                 expr->text);
	if (function != EXPR_FUNCTIONS)
		return expr_fail(check->err, expr->column, "'%.60s' is a function; write %.60s(…).", expr->text,
		                 expr->text);
	if (check->names->nearest != NULL)
		nearest = check->names->nearest(check->names->ctx, expr->text);
	if (nearest != NULL)
		return expr_fail(check->err, expr->column, "'%.60s' is no fact; did you mean '%.60s'?", expr->text,
		                 nearest);
	return expr_fail(check->err, expr->column, "'%.60s' is no fact; texts stand in single quotes.",
	                 expr->text);
}

/* ---- comparing with symbols ---- */

static bool is_outcome(const struct expr *expr)
{
	return expr->op == OP_CALL && expr->function == EXPR_OUTCOME;
}

static bool is_choice(const struct expr *expr)
{
	return expr->kind == VALUE_SYMBOL && (expr->op == OP_FACT || is_outcome(expr));
}

/* Is word a value of the choice fact, or an outcome of the probe? */
static bool has_symbol(struct expr_check *check, const struct expr *choice, const char *word,
                       const char **nearest)
{
	const struct expr_names *names = check->names;

	*nearest = NULL;
	if (is_outcome(choice))
		return names->has_outcome == NULL || names->has_outcome(names->ctx, choice->text, word, nearest);
	return names->has_choice == NULL || names->has_choice(names->ctx, choice->fact, word, nearest);
}

static void make_symbol(struct expr_check *check, struct expr *expr, const char *word)
{
	expr->literal = arena_alloc(check->arena, sizeof *expr->literal);
	*expr->literal = value_symbol(word);
	expr->op = OP_CONST;
	expr->kind = VALUE_SYMBOL;
	expr->fact = -1;
}

static bool fail_symbol(struct expr_check *check, const struct expr *choice, const struct expr *word,
                        const char *nearest)
{
	char hint[200] = "";

	if (nearest != NULL)
		snprintf(hint, sizeof hint, "; did you mean '%.60s'?", nearest);
	if (is_outcome(choice))
		return expr_fail(check->err, word->column, "probe '%.60s' has no outcome '%.60s'%s", choice->text,
		                 word->text, nearest != NULL ? hint : ".");
	return expr_fail(check->err, word->column, "'%.60s' is no value of '%.60s'%s", word->text, choice->text,
	                 nearest != NULL ? hint : ".");
}

/* A fact's name beside a choice: it may be one of the choice's values all the same. Two choices are
 * compared with each other only where that is certain not to be so. */
static bool could_be_value(const struct expr_check *check, const struct expr *choice,
                           const struct expr *other)
{
	if (other->kind != VALUE_SYMBOL || is_outcome(choice))
		return true; /* no fact holds an outcome */
	return check->names->has_choice != NULL;
}

/* other is what a choice is compared with: a symbol, or something of another kind that can be one. */
static bool check_symbol(struct expr_check *check, const struct expr *choice, struct expr *other)
{
	const char *nearest;
	const char *word = other->text;
	bool is_yesno = other->op == OP_CONST && other->kind == VALUE_YESNO;

	if (is_yesno)
		word = other->literal->yes ? "yes" : "no";
	if (is_yesno || (other->op == OP_FACT && could_be_value(check, choice, other))) {
		if (has_symbol(check, choice, word, &nearest))
			make_symbol(check, other, word);
		return true; /* else the kinds differ, which is said next */
	}
	if (other->op != OP_NAME)
		return true;
	if (!has_symbol(check, choice, word, &nearest))
		return fail_symbol(check, choice, other, nearest);
	make_symbol(check, other, word);
	return true;
}

/* A symbol beside something that is no choice. */
static bool fail_beside(struct expr_check *check, const struct expr *word, const struct expr *other)
{
	if (other->kind == VALUE_TEXT)
		return expr_fail(check->err, word->column,
		                 "texts stand in single quotes: write '%.60s' with quotes around it.", word->text);
	return fail_name(check, word);
}

static bool fail_kinds(struct expr_check *check, const struct expr *left, const struct expr *right,
                       int column)
{
	const struct expr *text = left->kind == VALUE_TEXT ? left : right;

	if (text->op == OP_CONST && text->kind == VALUE_TEXT && (is_choice(left) || is_choice(right)))
		return expr_fail(check->err, text->column, "values of a choice stand without quotes: write %.60s.",
		                 text->literal->text);
	return expr_fail(check->err, column, "%s cannot be compared with %s.", expr_kind_words(left->kind),
	                 expr_kind_words(right->kind));
}

static bool check_part(struct expr_check *check, struct expr *expr);

/* Both sides of == != and in. */
static bool check_same(struct expr_check *check, struct expr *left, struct expr *right, int column)
{
	if (is_choice(left) && !check_symbol(check, left, right))
		return false;
	if (is_choice(right) && !is_choice(left) && !check_symbol(check, right, left))
		return false;
	if (left->op == OP_NAME)
		return fail_beside(check, left, right);
	if (right->op == OP_NAME)
		return fail_beside(check, right, left);
	if (left->kind != right->kind)
		return fail_kinds(check, left, right, column);
	if (left->kind == VALUE_LIST)
		return expr_fail(check->err, column, "lists cannot be compared; use contains.");
	return true;
}

static bool check_equal(struct expr_check *check, struct expr *expr)
{
	expr->kind = VALUE_YESNO;
	for (size_t i = 1; i < expr->count; i++)
		if (!check_same(check, expr->arg[0], expr->arg[i], expr->column))
			return false;
	return true;
}

/* ---- the other operators ---- */

static bool is_measure(enum value_kind kind)
{
	return kind == VALUE_NUMBER || kind == VALUE_DURATION || kind == VALUE_TIME;
}

static bool fail_operands(struct expr_check *check, const struct expr *expr)
{
	return expr_fail(check->err, expr->column, "'%.60s' cannot join %s and %s.", op_sign[expr->op],
	                 expr_kind_words(expr->arg[0]->kind), expr_kind_words(expr->arg[1]->kind));
}

static bool check_order(struct expr_check *check, struct expr *expr)
{
	expr->kind = VALUE_YESNO;
	if (!is_measure(expr->arg[0]->kind))
		return expr_fail(check->err, expr->column, "'%.60s' compares numbers, durations and times, not %s.",
		                 op_sign[expr->op], expr_kind_words(expr->arg[0]->kind));
	if (expr->arg[0]->kind != expr->arg[1]->kind)
		return fail_kinds(check, expr->arg[0], expr->arg[1], expr->column);
	return true;
}

static bool check_text(struct expr_check *check, struct expr *expr)
{
	enum value_kind left = expr->op == OP_CONTAINS ? VALUE_LIST : VALUE_TEXT;

	expr->kind = VALUE_YESNO;
	if (expr->arg[0]->kind == left && expr->arg[1]->kind == VALUE_TEXT)
		return true;
	return expr_fail(check->err, expr->column, "'%.60s' wants %s and a text, not %s and %s.",
	                 op_sign[expr->op], expr_kind_words(left), expr_kind_words(expr->arg[0]->kind),
	                 expr_kind_words(expr->arg[1]->kind));
}

static bool check_sum(struct expr_check *check, struct expr *expr)
{
	enum value_kind left = expr->arg[0]->kind;
	enum value_kind right = expr->arg[1]->kind;

	if (left == right && (left == VALUE_NUMBER || left == VALUE_DURATION))
		expr->kind = left;
	else if (left == VALUE_TIME && right == VALUE_DURATION)
		expr->kind = VALUE_TIME;
	else if (left == VALUE_DURATION && right == VALUE_TIME && expr->op == OP_ADD)
		expr->kind = VALUE_TIME;
	else if (left == VALUE_TIME && right == VALUE_TIME && expr->op == OP_SUBTRACT)
		expr->kind = VALUE_DURATION;
	else
		return fail_operands(check, expr);
	return true;
}

static bool check_product(struct expr_check *check, struct expr *expr)
{
	enum value_kind left = expr->arg[0]->kind;
	enum value_kind right = expr->arg[1]->kind;

	if (left == VALUE_NUMBER && (right == VALUE_NUMBER || right == VALUE_DURATION))
		expr->kind = right;
	else if (left == VALUE_DURATION && right == VALUE_NUMBER)
		expr->kind = left;
	else
		return fail_operands(check, expr);
	return true;
}

static bool check_negate(struct expr_check *check, struct expr *expr)
{
	expr->kind = expr->arg[0]->kind;
	if (expr->kind == VALUE_NUMBER || expr->kind == VALUE_DURATION)
		return true;
	return expr_fail(check->err, expr->column, "'-' wants a number or a duration, not %s.",
	                 expr_kind_words(expr->kind));
}

static bool check_logic(struct expr_check *check, struct expr *expr)
{
	expr->kind = VALUE_YESNO;
	for (size_t i = 0; i < expr->count; i++)
		if (expr->arg[i]->kind != VALUE_YESNO)
			return expr_fail(check->err, expr->arg[i]->column, "'%.60s' joins yes or no, but this is %s.",
			                 op_sign[expr->op], expr_kind_words(expr->arg[i]->kind));
	return true;
}

static bool takes_symbols(const struct expr *expr)
{
	return expr->op == OP_EQUAL || expr->op == OP_DIFFERENT || expr->op == OP_IN;
}

static bool check_operands(struct expr_check *check, struct expr *expr)
{
	for (size_t i = 0; i < expr->count; i++) {
		if (!check_part(check, expr->arg[i]))
			return false;
		if (expr->arg[i]->op == OP_NAME && !takes_symbols(expr))
			return fail_name(check, expr->arg[i]);
	}
	return true;
}

/* As expr_check, but a symbol may stay. */
static bool check_part(struct expr_check *check, struct expr *expr)
{
	static bool (*const by_op[])(struct expr_check *, struct expr *) = {
		[OP_NEGATE] = check_negate, [OP_NOT] = check_logic,
		[OP_AND] = check_logic,     [OP_OR] = check_logic,
		[OP_EQUAL] = check_equal,   [OP_DIFFERENT] = check_equal,
		[OP_LESS] = check_order,    [OP_LESS_EQUAL] = check_order,
		[OP_GREATER] = check_order, [OP_GREATER_EQUAL] = check_order,
		[OP_HAS] = check_text,      [OP_STARTS] = check_text,
		[OP_ENDS] = check_text,     [OP_CONTAINS] = check_text,
		[OP_IN] = check_equal,      [OP_ADD] = check_sum,
		[OP_SUBTRACT] = check_sum,  [OP_MULTIPLY] = check_product,
	};

	switch (expr->op) {
	case OP_CONST:
	case OP_FACT:
		return true;
	case OP_NAME:
		return resolve(check, expr);
	case OP_CALL:
		return expr_check_call(check, expr);
	default:
		return check_operands(check, expr) && by_op[expr->op](check, expr);
	}
}

bool expr_check(struct expr_check *check, struct expr *expr)
{
	return check_part(check, expr) && (expr->op != OP_NAME || fail_name(check, expr));
}

struct expr *expr_compile(struct arena *arena, const char *text, const struct expr_names *names,
                          enum value_kind want, struct error *err)
{
	struct expr_check check = {.arena = arena, .names = names, .err = err, .in_element = names->in_element};
	struct expr *expr = expr_parse(arena, text, err);

	if (expr == NULL || !expr_check(&check, expr))
		return NULL;
	if (want == VALUE_UNKNOWN || expr->kind == want)
		return expr;
	expr_fail(err, 1, "this must be %s, but it is %s.", expr_kind_words(want), expr_kind_words(expr->kind));
	return NULL;
}
