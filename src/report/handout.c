#include "report/handout.h"

#include "case/score.h"
#include "report/booklet.h"

static void add_class(struct document *document, const struct handout *handout)
{
	struct text text = {0};

	document_heading(document, 2, NULL, "The case");
	document_text(document, "Platform", handout->platform);
	document_text(document, "What is going wrong", handout->begins);
	document_text(document, "Difficulty", handout->difficulty);
	if (handout->line_count > 0)
		document_heading(document, 2, NULL, "What people say when they are asked");
	for (size_t i = 0; i < handout->line_count; i++) {
		text_cut(&text, 0);
		text_addf(&text, "%s: %s", handout->line[i].label,
		          handout->line[i].value ? handout->line[i].value : "nobody can see it");
		document_item(document, text_str(&text));
	}
	document_heading(document, 2, NULL, "Your way");
	for (int i = 1; i <= 8; i++) {
		text_cut(&text, 0);
		text_addf(&text, "%d  step ………………  because …………………………………………………………", i);
		document_item(document, text_str(&text));
	}
	document_text(document, "The cause", "………………………………………………………………………………");
	document_text(document, "How it was proven", "………………………………………………………………………………");
	text_clear(&text);
}

static void add_way(struct document *document, const struct handout *handout)
{
	struct text text = {0};

	document_heading(document, 2, NULL, "The way");
	for (size_t i = 0; i < handout->way_count; i++) {
		const struct node *node = handout->way[i];
		if (!node->code || !node->title)
			continue;
		text_cut(&text, 0);
		text_addf(&text, "**%s** %s%s%s", node->code, node->title, node->teach ? " – " : "",
		          node->teach ? node->teach : "");
		document_item(document, text_str(&text));
	}
	text_clear(&text);
}

static void add_trainer(struct document *document, const struct handout *handout, const struct guide *guide)
{
	struct text text = {0};

	document_heading(document, 1, NULL, "For the trainer");
	document_text(document, "The fault", handout->title);
	document_text(document, "The lesson", handout->lesson);
	if (handout->par >= 0) {
		text_addf(&text, "%d", handout->par);
		document_text(document, "Par, in answers", text_str(&text));
	}
	add_way(document, handout);
	document_heading(document, 2, NULL, "The fix");
	for (size_t i = 0; i < handout->way_count; i++)
		if (handout->way[i]->kind == NODE_FIX)
			booklet_add_step(document, guide, handout->way[i], 3);
	document_heading(document, 2, NULL, "What the score looks at");
	for (int rule = 0; rule < SCORE_RULES; rule++)
		document_item(document, score_rule_name(rule));
	text_clear(&text);
}

void handout_write(const struct handout *handout, const struct guide *guide, enum document_format format,
                   struct text *out)
{
	struct document document;

	document_begin(&document, format, out, "A case to solve");
	add_class(&document, handout);
	add_trainer(&document, handout, guide);
	document_end(&document);
}
