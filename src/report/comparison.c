#include "report/comparison.h"

#include <string.h>

#include "base/utf8.h"
#include "case/compare.h"
#include "guide/edges.h"
#include "guide/template.h"
#include "report/final_scan.h"
#include "json/json.h"

enum { LABEL_COLUMNS = 14, VALUE_COLUMNS = 24 };

const struct node *comparison_node(const struct guide *guide)
{
	for (size_t i = 0; i < guide->node_count; i++)
		if (guide->node[i].kind == NODE_COMPARE)
			return &guide->node[i];
	return NULL;
}

/* ---- making ---- */

static const char *label_of(const struct compare_row *row, const char *value)
{
	for (size_t i = 0; i < row->value_count; i++)
		if (strcmp(row->value[i].name, value) == 0)
			return row->value[i].text;
	return value;
}

/* A column can hold anything: what looks like a buyer's or like a secret is compared and not shown. */
static bool may_show(const char *words)
{
	struct scan_hit hit;

	return !scan_person(words, strlen(words), "", &hit) && !scan_secret(words, strlen(words), &hit);
}

static void read_cell(struct comparison *comparison, struct comparison_cell *cell, struct order *order,
                      const struct compare_row *row, const struct order_clock *clock)
{
	const char *words;
	struct text shown = {0};

	cell->value = order_value(order, row, clock, &words);
	cell->words = "";
	if (!cell->value)
		return;
	template_plain(&shown, words ? words : label_of(row, cell->value));
	cell->words =
		may_show(text_str(&shown)) ? arena_strdup(&comparison->arena, text_str(&shown)) : "(not shown)";
	text_clear(&shown);
}

static void add_row(struct comparison *comparison, const struct compare_row *from,
                    const struct order_clock *clock)
{
	struct comparison_row *row = array_add(&comparison->row);

	row->row = from;
	read_cell(comparison, &row->good, comparison->good, from, clock);
	read_cell(comparison, &row->bad, comparison->bad, from, clock);
	row->known = row->good.value && row->bad.value;
	row->differs = compare_differs(from, row->good.value, row->bad.value);
	if (row->differs)
		row->leads = edges_first_shown(from->to.node, comparison->platform);
	comparison->known += row->known;
	comparison->differences += row->differs;
	if (row->differs && !comparison->next)
		comparison->next = row->leads;
}

void comparison_make(struct comparison *comparison, const struct node *node, const struct platform *platform,
                     struct order *good, struct order *bad, const struct order_clock *clock)
{
	const struct node *on = node->go_count > 0 ? node->go[node->go_count - 1].to.node : NULL;

	*comparison = (struct comparison){.node = node, .platform = platform, .good = good, .bad = bad};
	arena_init(&comparison->arena);
	for (size_t i = 0; i < node->row_count; i++)
		add_row(comparison, &node->row[i], clock);
	if (!comparison->next)
		comparison->next = edges_first_shown(on, platform);
}

void comparison_clear(struct comparison *comparison)
{
	array_clear(&comparison->row);
	arena_clear(&comparison->arena);
}

/* ---- for people ---- */

static void add_padded(struct text *out, const char *words, size_t columns)
{
	struct text cut = {0};

	utf8_add_cut(&cut, words, columns, false);
	text_add(out, text_str(&cut));
	for (size_t width = utf8_width(text_str(&cut)); width < columns; width++)
		text_add_char(out, ' ');
	text_clear(&cut);
}

static void add_step(struct text *out, const struct node *node)
{
	struct text title = {0};

	template_plain(&title, node->title);
	text_addf(out, "%s %s: syncfix start %s\n", node->code, text_str(&title), node->code);
	text_clear(&title);
}

static void trim_end(struct text *out)
{
	size_t len = out->len;

	while (len > 0 && out->data[len - 1] == ' ')
		len--;
	text_cut(out, len);
}

static void add_line(struct text *out, const struct comparison_row *row)
{
	const char *state = row->differs ? "DIFFERENT" : row->known ? "same" : "not known";

	add_padded(out, state, 10);
	add_padded(out, row->row->label, LABEL_COLUMNS);
	text_add_char(out, ' ');
	add_padded(out, row->good.value ? row->good.words : "?", VALUE_COLUMNS);
	text_add_char(out, ' ');
	add_padded(out, row->bad.value ? row->bad.words : "?", VALUE_COLUMNS);
	trim_end(out);
	text_add_char(out, '\n');
	if (!row->leads)
		return;
	text_add(out, "          leads to ");
	add_step(out, row->leads);
}

static void add_order(struct text *out, const char *what, const struct order *order)
{
	struct text words = {0};

	text_addf(&words, "%s%s%s", what, order->number ? ": " : "", order->number ? order->number : "");
	add_padded(out, text_str(&words), VALUE_COLUMNS);
	text_clear(&words);
}

static void add_heading(struct text *out, const struct comparison *comparison)
{
	add_padded(out, "", 10 + LABEL_COLUMNS + 1);
	add_order(out, "works", comparison->good);
	text_add_char(out, ' ');
	add_order(out, "fails", comparison->bad);
	trim_end(out);
	text_add_char(out, '\n');
}

void comparison_write_text(const struct comparison *comparison, struct text *out)
{
	add_heading(out, comparison);
	for (size_t i = 0; i < comparison->row.count; i++)
		add_line(out, &comparison->row.at[i]);
	text_add_char(out, '\n');
	if (comparison->differences > 0)
		text_add(out, "The first difference usually is the cause.\n");
	else if (comparison->known > 0)
		text_add(out, "Nothing differs in what is known.\n");
	else
		text_add(out, "Nothing is known of both orders.\n");
	if (comparison->next) {
		text_add(out, comparison->differences > 0 ? "Begin with " : "Go on with ");
		add_step(out, comparison->next);
	}
}

/* ---- for machines ---- */

static void put_step(struct json_writer *writer, const char *key, const struct node *node)
{
	struct text title = {0};

	if (!node) {
		json_put_null(writer, key);
		return;
	}
	template_plain(&title, node->title);
	json_open_object(writer, key);
	json_put_string(writer, "node", node->name);
	json_put_string(writer, "code", node->code);
	json_put_string(writer, "title", text_str(&title));
	json_close_object(writer);
	text_clear(&title);
}

static void put_row(struct json_writer *writer, const struct comparison_row *row)
{
	json_open_object(writer, NULL);
	json_put_string(writer, "key", row->row->key);
	json_put_string(writer, "label", row->row->label);
	json_put_string(writer, "state", row->differs ? "different" : row->known ? "same" : "unknown");
	json_put_string(writer, "good", row->good.value ? row->good.words : NULL);
	json_put_string(writer, "bad", row->bad.value ? row->bad.words : NULL);
	put_step(writer, "leads", row->leads);
	json_close_object(writer);
}

void comparison_write_json(const struct comparison *comparison, struct text *out)
{
	struct json_writer writer;

	json_write_init(&writer, out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-compare/1");
	put_step(&writer, "step", comparison->node);
	json_open_object(&writer, "orders");
	json_put_string(&writer, "good", comparison->good->number);
	json_put_string(&writer, "bad", comparison->bad->number);
	json_close_object(&writer);
	json_open_array(&writer, "rows");
	for (size_t i = 0; i < comparison->row.count; i++)
		put_row(&writer, &comparison->row.at[i]);
	json_close_array(&writer);
	json_put_integer(&writer, "differences", (int64_t)comparison->differences);
	put_step(&writer, "next", comparison->next);
	json_close_object(&writer);
	text_add_char(out, '\n');
}
