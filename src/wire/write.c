#include "wire/wire.h"

#include <assert.h>
#include <math.h>

#include "wire/names.h"
#include "json/json.h"

/* Raw JSON of several lines becomes one: a line break stands between tokens only (RFC 8259 section 7). */
static void put_one_line(struct json_writer *writer, const char *key, const char *json)
{
	if (!json)
		return;
	struct text line = {0};
	text_add(&line, json);
	for (size_t i = 0; i < line.len; i++)
		if (line.data[i] == '\n' || line.data[i] == '\r' || line.data[i] == '\t')
			line.data[i] = ' ';
	json_put_raw(writer, key, text_str(&line));
	text_clear(&line);
}

static void put_text(struct json_writer *writer, const char *key, const char *value)
{
	if (value)
		json_put_string(writer, key, value);
}

static void put_values(struct json_writer *writer, const char *key, const struct wire_value *value,
                       size_t count)
{
	json_open_array(writer, key);
	for (size_t i = 0; i < count; i++) {
		json_open_object(writer, NULL);
		json_put_string(writer, "name", value[i].name);
		json_put_string(writer, "type", value[i].type);
		put_text(writer, "value", value[i].value);
		if (value[i].assumed)
			json_put_bool(writer, "assumed", true);
		json_close_object(writer);
	}
	json_close_array(writer);
}

static void put_forms(struct json_writer *writer, const struct wire_ask *ask)
{
	json_open_array(writer, "secret_form");
	for (size_t i = 0; i < ask->secret_form_count; i++) {
		const struct wire_secret_form *form = &ask->secret_form[i];
		json_open_object(writer, NULL);
		json_put_string(writer, "key", form->key);
		put_text(writer, "prefix", form->prefix);
		json_put_integer(writer, "length", form->length);
		json_close_object(writer);
	}
	json_close_array(writer);
}

static void put_secret(struct json_writer *writer, const struct wire_ask *ask)
{
	put_text(writer, "profile", ask->profile);
	put_text(writer, "key", ask->key);
	put_text(writer, "origin", ask->origin);
	put_text(writer, "typed", ask->typed);
}

static void put_probe(struct json_writer *writer, const struct wire_ask *ask)
{
	put_text(writer, "profile", ask->profile);
	put_text(writer, "origin", ask->origin);
	put_text(writer, "name", ask->name);
	put_one_line(writer, "declaration", ask->declaration);
	put_one_line(writer, "platform_outcomes", ask->platform_outcomes);
	put_text(writer, "http_auth", ask->http_auth);
	put_one_line(writer, "token", ask->token);
	json_open_array(writer, "hosts");
	for (size_t i = 0; i < ask->host_count; i++)
		json_put_string(writer, NULL, ask->hosts[i]);
	json_close_array(writer);
	json_put_integer(writer, "gap_ms", ask->gap_ms);
	put_values(writer, "values", ask->value, ask->value_count);
	put_values(writer, "outcomes", ask->outcome, ask->outcome_count);
	put_forms(writer, ask);
	put_text(writer, "connect_to", ask->connect_to);
	put_text(writer, "ca_pem", ask->ca_pem);
	put_text(writer, "proxy", ask->proxy);
	json_put_bool(writer, "trace", ask->trace);
	json_put_integer(writer, "now", ask->now);
}

void wire_write_ask(struct text *out, const struct wire_ask *ask)
{
	assert(ask->kind < WIRE_ASK_KINDS);
	struct json_writer writer;
	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	if (ask->kind == WIRE_ASK_HELLO)
		json_put_integer(&writer, WIRE_HELLO, WIRE_VERSION);
	else
		json_put_string(&writer, "do", wire_ask_name(ask->kind));
	if (ask->kind == WIRE_ASK_SECRET)
		put_secret(&writer, ask);
	if (ask->kind == WIRE_ASK_FORGET)
		put_text(&writer, "profile", ask->profile);
	if (wire_ask_has_id(ask->kind))
		json_put_integer(&writer, "id", ask->id);
	if (ask->kind == WIRE_ASK_PROBE)
		put_probe(&writer, ask);
	if (ask->kind == WIRE_ASK_SCAN || ask->kind == WIRE_ASK_DELIVER)
		put_text(&writer, "text", ask->text);
	if (ask->kind == WIRE_ASK_DELIVER)
		put_one_line(&writer, "to", ask->to);
	json_close_object(&writer);
	text_add_char(out, '\n');
}

static void put_facts(struct json_writer *writer, const struct wire_tell *tell)
{
	json_open_array(writer, "facts");
	for (size_t i = 0; i < tell->fact_count; i++) {
		json_open_object(writer, NULL);
		json_put_string(writer, "fact", tell->fact[i].fact);
		put_text(writer, "value", tell->fact[i].value);
		json_close_object(writer);
	}
	json_close_array(writer);
}

static void put_rules(struct json_writer *writer, const struct wire_tell *tell)
{
	json_open_array(writer, "rules");
	for (size_t i = 0; i < tell->rule_count; i++) {
		json_open_object(writer, NULL);
		put_text(writer, "if", tell->rule[i].when);
		put_text(writer, "is", tell->rule[i].is);
		json_put_bool(writer, "held", tell->rule[i].held);
		json_close_object(writer);
	}
	json_close_array(writer);
}

static void put_headers(struct json_writer *writer, const char *key, const struct wire_header *header,
                        size_t count)
{
	json_open_array(writer, key);
	for (size_t i = 0; i < count; i++) {
		json_open_object(writer, NULL);
		json_put_string(writer, "name", header[i].name);
		json_put_string(writer, "value", header[i].value);
		json_close_object(writer);
	}
	json_close_array(writer);
}

/* To the microsecond, which is as exact as they are. */
static void put_ms(struct json_writer *writer, const char *key, double ms)
{
	json_put_number(writer, key, round(ms * 1000) / 1000);
}

static void put_timing(struct json_writer *writer, const struct wire_tell *tell)
{
	json_open_object(writer, "timing_ms");
	put_ms(writer, "dns", tell->dns_ms);
	put_ms(writer, "connect", tell->connect_ms);
	put_ms(writer, "tls", tell->tls_ms);
	put_ms(writer, "first_byte", tell->first_byte_ms);
	put_ms(writer, "total", tell->total_ms);
	json_close_object(writer);
}

static void put_outcome(struct json_writer *writer, const struct wire_tell *tell)
{
	put_text(writer, "outcome", tell->outcome);
	json_put_string(writer, "verdict", verdict_name(tell->verdict));
	put_text(writer, "message", tell->message);
	put_text(writer, "fix", tell->fix);
	json_put_integer(writer, "status", tell->status);
	put_facts(writer, tell);
	put_timing(writer, tell);
	put_rules(writer, tell);
	put_text(writer, "method", tell->method);
	put_text(writer, "url", tell->url);
	put_headers(writer, "request", tell->request, tell->request_count);
	put_headers(writer, "response", tell->response, tell->response_count);
	put_text(writer, "excerpt", tell->excerpt);
}

void wire_write_tell(struct text *out, const struct wire_tell *tell)
{
	assert(tell->kind < WIRE_TELL_KINDS);
	struct json_writer writer;
	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	if (tell->kind == WIRE_TELL_HELLO) {
		json_put_integer(&writer, WIRE_HELLO, WIRE_VERSION);
	} else {
		json_put_string(&writer, "tell", wire_tell_name(tell->kind));
		json_put_integer(&writer, "id", tell->id);
	}
	if (tell->kind == WIRE_TELL_OUTCOME)
		put_outcome(&writer, tell);
	else
		put_text(&writer, "text", tell->text);
	if (tell->kind == WIRE_TELL_DELIVERED)
		put_text(&writer, "reference", tell->reference);
	json_close_object(&writer);
	text_add_char(out, '\n');
}
