/* Credentials of a request, judged by the values of the scenario's profile. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"
#include "check.h"
#include "sign/hash.h"
#include "sign/oauth1.h"
#include "sim/play.h"

#define KEY    "ck_1111111111111111111111111111111111111111"
#define SECRET "cs_2222222222222222222222222222222222222222"
#define TOKEN  "shpat_33333333"

static struct scenario_pair profile[] = {
	{"store", "https://store.example.test"},
	{"consumer_key", KEY},
	{"consumer_secret", SECRET},
	{"access_token", TOKEN},
	{"pull_status", NULL},
};
static const struct scenario scenario = {.name = "test", .profile = profile, .profile_count = 5};

static char *basic(const char *pair, size_t len)
{
	struct text out = {0};

	text_add(&out, "Basic ");
	sign_add_base64(&out, pair, len);
	return text_take(&out);
}

static void test_basic(void)
{
	static const struct {
		const char *sentence;
		const char *pair;
		enum sim_credentials want;
	} rows[] = {
		{"key and secret of the profile are right", KEY ":" SECRET, CREDENTIALS_RIGHT},
		{"a secret with one letter changed is wrong", KEY ":cs_222222222222222222222222222222222222222x",
	     CREDENTIALS_WRONG},
		{"no secret is wrong", KEY ":", CREDENTIALS_WRONG},
		{"the key twice is no pair", KEY ":" KEY, CREDENTIALS_WRONG},
		{"a space behind the secret is another secret", KEY ":" SECRET " ", CREDENTIALS_WRONG},
		{"a key that the store does not have is unknown", "ck_9:" SECRET, CREDENTIALS_UNKNOWN},
		{"the key in capitals is unknown", "CK_1111111111111111111111111111111111111111:" SECRET,
	     CREDENTIALS_UNKNOWN},
		{"two empty halves are unknown", ":", CREDENTIALS_UNKNOWN},
		{"without a colon there is no name", KEY, CREDENTIALS_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *value = basic(rows[i].pair, strlen(rows[i].pair));
		struct scenario_pair header = {"authorization", value};
		struct sim_request request = {.method = "GET", .header = &header, .header_count = 1};
		CHECK_NUMBER(rows[i].sentence, sim_credentials(&scenario, "basic", &request), rows[i].want);
		free(value);
	}
}

static void test_headers(void)
{
	static const struct {
		const char *sentence;
		const char *scheme, *name, *value;
		enum sim_credentials want;
	} rows[] = {
		{"what is not base64 is unknown", "basic", "Authorization", "Basic *:*", CREDENTIALS_UNKNOWN},
		{"nothing behind Basic is unknown", "basic", "Authorization", "Basic ", CREDENTIALS_UNKNOWN},
		{"Basics is not Basic", "basic", "Authorization", "Basics QTpC", CREDENTIALS_NONE},
		{"without a header there are none", "basic", "Accept", "*/*", CREDENTIALS_NONE},
		{"a bearer's token is right", "bearer", "Authorization", "Bearer " TOKEN, CREDENTIALS_RIGHT},
		{"the scheme's name may be small", "bearer", "authorization", "bearer " TOKEN, CREDENTIALS_RIGHT},
		{"another token is unknown", "bearer", "Authorization", "Bearer x", CREDENTIALS_UNKNOWN},
		{"Basic brings no bearer's token", "bearer", "Authorization", "Basic QTpC", CREDENTIALS_NONE},
		{"a named header with the token is right", "header:X-Shopify-Access-Token", "x-shopify-access-token",
	     TOKEN, CREDENTIALS_RIGHT},
		{"a named header with another token is unknown", "header:X-Auth-Token", "X-Auth-Token", "x",
	     CREDENTIALS_UNKNOWN},
		{"another header does not count", "header:X-Auth-Token", "X-Other", TOKEN, CREDENTIALS_NONE},
		{"a visitor brings none", "none", "Accept", "*/*", CREDENTIALS_RIGHT},
		{"who brings a password is none", "none", "Authorization", "Basic QTpC", CREDENTIALS_WRONG},
		{"a scheme that does not exist is never right", "digest", "Authorization", "Digest x",
	     CREDENTIALS_NONE},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scenario_pair header[] = {{"Host", "store.example.test"}, {rows[i].name, rows[i].value}};
		struct sim_request request = {.method = "GET", .header = header, .header_count = 2};
		CHECK_NUMBER(rows[i].sentence, sim_credentials(&scenario, rows[i].scheme, &request), rows[i].want);
	}
}

static void test_query_key(void)
{
	struct scenario_pair query[] = {{"per_page", "1"}, {"api_key", TOKEN}};
	struct sim_request request = {.method = "GET", .query = query, .query_count = 2};

	CHECK_NUMBER("a key in the query is right", sim_credentials(&scenario, "query-key:api_key", &request),
	             CREDENTIALS_RIGHT);
	CHECK_NUMBER("a key under another name does not count",
	             sim_credentials(&scenario, "query-key:key", &request), CREDENTIALS_NONE);
	query[1].value = "nope";
	CHECK_NUMBER("another key is unknown", sim_credentials(&scenario, "query-key:api_key", &request),
	             CREDENTIALS_UNKNOWN);
}

static void test_query_pair(void)
{
	static const struct {
		const char *sentence, *login, *password;
		enum sim_credentials want;
	} rows[] = {
		{"both of the profile are right", KEY, SECRET, CREDENTIALS_RIGHT},
		{"the second one wrong is wrong", KEY, "nope", CREDENTIALS_WRONG},
		{"the first one unknown is unknown", "nope", SECRET, CREDENTIALS_UNKNOWN},
		{"the second one empty is wrong", KEY, "", CREDENTIALS_WRONG},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scenario_pair query[] = {{"Login", rows[i].login}, {"EncryptedPassword", rows[i].password}};
		struct sim_request request = {.method = "GET", .query = query, .query_count = 2};
		CHECK_NUMBER(rows[i].sentence,
		             sim_credentials(&scenario, "query-key:Login:EncryptedPassword", &request), rows[i].want);
		request.query_count = 1;
		CHECK("one alone is never right",
		      sim_credentials(&scenario, "query-key:Login:EncryptedPassword", &request) != CREDENTIALS_RIGHT);
	}
}

/* Magento 2: four values in the header. */
static void test_oauth1_token(void)
{
	static const struct {
		const char *sentence, *token, *token_secret;
		enum sim_credentials want;
	} rows[] = {
		{"token and its secret of the profile are right", TOKEN, SECRET, CREDENTIALS_RIGHT},
		{"another token secret is wrong", TOKEN, "nope", CREDENTIALS_WRONG},
		{"a token that the store does not have is wrong", "nope", SECRET, CREDENTIALS_WRONG},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct oauth1 oauth = {.method = OAUTH1_HMAC_SHA256,
		                       .consumer_key = KEY,
		                       .consumer_secret = SECRET,
		                       .token = rows[i].token,
		                       .token_secret = rows[i].token_secret,
		                       .nonce = "a1b2",
		                       .timestamp = 1795399931,
		                       .version = true};
		struct text out = {0};
		struct error err = {0};
		if (CHECK("it can be signed",
		          oauth1_sign_header(&out, &oauth, "GET", "https://store.example.test/rest/V1/orders",
		                             &err))) {
			struct scenario_pair header = {"Authorization", text_str(&out)};
			struct sim_request request = {.method = "GET",
			                              .raw_url = "https://store.example.test/rest/V1/orders",
			                              .header = &header,
			                              .header_count = 1};
			CHECK_NUMBER(rows[i].sentence, sim_credentials(&scenario, "oauth1", &request), rows[i].want);
		}
		text_clear(&out);
	}
}

struct signed_row {
	const char *sentence;
	const char *key, *secret;
	const char *sign_as; /* by the client */
	const char *scheme;  /* the scenario's */
	const char *verb;    /* that arrives; signed is GET */
	bool in_header;
	bool altered; /* a parameter is changed on the way */
	enum sim_credentials want;
};

static const struct signed_row signed_rows[] = {
	{"signed with the secret is right", KEY, SECRET, NULL, "oauth1", "GET", false, false, CREDENTIALS_RIGHT},
	{"in the header too", KEY, SECRET, NULL, "oauth1", "GET", true, false, CREDENTIALS_RIGHT},
	{"signed with another secret is wrong", KEY, "cs_no", NULL, "oauth1", "GET", false, false,
     CREDENTIALS_WRONG},
	{"signed with the key itself is wrong", KEY, KEY, NULL, "oauth1", "GET", false, false, CREDENTIALS_WRONG},
	{"an unknown key is unknown", "ck_9", SECRET, NULL, "oauth1", "GET", false, false, CREDENTIALS_UNKNOWN},
	{"a changed parameter is wrong", KEY, SECRET, NULL, "oauth1", "GET", false, true, CREDENTIALS_WRONG},
	{"another verb is wrong", KEY, SECRET, NULL, "oauth1", "HEAD", false, false, CREDENTIALS_WRONG},
	{"signed for http and asked by https is wrong", KEY, SECRET, "http", "oauth1", "GET", false, false,
     CREDENTIALS_WRONG},
	{"a store that believes in http takes it", KEY, SECRET, "http", "oauth1-http", "GET", false, false,
     CREDENTIALS_RIGHT},
	{"and does not take what is signed for https", KEY, SECRET, NULL, "oauth1-http", "GET", false, false,
     CREDENTIALS_WRONG},
	{"a store that believes in https takes that", KEY, SECRET, "https", "oauth1-https", "GET", false, false,
     CREDENTIALS_RIGHT},
};

static void arrive(const struct signed_row *row, const char *url, const char *signed_text)
{
	struct oauth1_params params = {0};
	struct scenario_pair header = {"Authorization", row->in_header ? signed_text : "none"};
	ARRAY(struct scenario_pair) query = {0};

	oauth1_params_add_query(&params, strchr(row->in_header ? url : signed_text, '?') + 1);
	for (size_t i = 0; i < params.count; i++) {
		bool alter = row->altered && strcmp(params.at[i].name, "per_page") == 0;
		array_push(&query, ((struct scenario_pair){params.at[i].name, alter ? "100" : params.at[i].value}));
	}
	struct sim_request request = {.method = row->verb,
	                              .raw_url = "https://store.example.test/wp-json/wc/v3/orders",
	                              .query = query.at,
	                              .query_count = query.count,
	                              .header = &header,
	                              .header_count = 1};
	CHECK_NUMBER(row->sentence, sim_credentials(&scenario, row->scheme, &request), row->want);
	array_clear(&query);
	oauth1_params_clear(&params);
}

static void test_oauth1(void)
{
	static const char url[] = "https://store.example.test/wp-json/wc/v3/orders?per_page=1&_fields=id";

	for (size_t i = 0; i < sizeof signed_rows / sizeof *signed_rows; i++) {
		const struct signed_row *row = &signed_rows[i];
		struct oauth1 oauth = {.method = OAUTH1_HMAC_SHA256,
		                       .consumer_key = row->key,
		                       .consumer_secret = row->secret,
		                       .nonce = "a1b2",
		                       .timestamp = 1795399931,
		                       .sign_as = row->sign_as};
		struct text out = {0};
		struct error err = {0};
		bool ok = row->in_header ? oauth1_sign_header(&out, &oauth, "GET", url, &err)
		                         : oauth1_sign_query(&out, &oauth, "GET", url, &err);
		if (CHECK("it can be signed", ok))
			arrive(row, url, text_str(&out));
		text_clear(&out);
	}
}

static void test_oauth1_absent(void)
{
	struct scenario_pair query = {"per_page", "1"};
	struct sim_request request = {.method = "GET",
	                              .raw_url = "https://store.example.test/",
	                              .query = &query,
	                              .query_count = 1};

	CHECK_NUMBER("unsigned brings none", sim_credentials(&scenario, "oauth1", &request), CREDENTIALS_NONE);
	query = (struct scenario_pair){"oauth_consumer_key", KEY};
	CHECK_NUMBER("a key without signature is wrong", sim_credentials(&scenario, "oauth1", &request),
	             CREDENTIALS_WRONG);
}

#define BODY(call, parts)                                                                                    \
	"<E:Envelope xmlns:E=\"e\"><E:Body><n:" call " xmlns:n=\"n\">" parts "</n:" call "></E:Body></E:Envelope>"
#define LOGIN(user, key) BODY("login", "<username>" user "</username><apiKey>" key "</apiKey>")

static void test_soap(void)
{
	static const char *const sessions[] = {"0f1e", "2d3c"};
	static const struct {
		const char *sentence, *scheme, *body;
		enum sim_credentials want;
	} rows[] = {
		{"user and key of the profile", "soap-login", LOGIN(KEY, SECRET), CREDENTIALS_RIGHT},
		{"another key", "soap-login", LOGIN(KEY, "x"), CREDENTIALS_WRONG},
		{"the user twice", "soap-login", LOGIN(KEY, KEY), CREDENTIALS_WRONG},
		{"another user", "soap-login", LOGIN("x", SECRET), CREDENTIALS_UNKNOWN},
		{"no login", "soap-login", BODY("resources", "<sessionId>0f1e</sessionId>"), CREDENTIALS_NONE},
		{"no XML", "soap-login", "username=a", CREDENTIALS_NONE},
		{"a session that was given out", "soap-session", BODY("resources", "<sessionId>2d3c</sessionId>"),
	     CREDENTIALS_RIGHT},
		{"another one", "soap-session", BODY("resources", "<sessionId>2d3</sessionId>"), CREDENTIALS_UNKNOWN},
		{"none", "soap-session", BODY("resources", ""), CREDENTIALS_NONE},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct sim_request request = {.method = "POST",
		                              .body = rows[i].body,
		                              .body_len = strlen(rows[i].body),
		                              .session = sessions,
		                              .session_count = 2};
		CHECK_NUMBER(rows[i].sentence, sim_credentials(&scenario, rows[i].scheme, &request), rows[i].want);
	}
}

/* A right login opens a session, and the call is told by its element, not by a word somewhere in the body. */
static void test_soap_play(void)
{
	static struct scenario_route route[] = {
		{.name = "login", .method = "POST", .call = "login", .auth = "soap-login"},
		{.name = "list", .method = "POST", .call = "salesOrderList"},
	};
	static const struct scenario store = {.name = "test",
	                                      .profile = profile,
	                                      .profile_count = 5,
	                                      .route = route,
	                                      .route_count = 2};
	static const char login[] = LOGIN(KEY, SECRET);
	static const char other[] = BODY("salesOrderInfo", "<a>salesOrderList</a>");
	struct sim_request request = {.method = "POST", .path = "/", .body = login, .body_len = sizeof login - 1};
	struct play *play = play_new(&store, 0);

	CHECK("no session at first", play_session(play) == NULL);
	CHECK("the login", play_route(play, &request, 0) == &route[0]);
	CHECK("opens one", play_session(play) != NULL && strlen(play_session(play)) == 32);
	request.body = other;
	request.body_len = sizeof other - 1;
	CHECK("another call fits nothing", play_route(play, &request, 0) == NULL);
	play_free(play);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"basic", test_basic},
		{"headers", test_headers},
		{"query key", test_query_key},
		{"oauth1", test_oauth1},
		{"unsigned", test_oauth1_absent},
		{"two in the query", test_query_pair},
		{"oauth1 with a token", test_oauth1_token},
		{"soap", test_soap},
		{"soap calls", test_soap_play},
		{0},
	};

	return check_run("sim: credentials", tests);
}
