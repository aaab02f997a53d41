#include "plan.h"

#include <string.h>

#include "../unit/check.h"

static int64_t last_id;

static const struct {
	const char *key, *member;
} usual[] = {
	{"\"title\"", "\"title\":\"It answers\""},
	{"\"guide\"", "\"guide\":[\"1.01\"]"},
	{"\"proves\"", "\"proves\":\"p\""},
	{"\"does_not_prove\"", "\"does_not_prove\":\"d\""},
	{"\"kind\"", "\"kind\":\"http\""},
	{"\"url\"", "\"url\":\"{store}/\""},
	{"\"auth\"", "\"auth\":\"none\""},
	{"\"outcomes\"",
     "\"outcomes\":[{\"if\":\"status == 200 and is_object(body)\",\"is\":\"ok\",\"verdict\":\"ok\"}]"},
};

static void print_declaration(struct text *out, const char *own)
{
	text_addf(out, "{%s", own);
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (!strstr(own, usual[i].key))
			text_addf(out, "%s%s", out->len > 1 ? "," : "", usual[i].member);
	text_add_char(out, '}');
}

int64_t plan_ask(struct talk *talk, const struct server *server, const struct plan *plan)
{
	struct text declaration = {0}, origin = {0};
	text_addf(&origin, "http://127.0.0.1:%d", server ? server_port(server) : 1);
	print_declaration(&declaration, plan->declaration ? plan->declaration : "");
	const char *at = plan->origin ? plan->origin : text_str(&origin);
	const struct wire_value value[] = {
		{.name = "store", .type = "url", .value = plan->store ? plan->store : at},
		{.name = "found", .type = "text"},
		{.name = "seen", .type = "list"},
		{.name = "rest_root", .type = "url"},
		{.name = "redirect_to", .type = "url"},
		{.name = "pace", .type = "duration"},
	};
	struct wire_ask ask = {
		.kind = WIRE_ASK_PROBE,
		.id = ++last_id,
		.profile = "main",
		.name = plan->name ? plan->name : "test.probe",
		.origin = at,
		.declaration = text_str(&declaration),
		.http_auth = plan->http_auth,
		.gap_ms = plan->gap_ms,
		.value = value,
		.value_count = sizeof value / sizeof *value,
		.proxy = plan->proxy,
		.ca_pem = plan->ca_pem,
		.connect_to = plan->connect_to,
		.trace = plan->trace,
	};
	talk_ask(talk, &ask, -1);
	text_clear(&declaration);
	text_clear(&origin);
	return last_id;
}

bool plan_run(struct talk *talk, const struct server *server, const struct plan *plan, int ms,
              struct arena *arena, struct wire_tell *tell)
{
	int64_t id = plan_ask(talk, server, plan);
	return CHECK("there is an outcome", talk_hear(talk, WIRE_TELL_OUTCOME, id, ms, arena, tell));
}

const char *plan_fact(const struct wire_tell *tell, const char *name)
{
	for (size_t i = 0; i < tell->fact_count; i++)
		if (strcmp(tell->fact[i].fact, name) == 0)
			return tell->fact[i].value;
	return NULL;
}
