#include "net_task.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usual[] =
	"\"title\":\"It answers\",\"guide\":[\"1.01\"],\"proves\":\"p\",\"does_not_prove\":\"d\"";

static bool has(const char *declaration, const char *key)
{
	return strstr(declaration, key) != NULL;
}

static void print_declaration(struct text *out, const char *own)
{
	text_addf(out, "{%s", usual);
	if (!has(own, "\"kind\""))
		text_add(out, ",\"kind\":\"http\"");
	if (!has(own, "\"url\"") && !has(own, "\"path\""))
		text_add(out, ",\"url\":\"{store}/\"");
	if (!has(own, "\"auth\""))
		text_add(out, ",\"auth\":\"none\"");
	if (!has(own, "\"outcomes\""))
		text_add(out, ",\"outcomes\":[{\"if\":\"status == 200\",\"is\":\"ok\",\"verdict\":\"ok\"}]");
	text_addf(out, "%s%s}", *own ? "," : "", own);
}

struct task *task_of(const struct task_plan *plan)
{
	struct text declaration = {0};
	struct arena arena;
	struct error err = {0};
	print_declaration(&declaration, plan->declaration ? plan->declaration : "");
	arena_init(&arena);
	const char **host = arena_alloc(&arena, sizeof *host);
	*host = plan->host;
	struct wire_ask ask = {
		.kind = WIRE_ASK_PROBE,
		.id = 1,
		.profile = "main",
		.name = "test.probe",
		.origin = plan->origin ? plan->origin : "https://store.example.test:443",
		.declaration = arena_strdup(&arena, text_str(&declaration)),
		.platform_outcomes = plan->platform,
		.http_auth = plan->http_auth,
		.hosts = host,
		.host_count = plan->host ? 1 : 0,
		.connect_to = plan->connect_to,
		.value = plan->value,
		.value_count = plan->value_count,
		.outcome = plan->outcome,
		.outcome_count = plan->outcome_count,
		.secret_form = plan->form,
		.secret_form_count = plan->form_count,
		.now = plan->now,
	};
	struct task *task = task_new_take(&ask, &arena);
	text_clear(&declaration);
	struct shelf shelf = {0};
	bool compiled = task_compile(task, &shelf, &err);
	shelf_clear(&shelf);
	if (compiled)
		return task;
	fprintf(stderr, "%s: %s\n", err.where, err.message);
	CU_FAIL("the declaration is refused");
	task_free(task);
	return NULL;
}

void answer_of(struct answer *answer, const char *text)
{
	answer_init(answer);
	const char *space = strchr(text, ' ');
	answer->status = space ? (int)strtol(space, NULL, 10) : 0;
	answer->asked_url = xstrdup("https://store.example.test/wp-json/wc/v3/orders");
	answer->first_byte_ms = 120;
	const char *line = strchr(text, '\n');
	while (line && line[1] && line[1] != '\n') {
		const char *end = strchr(line + 1, '\n');
		answer_add_header(answer, line + 1, end ? (size_t)(end - line - 1) : strlen(line + 1));
		line = end;
	}
	if (line && line[1])
		text_add(&answer->body, line + 2);
	answer_parse(answer);
}

void read_of(struct text *out, struct reading *reading, const char *expression)
{
	struct arena arena;
	struct error err = {0};
	arena_init(&arena);
	struct expr *expr = expr_compile(&arena, expression, &reading->task->kit->names, VALUE_UNKNOWN, &err);
	struct expr_scope scope = reading_scope(reading);
	struct value value = expr ? expr_eval(expr, &scope, &arena) : VALUE_NOTHING;
	text_cut(out, 0);
	if (!expr)
		text_addf(out, "refused: %s", err.message);
	else if (value.kind == VALUE_UNKNOWN)
		text_add(out, "unknown");
	else
		value_write(out, &value);
	arena_clear(&arena);
}
