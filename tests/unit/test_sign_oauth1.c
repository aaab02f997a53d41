#include <string.h>

#include "base/text.h"
#include "check.h"
#include "sign/oauth1.h"

static void encodes(void)
{
	static const char *const pairs[][2] = {
		{"azAZ09-._~", "azAZ09-._~"},
		{" +%&=", "%20%2B%25%26%3D"},
		{"é", "%C3%A9"},
		{"[a]*'()!", "%5Ba%5D%2A%27%28%29%21"},
		{"", ""},
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct text out = {0};

		oauth1_encode(&out, pairs[i][0]);
		CHECK_TEXT("RFC 3986, section 2.3", text_str(&out), pairs[i][1]);
		text_clear(&out);
	}
}

/* RFC 5849, section 3.4.1.1 */
static void base_string_of_the_rfc(void)
{
	struct oauth1_params params = {0};
	struct text out = {0};

	oauth1_params_add_query(&params, "b5=%3D%253D&a3=a&c%40=&a2=r%20b");
	oauth1_params_add_query(&params, "c2&a3=2+q");
	CHECK("the header is read",
	      oauth1_params_add_header(&params,
	                               "OAuth realm=\"Example\", oauth_consumer_key=\"9djdj82h48djs9d2\", "
	                               "oauth_token=\"kkk9d7dh3k39sjv7\", oauth_signature_method=\"HMAC-SHA1\", "
	                               "oauth_timestamp=\"137131201\", oauth_nonce=\"7d8f3e4a\", "
	                               "oauth_signature=\"bYT5CMsGcbgUdFHObYMEfcx6bsw%3D\""));
	CHECK("it can be made",
	      oauth1_base_string(&out, "post", "http://EXAMPLE.COM:80/request?ignored=1", NULL, &params));
	CHECK_TEXT(
		"as in the RFC", text_str(&out),
		"POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26"
		"c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26"
		"oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7");
	CHECK_TEXT("the signature was decoded", oauth1_params_get(&params, "oauth_signature"),
	           "bYT5CMsGcbgUdFHObYMEfcx6bsw=");
	text_clear(&out);
	oauth1_params_clear(&params);
}

static void base_urls(void)
{
	static const struct {
		const char *sentence, *url, *sign_as, *want;
	} rows[] = {
		{"the path stays encoded", "HTTP://Shop.Example/r%20v/X?id=123", NULL,
	     "G&http%3A%2F%2Fshop.example%2Fr%2520v%2FX&"},
		{"another port stays", "https://www.example.net:8080/?q=1", NULL,
	     "G&https%3A%2F%2Fwww.example.net%3A8080%2F&"},
		{"443 goes with https", "https://a:443/x", NULL, "G&https%3A%2F%2Fa%2Fx&"},
		{"but not with http", "http://a:443/x", NULL, "G&http%3A%2F%2Fa%3A443%2Fx&"},
		{"8080 is not 80", "http://a:8080/x", NULL, "G&http%3A%2F%2Fa%3A8080%2Fx&"},
		{"no path is /", "https://a?x=1", NULL, "G&https%3A%2F%2Fa%2F&"},
		{"no fragment", "https://a/b#c?d", NULL, "G&https%3A%2F%2Fa%2Fb&"},
		{"signed as what the store believes to be", "https://a/x", "http", "G&http%3A%2F%2Fa%2Fx&"},
		{"an IPv6 address", "http://[::1]:80/x", NULL, "G&http%3A%2F%2F%5B%3A%3A1%5D%2Fx&"},
	};
	struct oauth1_params none = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text out = {0};

		CHECK(rows[i].sentence, oauth1_base_string(&out, "g", rows[i].url, rows[i].sign_as, &none));
		CHECK_TEXT(rows[i].sentence, text_str(&out), rows[i].want);
		text_clear(&out);
	}
	CHECK("no address", !oauth1_base_string(&(struct text){0}, "g", "ftp://a/", NULL, &none) &&
	                        !oauth1_base_string(&(struct text){0}, "g", "https:///x", NULL, &none) &&
	                        !oauth1_base_string(&(struct text){0}, "g", "", NULL, &none));
}

struct signed_row {
	const char *sentence;
	struct oauth1 oauth;
	const char *verb, *url, *query;
};

static const struct signed_row signed_rows[] = {
	{"RFC 5849, section 1.2",
     {OAUTH1_HMAC_SHA1, "dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00",
      "chapoH", 137131202, false, NULL},
     "GET",
     "http://photos.example.net/photos?file=vacation.jpg&size=original",
     "&oauth_consumer_key=dpf43f3p2l4k3l03&oauth_nonce=chapoH&oauth_signature_method=HMAC-SHA1&oauth_timestamp="
     "137131202&oauth_token=nnch734d00sl2jdk&oauth_signature=MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D"},
	{"OAuth Core 1.0, appendix A",
     {OAUTH1_HMAC_SHA1, "dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00",
      "kllo9940pd9333jh", 1191242096, true, NULL},
     "GET",
     "http://photos.example.net/photos?file=vacation.jpg&size=original",
     "&oauth_consumer_key=dpf43f3p2l4k3l03&oauth_nonce=kllo9940pd9333jh&oauth_signature_method=HMAC-SHA1&"
     "oauth_timestamp=1191242096&oauth_token=nnch734d00sl2jdk&oauth_version=1.0&oauth_signature="
     "tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D"},
	{"WooCommerce's recipe, reckoned by another program",
     {OAUTH1_HMAC_SHA256, "ck_0123", "cs_4567", NULL, NULL, "0123456789abcdef0123456789abcdef", 1795442520,
      false, NULL},
     "GET",
     "http://shop.example/wp-json/wc/v3/orders?per_page=1&_fields=id",
     "&oauth_consumer_key=ck_0123&oauth_nonce=0123456789abcdef0123456789abcdef&oauth_signature_method=HMAC-SHA256&"
     "oauth_timestamp=1795442520&oauth_signature=0oQO22aMkEAbQb09gf78q0wJ%2FXenfDh528FOPLAyfOI%3D"},
	{"the same over https for a store that believes it is http",
     {OAUTH1_HMAC_SHA256, "ck_0123", "cs_4567", NULL, NULL, "0123456789abcdef0123456789abcdef", 1795442520,
      false, "http"},
     "GET",
     "https://shop.example/wp-json/wc/v3/orders?per_page=1&_fields=id",
     "&oauth_consumer_key=ck_0123&oauth_nonce=0123456789abcdef0123456789abcdef&oauth_signature_method=HMAC-SHA256&"
     "oauth_timestamp=1795442520&oauth_signature=0oQO22aMkEAbQb09gf78q0wJ%2FXenfDh528FOPLAyfOI%3D"},
};

static void signs_queries(void)
{
	for (size_t i = 0; i < sizeof signed_rows / sizeof *signed_rows; i++) {
		const struct signed_row *row = &signed_rows[i];
		struct text out = {0};

		CHECK(row->sentence, oauth1_sign_query(&out, &row->oauth, row->verb, row->url, NULL));
		CHECK("the address stays in front", text_starts(text_str(&out), row->url));
		CHECK_TEXT(row->sentence, text_str(&out) + strlen(row->url), row->query);
		text_clear(&out);
	}
}

static void signs_without_a_query(void)
{
	static const char *const urls[][2] = {
		{"https://a/x", "https://a/x?oauth_consumer_key="},
		{"https://a/x?", "https://a/x?oauth_consumer_key="},
		{"https://a/x?b", "https://a/x?b&oauth_consumer_key="},
		{"https://a/x?b=1#c?d", "https://a/x?b=1&oauth_consumer_key="},
		{"https://a/x#c?d", "https://a/x?oauth_consumer_key="},
	};
	const struct oauth1 oauth = {OAUTH1_HMAC_SHA256, "ck", "cs", NULL, NULL, "n", 1, false, NULL};
	struct error err = {0};

	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
		struct text out = {0};

		CHECK("signed", oauth1_sign_query(&out, &oauth, "GET", urls[i][0], &err));
		CHECK(urls[i][0], text_starts(text_str(&out), urls[i][1]));
		text_clear(&out);
	}
	CHECK("what is no address is refused", !oauth1_sign_query(&(struct text){0}, &oauth, "GET", "a/x", &err));
	CHECK_NUMBER("as a fault of the settings", err.kind, ERROR_CONFIG);
}

/* Magento's brackets are encoded in the URL, and once more in the base string. */
static void signs_headers(void)
{
	const struct oauth1 oauth = {OAUTH1_HMAC_SHA256, "ck", "c&s", "tk", "t s", "n1", 1795442520, true, NULL};
	const char *url = "https://shop.example/rest/V1/orders?searchCriteria%5BpageSize%5D=1";
	struct text out = {0};

	CHECK("signed", oauth1_sign_header(&out, &oauth, "GET", url, NULL));
	CHECK_TEXT("reckoned by another program", text_str(&out),
	           "OAuth oauth_consumer_key=\"ck\", oauth_nonce=\"n1\", oauth_signature_method=\"HMAC-SHA256\", "
	           "oauth_timestamp=\"1795442520\", oauth_token=\"tk\", oauth_version=\"1.0\", "
	           "oauth_signature=\"v2qeBB3KASKWYquvXHifyb%2Fe9T936MmrZudA%2B4L173E%3D\"");
	text_clear(&out);
}

/* A request as a server gets it: query and header. */
static bool verify(const char *url, const char *header, const char *seen_as, const char *secret)
{
	struct oauth1_params params = {0};
	const char *query = strchr(url, '?');
	bool good;

	if (query)
		oauth1_params_add_query(&params, query + 1);
	if (header && !oauth1_params_add_header(&params, header))
		return false;
	good = oauth1_verify(&params, "GET", seen_as, secret, "ts");
	oauth1_params_clear(&params);
	return good;
}

static void verifies(void)
{
	struct oauth1 oauth = {OAUTH1_HMAC_SHA1, "ck", "cs", "tk", "ts", "n", 1, false, NULL};
	const char *url = "https://a/x?b=1&c=%20+";
	struct text query = {0};
	struct text header = {0};

	oauth1_sign_query(&query, &oauth, "GET", url, NULL);
	CHECK("a query signed by us is good", verify(text_str(&query), NULL, text_str(&query), "cs"));
	CHECK("not with another secret", !verify(text_str(&query), NULL, text_str(&query), "cs2"));
	CHECK("not at another address", !verify(text_str(&query), NULL, "https://b/x", "cs"));
	CHECK("not over http", !verify(text_str(&query), NULL, "http://a/x", "cs"));
	oauth1_sign_header(&header, &oauth, "GET", url, NULL);
	CHECK("a header too", verify(url, text_str(&header), url, "cs"));
	CHECK("not with another query", !verify("https://a/x?b=2", text_str(&header), url, "cs"));
	CHECK("nor without it", !verify(url, NULL, url, "cs"));
	CHECK("a method nobody knows is not good",
	      !verify("https://a/x?oauth_signature=x&oauth_signature_method=PLAINTEXT", NULL, url, "cs"));
	text_clear(&query);
	text_clear(&header);
}

static void reads_parameters(void)
{
	static const char *const bad[] = {"Basic abc",   "OAuthx a=\"1\"", "OAuth a=1",
	                                  "OAuth a=\"1", "OAuth =\"1\"",   "OAuth a"};
	struct oauth1_params params = {0};

	oauth1_params_add_query(&params, "a=1&&b&=c&d=e=f&g=%4&h=%zz&i=%41%00x&");
	CHECK_NUMBER("empty pairs are none", (int64_t)params.count, 7);
	CHECK_TEXT("without '=' it is empty", oauth1_params_get(&params, "b"), "");
	CHECK_TEXT("without a name too", oauth1_params_get(&params, ""), "c");
	CHECK_TEXT("only the first '=' parts", oauth1_params_get(&params, "d"), "e=f");
	CHECK_TEXT("a broken escape stays", oauth1_params_get(&params, "g"), "%4");
	CHECK_TEXT("this one too", oauth1_params_get(&params, "h"), "%zz");
	CHECK_TEXT("NUL does not end a value", oauth1_params_get(&params, "i"), "Ax");
	CHECK("what is not there", oauth1_params_get(&params, "z") == NULL);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(bad[i], !oauth1_params_add_header(&params, bad[i]));
	oauth1_params_clear(&params);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"percent-encoding", encodes},
		{"the base string of the RFC", base_string_of_the_rfc},
		{"base URLs", base_urls},
		{"signs queries", signs_queries},
		{"signs without a query", signs_without_a_query},
		{"signs headers", signs_headers},
		{"verifies", verifies},
		{"reads parameters", reads_parameters},
		{0},
	};

	return check_run("sign: OAuth 1.0a", tests);
}
