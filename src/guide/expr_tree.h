/*
 * The compiled form of expressions: private to the expr_*.c files. The parser builds the tree,
 * expr_check gives each part its kind and resolves names; afterwards nothing changes it.
 */
#ifndef SYNCFIX_GUIDE_EXPR_TREE_H
#define SYNCFIX_GUIDE_EXPR_TREE_H

#include "guide/expr.h"

enum { EXPR_MAX_DEPTH = 100, EXPR_MAX_TEXT = 16384 };

enum expr_op {
	OP_CONST, /* literal */
	OP_NAME,  /* only before the check: a fact, a function without arguments, or a symbol */
	OP_FACT,
	OP_CALL,
	OP_NOT,
	OP_NEGATE,
	OP_AND,
	OP_OR,
	OP_EQUAL,
	OP_DIFFERENT,
	OP_LESS,
	OP_LESS_EQUAL,
	OP_GREATER,
	OP_GREATER_EQUAL,
	OP_HAS,
	OP_STARTS,
	OP_ENDS,
	OP_CONTAINS,
	OP_IN,
	OP_ADD,
	OP_SUBTRACT,
	OP_MULTIPLY,
};

struct expr {
	enum expr_op op;
	enum value_kind kind;
	int column; /* 1 is the first byte of the text */
	int depth;
	enum expr_function function; /* OP_CALL */
	int fact;                    /* OP_FACT */
	const char *text;            /* OP_NAME: the name; OP_CALL: the first text argument, "" for none */
	const char *second;          /* OP_CALL: the other text argument, or NULL */
	struct value *literal;       /* OP_CONST */
	struct expr **arg;           /* operands; of OP_CALL those that are evaluated */
	size_t count;
	const struct expr *where; /* OP_CALL */
	const char *source;       /* of the root only */
};

/* What may stand in a function's parentheses; see expr_table.c. */
struct expr_function_row {
	const char *name;
	const char *takes;
	enum value_kind gives; /* VALUE_UNKNOWN: the kind of its arguments */
	bool bare;             /* written without parentheses */
};
const struct expr_function_row *expr_function_row(enum expr_function function);
/* EXPR_FUNCTIONS when there is none. */
enum expr_function expr_function_find(const char *name);

/* ---- lexer ---- */

enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_DURATION,
	TOKEN_STRING,
	TOKEN_NAME, /* and the words that are operators */
	TOKEN_SIGN, /* ( ) , + - * == != < <= > >= */
};
struct token {
	enum token_kind kind;
	int column;
	const char *text; /* name, sign, or the string's content; in the arena */
	double number;
	int64_t ms;
};
struct lexer {
	const char *start;
	const char *at;
	struct arena *arena;
	struct error *err;
};
/* False with err at what is no token. */
bool expr_lex(struct lexer *lexer, struct token *out);
/* "column N: …" into err; false. */
bool expr_fail(struct error *err, int column, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* ---- parser and check ---- */

struct expr *expr_parse(struct arena *arena, const char *text, struct error *err);
struct expr_check {
	struct arena *arena;
	const struct expr_names *names;
	struct error *err;
	bool in_element;
};
/* Gives every part its kind, in place; false with err. */
bool expr_check(struct expr_check *check, struct expr *expr);
bool expr_check_call(struct expr_check *check, struct expr *expr);
/* "a number", "yes or no": for messages. */
const char *expr_kind_words(enum value_kind kind);

#endif
