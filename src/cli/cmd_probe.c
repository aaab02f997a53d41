/* probe NAME: one look at the store, shown with its request, its answer and every rule. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/session.h"
#include "json/json.h"

/* What is kept of the answer to the one probe that was asked for. */
struct shown {
	const struct probe *wanted;
	const struct guide *guide;
	struct text json;
	struct text words;
	enum verdict verdict;
	bool came;
};

static void put_timing(struct json_writer *writer, const struct wire_tell *tell)
{
	const struct {
		const char *name;
		double ms;
	} phases[] = {
		{"dns", tell->dns_ms},     {"connect", tell->connect_ms},
		{"tls", tell->tls_ms},     {"first_byte", tell->first_byte_ms},
		{"total", tell->total_ms},
	};

	json_open_object(writer, "timing_ms");
	for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
		if (phases[i].ms >= 0)
			json_put_number(writer, phases[i].name, phases[i].ms);
		else
			json_put_null(writer, phases[i].name);
	}
	json_close_object(writer);
}

static void put_headers(struct json_writer *writer, const struct wire_header *header, size_t count)
{
	json_open_object(writer, "headers");
	for (size_t i = 0; i < count; i++)
		json_put_string(writer, header[i].name, header[i].value);
	json_close_object(writer);
}

static void put_exchange(struct json_writer *writer, const struct wire_tell *tell)
{
	json_open_object(writer, "request");
	json_put_string(writer, "method", tell->method);
	json_put_string(writer, "url", tell->url);
	put_headers(writer, tell->request, tell->request_count);
	json_close_object(writer);
	json_open_object(writer, "response");
	json_put_integer(writer, "status", tell->status);
	put_headers(writer, tell->response, tell->response_count);
	json_put_string(writer, "excerpt", tell->excerpt != NULL ? tell->excerpt : "");
	json_close_object(writer);
}

static void put_rules(struct json_writer *writer, const struct wire_tell *tell)
{
	json_open_array(writer, "rules");
	for (size_t i = 0; i < tell->rule_count; i++) {
		json_open_object(writer, NULL);
		json_put_string(writer, "if", tell->rule[i].when);
		json_put_string(writer, "is", tell->rule[i].is);
		json_put_bool(writer, "held", tell->rule[i].held);
		json_close_object(writer);
	}
	json_close_array(writer);
}

static void write_json(struct shown *answer, const struct wire_tell *tell)
{
	struct json_writer writer;

	text_cut(&answer->json, 0);
	json_write_init(&writer, &answer->json, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-probe/1");
	json_put_string(&writer, "probe", answer->wanted->name);
	json_put_string(&writer, "ref", answer->wanted->ref);
	json_put_string(&writer, "outcome", tell->outcome);
	json_put_string(&writer, "verdict", verdict_name(tell->verdict));
	json_open_object(&writer, "facts");
	for (size_t i = 0; i < tell->fact_count; i++)
		json_put_string(&writer, tell->fact[i].fact, tell->fact[i].value);
	json_close_object(&writer);
	json_put_integer(&writer, "status", tell->status);
	put_timing(&writer, tell);
	put_rules(&writer, tell);
	put_exchange(&writer, tell);
	json_put_string(&writer, "message", tell->message != NULL ? tell->message : "");
	json_close_object(&writer);
}

static void write_words(struct shown *answer, const struct wire_tell *tell)
{
	const struct probe *probe = answer->wanted;
	struct text *out = &answer->words;

	text_cut(out, 0);
	text_addf(out, "%s%s%s: %s\n", probe->ref != NULL ? probe->ref : "", probe->ref != NULL ? " " : "",
	          probe->name, tell->outcome);
	if (tell->message != NULL)
		text_addf(out, "%s\n", tell->message);
	text_addf(out, "\nProves          %s\nDoes not prove  %s\n", probe->proves, probe->does_not_prove);
	if (tell->url != NULL)
		text_addf(out, "\nAsked   %s %s\n", tell->method != NULL ? tell->method : "", tell->url);
	for (size_t i = 0; i < tell->request_count; i++)
		text_addf(out, "        %s: %s\n", tell->request[i].name, tell->request[i].value);
	if (tell->status > 0)
		text_addf(out, "Answer  %d in %.0f ms\n", tell->status, tell->total_ms);
	for (size_t i = 0; i < tell->response_count; i++)
		text_addf(out, "        %s: %s\n", tell->response[i].name, tell->response[i].value);
	if (tell->excerpt != NULL && *tell->excerpt != '\0')
		text_addf(out, "        %s\n", tell->excerpt);
	for (size_t i = 0; i < tell->rule_count; i++)
		text_addf(out, "%s %s if %s\n", tell->rule[i].held ? "held  " : "not   ", tell->rule[i].is,
		          tell->rule[i].when != NULL ? tell->rule[i].when : "nothing else did");
	for (size_t i = 0; i < tell->fact_count; i++)
		text_addf(out, "Known now: %s = %s\n", tell->fact[i].fact, tell->fact[i].value);
}

static void on_tell(void *ctx, const struct probe *probe, const struct wire_tell *tell)
{
	struct shown *answer = ctx;

	if (probe != answer->wanted)
		return;
	answer->came = true;
	answer->verdict = tell->verdict;
	write_json(answer, tell);
	write_words(answer, tell);
}

static int exit_code(const struct shown *answer)
{
	static const int codes[VERDICTS] = {
		[VERDICT_OK] = 0,
		[VERDICT_PROBLEM] = 1,
		[VERDICT_UNKNOWN] = 2,
		[VERDICT_SKIPPED] = 2,
	};

	return codes[answer->verdict];
}

static int ask(struct session *session, struct shown *answer)
{
	struct error err = {0};
	const struct platform *platform = guide_platform_of(session->setup->guide, answer->wanted);

	if (!platform->service && session->integration.platform != NULL &&
	    session->integration.platform != platform)
		return setup_refuse(ERROR_CONFIG, "%s looks at %s, and the profile %s is %s.", answer->wanted->name,
		                    platform->name, session->integration.name, session->integration.platform->name);
	if (!session_connect(session, &err))
		return setup_fail(&err);
	session_catch_interrupt();
	walk_hold(session->walk, true);
	session_run_before(session, answer->wanted);
	driver_probe(session->driver, answer->wanted, session_interrupted());
	if (!answer->came)
		return *session_interrupted() ? 130
		                              : setup_refuse(ERROR_UNAVAILABLE, "There was no answer to judge.");
	printf("%s%s", text_str(session->setup->json ? &answer->json : &answer->words),
	       session->setup->json ? "\n" : "");
	return exit_code(answer);
}

int cmd_probe(struct setup *setup)
{
	struct session session;
	struct shown answer = {0};
	int code = session_open(&session, setup);

	if (code == 0) {
		answer.wanted = guide_probe(setup->guide, setup->options.word[0]);
		if (answer.wanted == NULL)
			code = setup_refuse(ERROR_USAGE, "There is no probe %.60s.", setup->options.word[0]);
	}
	session.tell = on_tell;
	session.ctx = &answer;
	session.trace = true;
	if (code == 0)
		code = session_add_facts(&session);
	if (code == 0)
		code = session_begin(&session);
	if (code == 0)
		code = ask(&session, &answer);
	session_close(&session);
	text_clear(&answer.json);
	text_clear(&answer.words);
	return code;
}
