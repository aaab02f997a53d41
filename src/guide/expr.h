/*
 * Expressions (docs/EXPRESSIONS.md): compiled and type-checked once, evaluated against a
 * scope of callbacks, so that this floor knows neither JSON nor HTTP. Three-valued:
 * an unknown operand makes an unknown result; expr_holds is true only for yes.
 */
#ifndef SYNCFIX_GUIDE_EXPR_H
#define SYNCFIX_GUIDE_EXPR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "guide/value.h"

struct expr; /* immutable, in the arena it was compiled into */

/* What names mean while compiling. Every member may be NULL (nothing of that kind exists). */
struct expr_names {
	const void *ctx;
	/* Kind of the fact's values; VALUE_UNKNOWN when there is no such fact. A secret is VALUE_UNKNOWN
	 * with *secret set: only known() may read it. *id is handed to the scope at run time. */
	enum value_kind (*fact)(const void *ctx, const char *name, int *id, bool *secret);
	/* Is symbol one of the values of the choice fact id? Also for "did you mean": nearest or NULL. */
	bool (*has_choice)(const void *ctx, int fact, const char *symbol, const char **nearest);
	/* Does the probe exist, and (outcome not NULL) can it have that outcome? */
	bool (*has_outcome)(const void *ctx, const char *probe, const char *outcome, const char **nearest);
	/* Nearest fact or function to a wrong name, or NULL. */
	const char *(*nearest)(const void *ctx, const char *name);
	bool in_answer;   /* the functions of "In an answer" are allowed */
	bool in_element;  /* item… are allowed outside a WHERE too: the expressions of "each" */
	const char *self; /* probe whose outcome the bare word `outcome` means; NULL: the word means nothing */
};

enum expr_function {
	/* everywhere */
	EXPR_KNOWN,
	EXPR_AGE,
	EXPR_NOW,
	EXPR_OUTCOME,
	EXPR_MAX,
	EXPR_MIN,
	EXPR_SLOT,
	EXPR_LOWER,
	EXPR_TRIM,
	EXPR_HOST,
	EXPR_SCHEME,
	/* in an answer; EXPR_STATUS is the first of them */
	EXPR_STATUS,
	EXPR_HEADER,
	EXPR_LINK,
	EXPR_ASKED_URL,
	EXPR_BODY,
	EXPR_IS_ARRAY,
	EXPR_IS_OBJECT,
	EXPR_IS_HTML,
	EXPR_IS_EMPTY,
	EXPR_DIRTY,
	EXPR_TEXT,
	EXPR_NUMBER,
	EXPR_BOOL,
	EXPR_TIME,
	EXPR_LIST,
	EXPR_COUNT,
	EXPR_ANY,
	EXPR_ALL,
	EXPR_FIRST,
	EXPR_MISSING,
	EXPR_NEWEST,
	EXPR_OLDEST,
	EXPR_ITEM,
	EXPR_ITEM_NUMBER,
	EXPR_ITEM_TIME,
	EXPR_ITEM_BOOL,
	EXPR_DATE_SKEW,
	EXPR_TIME_FIRST_BYTE,
	EXPR_CONTRAST,
	EXPR_N,
	EXPR_FUNCTIONS
};

/* One row per function: name, argument kinds, result; docs/EXPRESSIONS.md is checked against it. */
const char *expr_function_name(enum expr_function function);

struct expr_scope {
	void *ctx;
	int64_t now;
	/* Value of a fact; unknown when not known (defaults are the scope's matter). */
	struct value (*fact)(void *ctx, int id);
	/* Is the fact known (defaults do not count)? Secrets too. */
	bool (*known)(void *ctx, int id);
	struct value (*outcome)(void *ctx, const char *probe);
	/*
	 * A function of an answer. pointer is its first text argument ("" for none), second its other
	 * text argument or NULL, where its WHERE or NULL (evaluate it with expr_eval and a scope whose
	 * answer callback knows the element). Texts it gives live as long as arena.
	 */
	struct value (*answer)(void *ctx, enum expr_function function, const char *pointer, const char *second,
	                       const struct expr *where, struct arena *arena);
};

/*
 * Compiles text; NULL and err (message with column, what is wrong and the repair) on failure.
 * want: the kind the result must have, VALUE_UNKNOWN for any (choices are VALUE_SYMBOL).
 */
struct expr *expr_compile(struct arena *arena, const char *text, const struct expr_names *names,
                          enum value_kind want, struct error *err);
enum value_kind expr_kind(const struct expr *expr);
const char *expr_source(const struct expr *expr);

/* arena holds temporaries; the result may point into it. */
struct value expr_eval(const struct expr *expr, const struct expr_scope *scope, struct arena *arena);
bool expr_holds(const struct expr *expr, const struct expr_scope *scope); /* NULL expr: true */

/* For lint and dependencies: calls back for each fact id and each probe name it reads. */
void expr_each_fact(const struct expr *expr, void (*each)(void *ctx, int fact), void *ctx);
void expr_each_probe(const struct expr *expr, void (*each)(void *ctx, const char *probe), void *ctx);
/* For lint: calls back for each comparison of a choice fact or an outcome with a symbol. */
void expr_each_symbol(const struct expr *expr,
                      void (*each)(void *ctx, int fact, const char *probe, const char *symbol), void *ctx);

#endif
