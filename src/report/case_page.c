#include "report/case_page.h"

#include <string.h>

#include "report/case_page_parts.h"
#include "report/names.h"
#include "report/wording.h"

void html_add_n(struct text *out, const char *at, size_t len)
{
	static const struct {
		char c;
		const char *written;
	} rows[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

	for (size_t i = 0; i < len; i++) {
		const char *written = NULL;
		for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
			if (rows[k].c == at[i])
				written = rows[k].written;
		if (written != NULL)
			text_add(out, written);
		else
			text_add_char(out, at[i]);
	}
}

void html_add(struct text *out, const char *text)
{
	if (text != NULL)
		html_add_n(out, text, strlen(text));
}

static void add_element(struct text *out, const char *name, const char *text)
{
	text_addf(out, "<%s>", name);
	html_add(out, text);
	text_addf(out, "</%.*s>", (int)strcspn(name, " "), name);
}

static void add_head(struct text *out, const char *title)
{
	text_add(
		out,
		"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<meta name=\"referrer\" content=\"no-referrer\">\n");
	add_element(out, "title", title);
	text_addf(out, "\n<style>\n%s</style>\n</head>\n<body>\n", case_page_style);
}

/* What is to blame now; where it was mended, what that was. "" while nothing is known. */
static const char *cause_of(struct arena *arena, const struct walk *walk, const struct ticket *ticket)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);

	if (ticket->cause != NULL)
		return ticket->cause;
	for (size_t i = count; walk_ending(walk) == ENDING_FIXED && i-- > 0;)
		if (stop[i].node->kind == NODE_FIX)
			return wording_template(arena, walk, stop[i].node->cause);
	return "not found yet";
}

/* What is most wanted first: the cause and how it ended. */
static void add_found(struct text *out, const struct walk *walk, const struct ticket *ticket)
{
	const struct platform *platform = walk_platform(walk);
	enum ending ending = walk_ending(walk);
	struct arena arena;

	arena_init(&arena);
	add_element(out, "h1", ticket->title);
	text_add(out, "\n<div class=\"found\">\n<p><strong>Cause:</strong> ");
	html_add(out, cause_of(&arena, walk, ticket));
	text_add(out, "</p>\n<p><strong>State:</strong> ");
	html_add(out, ending == ENDING_NONE ? "still open" : names_ending(ending));
	text_add(out, "</p>\n");
	if (platform != NULL) {
		text_add(out, "<p><strong>Platform:</strong> ");
		html_add(out, platform->name);
		text_add(out, "</p>\n");
	}
	text_add(out, "</div>\n");
	arena_clear(&arena);
}

static void add_way(struct text *out, const struct walk *walk)
{
	const struct walk_stop *stop;
	size_t count = walk_path(walk, &stop);
	struct arena arena;

	arena_init(&arena);
	text_add(out, "<section aria-labelledby=\"way\">\n<h2 id=\"way\">The way</h2>\n<div class=\"way\">\n");
	case_page_picture(out, walk);
	text_add(out, "<ol>\n");
	for (size_t i = 0; i < count; i++) {
		text_add(out, "<li>");
		html_add(out, wording_template(&arena, walk, stop[i].node->title));
		if (stop[i].answer != NULL) {
			text_add(out, " <strong>");
			html_add(out, wording_template(&arena, walk, stop[i].answer));
			text_add(out, "</strong>");
		}
		html_add(out, stop[i].ticked ? stop[i].answer != NULL ? " (known)" : " (passed without asking)" : "");
		text_add(out, "</li>\n");
	}
	text_add(out, "</ol>\n</div>\n</section>\n");
	arena_clear(&arena);
}

static void add_field(struct text *out, const struct ticket_field *field, const struct ticket *ticket)
{
	if (field->value == NULL)
		return;
	text_add(out, "<tr>");
	add_element(out, "th scope=\"row\"", field->label);
	add_element(out, "td", field->value);
	add_element(out, "td class=\"small\"",
	            *field->vantage ? field->vantage : names_source(field->source, ticket->role));
	text_add(out, "</tr>\n");
}

static bool among(const struct ticket *ticket, const struct ticket_field *fact)
{
	for (size_t i = 0; i < ticket->field.count; i++)
		if (strcmp(ticket->field.at[i].name, fact->name) == 0)
			return true;
	return false;
}

static void add_known(struct text *out, const struct ticket *ticket)
{
	text_add(out, "<section aria-labelledby=\"known\">\n<h2 id=\"known\">What is known</h2>\n<table>\n"
	              "<thead><tr><th scope=\"col\">What</th><th scope=\"col\">Value</th>"
	              "<th scope=\"col\">Who said so</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < ticket->field.count; i++)
		add_field(out, &ticket->field.at[i], ticket);
	for (size_t i = 0; i < ticket->fact.count; i++)
		if (!among(ticket, &ticket->fact.at[i]))
			add_field(out, &ticket->fact.at[i], ticket);
	text_add(out, "</tbody>\n</table>\n</section>\n");
}

static void add_proof(struct text *out, const struct ticket_proof *proof)
{
	static const char *const classes[VERDICTS] = {[VERDICT_OK] = "fine", [VERDICT_PROBLEM] = "problem"};
	const char *class = classes[proof->verdict];

	text_add(out, "<tr><th scope=\"row\">");
	html_add(out, proof->probe->title != NULL ? proof->probe->title : proof->probe->name);
	text_addf(out, "</th><td><span class=\"%s\">", class != NULL ? class : "small");
	html_add(out, names_verdict(proof->verdict));
	text_add(out, "</span>: ");
	html_add(out, proof->text);
	text_add(out, "</td><td class=\"small\">");
	html_add(out, proof->does_not_prove);
	text_addf(out, "</td><td class=\"small\">");
	html_add(out, proof->when);
	text_add(out, "</td></tr>\n");
}

static void add_proofs(struct text *out, const struct ticket *ticket)
{
	if (ticket->proof.count == 0)
		return;
	text_add(
		out,
		"<section aria-labelledby=\"looked\">\n<h2 id=\"looked\">What was looked at by itself</h2>\n<table>\n"
		"<thead><tr><th scope=\"col\">Look</th><th scope=\"col\">Found</th>"
		"<th scope=\"col\">Does not prove</th><th scope=\"col\">When</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < ticket->proof.count; i++)
		add_proof(out, &ticket->proof.at[i]);
	text_add(out, "</tbody>\n</table>\n</section>\n");
}

static void add_list(struct text *out, const char *heading, const char *const *text, size_t count)
{
	if (count == 0)
		return;
	text_add(out, "<section>\n");
	add_element(out, "h2", heading);
	text_add(out, "\n<ul>\n");
	for (size_t i = 0; i < count; i++) {
		add_element(out, "li", text[i]);
		text_add_char(out, '\n');
	}
	text_add(out, "</ul>\n</section>\n");
}

static void add_tried(struct text *out, const struct ticket *ticket)
{
	if (ticket->step.count == 0)
		return;
	text_add(out, "<section aria-labelledby=\"tried\">\n<h2 id=\"tried\">What was tried</h2>\n<ol>\n");
	for (size_t i = 0; i < ticket->step.count; i++) {
		add_element(out, "li", ticket->step.at[i].text);
		text_add_char(out, '\n');
	}
	text_add(out, "</ol>\n</section>\n");
}

void case_page_write(const struct walk *walk, const struct ticket *ticket, int64_t now, struct text *out)
{
	struct text when = {0};

	add_head(out, ticket->title);
	text_add(out, "<main>\n");
	add_found(out, walk, ticket);
	add_way(out, walk);
	add_tried(out, ticket);
	add_known(out, ticket);
	add_proofs(out, ticket);
	add_list(out, "These do not fit together", ticket->against.at, ticket->against.count);
	add_list(out, "In their own words", ticket->note.at, ticket->note.count);
	wording_time(&when, walk, NULL, now);
	text_add(out, "</main>\n<footer class=\"small\"><p>Written with syncfix, ");
	html_add(out, text_str(&when));
	text_add(
		out,
		". Secrets are never in it; what was looked at holds for the computer that looked.</p></footer>\n"
		"</body>\n</html>\n");
	text_clear(&when);
}
