/* Tables as stores export them. */
#include <string.h>

#include "base/csv.h"
#include "base/memory.h"
#include "base/text.h"
#include "check.h"

static const struct {
	const char *sentence, *text, *want; /* fields between |, rows between /; or the message */
} rows[] = {
	{"plain", "a,b\n1,2\n", "a|b/1|2"},
	{"nothing", "", ""},
	{"only line ends", "\r\n\n\r", ""},
	{"without a last line end", "a,b\n1,2", "a|b/1|2"},
	{"Windows line ends", "a,b\r\n1,2\r\n", "a|b/1|2"},
	{"old Macintosh line ends", "a,b\r1,2\r", "a|b/1|2"},
	{"a byte order mark",
     "\xEF\xBB\xBF"
     "a,b\n",
     "a|b"},
	{"empty fields, also the last", "a,,c,\n,,\n", "a||c|/||"},
	{"empty lines are left out", "a\n\n\nb\n", "a/b"},
	{"space around a field", " a ,\tb\n", "a|b"},
	{"quotes around separators and line ends", "\"a,b\",\"c\nd\"\n", "a,b|c\nd"},
	{"doubled quotes are one", "\"say \"\"hi\"\"\",x\n", "say \"hi\"|x"},
	{"an empty quoted field", "\"\",x\n", "|x"},
	{"what follows a closing quote stays", "\"a\"b,c\n", "ab|c"},
	{"a quote in the middle is a character", "5\" box,c\n", "5\" box|c"},
	{"semicolons, as Europe exports", "a;b,c;d\n1;2,5;3\n", "a|b,c|d/1|2,5|3"},
	{"tabs", "a\tb\n1\t2,3\n", "a|b/1|2,3"},
	{"separators in quotes do not decide", "\"a,b,c,d\";e\n1;2\n", "a,b,c,d|e/1|2"},
	{"rows of different lengths", "a,b\n1\n1,2,3\n", "a|b/1/1|2|3"},
	{"a quote that is not closed is told with its row", "a,b\n1,\"2\n3\n",
     "t.csv:2 A quote in this row is not closed"},
	{"rows are counted by lines, not by records", "\"a\nb\"\n\"c\n",
     "t.csv:3 A quote in this row is not closed"},
};

static void add_rows(struct text *out, const struct csv *csv)
{
	for (size_t i = 0; i < csv->row.count; i++) {
		for (size_t k = 0; k < csv->row.at[i].count; k++)
			text_addf(out, "%s%s", k > 0 ? "|" : i > 0 ? "/" : "", csv->row.at[i].field[k]);
	}
}

static void tables(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct csv csv;
		struct error err = {0};
		struct text got = {0};

		if (csv_read(&csv, rows[i].text, strlen(rows[i].text), "t.csv", &err))
			add_rows(&got, &csv);
		else
			text_addf(&got, "%s %.*s", err.where, (int)strcspn(err.message, ":"), err.message);
		CHECK_TEXT(rows[i].sentence, text_str(&got), rows[i].want);
		text_clear(&got);
		csv_clear(&csv);
	}
}

static void more(void)
{
	struct csv csv;
	struct error err = {0};

	CHECK("a NUL is no text", !csv_read(&csv, "a\0b", 3, "t.csv", &err) && err.kind == ERROR_DATA);
	csv_clear(&csv);
	CHECK("where a row begins", csv_read(&csv, "a\n\"b\nc\"\nd\n", 10, "t.csv", &err) && csv.row.count == 3);
	CHECK_NUMBER("lines in quotes count", (int64_t)csv.row.at[2].line, 4);
	csv_clear(&csv);
}

/* Every beginning of a table is read or refused, and nothing is read behind its end. */
static void every_cut(void)
{
	static const char whole[] = "\xEF\xBB\xBF\"a\"\"b\";c\r\n\"x;\ny\";z\r\n";

	for (size_t len = 0; len < sizeof whole; len++) {
		char *cut = xmalloc(len + 1);
		struct csv csv;

		memcpy(cut, whole, len);
		(void)csv_read(&csv, cut, len, "t.csv", NULL);
		CHECK("no more rows than lines", csv.row.count <= 3);
		csv_clear(&csv);
		array_free(cut);
	}
}

int main(void)
{
	static const struct check_test tests[] = {{"tables", tables},
	                                          {"more", more},
	                                          {"every cut", every_cut},
	                                          {0}};

	return check_run("base: csv", tests);
}
