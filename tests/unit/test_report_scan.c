/* The last look: every shape of secret in every part of a ticket, and what must pass. */
#include "check.h"
#include "report_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/final_scan.h"

/* Made up for these tests; each has the form of its vendor. */
static const struct {
	const char *sentence, *text, *what;
} secrets[] = {
	{"WooCommerce's key", "ck_0123456789abcdef0123456789abcdef01234567", "WooCommerce consumer key"},
	{"WooCommerce's secret", "cs_0123456789abcdef0123456789abcdef01234567", "WooCommerce consumer secret"},
	{"half a key", "ck_0123456789abcdef0", "WooCommerce consumer key"},
	{"Shopify's token", "shpat_0123456789abcdef0123456789abcdef", "Shopify access token"},
	{"a key in an address", "https://shop.example/wp-json/?consumer_key=ck_0123456789abcdef0123", "a key"},
	{"Amazon's refresh token", "Atzr|IwEBIExampleExampleExample0", "Amazon refresh token"},
	{"Amazon's client secret", "amzn1.oa2-cs.v1.0123456789abcdef", "Amazon client secret"},
	{"AWS's key", "AKIAIOSFODNN7EXAMPLE", "AWS key"},
	{"eBay's token", "v^1.1#i^1#f^0#r^0#I^3#p^3#t^H4sIAA", "eBay token"},
	{"a bearer token", "Bearer 0123456789abcdefABCDEF", "Authorization value"},
	{"a bearer token in another case", "bearer abcDEFghiJKLmno", "Authorization value"},
	{"basic credentials", "Basic Y2tfMDEyMzpjc180NTY3", "Authorization value"},
	{"an Authorization header", "Authorization: Basic dXNlcjpwYXNz", "Authorization value"},
	{"a signed token",
     "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
     "signed token"},
	{"a signed token in one piece", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9eyJzdWIiOiIxMjM0", "signed token"},
	{"a private key", "-----BEGIN RSA PRIVATE KEY----- MIIE", "private key"},
	{"a password in an address", "https://admin:hunter2@shop.example/api", "address with a password"},
	{"a name in an address", "ftp://me@files.example", "address with a password"},
	{"an assigned password", "password=swordfish", "password"},
	{"a password with a colon", "Password: hunter2", "password"},
	{"a password in JSON", "{\"password\": \"hunter2!\"}", "password"},
	{"Volusion's password in the address", "net.asp?Login=me&EncryptedPassword=ABCDEF0123", "password"},
	{"a client secret", "client_secret=abcdefgh1234", "secret"},
	{"a token header", "X-Auth-Token: 0123456789abcdefghij", "token"},
	{"an access token in JSON", "\"access_token\":\"abcdefghijklmnop1234\"", "token"},
	{"a signature", "oauth_signature=tR3%2BTy81lMeYAr", "signature"},
	{"a key by name", "API key: 0123456789abcdef0123", "API key"},
	{"a long run after the word", "the consumer key is 0123456789abcdef0123456789abcdef", "a key"},
	{"base64 after the word", "secret now QWxhZGRpbjpvcGVuIHNlc2FtZTEyMw==", "a secret"},
};
enum { SECRETS = sizeof secrets / sizeof *secrets };

/* Where a person or a probe may have put it: steps with %s in them, and the name of the part. */
static const struct {
	const char *steps, *field;
} places[] = {
	{"jump orders.integration; type %s", "Integration Name"},
	{"jump orders.number; type %s", "Example Orders"},
	{"jump orders.more; type 1001, %s", "Example Orders"},
	{"jump orders.error; type Message: %s", "Error Messages"},
	{"note she said %s", "Note 1"},
	{"note first; note %s, then more", "Note 2"},
	{"jump orders.integration; skip %s", "Integration Name"},
	{"jump orders.oauth; skip %s", "Steps Already Tried, step 1"},
	{"jump orders.toggle; choose 1; jump compare.orders; compare 0 NEW|%s", "Steps Already Tried, step 2"},
};
enum { PLACES = sizeof places / sizeof *places };

static bool scan(struct kit_case *kit_case, enum ticket_format format, struct error *err)
{
	struct ticket *ticket = ticket_new(kit_case->walk, kit_case->now);
	struct text bytes = {0};
	bool clean;

	ticket_write(ticket, format, &bytes);
	clean = final_scan(text_str(&bytes), bytes.len, ticket, kit_case->guide, "", err);
	text_clear(&bytes);
	ticket_free(ticket);
	return clean;
}

/* The kit's steps are cut at semicolons and lists at commas; neither stands in these secrets. */
static void plant(size_t secret, size_t place)
{
	struct kit_case kit_case;
	struct text steps = {0};
	char sentence[160];
	const char *at = strstr(places[place].steps, "%s");

	text_add_n(&steps, places[place].steps, (size_t)(at - places[place].steps));
	text_add(&steps, secrets[secret].text);
	text_add(&steps, at + 2);
	report_begin(&kit_case, false, text_str(&steps));
	for (int format = 0; format < TICKET_FORMATS; format++) {
		struct error err = {0};

		snprintf(sentence, sizeof sentence, "%s, %s, as %s", secrets[secret].sentence, places[place].field,
		         ticket_format_name((enum ticket_format)format));
		CHECK(sentence, !scan(&kit_case, (enum ticket_format)format, &err));
		CHECK_NUMBER(sentence, err.kind, ERROR_REFUSED);
		CHECK_TEXT(sentence, err.where, places[place].field);
		CHECK(sentence, strstr(err.message, secrets[secret].what) != NULL);
		CHECK("the secret itself is not repeated", !strstr(err.message, secrets[secret].text));
	}
	text_clear(&steps);
	kit_end(&kit_case);
}

static void test_everywhere(void)
{
	for (size_t i = 0; i < SECRETS; i++)
		for (size_t k = 0; k < PLACES; k++)
			plant(i, k);
}

static void test_shapes(void)
{
	for (size_t i = 0; i < SECRETS; i++) {
		struct scan_hit hit = {.what = "nothing"};

		CHECK(secrets[i].sentence, scan_secret(secrets[i].text, strlen(secrets[i].text), &hit) && hit.secret);
		CHECK(secrets[i].sentence, strstr(hit.what, secrets[i].what) != NULL);
	}
}

/* Words of the wizard, of stores and of people that are no secrets. */
static void test_harmless(void)
{
	static const char *const rows[] = {
		"The store accepts the key: key unknown (a problem)",
		"woocommerce.key authentication_error",
		"Consumer key: ck_••••••••",
		"keys_valid: yes",
		"OAuth token expired on 14 Nov 2026",
		"Bearer token refused",
		"Basic authentication is switched off",
		"Authorization header is stripped by the server",
		"Authorization: missing",
		"Consumer secret is invalid.",
		"The signature does not match.",
		"Password protected shop",
		"password: unknown",
		"API key: accepted",
		"GET https://shop.example/wp-json/wc/v3/orders?per_page=1&_fields=id",
		"https://shop.example/wp-json/wc/v3/orders/1001/notes key",
		"the key of https://shop.example/wp-json/wc-telemetry/tracker/2026/11/23/report12",
		"Order #114-3941689-8772232, tracking 1Z999AA10123456784",
		"9400 1000 0000 0000 0000 00",
		"SKU 4006381333931 and ABC-12345-DE",
		"Sync key points: 1001, 1002, 1003",
		"22 Nov 2026, 2:00 PM UTC+01:00",
		"2026-11-23T14:02:05Z",
		"192.168.100.200 and 2001:db8::1",
		"backpack_0123456789abcdef0123",
		"ck_ begins every key",
		"Secret: none",
		"the token field is empty = nothing to see",
		"",
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scan_hit hit = {.what = ""};
		bool found =
			scan_secret(rows[i], strlen(rows[i]), &hit) || scan_person(rows[i], strlen(rows[i]), "", &hit);
		char sentence[200];

		snprintf(sentence, sizeof sentence, "no hit (%s) in: %s", hit.what, rows[i]);
		CHECK(sentence, !found);
	}
}

static void test_people(void)
{
	static const struct {
		const char *sentence, *text, *what;
	} rows[] = {
		{"an e-mail address", "write to jane.doe+shop@mail.example.com now", "an e-mail address"},
		{"one at the end of a sentence", "jane@example.org.", "an e-mail address"},
		{"one in angle brackets", "Jane <jane@example.org>", "an e-mail address"},
		{"an American number", "call 555-123-4567", "a phone number"},
		{"one with brackets", "(555) 123-4567", "a phone number"},
		{"one with dots", "555.123.4567.", "a phone number"},
		{"one with the country", "1-555-123-4567", "a phone number"},
		{"another country's", "+44 20 7946 0958", "a phone number"},
		{"one without gaps", "+4915112345678", "a phone number"},
		{"a name with an at sign is none", "me@home", NULL},
		{"nor is a handle", "@shop.example", NULL},
		{"an order number with a hash", "#555-123-4567", NULL},
		{"a longer number", "555-123-4567-89", NULL},
		{"Amazon's order number", "114-3941689-8772232", NULL},
		{"a part number", "AB-555-123-4567", NULL},
		{"ten digits in a row", "5551234567", NULL},
		{"a time zone", "+05:30", NULL},
		{"a sum", "+49 15", NULL},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scan_hit hit = {.what = NULL};
		bool found = scan_person(rows[i].text, strlen(rows[i].text), "", &hit);

		CHECK_TEXT(rows[i].sentence, found ? hit.what : NULL, rows[i].what);
		CHECK(rows[i].sentence, !hit.secret);
	}
}

static void test_contacts(void)
{
	static const char allowed[] = "1-866-922-6783 (Press 2)\nhelp@efs.example\n";
	static const struct {
		const char *sentence, *text;
		bool passes;
	} rows[] = {
		{"EFS's own number may stand", "call 1-866-922-6783", true},
		{"written otherwise too", "(866) 922-6783", true},
		{"the address of the settings too", "help@efs.example", true},
		{"in any case", "Help@EFS.example", true},
		{"another at the same house not", "jane@efs.example", false},
		{"nor one that only begins so", "help@efs.example.com", false},
		{"nor another number", "1-866-922-6784", false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scan_hit hit;

		CHECK(rows[i].sentence,
		      scan_person(rows[i].text, strlen(rows[i].text), allowed, &hit) != rows[i].passes);
	}
}

/* What a person edited has no fields any more: the line is named. */
static void test_edited(void)
{
	static const char text[] = "Title: x\n\nNotes:\n- token=abcdefgh12345678\n";
	static const char escaped[] = "{\"notes\": [\n \"see\\nck\\u005f0123456789abcdef0123\"]}";
	struct error err = {0};

	CHECK("an edited text is scanned", !final_scan(text, strlen(text), NULL, NULL, "", &err));
	CHECK_TEXT("the line is named", err.where, "line 4");
	CHECK("escapes hide nothing", !final_scan(escaped, strlen(escaped), NULL, NULL, "", &err));
	CHECK_TEXT("nor the line", err.where, "line 2");
	CHECK("a clean text passes", final_scan("Title: x\n", 9, NULL, NULL, "", &err));
	CHECK("an empty one too", final_scan("", 0, NULL, NULL, "", &err));
}

static void test_people_in_tickets(void)
{
	static const struct {
		const char *sentence, *steps, *where;
	} rows[] = {
		{"a buyer's address in a message", "jump orders.error; type No stock for jane@example.org",
	     "Error Messages"},
		{"a buyer's number in a note", "note call 555-123-4567", "Note 1"},
		{"an order number that looks like a phone number", "jump orders.number; type 555-123-4567", NULL},
		{"a whole ticket", report_whole_way, NULL},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (int format = 0; format < TICKET_FORMATS; format++) {
			struct kit_case kit_case;
			struct error err = {0};
			bool clean;

			report_begin(&kit_case, false, rows[i].steps);
			clean = scan(&kit_case, (enum ticket_format)format, &err);
			CHECK(rows[i].sentence, clean == (rows[i].where == NULL));
			CHECK_TEXT(rows[i].sentence, err.where, rows[i].where ? rows[i].where : "");
			kit_end(&kit_case);
		}
	}
}

/* A secret cut anywhere, and every byte before it: nothing reads past the end. */
static void test_edges(void)
{
	for (size_t i = 0; i < SECRETS; i++) {
		for (size_t len = 0; len <= strlen(secrets[i].text); len++) {
			char *copy = xstrndup(secrets[i].text, len);
			struct scan_hit hit;
			bool found = scan_secret(copy, len, &hit);

			CHECK("a hit lies within the text", !found || hit.at + hit.len <= len);
			found = scan_person(copy, len, "", &hit);
			CHECK("a person too", !found || hit.at + hit.len <= len);
			free(copy);
		}
	}
}

int main(void)
{
	static const struct check_test tests[] = {
		{"shapes of secrets", test_shapes},
		{"every secret in every part, in every format", test_everywhere},
		{"what is no secret", test_harmless},
		{"what may be a buyer's", test_people},
		{"contacts may stand", test_contacts},
		{"an edited text", test_edited},
		{"people in tickets", test_people_in_tickets},
		{"edges", test_edges},
		{0},
	};

	return check_run("report: final scan", tests);
}
