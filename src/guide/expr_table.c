#include "guide/expr_tree.h"

#include <string.h>

/*
 * takes, one letter an argument:
 *   k  a fact of any kind, or outcome('…')     o  the name of a probe, in quotes
 *   T  a time        t  a text                 m  number, duration or time, all of one kind
 *   q  a text in quotes                        p  a JSON Pointer in quotes
 *   b  the word body, or a JSON Pointer        c  wrong_secret or unknown_key, in quotes
 *   w  a WHERE                                 d  a minute of the hour, 0-59
 * What follows '?' may be left out, a last '+' repeats the letter before it.
 */
static const struct expr_function_row row[EXPR_FUNCTIONS] = {
	[EXPR_KNOWN] = {"known", "k", VALUE_YESNO, false},
	[EXPR_AGE] = {"age", "T", VALUE_DURATION, false},
	[EXPR_NOW] = {"now", "", VALUE_TIME, true},
	[EXPR_OUTCOME] = {"outcome", "o", VALUE_SYMBOL, false},
	[EXPR_MAX] = {"max", "mm+", VALUE_UNKNOWN, false},
	[EXPR_MIN] = {"min", "mm+", VALUE_UNKNOWN, false},
	[EXPR_SLOT] = {"slot", "Td+", VALUE_TIME, false},
	[EXPR_LOWER] = {"lower", "t", VALUE_TEXT, false},
	[EXPR_TRIM] = {"trim", "t", VALUE_TEXT, false},
	[EXPR_HOST] = {"host", "t", VALUE_TEXT, false},
	[EXPR_SCHEME] = {"scheme", "t", VALUE_TEXT, false},
	[EXPR_STATUS] = {"status", "", VALUE_NUMBER, true},
	[EXPR_HEADER] = {"header", "q", VALUE_TEXT, false},
	[EXPR_LINK] = {"link", "q", VALUE_TEXT, false},
	[EXPR_ASKED_URL] = {"asked_url", "", VALUE_TEXT, true},
	[EXPR_BODY] = {"body", "", VALUE_TEXT, true},
	[EXPR_IS_ARRAY] = {"is_array", "b", VALUE_YESNO, false},
	[EXPR_IS_OBJECT] = {"is_object", "b", VALUE_YESNO, false},
	[EXPR_IS_HTML] = {"is_html", "b", VALUE_YESNO, false},
	[EXPR_IS_EMPTY] = {"is_empty", "b", VALUE_YESNO, false},
	[EXPR_DIRTY] = {"dirty", "", VALUE_YESNO, true},
	[EXPR_TEXT] = {"text", "p", VALUE_TEXT, false},
	[EXPR_NUMBER] = {"number", "p", VALUE_NUMBER, false},
	[EXPR_BOOL] = {"bool", "p", VALUE_YESNO, false},
	[EXPR_TIME] = {"time", "p", VALUE_TIME, false},
	[EXPR_LIST] = {"list", "p", VALUE_LIST, false},
	[EXPR_COUNT] = {"count", "p?w", VALUE_NUMBER, false},
	[EXPR_ANY] = {"any", "pw", VALUE_YESNO, false},
	[EXPR_ALL] = {"all", "pw", VALUE_YESNO, false},
	[EXPR_FIRST] = {"first", "pw", VALUE_TEXT, false},
	[EXPR_MISSING] = {"missing", "pq", VALUE_TEXT, false},
	[EXPR_NEWEST] = {"newest", "p?w", VALUE_TIME, false},
	[EXPR_OLDEST] = {"oldest", "p?w", VALUE_TIME, false},
	[EXPR_ITEM] = {"item", "p", VALUE_TEXT, false},
	[EXPR_ITEM_NUMBER] = {"item_number", "p", VALUE_NUMBER, false},
	[EXPR_ITEM_TIME] = {"item_time", "p", VALUE_TIME, false},
	[EXPR_ITEM_BOOL] = {"item_bool", "p", VALUE_YESNO, false},
	[EXPR_DATE_SKEW] = {"date_skew", "", VALUE_DURATION, true},
	[EXPR_TIME_FIRST_BYTE] = {"time_first_byte", "", VALUE_DURATION, true},
	[EXPR_CONTRAST] = {"contrast", "cp", VALUE_TEXT, false},
	[EXPR_N] = {"n", "?q", VALUE_NUMBER, false},
};

const struct expr_function_row *expr_function_row(enum expr_function function)
{
	return &row[function];
}

const char *expr_function_name(enum expr_function function)
{
	return row[function].name;
}

enum expr_function expr_function_find(const char *name)
{
	for (int i = 0; i < EXPR_FUNCTIONS; i++)
		if (strcmp(row[i].name, name) == 0)
			return (enum expr_function)i;
	return EXPR_FUNCTIONS;
}

const char *expr_kind_words(enum value_kind kind)
{
	static const char *const words[] = {
		[VALUE_UNKNOWN] = "nothing",     [VALUE_YESNO] = "yes or no", [VALUE_NUMBER] = "a number",
		[VALUE_DURATION] = "a duration", [VALUE_TIME] = "a time",     [VALUE_TEXT] = "a text",
		[VALUE_SYMBOL] = "a choice",     [VALUE_LIST] = "a list",
	};

	return words[kind];
}
