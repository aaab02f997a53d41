/* Signing in: each scheme, what is refused, what is known to be wrong, and what is shown of it. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "check.h"
#include "net/auth.h"
#include "net/pace.h"
#include "net/request.h"
#include "net/trace.h"
#include "net_task.h"
#include "sign/oauth1.h"

static const char key[] = "ck_0123456789abcdef0123456789abcdef01234567";
static const char secret[] = "cs_fedcba9876543210fedcba9876543210fedcba98";
static const char store_origin[] = "https://store.example.test:443";

static const struct wire_value store_value[] = {
	{.name = "store", .type = "url", .value = "https://store.example.test"},
	{.name = "plain", .type = "url", .value = "http://store.example.test/"},
	{.name = "user_name", .type = "text", .value = "me"},
};

static struct task *request_task(struct task_plan plan)
{
	plan.value = store_value;
	plan.value_count = sizeof store_value / sizeof *store_value;
	return task_of(&plan);
}

static struct vault *keys(const char *origins)
{
	struct vault *vault = vault_new();
	vault_put(vault, "main", "consumer_key", origins, key, strlen(key));
	vault_put(vault, "main", "consumer_secret", origins, secret, strlen(secret));
	vault_put(vault, "main", "access_token", origins, "shpat_0123456789", 16);
	return vault;
}

static const char *header_of(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->header.count; i++)
		if (strcmp(request->header.at[i].name, name) == 0)
			return text_str(&request->header.at[i].value);
	return "";
}

struct made {
	struct task *task;
	struct request request;
	struct refusal refusal;
	bool done;
};

static void make(struct made *made, const char *declaration, struct task_plan plan, const struct vault *vault,
                 enum contrast contrast)
{
	memset(made, 0, sizeof *made);
	plan.declaration = declaration;
	made->task = request_task(plan);
	made->done = request_make(&made->request, made->task, vault, &(struct variant){.contrast = contrast},
	                          &made->refusal);
}

static void made_clear(struct made *made)
{
	request_clear(&made->request);
	task_free(made->task);
}

static void test_schemes(void)
{
	static const struct {
		const char *sentence, *declaration, *name, *value;
	} row[] = {
		{"none", "\"auth\":\"none\"", "Authorization", ""},
		{"basic by the usual keys", "\"auth\":\"basic\"", "Authorization",
	     "Basic Y2tfMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzpjc19mZWRjYmE5ODc2NTQzMjEwZmVkY2JhOTg3NjU0"
	     "MzIxMGZlZGNiYTk4"},
		{"basic with a plain user name", "\"auth\":\"basic\",\"secret\":\"user_name:access_token\"",
	     "Authorization", "Basic bWU6c2hwYXRfMDEyMzQ1Njc4OQ=="},
		{"bearer", "\"auth\":\"bearer\"", "Authorization", "Bearer shpat_0123456789"},
		{"header", "\"auth\":\"header\",\"header\":\"X-Shopify-Access-Token\"", "X-Shopify-Access-Token",
	     "shpat_0123456789"},
		{"header of two keys",
	     "\"auth\":\"header\",\"header\":\"x-api-key\",\"secret\":\"user_name:access_token\"", "x-api-key",
	     "me:shpat_0123456789"},
		{"bearer, and the app's key beside it: the token",
	     "\"auth\":\"bearer\",\"header\":\"x-api-key\",\"secret\":\"access_token:user_name\"",
	     "Authorization", "Bearer shpat_0123456789"},
		{"bearer, and the app's key beside it: the key",
	     "\"auth\":\"bearer\",\"header\":\"x-api-key\",\"secret\":\"access_token:user_name\"", "x-api-key",
	     "me"},
		{"a header of the declaration",
	     "\"auth\":\"none\",\"headers\":{\"X-Site\":\"{user_name} {now:basic}\"}", "X-Site",
	     "me 19700101T000000Z"},
	};
	struct vault *vault = keys(store_origin);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct made made;
		make(&made, row[i].declaration, (struct task_plan){0}, vault, CONTRAST_NONE);
		CHECK(row[i].sentence, made.done);
		CHECK_TEXT(row[i].sentence, header_of(&made.request, row[i].name), row[i].value);
		CHECK_TEXT("every request says what it takes", header_of(&made.request, "Accept"),
		           "application/json");
		CHECK("and who asks", text_starts(header_of(&made.request, "User-Agent"), "syncfix/"));
		made_clear(&made);
	}
	vault_free(vault);
}

static void test_query_key(void)
{
	struct vault *vault = keys(store_origin);
	struct made made;
	make(&made, "\"auth\":\"query-key\",\"header\":\"Login:Pass\",\"secret\":\"user_name:access_token\"",
	     (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK_TEXT("two parameters", text_str(&made.request.url),
	           "https://store.example.test/?Login=me&Pass=shpat_0123456789");
	CHECK_TEXT("none of them is shown", text_str(&made.request.shown_url),
	           "https://store.example.test/?" SCAN_BLANK);
	made_clear(&made);
	vault_free(vault);
}

static bool verifies(const struct request *request, const char *as)
{
	struct oauth1_params params = {0};
	struct text url = {0};
	const char *query = strchr(text_str(&request->url), '?');
	text_addf(&url, "%s%s", as, strstr(text_str(&request->url), "://"));
	oauth1_params_add_query(&params, query ? query + 1 : "");
	bool right = oauth1_verify(&params, "GET", text_str(&url), secret, NULL);
	oauth1_params_clear(&params);
	text_clear(&url);
	return right;
}

static void test_oauth1(void)
{
	static const char declaration[] = "\"auth\":\"oauth1\",\"url\":\"{store}/o?per_page=1&_fields=id,a\"";
	struct vault *vault = keys(store_origin);
	struct made made;
	make(&made, declaration, (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK("the signature is right", made.done && verifies(&made.request, "https"));
	CHECK("the secret is not in the URL", !strstr(text_str(&made.request.url), "cs_"));
	CHECK_TEXT("the parameters are not shown", text_str(&made.request.shown_url),
	           "https://store.example.test/o?per_page=1&_fields=id,a&" SCAN_BLANK);
	made_clear(&made);
	make(&made, "\"auth\":\"oauth1\",\"sign_as\":\"http\"", (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK("signed as http",
	      made.done && verifies(&made.request, "http") && !verifies(&made.request, "https"));
	made_clear(&made);
	make(&made, declaration, (struct task_plan){0}, vault, CONTRAST_WRONG_SECRET);
	CHECK("a wrong secret signs wrongly", made.done && !verifies(&made.request, "https"));
	CHECK("with the right key", strstr(text_str(&made.request.url), key) != NULL);
	made_clear(&made);
	make(&made, declaration, (struct task_plan){0}, vault, CONTRAST_UNKNOWN_KEY);
	CHECK("an unknown key is another key", made.done && !strstr(text_str(&made.request.url), key));
	CHECK("of the same form", strstr(text_str(&made.request.url), "oauth_consumer_key=ck_0123456789abcdef"));
	made_clear(&made);
	vault_free(vault);
}

/* Keys that the declaration does not name: the first usual group that the profile has. */
static void test_usual_keys(void)
{
	struct vault *vault = vault_new();
	struct made made;
	vault_put(vault, "main", "api_key", store_origin, "user", 4);
	vault_put(vault, "main", "api_secret", store_origin, "pass", 4);
	make(&made, "\"auth\":\"basic\"", (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK_TEXT("the pair that is there", header_of(&made.request, "Authorization"), "Basic dXNlcjpwYXNz");
	made_clear(&made);
	make(&made, "\"auth\":\"oauth1\"", (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK_TEXT("none is there", made.refusal.message, "The consumer key is not known.");
	made_clear(&made);
	vault_free(vault);
	vault = keys(store_origin);
	vault_put(vault, "main", "access_token_secret", store_origin, "tokensecret", 11);
	make(&made, "\"auth\":\"oauth1\"", (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK("with a token it is a header", text_starts(header_of(&made.request, "Authorization"), "OAuth "));
	CHECK("that has the token",
	      strstr(header_of(&made.request, "Authorization"), "oauth_token=\"shpat_0123456789\""));
	CHECK_TEXT("and the URL stays", text_str(&made.request.url), "https://store.example.test/");
	made_clear(&made);
	vault_free(vault);
}

/* docs/REQUESTS.md has a row for each scheme there is, and for no other. */
static void test_page(void)
{
	static const char *const names[] = {"none",           "basic",         "bearer",
	                                    "header",         "query-key",     "oauth1",
	                                    "oauth2-refresh", "oauth2-client", "soap-session"};
	struct text path = {0}, page = {0};
	text_addf(&path, "%s/docs/REQUESTS.md", getenv("SYNCFIX_TEST_SOURCE"));
	CHECK("the page", file_read(text_str(&path), 1 << 20, &page, NULL));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct text row = {0};
		text_addf(&row, "\n| `%s` | ", names[i]);
		CHECK(names[i], (strstr(text_str(&page), text_str(&row)) != NULL) == (auth_find(names[i]) != NULL));
		text_clear(&row);
	}
	text_clear(&path);
	text_clear(&page);
}

static void test_plain_http(void)
{
	struct vault *vault = keys("http://store.example.test:80");
	struct task_plan plan = {.origin = "http://store.example.test:80", .http_auth = "oauth1"};
	struct made made;
	make(&made, "\"auth\":\"basic\",\"url\":\"{plain}\"", plan, vault, CONTRAST_NONE);
	CHECK("the platform's scheme takes the place of basic", made.done && verifies(&made.request, "http"));
	CHECK_TEXT("no key in a header", header_of(&made.request, "Authorization"), "");
	made_clear(&made);
	make(&made, "\"auth\":\"none\",\"url\":\"{plain}\"", plan, vault, CONTRAST_NONE);
	CHECK_TEXT("none stays none", text_str(&made.request.url), "http://store.example.test/");
	made_clear(&made);
	vault_free(vault);
}

static void test_refused_keys(void)
{
	static const struct {
		const char *sentence, *declaration, *says;
	} row[] = {
		{"a session that nobody got", "\"auth\":\"soap-session\"", "is not known"},
		{"a key that nobody sent", "\"auth\":\"bearer\",\"secret\":\"pat\"", "The pat is not known."},
		{"a key too few", "\"auth\":\"basic\",\"secret\":\"access_token\"", "too few keys"},
	};
	struct vault *vault = keys(store_origin);
	struct made made;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		make(&made, row[i].declaration, (struct task_plan){0}, vault, CONTRAST_NONE);
		CHECK(row[i].sentence, !made.done && strstr(made.refusal.message, row[i].says));
		made_clear(&made);
	}
	vault_free(vault);
	vault = keys("https://store.example.test:8443 https://other.test:443");
	make(&made, "\"auth\":\"basic\"", (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK("a key of another port", !made.done && strstr(made.refusal.message, "belongs to another address"));
	made_clear(&made);
	vault_free(vault);
}

static void test_extras(void)
{
	struct vault *vault = vault_new();
	struct made made;
	make(&made, "\"bust_cache\":true,\"url\":\"{store}/?a=1\"", (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK("a random parameter",
	      text_starts(text_str(&made.request.url), "https://store.example.test/?a=1&syncfix="));
	made_clear(&made);
	make(&made,
	     "\"kind\":\"graphql\",\"query\":\"query($q: String!) { shop(query: $q) { name } }\","
	     "\"variables\":{\"q\":\"sku:{user_name}\"}",
	     (struct task_plan){0}, vault, CONTRAST_NONE);
	CHECK_TEXT("GraphQL is posted", made.request.method, "POST");
	CHECK_TEXT(
		"with its variables", text_str(&made.request.body),
		"{\"query\":\"query($q: String!) { shop(query: $q) { name } }\",\"variables\":{\"q\":\"sku:me\"}}");
	made_clear(&made);
	vault_free(vault);
}

static void test_spoil(void)
{
	static const char *const row[] = {key, secret, "a", "0", "-", "", "ABCDEF", "zZ9", "\xc3\xa9"};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text spoiled = {0};
		text_add(&spoiled, row[i]);
		auth_spoil(&spoiled);
		CHECK("it is another value", strcmp(text_str(&spoiled), row[i]) != 0);
		CHECK("of the same length, if it can be",
		      spoiled.len == strlen(row[i]) || i == 4 || i == 5 || i == 8);
		text_clear(&spoiled);
	}
}

/* ---- what is shown ---- */

static void test_trace(void)
{
	struct vault *vault = keys(store_origin);
	struct made made;
	struct scan scan;
	struct trace trace;
	struct answer answer;
	make(&made, "\"auth\":\"basic\"", (struct task_plan){0}, vault, CONTRAST_NONE);
	scan_init(&scan, vault, "main");
	trace_init(&trace);
	trace_note_request(&trace, &made.request, &scan);
	CHECK_TEXT("the scheme alone", trace.request.at[trace.request.count - 1].value, "Basic " SCAN_BLANK);
	struct text text = {0};
	text_addf(
		&text,
		"HTTP/1.1 302 x\nServer: nginx\x1b[2J\nSet-Cookie: a=b\nX-Evil: 1\nLocation: /x?consumer_secret=%s\n"
		"Link: <https://s/?k=%s>; rel=\"x\"\n\n{\"echo\":\"%s\"}",
		secret, key, secret);
	answer_of(&answer, text_str(&text));
	trace_note_answer(&trace, &answer, &scan);
	CHECK_NUMBER("only headers of the list", (int64_t)trace.response.count, 3);
	CHECK_TEXT("without control characters", trace.response.at[0].value, "nginx");
	CHECK_TEXT("Location without its query", trace.response.at[1].value, "/x");
	CHECK_TEXT("a key in a header is blanked", trace.response.at[2].value,
	           "<https://s/?k=" SCAN_BLANK ">; rel=\"x\"");
	CHECK_TEXT("a secret in the body is blanked", trace.excerpt, "{\"echo\":\"" SCAN_BLANK "\"}");
	text_clear(&text);
	answer_clear(&answer);
	trace_clear(&trace);
	scan_clear(&scan);
	made_clear(&made);
	vault_free(vault);
}

static void test_pace(void)
{
	struct pace pace = {0};
	CHECK_NUMBER("the first may start", pace_claim(&pace, "a", 443, 300, 1000), 0);
	CHECK_NUMBER("the next one waits", pace_claim(&pace, "a", 443, 300, 1100), 200);
	CHECK_NUMBER("asking again does not move it", pace_claim(&pace, "a", 443, 300, 1299), 1);
	CHECK_NUMBER("another host need not wait", pace_claim(&pace, "b", 443, 300, 1100), 0);
	CHECK_NUMBER("nor another port", pace_claim(&pace, "a", 80, 300, 1100), 0);
	CHECK_NUMBER("then it may", pace_claim(&pace, "a", 443, 300, 1300), 0);
	CHECK_NUMBER("without a gap always", pace_claim(&pace, "a", 443, 0, 1301), 0);
	CHECK_NUMBER("hosts that are free are forgotten", pace_claim(&pace, "c", 443, 300, 99999), 0);
	CHECK_NUMBER("so one is left", (int64_t)pace.host.count, 1);
	pace_clear(&pace);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"schemes", test_schemes},
		{"keys as parameters", test_query_key},
		{"signatures", test_oauth1},
		{"usual keys", test_usual_keys},
		{"the page of schemes", test_page},
		{"plain http", test_plain_http},
		{"keys that are not sent", test_refused_keys},
		{"cache and GraphQL", test_extras},
		{"values known to be wrong", test_spoil},
		{"traces", test_trace},
		{"pace", test_pace},
		{0},
	};
	return check_run("net auth", tests);
}
