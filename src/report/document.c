#include "report/document.h"

#include <string.h>

bool document_format_find(const char *name, enum document_format *out)
{
	if (strcmp(name, "markdown") != 0 && strcmp(name, "html") != 0)
		return false;
	*out = strcmp(name, "html") == 0 ? DOCUMENT_HTML : DOCUMENT_MARKDOWN;
	return true;
}

/* ---- one line of text ---- */

static void add_html_char(struct text *out, char c)
{
	switch (c) {
	case '&':
		text_add(out, "&amp;");
		break;
	case '<':
		text_add(out, "&lt;");
		break;
	case '>':
		text_add(out, "&gt;");
		break;
	case '"':
		text_add(out, "&quot;");
		break;
	case '\n':
		text_add(out, "<br>");
		break;
	default:
		text_add_char(out, c);
	}
}

static void add_html(struct text *out, const char *text)
{
	bool bold = false, code = false;

	for (; *text; text++) {
		if (text[0] == '*' && text[1] == '*') {
			bold = !bold;
			text_add(out, bold ? "<b>" : "</b>");
			text++;
		} else if (*text == '`') {
			code = !code;
			text_add(out, code ? "<code>" : "</code>");
		} else {
			add_html_char(out, *text);
		}
	}
	text_add(out, code ? "</code>" : "");
	text_add(out, bold ? "</b>" : "");
}

/* Spans mean the same there; what else Markdown would act on is escaped, but not within a label. */
static void add_markdown(struct text *out, const char *text)
{
	bool code = false;

	for (; *text; text++) {
		bool bold = text[0] == '*' && text[1] == '*' && !code;
		code = *text == '`' ? !code : code;
		if (bold)
			text_add(out, "**");
		else if (*text == '\n')
			text_add(out, "  \n");
		else if (!code && strchr("\\*_{}[]<>#|~", *text))
			text_addf(out, "\\%c", *text);
		else
			text_add_char(out, *text);
		text += bold;
	}
}

static void add(struct document *document, const char *text)
{
	if (document->format == DOCUMENT_HTML)
		add_html(document->out, text);
	else
		add_markdown(document->out, text);
}

/* ---- parts ---- */

static void end_list(struct document *document)
{
	if (document->in_list)
		text_add(document->out, document->format == DOCUMENT_HTML ? "</ul>\n" : "\n");
	document->in_list = false;
}

void document_begin(struct document *document, enum document_format format, struct text *out,
                    const char *title)
{
	*document = (struct document){.format = format, .out = out};
	if (format == DOCUMENT_HTML) {
		text_add(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
		add_html(out, title);
		text_add(out, "</title>\n<style>\nbody { max-width: 44em; margin: 2em auto; font-family: sans-serif; "
		              "line-height: 1.4 }\nh3 { break-after: avoid; margin-bottom: 0.2em }\n"
		              "p { margin: 0.2em 0 }\n</style>\n</head>\n<body>\n");
	}
	document_heading(document, 1, NULL, title);
}

void document_end(struct document *document)
{
	end_list(document);
	if (document->format == DOCUMENT_HTML)
		text_add(document->out, "</body>\n</html>\n");
}

void document_heading(struct document *document, int level, const char *code, const char *text)
{
	end_list(document);
	if (document->format == DOCUMENT_HTML) {
		text_addf(document->out, "<h%d%s%s%s>%s%s", level, code ? " id=\"" : "", code ? code : "",
		          code ? "\"" : "", code ? code : "", code ? " " : "");
		add_html(document->out, text);
		text_addf(document->out, "</h%d>\n", level);
		return;
	}
	text_addf(document->out, "%.*s %s%s", level, "###", code ? code : "", code ? " " : "");
	add_markdown(document->out, text);
	text_add(document->out, "\n\n");
}

void document_text(struct document *document, const char *label, const char *text)
{
	bool html = document->format == DOCUMENT_HTML;

	end_list(document);
	text_add(document->out, html ? "<p>" : "");
	if (*label)
		text_addf(document->out, html ? "<b>%s</b> " : "**%s** ", label);
	add(document, text);
	text_add(document->out, html ? "</p>\n" : "\n\n");
}

void document_item(struct document *document, const char *text)
{
	bool html = document->format == DOCUMENT_HTML;

	if (!document->in_list)
		text_add(document->out, html ? "<ul>\n" : "");
	document->in_list = true;
	text_add(document->out, html ? "<li>" : "- ");
	add(document, text);
	text_add(document->out, html ? "</li>\n" : "\n");
}
