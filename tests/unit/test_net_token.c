/* Access tokens got live: what is asked for, where, and what is kept of the answer. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "net/token.h"
#include "net_task.h"

static const char api_origin[] = "https://api.example.test:443";

static const struct wire_value values[] = {
	{.name = "store", .type = "url", .value = "https://store.example.test"},
	{.name = "client_id", .type = "text", .value = "my app&1"},
};

static struct task *token_task(const char *auth, const char *token)
{
	struct task_plan plan = {.declaration = auth,
	                         .host = "api.example.test",
	                         .value = values,
	                         .value_count = sizeof values / sizeof *values};
	struct task *task = task_of(&plan);
	task->ask.token = token;
	return task;
}

static struct vault *secrets(const char *origins)
{
	struct vault *vault = vault_new();
	vault_put(vault, "main", "client_secret", origins, "s3cret=", 7);
	vault_put(vault, "main", "refresh_token", origins, "r/1", 3);
	return vault;
}

static const char refresh[] = "\"auth\":\"oauth2-refresh\"";
static const char app[] = "\"auth\":\"oauth2-client\"";

static void test_requests(void)
{
	static const struct {
		const char *sentence, *grant, *token;
		const char *body; /* NULL: refused, with words of why */
		const char *why;
	} row[] = {
		{"client credentials in the body", app,
	     "{\"url\":\"https://api.example.test/t\",\"auth\":\"oauth2-client\"}",
	     "grant_type=client_credentials&client_id=my%20app%261&client_secret=s3cret%3D", NULL},
		{"client credentials for a scope", app,
	     "{\"url\":\"https://api.example.test/t\",\"auth\":\"oauth2-refresh\",\"scope\":\"a/b c\",\"client\":\"basic\"}",
	     "grant_type=client_credentials&scope=a%2Fb%20c", NULL},
		{"a refresh token brings its scopes with it", refresh,
	     "{\"url\":\"https://api.example.test/t\",\"auth\":\"oauth2-refresh\",\"scope\":\"a/b c\",\"client\":\"basic\"}",
	     "grant_type=refresh_token&refresh_token=r%2F1", NULL},
		{"a public client has no secret", refresh,
	     "{\"url\":\"https://api.example.test/t\",\"auth\":\"oauth2-refresh\",\"client\":\"public\"}",
	     "grant_type=refresh_token&refresh_token=r%2F1&client_id=my%20app%261", NULL},
		{"a host that nobody declared", app,
	     "{\"url\":\"https://evil.example.test/t\",\"auth\":\"oauth2-client\"}", NULL,
	     "neither the store's host nor one that the platform declares"},
		{"the store's own host, where the secret is not bound", app,
	     "{\"path\":\"/t\",\"auth\":\"oauth2-client\"}", NULL, "belongs to another address"},
		{"no declaration", app, NULL, NULL, "does not say where"},
		{"a key that is not there", app,
	     "{\"url\":\"https://api.example.test/t\",\"auth\":\"oauth2-client\",\"client_id\":\"app_id\"}", NULL,
	     "is not known"},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct task *task = token_task(row[i].grant, row[i].token);
		struct vault *vault = secrets(api_origin);
		struct request request;
		struct refusal refusal = {0};
		bool made = token_request_make(&request, task, vault, &refusal);
		CHECK(row[i].sentence, made == (row[i].body != NULL));
		if (row[i].body)
			CHECK_TEXT(row[i].sentence, text_str(&request.body), row[i].body);
		else
			CHECK(row[i].sentence, strstr(refusal.message, row[i].why) != NULL);
		request_clear(&request);
		vault_free(vault);
		task_free(task);
	}
}

static void test_answers(void)
{
	static const struct {
		const char *sentence, *text;
		bool taken;
		int64_t until; /* ms after it came: still live one before */
	} row[] = {
		{"an hour, less a minute", "HTTP/1.1 200 OK\n\n{\"access_token\":\"a\",\"expires_in\":3600}", true,
	     3540000},
		{"a short one holds half as long", "HTTP/1.1 200 OK\n\n{\"access_token\":\"a\",\"expires_in\":60}",
	     true, 30000},
		{"without a term ten minutes", "HTTP/1.1 200 OK\n\n{\"access_token\":\"a\"}", true, 600000},
		{"never more than a day", "HTTP/1.1 200 OK\n\n{\"access_token\":\"a\",\"expires_in\":9999999}", true,
	     86340000},
		{"an empty token is none", "HTTP/1.1 200 OK\n\n{\"access_token\":\"\"}", false, 0},
		{"an error is none", "HTTP/1.1 400 Bad Request\n\n{\"access_token\":\"a\"}", false, 0},
		{"a page is none", "HTTP/1.1 200 OK\n\n<html>", false, 0},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct task *task = token_task(refresh, NULL);
		struct vault *vault = vault_new();
		struct tokens tokens = {0};
		struct answer answer;
		answer_of(&answer, row[i].text);
		CHECK("one is due at first", token_is_due(&tokens, task, 0));
		CHECK(row[i].sentence, token_take(&tokens, vault, task, &answer, 1000) == row[i].taken);
		CHECK(row[i].sentence, !row[i].taken || !token_is_due(&tokens, task, 999 + row[i].until));
		CHECK(row[i].sentence, token_is_due(&tokens, task, 1000 + row[i].until));
		CHECK(row[i].sentence, (vault_find(vault, "main", TOKEN_KEY) != NULL) == row[i].taken);
		token_forget(&tokens, task);
		CHECK("forgotten it is due", token_is_due(&tokens, task, 1001));
		answer_clear(&answer);
		tokens_clear(&tokens);
		vault_free(vault);
		task_free(task);
	}
}

/* The token goes to the platform's hosts and to the store, and nowhere else. */
static void test_bound(void)
{
	struct task *task = token_task(refresh, NULL);
	struct vault *vault = vault_new();
	struct tokens tokens = {0};
	struct answer answer;
	struct origin declared, other;
	answer_of(&answer, "HTTP/1.1 200 OK\n\n{\"access_token\":\"abc\"}");
	token_take(&tokens, vault, task, &answer, 0);
	origin_parse(api_origin, &declared);
	origin_parse("https://evil.example.test", &other);
	const struct secret *token = vault_find(vault, "main", TOKEN_KEY);
	if (CHECK("it is kept", token != NULL)) {
		CHECK("a declared host gets it", vault_use(token, &declared) != NULL);
		CHECK("another does not", vault_use(token, &other) == NULL);
	}
	answer_clear(&answer);
	tokens_clear(&tokens);
	vault_free(vault);
	task_free(task);
}

/* The two grants of one profile don't take each other's tokens. */
static void test_grants(void)
{
	struct task *person = token_task(refresh, NULL), *own = token_task(app, NULL);
	struct vault *vault = vault_new();
	struct tokens tokens = {0};
	struct answer answer;
	answer_of(&answer, "HTTP/1.1 200 OK\n\n{\"access_token\":\"abc\"}");
	token_take(&tokens, vault, own, &answer, 0);
	CHECK("the app has one", !token_is_due(&tokens, own, 1));
	CHECK("the person has none", token_is_due(&tokens, person, 1));
	CHECK("it is the app's in the vault",
	      vault_find(vault, "main", APP_TOKEN_KEY) != NULL && vault_find(vault, "main", TOKEN_KEY) == NULL);
	answer_clear(&answer);
	tokens_clear(&tokens);
	vault_free(vault);
	task_free(person);
	task_free(own);
}

static void test_stale(void)
{
	static const char amazon[] = "{\"auth\":\"oauth2-refresh\",\"stale\":\"access token you provided\"}";
	static const struct {
		const char *sentence, *token, *text;
		bool stale;
	} row[] = {
		{"401 is about the token", NULL, "HTTP/1.1 401 Unauthorized\n\n{}", true},
		{"403 is not", NULL, "HTTP/1.1 403 Forbidden\n\n{\"details\":\"The access token you provided\"}",
	     false},
		{"403 with the declared words is", amazon,
	     "HTTP/1.1 403 Forbidden\n\n{\"details\":\"The access token you provided has expired.\"}", true},
		{"403 without them is not", amazon, "HTTP/1.1 403 Forbidden\n\n{\"details\":\"\"}", false},
		{"an answer with them is not", amazon, "HTTP/1.1 200 OK\n\n{\"x\":\"access token you provided\"}",
	     false},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct task *task = token_task(refresh, row[i].token);
		struct answer answer;
		answer_of(&answer, row[i].text);
		CHECK(row[i].sentence, token_is_stale(task, &answer) == row[i].stale);
		answer_clear(&answer);
		task_free(task);
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"what is asked for", test_requests}, {"what is kept, and how long", test_answers},
		{"where it goes", test_bound},        {"a person's and an app's own", test_grants},
		{"when it is refused", test_stale},   {0},
	};
	return check_run("net token", tests);
}
