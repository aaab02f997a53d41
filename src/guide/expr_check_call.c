#include <string.h>

#include "guide/expr_tree.h"

/* One function's arguments while they are checked. */
struct call {
	struct expr_check *check;
	struct expr *expr;
	const struct expr_function_row *row;
	struct expr **arg; /* as written; those that are evaluated go back into expr->arg */
	size_t count;
	size_t texts; /* text arguments met so far */
};

static bool find_call(struct expr_check *check, struct expr *expr)
{
	const char *nearest = NULL;

	if (expr->function == EXPR_FUNCTIONS)
		expr->function = expr_function_find(expr->text);
	if (expr->function != EXPR_FUNCTIONS)
		return true;
	if (check->names->nearest != NULL)
		nearest = check->names->nearest(check->names->ctx, expr->text);
	if (nearest != NULL)
		return expr_fail(check->err, expr->column, "there is no function '%.60s'; did you mean '%.60s'?",
		                 expr->text, nearest);
	return expr_fail(check->err, expr->column, "there is no function '%.60s'.", expr->text);
}

static bool check_place(struct expr_check *check, const struct expr *expr, const char *name)
{
	if (expr->function >= EXPR_STATUS && !check->names->in_answer)
		return expr_fail(check->err, expr->column,
		                 "'%.60s' can only be read in an answer: in outcomes, each and set of a probe.",
		                 name);
	if (expr->function >= EXPR_ITEM && expr->function <= EXPR_ITEM_BOOL && !check->in_element)
		return expr_fail(check->err, expr->column, "'%.60s' can only be read in a WHERE or in each.", name);
	return true;
}

static bool check_count(struct expr_check *check, const struct expr *expr,
                        const struct expr_function_row *row)
{
	const char *optional = strchr(row->takes, '?');
	bool more = strchr(row->takes, '+') != NULL;
	size_t most = strlen(row->takes) - (optional != NULL) - more;
	size_t least = optional != NULL ? (size_t)(optional - row->takes) : most;

	if (expr->count < least)
		return expr_fail(check->err, expr->column, "%s() wants %zu argument%s, but has %zu.", row->name,
		                 least, least == 1 ? "" : "s", expr->count);
	if (expr->count > most && !more)
		return expr_fail(check->err, expr->column, "%s() takes %zu argument%s, but has %zu.", row->name, most,
		                 most == 1 ? "" : "s", expr->count);
	return true;
}

static bool fail_argument(struct call *call, const struct expr *arg, const char *wanted)
{
	return expr_fail(call->check->err, arg->column, "%s() wants %s here.", call->row->name, wanted);
}

static void keep_text(struct call *call, const char *text)
{
	if (call->texts++ == 0)
		call->expr->text = text;
	else
		call->expr->second = text;
}

static bool take_quoted(struct call *call, const struct expr *arg, const char *wanted)
{
	if (arg->op != OP_CONST || arg->kind != VALUE_TEXT)
		return fail_argument(call, arg, wanted);
	keep_text(call, arg->literal->text);
	return true;
}

static bool take_pointer(struct call *call, const struct expr *arg)
{
	if (!take_quoted(call, arg, "a JSON Pointer in single quotes, as in '/x/0'"))
		return false;
	if (*arg->literal->text == '\0' || *arg->literal->text == '/')
		return true;
	return fail_argument(call, arg, "a JSON Pointer that begins with '/'");
}

static bool take_part(struct call *call, const struct expr *arg)
{
	if (arg->op == OP_NAME && strcmp(arg->text, "body") == 0) {
		keep_text(call, "");
		return true;
	}
	if (arg->op != OP_CONST)
		return fail_argument(call, arg, "body or a JSON Pointer in single quotes");
	return take_pointer(call, arg);
}

static bool take_contrast(struct call *call, const struct expr *arg)
{
	static const char wanted[] = "'wrong_secret' or 'unknown_key'";

	if (!take_quoted(call, arg, wanted))
		return false;
	if (strcmp(arg->literal->text, "wrong_secret") == 0 || strcmp(arg->literal->text, "unknown_key") == 0)
		return true;
	return fail_argument(call, arg, wanted);
}

static bool take_probe(struct call *call, const struct expr *arg)
{
	const struct expr_names *names = call->check->names;
	const char *nearest = NULL;
	const char *name;

	if (!take_quoted(call, arg, "the name of a probe in single quotes"))
		return false;
	name = arg->literal->text;
	if (names->has_outcome == NULL || names->has_outcome(names->ctx, name, NULL, &nearest))
		return true;
	if (nearest != NULL)
		return expr_fail(call->check->err, arg->column, "there is no probe '%.60s'; did you mean '%.60s'?",
		                 name, nearest);
	return expr_fail(call->check->err, arg->column, "there is no probe '%.60s'.", name);
}

static bool take_where(struct call *call, struct expr *arg)
{
	struct expr_check inner = *call->check;

	inner.in_element = true;
	if (!expr_check(&inner, arg))
		return false;
	if (arg->kind != VALUE_YESNO)
		return fail_argument(call, arg, "a condition");
	call->expr->where = arg;
	return true;
}

static bool take_minute(struct call *call, struct expr *arg)
{
	double minute;

	if (arg->op != OP_CONST || arg->kind != VALUE_NUMBER)
		return fail_argument(call, arg, "a minute from 0 to 59");
	minute = arg->literal->number;
	if (minute < 0 || minute > 59 || minute != (int)minute)
		return fail_argument(call, arg, "a minute from 0 to 59");
	call->expr->arg[call->expr->count++] = arg;
	return true;
}

static bool take_value(struct call *call, struct expr *arg, char letter)
{
	struct expr *expr = call->expr;

	if (!expr_check(call->check, arg))
		return false;
	if (letter == 'T' && arg->kind != VALUE_TIME)
		return fail_argument(call, arg, "a time");
	if (letter == 't' && arg->kind != VALUE_TEXT)
		return fail_argument(call, arg, "a text");
	if (letter == 'm' && arg->kind != VALUE_NUMBER && arg->kind != VALUE_DURATION && arg->kind != VALUE_TIME)
		return fail_argument(call, arg, "a number, a duration or a time");
	if (letter == 'm' && expr->count > 0 && expr->arg[0]->kind != arg->kind)
		return expr_fail(call->check->err, arg->column,
		                 "%s() wants arguments of one kind, but has %s and %s.", call->row->name,
		                 expr_kind_words(expr->arg[0]->kind), expr_kind_words(arg->kind));
	expr->arg[expr->count++] = arg;
	return true;
}

/* A fact, even a secret; or an outcome; in an answer anything that can be missing. */
static bool take_known(struct call *call, struct expr *arg)
{
	const struct expr_names *names = call->check->names;
	bool secret = false;

	if (arg->op == OP_NAME && names->fact != NULL) {
		enum value_kind kind = names->fact(names->ctx, arg->text, &arg->fact, &secret);

		if (kind != VALUE_UNKNOWN || secret) {
			arg->op = OP_FACT;
			arg->kind = kind;
		}
	}
	if (arg->op != OP_FACT && !expr_check(call->check, arg))
		return false;
	if (arg->op != OP_FACT && arg->op != OP_CALL)
		return fail_argument(call, arg, "a fact or outcome('…')");
	call->expr->arg[call->expr->count++] = arg;
	return true;
}

static bool take(struct call *call, struct expr *arg, char letter)
{
	switch (letter) {
	case 'k':
		return take_known(call, arg);
	case 'o':
		return take_probe(call, arg);
	case 'q':
		return take_quoted(call, arg, "a text in single quotes");
	case 'p':
		return take_pointer(call, arg);
	case 'b':
		return take_part(call, arg);
	case 'c':
		return take_contrast(call, arg);
	case 'w':
		return take_where(call, arg);
	case 'd':
		return take_minute(call, arg);
	default:
		return take_value(call, arg, letter);
	}
}

bool expr_check_call(struct expr_check *check, struct expr *expr)
{
	struct call call = {.check = check, .expr = expr, .arg = expr->arg, .count = expr->count};
	const char *letter;

	if (!find_call(check, expr))
		return false;
	call.row = expr_function_row(expr->function);
	if (!check_place(check, expr, call.row->name) || !check_count(check, expr, call.row))
		return false;
	expr->text = "";
	expr->kind = call.row->gives;
	expr->count = 0; /* arguments that are evaluated move to the front, never past their own place */
	letter = call.row->takes;
	for (size_t i = 0; i < call.count; i++) {
		if (*letter == '?')
			letter++;
		if (!take(&call, call.arg[i], *letter))
			return false;
		if (letter[1] != '+')
			letter++;
	}
	if (expr->kind == VALUE_UNKNOWN)
		expr->kind = expr->arg[0]->kind;
	return true;
}
