#include "sign/certificate.h"

#include <arpa/inet.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sign/hash.h"

enum { SERIAL_BYTES = 16, VALID_DAYS = 30 };

struct extension {
	int nid;
	const char *value;
};

static const struct extension authority_extensions[] = {
	{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
	{NID_key_usage, "critical,keyCertSign"},
	{NID_subject_key_identifier, "hash"},
	{0, NULL},
};

static const struct extension server_extensions[] = {
	{NID_basic_constraints, "critical,CA:FALSE"},
	{NID_key_usage, "critical,digitalSignature"},
	{NID_ext_key_usage, "serverAuth"},
	{NID_subject_key_identifier, "hash"},
	{NID_authority_key_identifier, "keyid"},
	{0, NULL},
};

static bool add_extension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX context;
	X509_EXTENSION *extension;
	bool good;

	X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	good = extension && X509_add_ext(certificate, extension, -1);
	X509_EXTENSION_free(extension);
	return good;
}

static bool add_extensions(X509 *certificate, X509 *issuer, const struct extension *list)
{
	for (; list->value; list++) {
		if (!add_extension(certificate, issuer, list->nid, list->value))
			return false;
	}
	return true;
}

static bool set_serial(X509 *certificate)
{
	unsigned char bytes[SERIAL_BYTES];
	BIGNUM *number;
	bool good;

	sign_random(bytes, sizeof bytes);
	bytes[0] = (bytes[0] & 0x7F) | 0x40; /* positive, and always as long */
	number = BN_bin2bn(bytes, sizeof bytes, NULL);
	good = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
	BN_free(number);
	return good;
}

/* Names, key and dates; extensions and signature come later. */
static X509 *begin_certificate(const char *name, EVP_PKEY *key, X509 *issuer, int64_t now)
{
	time_t from = (time_t)((now - DAYS(1)) / 1000);
	time_t until = (time_t)((now + DAYS(VALID_DAYS)) / 1000);
	X509 *certificate = X509_new();
	X509_NAME *subject = certificate ? X509_get_subject_name(certificate) : NULL;

	if (subject && X509_set_version(certificate, X509_VERSION_3) && set_serial(certificate) &&
	    ASN1_TIME_set(X509_getm_notBefore(certificate), from) &&
	    ASN1_TIME_set(X509_getm_notAfter(certificate), until) &&
	    X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, (const unsigned char *)name, -1,
	                               -1, 0) &&
	    X509_set_issuer_name(certificate, issuer ? X509_get_subject_name(issuer) : subject) &&
	    X509_set_pubkey(certificate, key))
		return certificate;
	X509_free(certificate);
	return NULL;
}

static X509 *make_authority(EVP_PKEY *key, int64_t now)
{
	X509 *authority = begin_certificate("syncfix simulator, this run only", key, NULL, now);

	if (authority && add_extensions(authority, authority, authority_extensions) &&
	    X509_sign(authority, key, EVP_sha256()))
		return authority;
	X509_free(authority);
	return NULL;
}

static bool is_address(const char *host)
{
	unsigned char bytes[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

/* A name that could say more than one name in the list of alternative names is none. */
static bool is_host(const char *host)
{
	return *host && strlen(host) <= 253 &&
	       strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:") == strlen(host);
}

/* "a b" → "DNS:a,DNS:b,"; false when one is no host. */
static bool add_names(struct text *names, const char *hosts)
{
	bool good = *hosts != '\0';

	while (good && *hosts != '\0') {
		size_t len = strcspn(hosts, " ");
		char *host = xstrndup(hosts, len);

		good = is_host(host);
		text_addf(names, "%s:%s,", is_address(host) ? "IP" : "DNS", host);
		free(host);
		hosts += len + strspn(hosts + len, " ");
	}
	return good;
}

static X509 *make_server(const char *hosts, EVP_PKEY *key, X509 *authority, EVP_PKEY *authority_key,
                         int64_t now)
{
	/* A common name holds 64 letters; clients look at the alternative names anyway. */
	char *first = xstrndup(hosts, strcspn(hosts, " "));
	X509 *server = begin_certificate(strlen(first) <= 64 ? first : "simulated store", key, authority, now);
	struct text names = {0};
	bool good;

	free(first);
	add_names(&names, hosts);
	text_add(&names, "DNS:localhost,IP:127.0.0.1,IP:::1");
	good = server && add_extensions(server, authority, server_extensions) &&
	       add_extension(server, authority, NID_subject_alt_name, text_str(&names)) &&
	       X509_sign(server, authority_key, EVP_sha256());
	text_clear(&names);
	if (good)
		return server;
	X509_free(server);
	return NULL;
}

static bool add_pem(struct text *out, X509 *certificate, EVP_PKEY *key)
{
	BIO *bio = BIO_new(BIO_s_mem());
	bool good = bio && (certificate ? PEM_write_bio_X509(bio, certificate)
	                                : PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL));
	char *data;
	long len = good ? BIO_get_mem_data(bio, &data) : 0;

	if (len > 0)
		text_add_n(out, data, (size_t)len);
	if (bio && key && len > 0)
		OPENSSL_cleanse(data, (size_t)len);
	BIO_free(bio);
	return len > 0;
}

bool certificate_make(struct certificate *out, const char *hosts, int64_t now, struct error *err)
{
	struct text names = {0};
	EVP_PKEY *authority_key;
	EVP_PKEY *key;
	X509 *authority;
	X509 *server;
	bool good;

	*out = (struct certificate){0};
	good = add_names(&names, hosts);
	text_clear(&names);
	if (!good)
		return error_set(err, ERROR_DATA, "",
		                 "A certificate needs a host name: check the origin of the scenario.");
	authority_key = EVP_EC_gen("P-256");
	key = EVP_EC_gen("P-256");
	authority = authority_key ? make_authority(authority_key, now) : NULL;
	server = key && authority ? make_server(hosts, key, authority, authority_key, now) : NULL;
	good = server && add_pem(&out->ca, authority, NULL) && add_pem(&out->chain, server, NULL) &&
	       add_pem(&out->key, NULL, key);
	X509_free(server);
	X509_free(authority);
	EVP_PKEY_free(key);
	EVP_PKEY_free(authority_key);
	if (good)
		return true;
	certificate_clear(out);
	ERR_clear_error();
	return error_set(err, ERROR_INTERNAL, "",
	                 "The simulator's certificate could not be made: check libcrypto.");
}

void certificate_clear(struct certificate *certificate)
{
	text_clear(&certificate->ca);
	text_clear(&certificate->chain);
	text_wipe(&certificate->key);
}
