#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "guide/expr_tree.h"

struct run {
	const struct expr_scope *scope;
	struct arena *arena;
};

static struct value eval(const struct run *run, const struct expr *expr);

/* ---- logic ---- */

static struct value negate(struct value value)
{
	if (value.kind == VALUE_YESNO)
		value.yes = !value.yes;
	return value;
}

/* decisive: the value that settles it whatever the others are: no for and, yes for or. */
static struct value eval_logic(const struct run *run, const struct expr *expr, bool decisive)
{
	bool unknown = false;

	for (size_t i = 0; i < expr->count; i++) {
		struct value value = eval(run, expr->arg[i]);

		if (value.kind != VALUE_YESNO)
			unknown = true;
		else if (value.yes == decisive)
			return value;
	}
	return unknown ? VALUE_NOTHING : value_yesno(!decisive);
}

/* ---- comparing ---- */

static int order(const struct value *a, const struct value *b)
{
	if (a->kind == VALUE_NUMBER)
		return (a->number > b->number) - (a->number < b->number);
	return (a->ms > b->ms) - (a->ms < b->ms);
}

static bool in_order(enum expr_op op, int way)
{
	switch (op) {
	case OP_LESS:
		return way < 0;
	case OP_LESS_EQUAL:
		return way <= 0;
	case OP_GREATER:
		return way > 0;
	default:
		return way >= 0;
	}
}

static bool has_item(const struct value *list, const char *item)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i], item) == 0)
			return true;
	return false;
}

static bool compare(enum expr_op op, const struct value *left, const struct value *right)
{
	switch (op) {
	case OP_EQUAL:
		return value_same(left, right);
	case OP_DIFFERENT:
		return !value_same(left, right);
	case OP_HAS:
		return strstr(left->text, right->text) != NULL;
	case OP_STARTS:
		return text_starts(left->text, right->text);
	case OP_ENDS:
		return text_ends(left->text, right->text);
	case OP_CONTAINS:
		return has_item(left, right->text);
	default:
		return in_order(op, order(left, right));
	}
}

static struct value eval_in(const struct run *run, const struct expr *expr)
{
	struct value left = eval(run, expr->arg[0]);
	bool unknown = false;

	if (left.kind == VALUE_UNKNOWN)
		return left;
	for (size_t i = 1; i < expr->count; i++) {
		struct value right = eval(run, expr->arg[i]);

		if (right.kind == VALUE_UNKNOWN)
			unknown = true;
		else if (value_same(&left, &right))
			return value_yesno(true);
	}
	return unknown ? VALUE_NOTHING : value_yesno(false);
}

/* ---- sums ---- */

static struct value as_ms(enum value_kind kind, bool overflow, int64_t ms)
{
	return overflow ? VALUE_NOTHING : (struct value){.kind = kind, .ms = ms};
}

static struct value as_number(double number)
{
	return isfinite(number) ? value_number(number) : VALUE_NOTHING;
}

static struct value multiply(const struct value *left, const struct value *right)
{
	const struct value *duration = left->kind == VALUE_DURATION ? left : right;
	const struct value *factor = duration == left ? right : left;
	double product;

	if (duration->kind != VALUE_DURATION)
		return as_number(left->number * right->number);
	product = round((double)duration->ms * factor->number);
	if (!(fabs(product) < 9e18))
		return VALUE_NOTHING;
	return value_duration((int64_t)product);
}

static struct value calculate(const struct expr *expr, const struct value *left, const struct value *right)
{
	int64_t ms = 0;
	bool overflow;

	if (expr->op == OP_MULTIPLY)
		return multiply(left, right);
	if (expr->kind == VALUE_NUMBER)
		return as_number(expr->op == OP_ADD ? left->number + right->number : left->number - right->number);
	if (expr->op == OP_ADD)
		overflow = __builtin_add_overflow(left->ms, right->ms, &ms);
	else
		overflow = __builtin_sub_overflow(left->ms, right->ms, &ms);
	return as_ms(expr->kind, overflow, ms);
}

static struct value eval_two(const struct run *run, const struct expr *expr)
{
	struct value left = eval(run, expr->arg[0]);
	struct value right = eval(run, expr->arg[1]);

	if (left.kind == VALUE_UNKNOWN || right.kind == VALUE_UNKNOWN)
		return VALUE_NOTHING;
	if (expr->op >= OP_ADD)
		return calculate(expr, &left, &right);
	return value_yesno(compare(expr->op, &left, &right));
}

static struct value eval_minus(const struct run *run, const struct expr *expr)
{
	struct value value = eval(run, expr->arg[0]);
	int64_t ms;

	if (value.kind == VALUE_NUMBER)
		return value_number(-value.number);
	if (value.kind != VALUE_DURATION || __builtin_sub_overflow(INT64_C(0), value.ms, &ms))
		return VALUE_NOTHING;
	return value_duration(ms);
}

/* ---- functions ---- */

static struct value eval_known(const struct run *run, const struct expr *expr)
{
	const struct expr *arg = expr->arg[0];

	if (arg->op == OP_FACT)
		return value_yesno(run->scope->known != NULL && run->scope->known(run->scope->ctx, arg->fact));
	return value_yesno(eval(run, arg).kind != VALUE_UNKNOWN);
}

static struct value eval_age(const struct run *run, const struct expr *expr)
{
	struct value at = eval(run, expr->arg[0]);
	int64_t ms = 0;

	if (at.kind != VALUE_TIME || __builtin_sub_overflow(run->scope->now, at.ms, &ms))
		return VALUE_NOTHING;
	return value_duration(ms);
}

static struct value eval_extreme(const struct run *run, const struct expr *expr)
{
	struct value best = eval(run, expr->arg[0]);

	for (size_t i = 1; i < expr->count && best.kind != VALUE_UNKNOWN; i++) {
		struct value value = eval(run, expr->arg[i]);
		int way;

		if (value.kind == VALUE_UNKNOWN)
			return value;
		way = order(&value, &best);
		if (expr->function == EXPR_MAX ? way > 0 : way < 0)
			best = value;
	}
	return best;
}

/* The first time at one of the minutes, at or after the time given. */
static struct value eval_slot(const struct run *run, const struct expr *expr)
{
	struct value at = eval(run, expr->arg[0]);
	int64_t hour, best = INT64_MAX;

	if (at.kind != VALUE_TIME || at.ms > INT64_MAX - HOURS(3) || at.ms < INT64_MIN + HOURS(3))
		return VALUE_NOTHING;
	hour = at.ms - ((at.ms % HOURS(1)) + HOURS(1)) % HOURS(1);
	for (size_t i = 1; i < expr->count; i++) {
		int64_t slot = hour + MINUTES((int64_t)expr->arg[i]->literal->number);

		if (slot < at.ms)
			slot += HOURS(1);
		if (slot < best)
			best = slot;
	}
	return value_time(best);
}

static struct value lower(const struct run *run, const char *text, size_t len)
{
	char *copy = arena_strndup(run->arena, text, len);

	for (char *c = copy; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return value_text(copy);
}

static struct value trim(const struct run *run, const char *text)
{
	static const char blank[] = " \t\r\n";
	size_t len;

	text += strspn(text, blank);
	len = strlen(text);
	while (len > 0 && strchr(blank, text[len - 1]) != NULL)
		len--;
	return value_text(arena_strndup(run->arena, text, len));
}

/* scheme://user@host:port/… in parts; unknown when it is no such address. */
static struct value url_part(const struct run *run, const char *url, enum expr_function function)
{
	const char *host = strstr(url, "://");
	const char *at;
	size_t len;

	if (host == NULL || host == url)
		return VALUE_NOTHING;
	if (function == EXPR_SCHEME)
		return lower(run, url, (size_t)(host - url));
	host += 3;
	len = strcspn(host, "/?#");
	at = memrchr(host, '@', len);
	if (at != NULL) {
		len -= (size_t)(at + 1 - host);
		host = at + 1;
	}
	if (*host == '[') {
		const char *end = memchr(host, ']', len);

		len = end != NULL ? (size_t)(end + 1 - host) : 0;
	} else if (memchr(host, ':', len) != NULL) {
		len = (size_t)((const char *)memchr(host, ':', len) - host);
	}
	return len > 0 ? lower(run, host, len) : VALUE_NOTHING;
}

static struct value eval_of_text(const struct run *run, const struct expr *expr)
{
	struct value text = eval(run, expr->arg[0]);

	if (text.kind != VALUE_TEXT)
		return VALUE_NOTHING;
	if (expr->function == EXPR_LOWER)
		return lower(run, text.text, strlen(text.text));
	if (expr->function == EXPR_TRIM)
		return trim(run, text.text);
	return url_part(run, text.text, expr->function);
}

static struct value eval_answer(const struct run *run, const struct expr *expr)
{
	const struct expr_scope *scope = run->scope;
	struct value value;

	if (scope->answer == NULL)
		return VALUE_NOTHING;
	value = scope->answer(scope->ctx, expr->function, expr->text, expr->second, expr->where, run->arena);
	return value.kind == expr->kind ? value : VALUE_NOTHING;
}

static struct value eval_call(const struct run *run, const struct expr *expr)
{
	const struct expr_scope *scope = run->scope;

	switch (expr->function) {
	case EXPR_KNOWN:
		return eval_known(run, expr);
	case EXPR_AGE:
		return eval_age(run, expr);
	case EXPR_NOW:
		return value_time(scope->now);
	case EXPR_OUTCOME:
		return scope->outcome == NULL ? VALUE_NOTHING : scope->outcome(scope->ctx, expr->text);
	case EXPR_MAX:
	case EXPR_MIN:
		return eval_extreme(run, expr);
	case EXPR_SLOT:
		return eval_slot(run, expr);
	case EXPR_LOWER:
	case EXPR_TRIM:
	case EXPR_HOST:
	case EXPR_SCHEME:
		return eval_of_text(run, expr);
	default:
		return eval_answer(run, expr);
	}
}

/* A scope that gives another kind than the fact has is not believed. */
static struct value eval_fact(const struct run *run, const struct expr *expr)
{
	const struct expr_scope *scope = run->scope;
	struct value value;

	if (scope->fact == NULL)
		return VALUE_NOTHING;
	value = scope->fact(scope->ctx, expr->fact);
	return value.kind == expr->kind ? value : VALUE_NOTHING;
}

static struct value eval(const struct run *run, const struct expr *expr)
{
	switch (expr->op) {
	case OP_CONST:
		return *expr->literal;
	case OP_FACT:
		return eval_fact(run, expr);
	case OP_CALL:
		return eval_call(run, expr);
	case OP_NOT:
		return negate(eval(run, expr->arg[0]));
	case OP_NEGATE:
		return eval_minus(run, expr);
	case OP_AND:
		return eval_logic(run, expr, false);
	case OP_OR:
		return eval_logic(run, expr, true);
	case OP_IN:
		return eval_in(run, expr);
	case OP_NAME:
		return VALUE_NOTHING;
	default:
		return eval_two(run, expr);
	}
}

struct value expr_eval(const struct expr *expr, const struct expr_scope *scope, struct arena *arena)
{
	struct run run = {.scope = scope, .arena = arena};

	return eval(&run, expr);
}

bool expr_holds(const struct expr *expr, const struct expr_scope *scope)
{
	struct arena arena;
	struct value value;

	if (expr == NULL)
		return true;
	arena_init(&arena);
	value = expr_eval(expr, scope, &arena);
	arena_clear(&arena);
	return value.kind == VALUE_YESNO && value.yes;
}
