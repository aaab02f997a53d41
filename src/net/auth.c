#include "net/auth.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "net/secret_form.h"
#include "net/session.h"
#include "net/soap.h"
#include "net/token.h"
#include "sign/hash.h"
#include "sign/oauth1.h"

enum { PARTS = 4, SPOILED = 6 };

/* One application of a scheme: the values it sends, in the order of the declaration. */
struct auth {
	struct request *request;
	const struct task *task;
	const struct vault *vault;
	struct refusal *refusal;
	struct text part[PARTS];
	size_t count;
};

/* ---- schemes ---- */

static bool apply_basic(struct auth *auth)
{
	struct text pair = {0}, value = {0};
	text_addf(&pair, "%s:%s", text_str(&auth->part[0]), text_str(&auth->part[1]));
	text_add(&value, "Basic ");
	sign_add_base64(&value, pair.data, pair.len);
	request_add_header(auth->request, "Authorization", text_str(&value), true);
	text_wipe(&pair);
	text_wipe(&value);
	return true;
}

/* The keys from the first one on, as one value "key:secret". */
static bool add_key_header(struct auth *auth, size_t first)
{
	struct text value = {0};
	const char *name = auth->task->probe->header;
	if (!name)
		return refuse(auth->refusal, OUTCOME_SKIPPED, "The probe does not say which header carries the key.");
	for (size_t i = first; i < auth->count; i++)
		text_addf(&value, "%s%s", i > first ? ":" : "", text_str(&auth->part[i]));
	request_add_header(auth->request, name, text_str(&value), true);
	text_wipe(&value);
	return true;
}

/* The person's token; a second key is the app's own, in a header beside it (Etsy's x-api-key). */
static bool apply_bearer(struct auth *auth)
{
	struct text value = {0};
	text_addf(&value, "Bearer %s", text_str(&auth->part[0]));
	request_add_header(auth->request, "Authorization", text_str(&value), true);
	text_wipe(&value);
	return auth->count < 2 || add_key_header(auth, 1);
}

static bool apply_header(struct auth *auth)
{
	return add_key_header(auth, 0);
}

/* "header" names as many parameters as there are keys, joined by ':'. */
static bool apply_query_key(struct auth *auth)
{
	const char *name = auth->task->probe->header ? auth->task->probe->header : "";
	for (size_t i = 0; i < auth->count; i++) {
		size_t len = strcspn(name, ":");
		if (len == 0)
			return refuse(auth->refusal, OUTCOME_SKIPPED,
			              "The probe does not say which parameter carries the key.");
		text_add_char(&auth->request->url, strchr(text_str(&auth->request->url), '?') ? '&' : '?');
		text_add_n(&auth->request->url, name, len);
		text_add_char(&auth->request->url, '=');
		url_encode(&auth->request->url, text_str(&auth->part[i]), auth->part[i].len);
		name += len + (name[len] == ':');
	}
	return true;
}

/* Two keys: one-legged, in the query (WooCommerce); four: with a token, in the header (Magento). */
static bool apply_oauth1(struct auth *auth)
{
	struct text nonce = {0}, out = {0};
	struct request *request = auth->request;
	bool token = auth->count == 4;
	oauth1_add_nonce(&nonce);
	struct oauth1 oauth = {
		.method = OAUTH1_HMAC_SHA256,
		.consumer_key = text_str(&auth->part[0]),
		.consumer_secret = text_str(&auth->part[1]),
		.token = token ? text_str(&auth->part[2]) : NULL,
		.token_secret = token ? text_str(&auth->part[3]) : NULL,
		.nonce = text_str(&nonce),
		.timestamp = (int64_t)time(NULL),
		.version = token,
		.sign_as = auth->task->probe->sign_as,
	};
	struct error err = {0};
	bool done = token ? oauth1_sign_header(&out, &oauth, request->method, text_str(&request->url), &err)
	                  : oauth1_sign_query(&out, &oauth, request->method, text_str(&request->url), &err);
	if (!done)
		refuse(auth->refusal, OUTCOME_SKIPPED, "The request cannot be signed: %s", err.message);
	else if (token)
		request_add_header(request, "Authorization", text_str(&out), true);
	else {
		text_wipe(&request->url);
		text_add_n(&request->url, out.data, out.len);
	}
	text_clear(&nonce);
	text_wipe(&out);
	return done;
}

/* Amazon takes its token in a header of its own. */
static bool apply_token(struct auth *auth)
{
	return auth->task->probe->header ? apply_header(auth) : apply_bearer(auth);
}

/* The session's id is the first part of the call, so the body is written here. */
static bool apply_session(struct auth *auth)
{
	struct error err = {0};
	return soap_write_call(&auth->request->body, auth->task, text_str(&auth->part[0]), &err) ||
	       refuse(auth->refusal, OUTCOME_SKIPPED, "%s", err.message);
}

struct auth_scheme {
	const char *name;
	size_t parts;      /* values it needs at least */
	const char *usual; /* keys where the declaration names none: the first group of which all are known */
	bool (*apply)(struct auth *auth);
};

static const struct auth_scheme scheme[] = {
	{.name = "none"},
	{.name = "basic",
     .parts = 2,
     .usual = "consumer_key:consumer_secret api_key:api_secret client_id:client_secret",
     .apply = apply_basic},
	{.name = "bearer", .parts = 1, .usual = "access_token api_key", .apply = apply_bearer},
	{.name = "header", .parts = 1, .usual = "access_token api_key", .apply = apply_header},
	{.name = "query-key", .parts = 1, .usual = "api_key", .apply = apply_query_key},
	{.name = "oauth1",
     .parts = 2,
     .usual = "consumer_key:consumer_secret:access_token:access_token_secret consumer_key:consumer_secret",
     .apply = apply_oauth1},
	{.name = "oauth2-refresh", .parts = 1, .usual = TOKEN_KEY, .apply = apply_token},
	{.name = "oauth2-client", .parts = 1, .usual = APP_TOKEN_KEY, .apply = apply_token},
	{.name = "soap-session", .parts = 1, .usual = SESSION_KEY, .apply = apply_session},
};

const struct auth_scheme *auth_find(const char *name)
{
	for (size_t i = 0; i < sizeof scheme / sizeof *scheme; i++)
		if (strcmp(scheme[i].name, name) == 0)
			return &scheme[i];
	return NULL;
}

bool auth_sends_secret(const struct auth_scheme *one)
{
	return one->apply != NULL;
}

/* ---- the values ---- */

static bool refuse_key(struct auth *auth, const char *key, enum common_outcome outcome, const char *why)
{
	struct text label = {0};
	secret_add_label(&label, key);
	refuse(auth->refusal, outcome, "The %s %s.", text_str(&label), why);
	text_clear(&label);
	return false;
}

static bool add_secret(struct auth *auth, const char *key, const struct secret *secret)
{
	if (secret->state == SECRET_WRONG)
		return refuse_key(auth, key, OUTCOME_SECRET_FORM, secret->why);
	if (!secret_form_check(auth->task, auth->vault, key, auth->refusal))
		return false;
	const char *bytes = vault_use(secret, &auth->request->to);
	if (!bytes)
		return refuse_key(auth, key, OUTCOME_SKIPPED, "belongs to another address and was not sent");
	text_add_n(&auth->part[auth->count++], bytes, secret->len);
	return true;
}

/* A part that is no secret (a login name) is a value of the profile. */
static bool add_plain(struct auth *auth, const char *key)
{
	int id = task_fact_id(auth->task, key);
	struct value value = task_value(auth->task, id);
	if (value.kind != VALUE_TEXT)
		return refuse_key(auth, key, OUTCOME_SKIPPED, "is not known");
	for (const char *c = value.text; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return refuse_key(auth, key, OUTCOME_SECRET_FORM, "holds control characters");
	text_add(&auth->part[auth->count++], value.text);
	return true;
}

static bool add_part(struct auth *auth, const char *key)
{
	const struct secret *secret = vault_find(auth->vault, auth->task->ask.profile, key);
	return secret ? add_secret(auth, key, secret) : add_plain(auth, key);
}

bool auth_read_key(struct text *out, struct request *request, const struct task *task,
                   const struct vault *vault, const char *key, struct refusal *refusal)
{
	struct auth auth = {.request = request, .task = task, .vault = vault, .refusal = refusal};
	bool known = add_part(&auth, key);
	text_add_n(out, text_str(&auth.part[0]), auth.part[0].len);
	text_wipe(&auth.part[0]);
	return known;
}

static bool is_known(const struct auth *auth, const char *key)
{
	return vault_find(auth->vault, auth->task->ask.profile, key) ||
	       task_value(auth->task, task_fact_id(auth->task, key)).kind != VALUE_UNKNOWN;
}

/* The next name of "a:b c:d" in a group, copied into key; behind the group it is empty. */
static const char *next_key(const char *at, char *key, size_t size)
{
	size_t len = strcspn(at, ": ");
	snprintf(key, size, "%.*s", (int)len, at);
	return at + len + (at[len] == ':');
}

/* The first group whose keys are all known, else the last one, which then says what is missing. */
static const char *choose_keys(const struct auth *auth, const char *groups)
{
	char key[128];
	for (;;) {
		const char *at = groups;
		bool known = true;
		while (*at && *at != ' ') {
			at = next_key(at, key, sizeof key);
			known = known && is_known(auth, key);
		}
		if (known || !*at)
			return groups;
		groups = at + 1;
	}
}

static bool gather(struct auth *auth, const struct auth_scheme *one)
{
	const char *named = auth->task->probe->secret;
	const char *at = named ? named : choose_keys(auth, one->usual);
	char key[128];
	while (*at && *at != ' ' && auth->count < PARTS) {
		at = next_key(at, key, sizeof key);
		if (!add_part(auth, key))
			return false;
	}
	if (auth->count < one->parts)
		return refuse(auth->refusal, OUTCOME_SKIPPED, "The probe names too few keys for %s.", one->name);
	return true;
}

/* ---- known to be wrong ---- */

static char other_letter(char c)
{
	if (c >= '0' && c <= '9')
		return (char)('0' + (c - '0' + 5) % 10);
	if (c >= 'a' && c <= 'f')
		return (char)('a' + (c - 'a' + 3) % 6);
	if (c >= 'A' && c <= 'F')
		return (char)('A' + (c - 'A' + 3) % 6);
	if (c >= 'g' && c <= 'z')
		return (char)('g' + (c - 'g' + 10) % 20);
	if (c >= 'G' && c <= 'Z')
		return (char)('G' + (c - 'G' + 10) % 20);
	return c;
}

void auth_spoil(struct text *secret)
{
	int spoiled = 0;
	for (size_t i = secret->len; i > 0 && spoiled < SPOILED; i--) {
		char other = other_letter(secret->data[i - 1]);
		spoiled += other != secret->data[i - 1];
		secret->data[i - 1] = other;
	}
	if (spoiled == 0)
		text_add(secret, "0");
}

static void spoil(struct auth *auth, enum contrast contrast)
{
	if (contrast == CONTRAST_UNKNOWN_KEY)
		auth_spoil(&auth->part[0]);
	if (contrast == CONTRAST_WRONG_SECRET)
		auth_spoil(&auth->part[auth->count > 1 ? 1 : 0]);
}

bool auth_apply(const struct auth_scheme *one, struct request *request, const struct task *task,
                const struct vault *vault, enum contrast contrast, struct refusal *refusal)
{
	struct auth auth = {.request = request, .task = task, .vault = vault, .refusal = refusal};
	if (!one->apply)
		return true;
	bool done = gather(&auth, one);
	if (done) {
		spoil(&auth, contrast);
		done = one->apply(&auth);
	}
	for (size_t i = 0; i < PARTS; i++)
		text_wipe(&auth.part[i]);
	return done;
}
