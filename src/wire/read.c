#include "wire/wire.h"

#include <inttypes.h>
#include <string.h>

#include "wire/names.h"
#include "wire/take.h"

/* Ids come back as they were sent; JSON numbers are whole up to 2^53. */
#define ID_MAX (INT64_C(1) << 53)

static void read_value(struct take *take, const struct json_at *at, void *out)
{
	struct wire_value *value = out;
	value->name = take_name(take, at, "name");
	value->type = take_name(take, at, "type");
	value->value = take_text(take, at, "value");
	value->assumed = take_bool(take, at, "assumed");
}

static void read_form(struct take *take, const struct json_at *at, void *out)
{
	struct wire_secret_form *form = out;
	form->key = take_name(take, at, "key");
	form->prefix = take_text(take, at, "prefix");
	form->length = (int)take_integer(take, at, "length", 0, 1 << 16);
}

static void read_host(struct take *take, const struct json_at *at, void *out)
{
	*(const char **)out = take_string(take, at);
}

static void read_secret(struct take *take, const struct json_at *root, struct wire_ask *out)
{
	out->profile = take_name(take, root, "profile");
	out->key = take_name(take, root, "key");
	out->origin = take_name(take, root, "origin");
	out->typed = take_text(take, root, "typed");
	/* json-c frees its copy without wiping it. */
	struct json_at typed = json_get(root, "typed");
	size_t len = 0;
	const char *held = json_string(&typed, &len);
	if (held)
		memory_wipe((char *)held, len);
}

static void read_probe(struct take *take, const struct json_at *root, struct wire_ask *out)
{
	out->profile = take_name(take, root, "profile");
	out->origin = take_name(take, root, "origin");
	out->name = take_name(take, root, "name");
	out->declaration = take_raw(take, root, "declaration", JSON_OBJECT);
	out->platform_outcomes = take_raw(take, root, "platform_outcomes", JSON_ARRAY);
	out->http_auth = take_text(take, root, "http_auth");
	out->token = take_raw(take, root, "token", JSON_OBJECT);
	out->hosts = take_array(take, root, "hosts", sizeof *out->hosts, &out->host_count, read_host);
	out->gap_ms = take_integer(take, root, "gap_ms", 0, INT64_C(3600000));
	out->value = take_array(take, root, "values", sizeof *out->value, &out->value_count, read_value);
	out->outcome = take_array(take, root, "outcomes", sizeof *out->outcome, &out->outcome_count, read_value);
	out->secret_form =
		take_array(take, root, "secret_form", sizeof *out->secret_form, &out->secret_form_count, read_form);
	out->connect_to = take_text(take, root, "connect_to");
	out->ca_pem = take_text(take, root, "ca_pem");
	out->proxy = take_text(take, root, "proxy");
	out->trace = take_bool(take, root, "trace");
	out->now = take_integer(take, root, "now", INT64_MIN / 2, INT64_MAX / 2);
}

/* The first line, either way. False: it is another message, or (failed set) a version we do not speak. */
static bool read_hello(struct take *take, const struct json_at *root)
{
	struct json_at at = json_get(root, WIRE_HELLO);
	if (at.type == JSON_MISSING)
		return false;
	int64_t version = 0;
	if (json_integer(&at, &version) && version == WIRE_VERSION)
		return true;
	take->failed = true;
	return error_set(take->err, ERROR_DATA, "$." WIRE_HELLO,
	                 "The other program speaks version %" PRId64
	                 ", this one %d: they must be of one release.",
	                 version, WIRE_VERSION);
}

static void read_ask(struct take *take, const struct json_at *root, struct wire_ask *out)
{
	if (read_hello(take, root) || take->failed)
		return;
	const char *name = take_name(take, root, "do");
	if (!take->failed && !wire_ask_find(name, &out->kind)) {
		take->failed = true;
		error_set(take->err, ERROR_DATA, "$.do", "There is no such request.");
	}
	if (wire_ask_has_id(out->kind))
		out->id = take_integer(take, root, "id", 0, ID_MAX);
	if (out->kind == WIRE_ASK_SECRET)
		read_secret(take, root, out);
	if (out->kind == WIRE_ASK_FORGET)
		out->profile = take_name(take, root, "profile");
	if (out->kind == WIRE_ASK_PROBE)
		read_probe(take, root, out);
	if (out->kind == WIRE_ASK_SCAN || out->kind == WIRE_ASK_DELIVER)
		out->text = take_name(take, root, "text");
	if (out->kind == WIRE_ASK_DELIVER)
		out->to = take_raw(take, root, "to", JSON_OBJECT);
}

static void read_fact(struct take *take, const struct json_at *at, void *out)
{
	struct wire_fact *fact = out;
	fact->fact = take_name(take, at, "fact");
	fact->value = take_text(take, at, "value");
}

static void read_rule(struct take *take, const struct json_at *at, void *out)
{
	struct wire_rule *rule = out;
	rule->when = take_text(take, at, "if");
	rule->is = take_text(take, at, "is");
	rule->held = take_bool(take, at, "held");
}

static void read_header(struct take *take, const struct json_at *at, void *out)
{
	struct wire_header *header = out;
	header->name = take_name(take, at, "name");
	header->value = take_name(take, at, "value");
}

static void read_timing(struct take *take, const struct json_at *root, struct wire_tell *out)
{
	struct json_at timing = json_get(root, "timing_ms");
	out->dns_ms = take_number(take, &timing, "dns");
	out->connect_ms = take_number(take, &timing, "connect");
	out->tls_ms = take_number(take, &timing, "tls");
	out->first_byte_ms = take_number(take, &timing, "first_byte");
	out->total_ms = take_number(take, &timing, "total");
}

static void read_outcome(struct take *take, const struct json_at *root, struct wire_tell *out)
{
	out->outcome = take_name(take, root, "outcome");
	const char *verdict = take_name(take, root, "verdict");
	if (!take->failed && !verdict_find(verdict, &out->verdict)) {
		take->failed = true;
		error_set(take->err, ERROR_DATA, "$.verdict", "There is no such verdict.");
	}
	out->message = take_text(take, root, "message");
	out->fix = take_text(take, root, "fix");
	out->status = (int)take_integer(take, root, "status", 0, 99999);
	out->fact = take_array(take, root, "facts", sizeof *out->fact, &out->fact_count, read_fact);
	read_timing(take, root, out);
	out->rule = take_array(take, root, "rules", sizeof *out->rule, &out->rule_count, read_rule);
	out->method = take_text(take, root, "method");
	out->url = take_text(take, root, "url");
	out->request = take_array(take, root, "request", sizeof *out->request, &out->request_count, read_header);
	out->response =
		take_array(take, root, "response", sizeof *out->response, &out->response_count, read_header);
	out->excerpt = take_text(take, root, "excerpt");
}

static void read_tell(struct take *take, const struct json_at *root, struct wire_tell *out)
{
	if (read_hello(take, root) || take->failed)
		return;
	const char *name = take_name(take, root, "tell");
	if (!take->failed && !wire_tell_find(name, &out->kind)) {
		take->failed = true;
		error_set(take->err, ERROR_DATA, "$.tell", "There is no such message.");
	}
	out->id = take_integer(take, root, "id", 0, ID_MAX);
	if (out->kind == WIRE_TELL_OUTCOME)
		read_outcome(take, root, out);
	else
		out->text = take_text(take, root, "text");
	if (out->kind == WIRE_TELL_DELIVERED)
		out->reference = take_text(take, root, "reference");
}

static struct json_doc *parse(const char *line, size_t len, struct error *err)
{
	if (len > WIRE_MAX_LINE) {
		error_set(err, ERROR_DATA, "wire", "A message is longer than %d bytes.", WIRE_MAX_LINE);
		return NULL;
	}
	struct json_doc *doc = json_parse(line, len, "wire", 0, err);
	if (!doc)
		return NULL;
	struct json_at root = json_root(doc);
	if (root.type == JSON_OBJECT)
		return doc;
	error_set(err, ERROR_DATA, "wire", "A message must be a JSON object.");
	json_free(doc);
	return NULL;
}

bool wire_read_ask(const char *line, size_t len, struct arena *arena, struct wire_ask *out, struct error *err)
{
	memset(out, 0, sizeof *out);
	struct json_doc *doc = parse(line, len, err);
	if (!doc)
		return false;
	struct json_at root = json_root(doc);
	struct take take = {.arena = arena, .err = err};
	read_ask(&take, &root, out);
	json_free(doc);
	return !take.failed;
}

bool wire_read_tell(const char *line, size_t len, struct arena *arena, struct wire_tell *out,
                    struct error *err)
{
	memset(out, 0, sizeof *out);
	struct json_doc *doc = parse(line, len, err);
	if (!doc)
		return false;
	struct json_at root = json_root(doc);
	struct take take = {.arena = arena, .err = err};
	read_tell(&take, &root, out);
	json_free(doc);
	return !take.failed;
}
