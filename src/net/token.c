#include "net/token.h"

#include <config.h>
#include <stdlib.h>
#include <string.h>

#include "net/auth.h"
#include "net/url_template.h"
#include "sign/hash.h"

/* A token is taken for dead a little before it is; without expires_in it holds for some minutes. */
enum { EARLY_S = 60, USUAL_S = 600, LONGEST_S = 86400 };

void tokens_clear(struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->term.count; i++)
		free(tokens->term.at[i].profile);
	array_clear(&tokens->term);
}

/* The grant is the probe's: one platform may have tokens of a person and of its app (eBay). */
static bool is_refresh(const struct task *task)
{
	return strcmp(task->probe->auth, "oauth2-refresh") == 0;
}

static const char *key_of(const struct task *task)
{
	return is_refresh(task) ? TOKEN_KEY : APP_TOKEN_KEY;
}

static struct token_term *find(const struct tokens *tokens, const struct task *task)
{
	for (size_t i = 0; i < tokens->term.count; i++)
		if (strcmp(tokens->term.at[i].profile, task->ask.profile) == 0 &&
		    strcmp(tokens->term.at[i].key, key_of(task)) == 0)
			return &tokens->term.at[i];
	return NULL;
}

bool token_is_due(const struct tokens *tokens, const struct task *task, int64_t now)
{
	const char *auth = task->probe->auth;
	if (!auth || !text_starts(auth, "oauth2-") || task->probe->kind == PROBE_TOKEN)
		return false;
	const struct token_term *term = find(tokens, task);
	return !term || term->until <= now;
}

/* Amazon refuses a token that has died with 403, as it does a missing right. */
bool token_is_stale(const struct task *task, const struct answer *answer)
{
	if (answer->status == 401)
		return true;
	if (answer->status != 403 || !task->ask.token)
		return false;
	struct json_doc *doc = json_parse(task->ask.token, strlen(task->ask.token), "token", 0, NULL);
	struct json_at root = doc ? json_root(doc) : (struct json_at){0};
	struct json_at at = doc ? json_get(&root, "stale") : root;
	const char *words = doc ? json_string(&at, NULL) : NULL;
	bool stale = words && answer->clean && memmem(answer->clean, answer->clean_len, words, strlen(words));
	if (doc)
		json_free(doc);
	return stale;
}

void token_forget(struct tokens *tokens, const struct task *task)
{
	struct token_term *term = find(tokens, task);
	if (term)
		term->until = 0;
}

void tokens_forget(struct tokens *tokens, const char *profile)
{
	for (size_t i = tokens->term.count; i-- > 0;) {
		struct token_term *term = &tokens->term.at[i];
		if (strcmp(term->profile, profile) != 0)
			continue;
		free(term->profile);
		*term = tokens->term.at[--tokens->term.count];
	}
}

/* ---- asking ---- */

/* The declaration "token" while a request is made of it. */
struct exchange_form {
	struct json_doc *doc;
	struct json_at root;
	struct request *request;
	const struct task *task;
	const struct vault *vault;
	struct refusal *refusal;
};

static const char *word_of(const struct exchange_form *form, const char *name, const char *usual)
{
	struct json_at at = json_get(&form->root, name);
	const char *text = json_string(&at, NULL);
	return text ? text : usual;
}

static bool make_address(struct exchange_form *form)
{
	struct error err = {0};
	struct text template = {0};
	const char *url = word_of(form, "url", NULL);
	text_addf(&template, "%s%s", url ? url : "{store}", url ? "" : word_of(form, "path", ""));
	bool done = url_template_expand(&form->request->url, text_str(&template), TEMPLATE_URL, form->task, &err);
	text_clear(&template);
	if (!done)
		return refuse(form->refusal, OUTCOME_SKIPPED, "%s", err.message);
	text_add_n(&form->request->shown_url, form->request->url.data, form->request->url.len);
	return request_check_target(form->request, form->task, form->refusal);
}

static bool add_field(struct exchange_form *form, const char *name, const char *key)
{
	struct text value = {0};
	bool known = auth_read_key(&value, form->request, form->task, form->vault, key, form->refusal);
	text_addf(&form->request->body, "&%s=", name);
	url_encode(&form->request->body, text_str(&value), value.len);
	text_wipe(&value);
	return known;
}

static bool add_basic(struct exchange_form *form, const char *id, const char *secret)
{
	struct text pair = {0}, line = {0};
	bool known = auth_read_key(&pair, form->request, form->task, form->vault, id, form->refusal);
	text_add_char(&pair, ':');
	known = known && auth_read_key(&pair, form->request, form->task, form->vault, secret, form->refusal);
	text_add(&line, "Basic ");
	sign_add_base64(&line, pair.data, pair.len);
	if (known)
		request_add_header(form->request, "Authorization", text_str(&line), true);
	text_wipe(&pair);
	text_wipe(&line);
	return known;
}

/* RFC 6749, section 2.3.1: in the header, in the body, or (public) the name alone. */
static bool add_client(struct exchange_form *form)
{
	const char *client = word_of(form, "client", "body");
	const char *id = word_of(form, "client_id", "client_id");
	const char *secret = word_of(form, "client_secret", "client_secret");
	if (strcmp(client, "basic") == 0)
		return add_basic(form, id, secret);
	return add_field(form, "client_id", id) &&
	       (strcmp(client, "public") == 0 || add_field(form, "client_secret", secret));
}

static bool make_exchange(struct exchange_form *form)
{
	bool refresh = is_refresh(form->task);
	const char *scope = word_of(form, "scope", NULL);
	struct request *request = form->request;
	request->method = "POST";
	request_add_header(request, "Content-Type", "application/x-www-form-urlencoded", false);
	request_add_header(request, "Accept", "application/json", false);
	request_add_header(request, "User-Agent", "syncfix/" PACKAGE_VERSION, false);
	text_addf(&request->body, "grant_type=%s", refresh ? "refresh_token" : "client_credentials");
	if (!refresh && scope) {
		text_add(&request->body, "&scope=");
		url_encode(&request->body, scope, strlen(scope));
	}
	return (!refresh || add_field(form, "refresh_token", "refresh_token")) && add_client(form);
}

bool token_request_make(struct request *request, const struct task *task, const struct vault *vault,
                        struct refusal *refusal)
{
	struct exchange_form form = {.request = request, .task = task, .vault = vault, .refusal = refusal};
	const char *declared = task->ask.token;
	memset(request, 0, sizeof *request);
	form.doc = declared ? json_parse(declared, strlen(declared), "token", 0, NULL) : NULL;
	if (!form.doc)
		return refuse(refusal, OUTCOME_SKIPPED, "The platform does not say where an access token is got.");
	form.root = json_root(form.doc);
	bool done = make_address(&form) && make_exchange(&form);
	json_free(form.doc);
	return done;
}

/* ---- what came ---- */

static void put_in_vault(struct vault *vault, const struct task *task, const char *token, size_t len)
{
	struct text origins = {0};
	text_add(&origins, task->ask.origin ? task->ask.origin : "");
	for (size_t i = 0; i < task->ask.host_count; i++)
		if (*task->ask.hosts[i] != '{')
			text_addf(&origins, " https://%s:443", task->ask.hosts[i]);
	vault_put(vault, task->ask.profile, key_of(task), text_str(&origins), token, len);
	text_clear(&origins);
}

static int64_t term_of(const struct json_at *root)
{
	struct json_at at = json_get(root, "expires_in");
	int64_t seconds;
	if (!json_integer(&at, &seconds) || seconds <= 0)
		return USUAL_S;
	seconds = seconds > LONGEST_S ? LONGEST_S : seconds;
	return seconds > 2 * EARLY_S ? seconds - EARLY_S : seconds / 2;
}

bool token_take(struct tokens *tokens, struct vault *vault, const struct task *task,
                const struct answer *answer, int64_t now)
{
	size_t len = 0;
	if (answer->status != 200 || answer->form != ANSWER_JSON)
		return false;
	struct json_at root = json_root(answer->json);
	struct json_at at = json_get(&root, "access_token");
	const char *token = json_string(&at, &len);
	if (!token || len == 0 || len > SECRET_MAX)
		return false;
	struct token_term *term = find(tokens, task);
	put_in_vault(vault, task, token, len);
	if (!term) {
		term = array_add(&tokens->term);
		term->profile = xstrdup(task->ask.profile);
		term->key = key_of(task);
	}
	term->until = now + term_of(&root) * 1000;
	return true;
}
