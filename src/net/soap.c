#include "net/soap.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "declare/soap.h"
#include "net/url_template.h"
#include "xml/xml.h"

/* A body while it is written; nothing is added behind the first error. */
struct writing {
	struct text *out;
	const struct task *task;
	struct error *err;
	bool failed;
};

/* ---- texts ---- */

/* XML 1.0, section 2.2: of the control characters a document has three. */
static bool is_character(unsigned char c)
{
	return c >= ' ' ? c != 0x7f : c == '\t' || c == '\n' || c == '\r';
}

static void fail(struct writing *to, const char *what)
{
	if (!to->failed)
		error_set(to->err, ERROR_DATA, "args", "%s holds a character that XML does not have.", what);
	to->failed = true;
}

static void add_escaped(struct writing *to, const char *what, const char *text)
{
	if (!utf8_valid(text, strlen(text)))
		fail(to, what);
	for (; *text && !to->failed; text++) {
		if (!is_character((unsigned char)*text))
			fail(to, what);
		else if (*text == '&')
			text_add(to->out, "&amp;");
		else if (*text == '<')
			text_add(to->out, "&lt;");
		else if (*text == '>')
			text_add(to->out, "&gt;");
		else if (*text == '"')
			text_add(to->out, "&quot;");
		else
			text_add_char(to->out, *text);
	}
}

static void add_string(struct writing *to, const char *name, const char *text)
{
	text_addf(to->out, "<%s xsi:type=\"xsd:string\">", name);
	add_escaped(to, name, text);
	text_addf(to->out, "</%s>", name);
}

static void add_template(struct writing *to, const char *name, const char *template)
{
	struct text value = {0};
	if (!to->failed && !url_template_expand(&value, template, TEMPLATE_PLAIN, to->task, to->err))
		to->failed = true;
	add_string(to, name, text_str(&value));
	text_clear(&value);
}

/* ---- parts ---- */

static void add_member(struct writing *to, const char *name, const struct json_at *at)
{
	const char *template = json_string(at, NULL);
	add_template(to, name, template ? template : "");
}

static void add_texts(struct writing *to, const char *name, const struct json_at *list)
{
	size_t count = json_count(list);
	text_addf(to->out, "<%s SOAP-ENC:arrayType=\"xsd:string[%zu]\" xsi:type=\"SOAP-ENC:Array\">", name,
	          count);
	for (size_t i = 0; i < count; i++) {
		struct json_at item = json_item(list, i);
		add_member(to, "item", &item);
	}
	text_addf(to->out, "</%s>", name);
}

static void add_condition(struct writing *to, const struct json_at *field, const struct json_at *condition)
{
	text_add(to->out, "<item xsi:type=\"n:complexFilter\">");
	add_string(to, "key", field->key);
	text_add(to->out, "<value xsi:type=\"n:associativeEntity\">");
	add_string(to, "key", condition->key);
	add_member(to, "value", condition);
	text_add(to->out, "</value></item>");
}

/* Each condition is an item of its own: two on one field, two items with the same key. */
static size_t add_conditions(struct writing *to, const struct json_at *filters)
{
	struct json_at field, condition;
	size_t count = 0;
	void *state = NULL;
	while (json_next(filters, &state, &field)) {
		void *inner = NULL;
		for (; json_next(&field, &inner, &condition); count++)
			add_condition(to, &field, &condition);
	}
	return count;
}

static void add_filters(struct writing *to, const char *name, const struct json_at *filters)
{
	struct text items = {0};
	struct writing inner = {.out = &items, .task = to->task, .err = to->err, .failed = to->failed};
	size_t count = add_conditions(&inner, filters);
	to->failed = inner.failed;
	text_addf(to->out,
	          "<%s xsi:type=\"n:filters\"><complex_filter SOAP-ENC:arrayType=\"n:complexFilter[%zu]\" "
	          "xsi:type=\"SOAP-ENC:Array\">%s</complex_filter></%s>",
	          name, count, text_str(&items), name);
	text_clear(&items);
}

static void add_part(struct writing *to, const struct soap_part *part, const struct json_at *given)
{
	if (given->type == JSON_MISSING) {
		text_addf(to->out, "<%s xsi:nil=\"true\"/>", part->name);
	} else if (part->shape == SOAP_FILTERS) {
		add_filters(to, part->name, given);
	} else if (part->shape == SOAP_TEXTS) {
		add_texts(to, part->name, given);
	} else if (part->shape == SOAP_ATTRIBUTES) {
		text_addf(to->out, "<%s xsi:type=\"n:catalogProductRequestAttributes\">", part->name);
		add_texts(to, "attributes", given);
		text_addf(to->out, "</%s>", part->name);
	} else {
		add_member(to, part->name, given);
	}
}

static void add_parts(struct writing *to, const struct soap_call *call)
{
	const char *declared = to->task->probe->args ? to->task->probe->args : "{}";
	struct json_doc *args = json_parse(declared, strlen(declared), "args", 0, to->err);
	if (!args) {
		to->failed = true;
		return;
	}
	struct json_at root = json_root(args);
	for (size_t i = 0; i < SOAP_PARTS && call->part[i].name; i++) {
		struct json_at given = json_get(&root, call->part[i].name);
		add_part(to, &call->part[i], &given);
	}
	json_free(args);
}

/* ---- the envelope ---- */

static void open_envelope(struct writing *to, const char *call)
{
	struct text namespace = {0};
	const char *template = to->task->probe->namespace ? to->task->probe->namespace : "";
	if (!url_template_expand(&namespace, template, TEMPLATE_PLAIN, to->task, to->err))
		to->failed = true;
	text_add(to->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                  "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\""
	                  " xmlns:SOAP-ENC=\"http://schemas.xmlsoap.org/soap/encoding/\""
	                  " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
	                  " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:n=\"");
	add_escaped(to, "namespace", text_str(&namespace));
	text_addf(to->out,
	          "\" SOAP-ENV:encodingStyle=\"http://schemas.xmlsoap.org/soap/encoding/\">"
	          "<SOAP-ENV:Body><n:%s>",
	          call);
	text_clear(&namespace);
}

static bool close_envelope(struct writing *to, const char *call)
{
	text_addf(to->out, "</n:%s></SOAP-ENV:Body></SOAP-ENV:Envelope>\n", call);
	return !to->failed;
}

bool soap_write_call(struct text *out, const struct task *task, const char *session, struct error *err)
{
	const struct soap_call *call = task->probe->call ? soap_call_find(task->probe->call) : NULL;
	struct writing to = {.out = out, .task = task, .err = err};
	if (!call || !call->in_session)
		return error_set(err, ERROR_DATA, "call", "This is no call that only reads.");
	open_envelope(&to, call->name);
	add_string(&to, "sessionId", session);
	add_parts(&to, call);
	return close_envelope(&to, call->name);
}

bool soap_write_login(struct text *out, const struct task *task, const char *user, const char *key,
                      struct error *err)
{
	struct writing to = {.out = out, .task = task, .err = err};
	open_envelope(&to, "login");
	add_string(&to, "username", user);
	add_string(&to, "apiKey", key);
	return close_envelope(&to, "login");
}

bool soap_write_end(struct text *out, const struct task *task, const char *session, struct error *err)
{
	struct writing to = {.out = out, .task = task, .err = err};
	open_envelope(&to, "endSession");
	add_string(&to, "sessionId", session);
	return close_envelope(&to, "endSession");
}

/* ---- answers ---- */

struct first {
	const char *text;
};

static bool take_text(void *ctx, const struct xml_match *match)
{
	struct first *first = ctx;
	first->text = match->text;
	return false;
}

static const char *text_at(const struct answer *answer, const char *path)
{
	struct first first = {NULL};
	if (answer->form == ANSWER_XML)
		xml_find(answer->xml, path, take_text, &first);
	return first.text;
}

const char *soap_session_of(const struct answer *answer)
{
	const char *id = text_at(answer, "/Envelope/Body/loginResponse/loginReturn");
	return id && *id && strspn(id, " \t\r\n") == 0 ? id : NULL;
}

int soap_fault_number(const struct answer *answer)
{
	const char *code = text_at(answer, "/Envelope/Body/Fault/faultcode");
	const char *colon = code ? strrchr(code, ':') : NULL;
	code = colon ? colon + 1 : code;
	if (!code || !*code || strlen(code) > 6 || strspn(code, "0123456789") != strlen(code))
		return -1;
	return (int)strtol(code, NULL, 10);
}
