#include <string.h>

#include "base/array.h"
#include "guide/expr_tree.h"

struct parser {
	struct lexer lexer;
	struct token token; /* the next one */
	int nesting;
};

typedef ARRAY(struct expr *) operands;

static struct expr *parse_expr(struct parser *parser);

static bool step(struct parser *parser)
{
	return expr_lex(&parser->lexer, &parser->token);
}

static bool is_sign(const struct parser *parser, const char *sign)
{
	return parser->token.kind == TOKEN_SIGN && strcmp(parser->token.text, sign) == 0;
}

static bool is_word(const struct parser *parser, const char *word)
{
	return parser->token.kind == TOKEN_NAME && strcmp(parser->token.text, word) == 0;
}

/* What stands at the token, for messages. */
static const char *shown(const struct parser *parser)
{
	switch (parser->token.kind) {
	case TOKEN_END:
		return "the end";
	case TOKEN_NUMBER:
		return "a number";
	case TOKEN_DURATION:
		return "a duration";
	case TOKEN_STRING:
		return "a text in quotes";
	case TOKEN_NAME:
	case TOKEN_SIGN:
		break;
	}
	return parser->token.text;
}

static struct expr *fail(struct parser *parser, const char *wanted)
{
	expr_fail(parser->lexer.err, parser->token.column, "expected %s, but found %.60s.", wanted,
	          shown(parser));
	return NULL;
}

static struct expr *too_deep(struct parser *parser, int column)
{
	expr_fail(parser->lexer.err, column, "too deeply nested; split it over several nodes or rules.");
	return NULL;
}

static struct expr *make(struct parser *parser, enum expr_op op, int column)
{
	struct expr *expr = arena_alloc(parser->lexer.arena, sizeof *expr);

	expr->op = op;
	expr->column = column;
	expr->fact = -1;
	expr->depth = 1;
	expr->text = "";
	return expr;
}

/* Moves the operands into the arena and counts the depth; NULL when it is too deep. */
static struct expr *adopt(struct parser *parser, struct expr *expr, operands *list)
{
	expr->count = list->count;
	expr->arg = arena_alloc(parser->lexer.arena, (list->count + 1) * sizeof *expr->arg);
	for (size_t i = 0; i < list->count; i++) {
		expr->arg[i] = list->at[i];
		if (list->at[i]->depth >= expr->depth)
			expr->depth = list->at[i]->depth + 1;
	}
	array_clear(list);
	return expr->depth <= EXPR_MAX_DEPTH ? expr : too_deep(parser, expr->column);
}

static struct expr *make_two(struct parser *parser, enum expr_op op, int column, struct expr *left,
                             struct expr *right)
{
	operands list = {0};

	array_push(&list, left);
	if (right != NULL)
		array_push(&list, right);
	return adopt(parser, make(parser, op, column), &list);
}

static struct expr *make_const(struct parser *parser, struct value value)
{
	struct expr *expr = make(parser, OP_CONST, parser->token.column);

	expr->literal = arena_alloc(parser->lexer.arena, sizeof *expr->literal);
	*expr->literal = value;
	expr->kind = value.kind;
	return step(parser) ? expr : NULL;
}

/* One or more expressions up to ")". */
static bool parse_list(struct parser *parser, operands *list, struct expr *(*part)(struct parser *))
{
	for (;;) {
		struct expr *arg = part(parser);

		if (arg == NULL)
			return false;
		array_push(list, arg);
		if (is_sign(parser, ")"))
			return step(parser);
		if (!is_sign(parser, ",")) {
			fail(parser, "',' or ')'");
			return false;
		}
		if (!step(parser))
			return false;
	}
}

static struct expr *parse_arguments(struct parser *parser, struct expr *call)
{
	operands list = {0};

	call->op = OP_CALL;
	call->function = EXPR_FUNCTIONS;
	if (!step(parser))
		return NULL;
	if (is_sign(parser, ")"))
		return step(parser) ? call : NULL;
	if (!parse_list(parser, &list, parse_expr)) {
		array_clear(&list);
		return NULL;
	}
	return adopt(parser, call, &list);
}

static struct expr *parse_name(struct parser *parser)
{
	static const char *const word[] = {"and", "or", "in", "has", "starts", "ends", "contains"};
	struct expr *expr;

	for (size_t i = 0; i < sizeof word / sizeof *word; i++)
		if (is_word(parser, word[i]))
			return fail(parser, "a fact, a value or a function");
	if (is_word(parser, "yes") || is_word(parser, "no"))
		return make_const(parser, value_yesno(is_word(parser, "yes")));
	expr = make(parser, OP_NAME, parser->token.column);
	expr->text = parser->token.text;
	if (!step(parser))
		return NULL;
	return is_sign(parser, "(") ? parse_arguments(parser, expr) : expr;
}

static struct expr *parse_parentheses(struct parser *parser)
{
	struct expr *expr = step(parser) ? parse_expr(parser) : NULL;

	if (expr == NULL)
		return NULL;
	if (!is_sign(parser, ")"))
		return fail(parser, "')'");
	return step(parser) ? expr : NULL;
}

static struct expr *parse_primary(struct parser *parser)
{
	switch (parser->token.kind) {
	case TOKEN_NUMBER:
		return make_const(parser, value_number(parser->token.number));
	case TOKEN_DURATION:
		return make_const(parser, value_duration(parser->token.ms));
	case TOKEN_STRING:
		return make_const(parser, value_text(parser->token.text));
	case TOKEN_NAME:
		return parse_name(parser);
	case TOKEN_SIGN:
		if (is_sign(parser, "("))
			return parse_parentheses(parser);
		break;
	case TOKEN_END:
		break;
	}
	return fail(parser, "a fact, a value or a function");
}

static struct expr *parse_unary(struct parser *parser)
{
	int column = parser->token.column;
	struct expr *expr;

	if (!is_sign(parser, "-"))
		return parse_primary(parser);
	if (!step(parser))
		return NULL;
	expr = parse_primary(parser);
	return expr == NULL ? NULL : make_two(parser, OP_NEGATE, column, expr, NULL);
}

static struct expr *parse_product(struct parser *parser)
{
	struct expr *left = parse_unary(parser);

	while (left != NULL && is_sign(parser, "*")) {
		int column = parser->token.column;
		struct expr *right = step(parser) ? parse_unary(parser) : NULL;

		left = right == NULL ? NULL : make_two(parser, OP_MULTIPLY, column, left, right);
	}
	return left;
}

static struct expr *parse_sum(struct parser *parser)
{
	struct expr *left = parse_product(parser);

	while (left != NULL && (is_sign(parser, "+") || is_sign(parser, "-"))) {
		enum expr_op op = is_sign(parser, "+") ? OP_ADD : OP_SUBTRACT;
		int column = parser->token.column;
		struct expr *right = step(parser) ? parse_product(parser) : NULL;

		left = right == NULL ? NULL : make_two(parser, op, column, left, right);
	}
	return left;
}

static bool find_comparison(const struct parser *parser, enum expr_op *op)
{
	static const struct {
		enum token_kind kind;
		const char *text;
		enum expr_op op;
	} row[] = {
		{TOKEN_SIGN, "==", OP_EQUAL},  {TOKEN_SIGN, "!=", OP_DIFFERENT},
		{TOKEN_SIGN, "<", OP_LESS},    {TOKEN_SIGN, "<=", OP_LESS_EQUAL},
		{TOKEN_SIGN, ">", OP_GREATER}, {TOKEN_SIGN, ">=", OP_GREATER_EQUAL},
		{TOKEN_NAME, "has", OP_HAS},   {TOKEN_NAME, "starts", OP_STARTS},
		{TOKEN_NAME, "ends", OP_ENDS}, {TOKEN_NAME, "contains", OP_CONTAINS},
		{TOKEN_NAME, "in", OP_IN},
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		if (parser->token.kind != row[i].kind || strcmp(parser->token.text, row[i].text) != 0)
			continue;
		*op = row[i].op;
		return true;
	}
	return false;
}

static struct expr *parse_in(struct parser *parser, struct expr *left, int column)
{
	operands list = {0};

	if (!is_sign(parser, "("))
		return fail(parser, "'(' after in");
	array_push(&list, left);
	if (!step(parser) || !parse_list(parser, &list, parse_sum)) {
		array_clear(&list);
		return NULL;
	}
	return adopt(parser, make(parser, OP_IN, column), &list);
}

static struct expr *parse_compare(struct parser *parser)
{
	struct expr *left = parse_sum(parser);
	int column = parser->token.column;
	struct expr *right;
	enum expr_op op;

	if (left == NULL || !find_comparison(parser, &op))
		return left;
	if (!step(parser))
		return NULL;
	if (op == OP_IN)
		return parse_in(parser, left, column);
	right = parse_sum(parser);
	if (right == NULL)
		return NULL;
	if (!find_comparison(parser, &(enum expr_op){0}))
		return make_two(parser, op, column, left, right);
	expr_fail(parser->lexer.err, parser->token.column,
	          "comparisons do not chain; join two of them with 'and'.");
	return NULL;
}

static struct expr *parse_not(struct parser *parser)
{
	int column = parser->token.column;
	bool negate = false;
	struct expr *expr;

	while (is_word(parser, "not")) {
		negate = !negate;
		if (!step(parser))
			return NULL;
	}
	expr = parse_compare(parser);
	return expr == NULL || !negate ? expr : make_two(parser, OP_NOT, column, expr, NULL);
}

/* part { word part } */
static struct expr *parse_chain(struct parser *parser, const char *word, enum expr_op op,
                                struct expr *(*part)(struct parser *))
{
	int column = parser->token.column;
	struct expr *expr = part(parser);
	operands list = {0};

	if (expr == NULL || !is_word(parser, word))
		return expr;
	array_push(&list, expr);
	while (expr != NULL && is_word(parser, word)) {
		expr = step(parser) ? part(parser) : NULL;
		if (expr != NULL)
			array_push(&list, expr);
	}
	if (expr != NULL)
		return adopt(parser, make(parser, op, column), &list);
	array_clear(&list);
	return NULL;
}

static struct expr *parse_and(struct parser *parser)
{
	return parse_chain(parser, "and", OP_AND, parse_not);
}

/* Counts, so that no text can use up the stack. */
static struct expr *parse_expr(struct parser *parser)
{
	struct expr *expr = NULL;

	if (++parser->nesting > EXPR_MAX_DEPTH)
		too_deep(parser, parser->token.column);
	else
		expr = parse_chain(parser, "or", OP_OR, parse_and);
	parser->nesting--;
	return expr;
}

struct expr *expr_parse(struct arena *arena, const char *text, struct error *err)
{
	struct parser parser = {.lexer = {.arena = arena, .err = err}};
	struct expr *expr;

	if (strlen(text) > EXPR_MAX_TEXT) {
		expr_fail(err, 1, "longer than %d bytes; split it over several nodes or rules.", EXPR_MAX_TEXT);
		return NULL;
	}
	parser.lexer.start = parser.lexer.at = arena_strdup(arena, text);
	if (!step(&parser))
		return NULL;
	if (parser.token.kind == TOKEN_END) {
		expr_fail(err, 1, "the expression is empty; leave the field out where there is no condition.");
		return NULL;
	}
	expr = parse_expr(&parser);
	if (expr != NULL && parser.token.kind != TOKEN_END)
		return fail(&parser, "and, or, or the end");
	if (expr != NULL)
		expr->source = parser.lexer.start;
	return expr;
}
