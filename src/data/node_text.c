/* Every text of a node, so that each rule sees the same ones. */
#include <stdarg.h>
#include <stdio.h>

#include "data/lint_parts.h"

struct reading_out {
	node_text_fn *each;
	void *ctx;
};

static void put(const struct reading_out *out, enum node_text_kind kind, const char *text, const char *format,
                ...) __attribute__((format(printf, 4, 5)));

static void put(const struct reading_out *out, enum node_text_kind kind, const char *text, const char *format,
                ...)
{
	char field[64];
	va_list args;

	if (text == NULL)
		return;
	va_start(args, format);
	vsnprintf(field, sizeof field, format, args);
	va_end(args);
	out->each(out->ctx, &(struct node_text){field, text, kind});
}

static void put_list(const struct reading_out *out, const char *field, const char *const *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		put(out, NODE_TEXT_SHOWN, text[i], "%s[%zu]", field, i);
}

static void put_answers(const struct reading_out *out, const struct node *node)
{
	for (size_t i = 0; i < node->answer_count; i++) {
		put(out, NODE_TEXT_SHOWN, node->answer[i].label, ".answers[%zu].label", i);
		put(out, NODE_TEXT_SPOKEN, node->answer[i].say, ".answers[%zu].say", i);
	}
}

static void put_rows(const struct reading_out *out, const struct node *node)
{
	for (size_t i = 0; i < node->row_count; i++) {
		const struct compare_row *row = &node->row[i];

		put(out, NODE_TEXT_SHOWN, row->label, ".rows[%zu].label", i);
		put(out, NODE_TEXT_SHOWN, row->where, ".rows[%zu].where", i);
		for (size_t j = 0; j < row->value_count; j++)
			put(out, NODE_TEXT_SHOWN, row->value[j].text, ".rows[%zu].values.%s", i, row->value[j].name);
	}
}

/* Steps may stand in guide.json; then the path is that of "use" as far as it goes. */
static void put_steps(const struct reading_out *out, const struct node *node)
{
	for (size_t i = 0; i < node->step_count; i++) {
		put(out, NODE_TEXT_SHOWN, node->step[i].text, ".steps[%zu]", i);
		put(out, NODE_TEXT_SPOKEN, node->step[i].say, ".steps[%zu].say", i);
	}
}

void node_each_text(const struct node *node, node_text_fn *each, void *ctx)
{
	const struct reading_out out = {each, ctx};
	const struct {
		const char *field;
		const char *text;
		enum node_text_kind kind;
	} single[] = {
		{".title", node->title, NODE_TEXT_SHOWN},
		{".text", node->text, NODE_TEXT_SHOWN},
		{".say", node->say, NODE_TEXT_SPOKEN},
		{".agent", node->agent, NODE_TEXT_SHOWN},
		{".teach", node->teach, NODE_TEXT_SHOWN},
		{".unknown_label", node->unknown_label, NODE_TEXT_SHOWN},
		{".orders.good", node->order_good, NODE_TEXT_SHOWN},
		{".orders.bad", node->order_bad, NODE_TEXT_SHOWN},
		{".cause", node->cause, NODE_TEXT_SHOWN},
		{".undo", node->undo, NODE_TEXT_SHOWN},
		{".copy", node->copy, NODE_TEXT_COPIED},
		{".ticket.summary", node->ticket_summary, NODE_TEXT_SHOWN},
		{".ticket.request", node->ticket_request, NODE_TEXT_SHOWN},
	};

	for (size_t i = 0; i < sizeof single / sizeof *single; i++)
		put(&out, single[i].kind, single[i].text, "%s", single[i].field);
	put_list(&out, ".where", node->where, node->where_count);
	put_list(&out, ".where_guide", node->where_guide, node->where_guide_count);
	put_list(&out, ".issue", node->issue, node->issue_count);
	put_answers(&out, node);
	put_rows(&out, node);
	put_steps(&out, node);
	for (size_t i = 0; i < node->urgency_count; i++)
		put(&out, NODE_TEXT_SHOWN, node->urgency[i].why, ".urgency[%zu].why", i);
}
