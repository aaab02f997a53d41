#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "guide/expr_tree.h"

bool expr_fail(struct error *err, int column, const char *format, ...)
{
	char message[900];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	return error_set(err, ERROR_DATA, "", "column %d: %s", column, message);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_name_start(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_name(char c)
{
	return is_name_start(c) || is_digit(c) || c == '_';
}

static bool lex_unit(struct lexer *lexer, struct token *out)
{
	static const struct {
		const char *name;
		int64_t ms;
	} unit[] = {
		{"ms", 1}, {"s", SECONDS(1)}, {"min", MINUTES(1)}, {"h", HOURS(1)}, {"d", DAYS(1)}, {"w", DAYS(7)},
	};
	const char *start = lexer->at;
	const char *word;

	while (is_name(*lexer->at) || (*lexer->at >= 'A' && *lexer->at <= 'Z'))
		lexer->at++;
	word = arena_strndup(lexer->arena, start, (size_t)(lexer->at - start));
	for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
		if (strcmp(word, unit[i].name) != 0)
			continue;
		if (out->number * (double)unit[i].ms > 9e15)
			return expr_fail(lexer->err, out->column, "this duration is too long.");
		out->kind = TOKEN_DURATION;
		out->ms = (int64_t)(out->number * (double)unit[i].ms + 0.5);
		return true;
	}
	return expr_fail(lexer->err, (int)(start - lexer->start) + 1,
	                 "'%.60s' is no unit; durations end in ms, s, min, h, d or w.", word);
}

static bool lex_number(struct lexer *lexer, struct token *out)
{
	double value = 0;
	double place = 1;

	out->kind = TOKEN_NUMBER;
	for (; is_digit(*lexer->at); lexer->at++)
		value = value * 10 + (*lexer->at - '0');
	if (lexer->at[0] == '.') {
		if (!is_digit(lexer->at[1]))
			return expr_fail(lexer->err, out->column, "a number cannot end in a point; write 1.5 or 1.");
		for (lexer->at++; is_digit(*lexer->at); lexer->at++) {
			value = value * 10 + (*lexer->at - '0');
			place *= 10;
		}
	}
	if (value > 1e300 || place > 1e300)
		return expr_fail(lexer->err, out->column, "this number is too long.");
	out->number = value / place;
	if (is_name_start(*lexer->at) || (*lexer->at >= 'A' && *lexer->at <= 'Z'))
		return lex_unit(lexer, out);
	return true;
}

static bool lex_string(struct lexer *lexer, struct token *out)
{
	const char *start = lexer->at + 1;
	const char *end = start;
	char *copy;
	size_t len = 0;

	while (*end != '\0' && !(end[0] == '\'' && end[1] != '\'')) {
		end += end[0] == '\'' ? 2 : 1;
	}
	if (*end == '\0')
		return expr_fail(lexer->err, out->column, "the text that begins here has no closing quote.");
	copy = arena_alloc(lexer->arena, (size_t)(end - start) + 1);
	for (const char *c = start; c < end; c += c[0] == '\'' ? 2 : 1)
		copy[len++] = *c;
	out->kind = TOKEN_STRING;
	out->text = copy;
	lexer->at = end + 1;
	return true;
}

/* Signs of other languages, with what is written here. */
static bool refuse(struct lexer *lexer, const struct token *out)
{
	static const struct {
		const char *sign;
		const char *repair;
	} foreign[] = {
		{"=", "compare with ==."},
		{"&&", "write 'and'."},
		{"&", "write 'and'."},
		{"||", "write 'or'."},
		{"|", "write 'or'."},
		{"!", "write 'not'."},
		{"\"", "texts stand in single quotes."},
		{"/", "there is no division; multiply by a fraction."},
		{":", "minutes are written as numbers, as in slot(t, 20, 50)."},
	};
	size_t size;
	char shown[8] = "";

	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		if (text_starts(lexer->at, foreign[i].sign))
			return expr_fail(lexer->err, out->column, "'%.60s' means nothing here; %s", foreign[i].sign,
			                 foreign[i].repair);
	if (*lexer->at >= 'A' && *lexer->at <= 'Z')
		return expr_fail(lexer->err, out->column, "names are written in lower case, texts in single quotes.");
	utf8_decode(lexer->at, strlen(lexer->at), &size);
	if ((unsigned char)*lexer->at >= ' ' && size < sizeof shown)
		memcpy(shown, lexer->at, size);
	return expr_fail(lexer->err, out->column, "'%.60s' means nothing here.", shown);
}

static bool lex_sign(struct lexer *lexer, struct token *out)
{
	/* The longer ones first. */
	static const char *const sign[] = {"==", "!=", "<=", ">=", "<", ">", "(", ")", ",", "+", "-", "*"};

	for (size_t i = 0; i < sizeof sign / sizeof *sign; i++) {
		if (!text_starts(lexer->at, sign[i]))
			continue;
		out->kind = TOKEN_SIGN;
		out->text = sign[i];
		lexer->at += strlen(sign[i]);
		return true;
	}
	return refuse(lexer, out);
}

bool expr_lex(struct lexer *lexer, struct token *out)
{
	const char *start;

	while (*lexer->at == ' ' || *lexer->at == '\n' || *lexer->at == '\t')
		lexer->at++;
	start = lexer->at;
	*out = (struct token){.kind = TOKEN_END, .column = (int)(start - lexer->start) + 1, .text = ""};
	if (*start == '\0')
		return true;
	if (is_digit(*start))
		return lex_number(lexer, out);
	if (*start == '\'')
		return lex_string(lexer, out);
	if (!is_name_start(*start))
		return lex_sign(lexer, out);
	while (is_name(*lexer->at))
		lexer->at++;
	out->kind = TOKEN_NAME;
	out->text = arena_strndup(lexer->arena, start, (size_t)(lexer->at - start));
	return true;
}
