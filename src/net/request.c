#include "net/request.h"

#include <config.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "net/auth.h"
#include "net/scan.h"
#include "net/url_template.h"
#include "sign/hash.h"

bool refuse(struct refusal *refusal, enum common_outcome outcome, const char *format, ...)
{
	va_list args;
	refusal->outcome = outcome;
	va_start(args, format);
	vsnprintf(refusal->message, sizeof refusal->message, format, args);
	va_end(args);
	return false;
}

void request_add_header(struct request *request, const char *name, const char *value, bool secret)
{
	struct request_header *header = array_add(&request->header);
	header->name = xstrdup(name);
	text_add(&header->value, value);
	header->secret = secret;
}

void request_clear(struct request *request)
{
	for (size_t i = 0; i < request->header.count; i++) {
		free(request->header.at[i].name);
		text_wipe(&request->header.at[i].value);
	}
	array_clear(&request->header);
	text_wipe(&request->url);
	text_wipe(&request->body);
	text_clear(&request->shown_url);
}

/* ---- where it may go ---- */

static bool is_declared_host(const struct task *task, const char *host, const struct origin *to)
{
	struct origin other;
	if (*host != '{')
		return strcmp(to->scheme, "https") == 0 && to->port == 443 && text_same_fold(host, to->host);
	size_t len = strcspn(host + 1, "}");
	char *key = xstrndup(host + 1, len);
	struct value value = task_value(task, task_fact_id(task, key));
	free(key);
	return value.kind == VALUE_TEXT && origin_parse(value.text, &other) && origin_same(&other, to);
}

/* The store itself, in safety. */
static bool is_store_by_https(const struct origin *store, const struct origin *to)
{
	return strcmp(store->scheme, "http") == 0 && store->port == 80 && strcmp(to->scheme, "https") == 0 &&
	       to->port == 443 && text_same_fold(store->host, to->host);
}

static bool may_ask(const struct task *task, const struct origin *to)
{
	if (origin_same(&task->store, to) || is_store_by_https(&task->store, to))
		return true;
	for (size_t i = 0; i < task->ask.host_count; i++)
		if (is_declared_host(task, task->ask.hosts[i], to))
			return true;
	return false;
}

/* The bytes stay on this computer. */
static bool is_local(const struct task *task, const struct origin *to)
{
	char host[256];
	int port;
	const char *stand_in = task->ask.connect_to;
	if (stand_in && host_port_parse(stand_in, host, sizeof host, &port))
		return host_is_loopback(host);
	return host_is_loopback(to->host);
}

bool request_check_target(struct request *request, const struct task *task, struct refusal *refusal)
{
	const struct origin *to = &request->to;
	if (!origin_parse(text_str(&request->url), &request->to))
		return refuse(refusal, OUTCOME_SKIPPED, "The address of the request is no http or https address.");
	if (!may_ask(task, to))
		return refuse(refusal, OUTCOME_SKIPPED,
		              "%s is neither the store's host nor one that the platform declares: it was not asked.",
		              to->host);
	if (strcmp(to->scheme, "http") == 0 && !task->ask.http_auth && !is_local(task, to))
		return refuse(refusal, OUTCOME_SKIPPED,
		              "The address begins with http://, which is not protected on its way: use https://.");
	return true;
}

/* ---- making it ---- */

static bool make_url(struct request *request, const struct task *task, struct refusal *refusal)
{
	struct error err = {0};
	if (!task->probe->url)
		return refuse(refusal, OUTCOME_SKIPPED, "The probe has no address of its own.");
	if (!url_template_expand(&request->url, task->probe->url, TEMPLATE_URL, task, &err))
		return refuse(refusal, OUTCOME_SKIPPED, "%s", err.message);
	return request_check_target(request, task, refusal);
}

static void add_soap_headers(struct request *request)
{
	request->method = "POST";
	request_add_header(request, "Content-Type", "text/xml; charset=utf-8", false);
	request_add_header(request, "SOAPAction", "\"urn:Action\"", false);
}

static void add_usual_headers(struct request *request, const struct task *task)
{
	bool soap = task->probe->kind == PROBE_SOAP;
	if (soap)
		add_soap_headers(request);
	request_add_header(request, "Accept", soap ? "text/xml" : "application/json", false);
	request_add_header(request, "User-Agent", "syncfix/" PACKAGE_VERSION, false);
}

bool request_make_soap(struct request *request, const struct task *task, struct refusal *refusal)
{
	memset(request, 0, sizeof *request);
	if (!make_url(request, task, refusal))
		return false;
	text_add_n(&request->shown_url, request->url.data, request->url.len);
	add_usual_headers(request, task);
	return true;
}

static void bust_cache(struct request *request)
{
	unsigned char random[4];
	sign_random(random, sizeof random);
	text_add(&request->url, strchr(text_str(&request->url), '?') ? "&syncfix=" : "?syncfix=");
	sign_add_hex(&request->url, random, sizeof random);
}

static bool make_body(struct request *request, const struct task *task, struct refusal *refusal)
{
	struct error err = {0};
	if (task->probe->kind == PROBE_HTTP || task->probe->kind == PROBE_SOAP)
		return true;
	if (task->probe->kind != PROBE_GRAPHQL)
		return refuse(refusal, OUTCOME_SKIPPED, "This version cannot make %s requests.",
		              probe_kind_name(task->probe->kind));
	struct text variables = {0};
	if (task->probe->variables &&
	    !url_template_expand(&variables, task->probe->variables, TEMPLATE_JSON, task, &err)) {
		text_clear(&variables);
		return refuse(refusal, OUTCOME_SKIPPED, "%s", err.message);
	}
	struct json_writer writer;
	json_write_init(&writer, &request->body, false);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "query", task->probe->query);
	if (variables.len)
		json_put_raw(&writer, "variables", text_str(&variables));
	json_close_object(&writer);
	text_clear(&variables);
	request->method = "POST";
	request_add_header(request, "Content-Type", "application/json", false);
	return true;
}

/* Further headers of the declaration; none of their values can be a secret. */
static bool add_declared_headers(struct request *request, const struct task *task, struct refusal *refusal)
{
	const char *declared = task->probe->headers;
	struct json_doc *doc = declared ? json_parse(declared, strlen(declared), "headers", 0, NULL) : NULL;
	struct json_at root = doc ? json_root(doc) : (struct json_at){0};
	struct json_at member;
	struct error err = {0};
	void *state = NULL;
	bool done = true;
	while (doc && done && json_next(&root, &state, &member)) {
		struct text value = {0};
		const char *template = json_string(&member, NULL);
		done = template && url_template_expand(&value, template, TEMPLATE_HEADER, task, &err);
		if (done)
			request_add_header(request, member.key, text_str(&value), false);
		text_clear(&value);
	}
	if (doc)
		json_free(doc);
	return done || refuse(refusal, OUTCOME_SKIPPED, "%s", err.message);
}

bool request_check_secrecy(const struct request *request, const struct task *task, struct refusal *refusal)
{
	const char *instead = task->ask.http_auth;
	if (strcmp(request->to.scheme, "http") != 0 || !instead || strcmp(instead, "none") != 0 ||
	    is_local(task, &request->to))
		return true;
	return refuse(refusal, OUTCOME_SKIPPED,
	              "The address begins with http://, where the key would travel unprotected: use https://.");
}

/* On plain http the platform's own scheme takes the place of one that would show the secret. */
static const struct auth_scheme *choose_scheme(const struct request *request, const struct task *task,
                                               struct refusal *refusal)
{
	const char *name = task->probe->auth ? task->probe->auth : "none";
	if (strcmp(name, "none") != 0 && !request_check_secrecy(request, task, refusal))
		return NULL;
	if (strcmp(request->to.scheme, "http") == 0 && task->ask.http_auth && strcmp(name, "none") != 0 &&
	    strcmp(task->ask.http_auth, "none") != 0)
		name = task->ask.http_auth;
	const struct auth_scheme *scheme = auth_find(name);
	if (!scheme)
		refuse(refusal, OUTCOME_SKIPPED, "This version cannot sign in by %s.", name);
	return scheme;
}

/* What a person may see of the URL: nothing of what the scheme put into it. */
static void show_url(struct request *request, size_t bare)
{
	text_add_n(&request->shown_url, text_str(&request->url), bare);
	if (request->url.len > bare)
		text_addf(&request->shown_url, "%c%s", request->url.data[bare], SCAN_BLANK);
}

bool request_make(struct request *request, const struct task *task, const struct vault *vault,
                  const struct variant *variant, struct refusal *refusal)
{
	memset(request, 0, sizeof *request);
	request->method = variant->get ? "GET" : task->probe->method;
	if (!make_url(request, task, refusal) || !make_body(request, task, refusal))
		return false;
	if (task->probe->bust_cache)
		bust_cache(request);
	const struct auth_scheme *scheme = choose_scheme(request, task, refusal);
	size_t bare = request->url.len;
	if (!scheme)
		return false;
	add_usual_headers(request, task);
	if (!add_declared_headers(request, task, refusal) ||
	    !auth_apply(scheme, request, task, vault, variant->contrast, refusal))
		return false;
	show_url(request, bare);
	return true;
}
