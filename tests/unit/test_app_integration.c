/* Profiles held against their platform and the services beside it, with the real wizard-data. */
#include "app/integration.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check.h"
#include "data/load.h"

static struct guide *guide;

enum { KEYS_MAX = 8 };

static const struct row {
	const char *sentence;
	const char *key[KEYS_MAX][2];
	const char *message; /* NULL: it can be made */
	bool probes;
	const char *asked;
	const char *efs; /* the connector's address */
} rows[] = {
	{"a store alone",
     {{"platform", "woocommerce"}, {"store", "shop.example"}},
     NULL,
     true,
     "https://shop.example",
     NULL},
	{"with a connector",
     {{"platform", "woocommerce"},
      {"store", "shop.example"},
      {"efs_url", "https://Connector.example/v1/"},
      {"efs_key_file", "/k"}},
     NULL,
     true,
     "https://shop.example and https://connector.example/v1",
     "https://connector.example/v1"},
	{"a pasted address loses what stands behind the base",
     {{"platform", "woocommerce"}, {"store", "shop.example"}, {"efs_url", "connector.example/v1/health"}},
     NULL,
     true,
     "https://shop.example and https://connector.example/v1",
     "https://connector.example/v1"},
	{"an exact address keeps its path and its last slash, not what asks for the description",
     {{"platform", "magento1"}, {"store", "https://Shop.example/Shop/index.php/api/v2_soap/index/?wsdl=1"}},
     NULL,
     true,
     "https://shop.example/Shop/index.php/api/v2_soap/index/",
     NULL},
	{"nor a slash that was not typed",
     {{"platform", "magento1"}, {"store", "http://shop.example/index.php/api/v2_soap/index"}},
     NULL,
     true,
     "http://shop.example/index.php/api/v2_soap/index",
     NULL},
	{"and its query, but for that",
     {{"platform", "magento1"}, {"store", "shop.example/api.php?type=v2_soap&wsdl=1#top"}},
     NULL,
     true,
     "https://shop.example/api.php?type=v2_soap",
     NULL},
	{"the description asked for in the path",
     {{"platform", "magento1"}, {"store", "shop.example/index.php/api/v2_soap/index/wsdl/1/"}},
     NULL,
     true,
     "https://shop.example/index.php/api/v2_soap/index/",
     NULL},
	{"a connector beside a platform whose store is not known",
     {{"platform", "etsy"}, {"efs_url", "https://connector.example"}},
     NULL,
     true,
     "https://connector.example",
     "https://connector.example"},
	{"neither", {{"platform", "etsy"}}, NULL, false, NULL, NULL},
	{"a connector's key without its address",
     {{"platform", "woocommerce"}, {"store", "shop.example"}, {"efs_key_file", "/k"}},
     "This is for EFS connector, and its address is missing: add efs_url.",
     false,
     NULL,
     NULL},
	{"a connector over http, not on this computer",
     {{"platform", "woocommerce"}, {"store", "shop.example"}, {"efs_url", "http://connector.example"}},
     "The address must begin with https://.",
     false,
     NULL,
     NULL},
	{"a key of nobody",
     {{"platform", "woocommerce"}, {"store", "shop.example"}, {"efs_token", "x"}},
     "WooCommerce has no key of this name: syncfix profile show lists them.",
     false,
     NULL,
     NULL},
	{"a country that is in no list",
     {{"platform", "amazon"}, {"store", "www.amazon.com"}, {"marketplace", "Atlantis"}},
     "Country of the marketplace set in IS2 is one of: US, CA, MX, BR, UK, DE, FR, IT, ES, NL, BE, SE, PL, IE, TR, "
     "AE, SA, EG, ZA, IN, JP, AU, SG.",
     false,
     NULL,
     NULL},
	{"a country in small letters",
     {{"platform", "amazon"}, {"store", "www.amazon.com"}, {"marketplace", "de"}},
     NULL,
     true,
     "https://www.amazon.com",
     NULL},
	{"a day",
     {{"platform", "ebay"}, {"store", "www.ebay.com"}, {"consented_at", "2026-01-31"}},
     NULL,
     true,
     "https://www.ebay.com",
     NULL},
	{"a day that is none",
     {{"platform", "ebay"}, {"store", "www.ebay.com"}, {"consented_at", "last year"}},
     "Day of that consent: write the day like 2026-11-23.",
     false,
     NULL,
     NULL},
	{"a service is no platform of a profile",
     {{"platform", "efs"}},
     "There is no platform efs.",
     false,
     NULL,
     NULL},
};

static void check_made(const struct row *row, const struct integration *made)
{
	const struct platform *efs = guide_platform(guide, "efs");

	CHECK(row->sentence, integration_can_probe(made, guide) == row->probes);
	CHECK_TEXT(row->sentence, made->asked, row->asked);
	CHECK_TEXT(row->sentence, integration_base(made, efs), row->efs);
	CHECK(row->sentence, (integration_secret_named(made, "efs_key") != NULL) == (row->efs != NULL));
}

static void profiles(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct profile profile = {.name = (char *)"main", .line = 1};
		struct integration made;
		struct error err = {0};
		bool ok;

		for (size_t k = 0; k < KEYS_MAX && rows[i].key[k][0] != NULL; k++)
			array_push(&profile.value, ((struct profile_value){(char *)rows[i].key[k][0],
			                                                   (char *)rows[i].key[k][1], (int)k + 2}));
		ok = integration_make(&made, guide, "config.ini", &profile, &err);
		if (CHECK(rows[i].sentence, ok == (rows[i].message == NULL)) && ok)
			check_made(&rows[i], &made);
		if (!ok)
			CHECK_TEXT(rows[i].sentence, err.message, rows[i].message);
		integration_clear(&made);
		array_clear(&profile.value);
	}
}

/* Whose key it is decides where it may go: the store's never to the connector, nor the other way round. */
static void owners(void)
{
	struct profile profile = {.name = (char *)"main", .line = 1};
	struct integration made;
	struct error err = {0};
	static const char *const pairs[][2] = {{"platform", "woocommerce"},      {"store", "shop.example"},
	                                       {"consumer_key_file", "/a"},      {"consumer_secret_file", "/b"},
	                                       {"efs_url", "https://c.example"}, {"efs_key_file", "/c"}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		array_push(&profile.value,
		           ((struct profile_value){(char *)pairs[i][0], (char *)pairs[i][1], (int)i + 2}));
	CHECK("it can be made", integration_make(&made, guide, "config.ini", &profile, &err));
	CHECK_NUMBER("three secrets", (int64_t)made.secret.count, 3);
	for (size_t i = 0; i < made.secret.count; i++) {
		bool efs = strcmp(made.secret.at[i].key->name, "efs_key") == 0;
		CHECK_TEXT(made.secret.at[i].key->name, made.secret.at[i].platform->id, efs ? "efs" : "woocommerce");
	}
	integration_clear(&made);
	array_clear(&profile.value);
}

static bool load(void)
{
	struct text dir = {0};
	struct findings findings = {0};

	text_addf(&dir, "%s/wizard-data", getenv("SYNCFIX_TEST_SOURCE"));
	struct data_sources sources = {.dir = text_str(&dir)};
	guide = data_load(&sources, &findings);
	text_clear(&dir);
	findings_clear(&findings);
	return guide != NULL;
}

int main(void)
{
	static const struct check_test tests[] = {
		{"profiles", profiles},
		{"whose key it is", owners},
		{0},
	};
	int result;

	if (!load())
		return EXIT_FAILURE;
	result = check_run("app: integration", tests);
	guide_free(guide);
	return result;
}
