#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/text.h"
#include "check.h"
#include "sign/certificate.h"
#include "sign/hash.h"
#include "sign/oauth1.h"

static void check_hex(const char *sentence, const unsigned char *got, size_t len, const char *want)
{
	struct text hex = {0};

	sign_add_hex(&hex, got, len);
	CHECK_TEXT(sentence, text_str(&hex), want);
	text_clear(&hex);
}

static void digests(void)
{
	unsigned char out[SIGN_SHA256_SIZE];
	char long_key[131];

	memset(long_key, 0xAA, sizeof long_key);
	sign_sha256("abc", 3, out);
	check_hex("FIPS 180-4, abc", out, 32, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sign_sha256("", 0, out);
	check_hex("of nothing", out, 32, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	sign_hmac_sha1("Jefe", 4, "what do ya want for nothing?", 28, out);
	check_hex("RFC 2202, case 2", out, 20, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
	sign_hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28, out);
	check_hex("RFC 4231, case 2", out, 32,
	          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	sign_hmac_sha256(long_key, sizeof long_key, "Test Using Larger Than Block-Size Key - Hash Key First", 54,
	                 out);
	check_hex("RFC 4231, case 6: a key longer than a block", out, 32,
	          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
	sign_hmac_sha256(NULL, 0, "", 0, out);
	check_hex("no key and nothing", out, 32,
	          "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

static void base64(void)
{
	/* RFC 4648, section 10 */
	static const char *const pairs[][2] = {
		{"", ""},
		{"f", "Zg=="},
		{"fo", "Zm8="},
		{"foo", "Zm9v"},
		{"foob", "Zm9vYg=="},
		{"fooba", "Zm9vYmE="},
		{"foobar", "Zm9vYmFy"},
		{"\xFF\xFE\xFD", "//79"},
	};
	static const char *const bad[] = {"Z",        "Zg",   "Zg=",  "Zg===", "=Zg=",
	                                  "Zg==Zg==", "Zh==", "Zm9=", "Z g=",  "Zm9-"};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct text out = {0};

		sign_add_base64(&out, pairs[i][0], strlen(pairs[i][0]));
		CHECK_TEXT("written", text_str(&out), pairs[i][1]);
		text_cut(&out, 0);
		CHECK("read", sign_read_base64(&out, pairs[i][1], strlen(pairs[i][1])));
		CHECK_TEXT("the same", text_str(&out), pairs[i][0]);
		text_clear(&out);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct text out = {0};

		text_add(&out, "kept");
		CHECK(bad[i], !sign_read_base64(&out, bad[i], strlen(bad[i])));
		CHECK_TEXT("and nothing is added", text_str(&out), "kept");
		text_clear(&out);
	}
	CHECK("NUL is no letter", !sign_read_base64(&(struct text){0}, "Zm\0v", 4));
}

static void random_differs(void)
{
	struct text first = {0};
	struct text second = {0};

	oauth1_add_nonce(&first);
	oauth1_add_nonce(&second);
	CHECK_NUMBER("a nonce has 32 letters", (int64_t)first.len, 32);
	CHECK("and is never the same", strcmp(text_str(&first), text_str(&second)) != 0);
	CHECK("equal", sign_equal("abc", "abc", 3) && !sign_equal("abc", "abd", 3) && sign_equal("a", "b", 0));
	text_clear(&first);
	text_clear(&second);
}

static X509 *read_pem(const struct text *pem)
{
	BIO *bio = BIO_new_mem_buf(text_str(pem), (int)pem->len);
	X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);

	BIO_free(bio);
	return certificate;
}

/* As a client does: chain to the authority, for this host, at this time. */
static int verify_chain(const struct certificate *made, const char *host, const char *address, int64_t at)
{
	X509 *authority = read_pem(&made->ca);
	X509 *server = read_pem(&made->chain);
	X509_STORE *store = X509_STORE_new();
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	X509_VERIFY_PARAM *param;
	int result;

	X509_STORE_add_cert(store, authority);
	X509_STORE_CTX_init(context, store, server, NULL);
	param = X509_STORE_CTX_get0_param(context);
	X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_SSL_SERVER);
	X509_VERIFY_PARAM_set_time(param, (time_t)(at / 1000));
	if (host)
		X509_VERIFY_PARAM_set1_host(param, host, 0);
	if (address)
		X509_VERIFY_PARAM_set1_ip_asc(param, address);
	result = X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context);
	X509_STORE_CTX_free(context);
	X509_STORE_free(store);
	X509_free(server);
	X509_free(authority);
	return result;
}

static bool key_belongs(const struct certificate *made)
{
	BIO *bio = BIO_new_mem_buf(text_str(&made->key), (int)made->key.len);
	EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
	X509 *server = read_pem(&made->chain);
	bool good = key && server && X509_check_private_key(server, key) == 1;

	X509_free(server);
	EVP_PKEY_free(key);
	BIO_free(bio);
	return good;
}

static void certificates(void)
{
	const int64_t now = INT64_C(1795442520000);
	struct certificate made;
	struct certificate other;
	struct error err = {0};

	if (!CHECK("one can be made", certificate_make(&made, "shop.example", now, &err)))
		return;
	CHECK_NUMBER("good for its host", verify_chain(&made, "shop.example", NULL, now), X509_V_OK);
	CHECK_NUMBER("and this computer", verify_chain(&made, "localhost", "127.0.0.1", now), X509_V_OK);
	CHECK_NUMBER("not for another", verify_chain(&made, "evil.example", NULL, now),
	             X509_V_ERR_HOSTNAME_MISMATCH);
	CHECK_NUMBER("not in two months", verify_chain(&made, "shop.example", NULL, now + DAYS(60)),
	             X509_V_ERR_CERT_HAS_EXPIRED);
	CHECK_NUMBER("not a week ago", verify_chain(&made, "shop.example", NULL, now - DAYS(7)),
	             X509_V_ERR_CERT_NOT_YET_VALID);
	CHECK("the key belongs to it", key_belongs(&made));
	CHECK("for several", certificate_make(&other, "shop.example connector.example", now, &err));
	CHECK_NUMBER("the first", verify_chain(&other, "shop.example", NULL, now), X509_V_OK);
	CHECK_NUMBER("the second", verify_chain(&other, "connector.example", NULL, now), X509_V_OK);
	CHECK_NUMBER("not a third", verify_chain(&other, "shop.example.evil", NULL, now),
	             X509_V_ERR_HOSTNAME_MISMATCH);
	certificate_clear(&other);
	CHECK("for an address", certificate_make(&other, "192.0.2.7", now, &err));
	CHECK_NUMBER("it is good for that", verify_chain(&other, NULL, "192.0.2.7", now), X509_V_OK);
	text_clear(&other.ca);
	text_add(&other.ca, text_str(&made.ca));
	CHECK("another authority is not believed", verify_chain(&other, NULL, "192.0.2.7", now) != X509_V_OK);
	certificate_clear(&made);
	certificate_clear(&other);
	CHECK("a host that says two",
	      !certificate_make(&made, "a,DNS:evil", now, &err) && err.kind == ERROR_DATA);
	CHECK("no host", !certificate_make(&made, "", now, &err) && made.key.data == NULL);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"digests", digests},
		{"base64", base64},
		{"random differs", random_differs},
		{"certificates", certificates},
		{0},
	};

	return check_run("sign", tests);
}
