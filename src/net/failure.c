#include "net/failure.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

/* One row per code of libcurl that has a meaning of its own; %s is the host. */
static const struct failure_row {
	CURLcode code;
	enum common_outcome outcome;
	bool again;
	const char *sentence;
} row[] = {
	{CURLE_COULDNT_RESOLVE_HOST, OUTCOME_DNS, false,
     "The name %s does not exist: check its spelling, and whether the domain is still registered."},
	{CURLE_COULDNT_CONNECT, OUTCOME_REFUSED, false,
     "%s does not accept connections: the server or its web service is down, or a firewall blocks this computer."},
	{CURLE_OPERATION_TIMEDOUT, OUTCOME_TIMEOUT, false,
     "%s did not answer in time: try again, then ask its host what slows it down."},
	{CURLE_COULDNT_RESOLVE_PROXY, OUTCOME_PROXY, false,
     "The name of the proxy does not exist: check proxy in the profile."},
	{CURLE_PROXY, OUTCOME_PROXY, false, "The proxy refused to connect to %s: check proxy in the profile."},
	{CURLE_GOT_NOTHING, OUTCOME_REFUSED, true,
     "%s closed the connection without an answer: a firewall, or a server that restarts."},
	{CURLE_SEND_ERROR, OUTCOME_REFUSED, true, "%s broke the connection while it was being asked."},
	{CURLE_RECV_ERROR, OUTCOME_REFUSED, true, "%s broke the connection before its answer was whole."},
	{CURLE_HTTP2, OUTCOME_REFUSED, true, "%s broke the connection before its answer was whole."},
	{CURLE_HTTP2_STREAM, OUTCOME_REFUSED, true, "%s broke the connection before its answer was whole."},
	{CURLE_PARTIAL_FILE, OUTCOME_MALFORMED, true, "The answer of %s broke off in the middle."},
	{CURLE_BAD_CONTENT_ENCODING, OUTCOME_MALFORMED, false,
     "The answer of %s cannot be unpacked: its compression is broken."},
	{CURLE_WEIRD_SERVER_REPLY, OUTCOME_MALFORMED, false, "%s answered with something that is not HTTP."},
	{CURLE_UNSUPPORTED_PROTOCOL, OUTCOME_MALFORMED, false, "%s answered with something that is not HTTP."},
	{CURLE_OUT_OF_MEMORY, OUTCOME_TOO_LARGE, false, /* what libcurl says to a header line without end */
     "The answer of %s is larger than such an answer can be; it was not read."},
	{CURLE_FILESIZE_EXCEEDED, OUTCOME_TOO_LARGE, false,
     "The answer of %s is larger than such an answer can be; it was not read."},
};

static const char *const broken = "The answer of %s broke off in the middle.";
static const char *const too_large =
	"The answer of %s is larger than such an answer can be; it was not read.";

/* Numbers of OpenSSL's X509_V_ERR_… (openssl/x509_vfy.h), as libcurl hands them on. */
static const struct verify_row {
	long result;
	const char *sentence;
} verify[] = {
	{10, "The certificate of %s has expired: its owner must renew it."},
	{9, "The certificate of %s is not valid yet: check the date of this computer, then ask the host."},
	{18, "The certificate of %s was issued by itself, not by an authority: its owner must get a real one."},
	{19, "The certificate of %s comes from an authority that this computer does not know: if it is your own, "
         "set ca_file."},
	{20, "The certificate of %s comes from an authority that this computer does not know: a certificate "
         "between is missing on the server, or it is a private one (ca_file)."},
	{21, "The certificate of %s comes from an authority that this computer does not know: a certificate "
         "between is missing on the server, or it is a private one (ca_file)."},
	{62, "The certificate of %s is made out for another name: check the address, with and without www."},
};

/* What OpenSSL says when the two sides do not even agree to talk. */
static const struct {
	const char *words;
	const char *sentence;
} handshake[] = {
	{"wrong version number",
     "%s does not speak TLS at this port: the address may need http:// or another port."},
	{"packet length too long", "%s does not speak TLS at this port: the address may need another port."},
	{"unsupported protocol", "%s only offers a TLS older than 1.2: its host must update it."},
	{"version too low", "%s only offers a TLS older than 1.2: its host must update it."},
	{"legacy sigalg", "%s only offers a TLS older than 1.2: its host must update it."},
	{"protocol version", "%s only offers a TLS older than 1.2: its host must update it."},
	{"unrecognized name", "%s has no certificate for this name: check the address, with and without www."},
};

static void say(const struct failure *failure, struct arrival *arrival, enum common_outcome outcome,
                const char *sentence)
{
	struct origin to = failure->task->store;
	char *url = NULL;
	curl_easy_getinfo(failure->easy, CURLINFO_EFFECTIVE_URL, &url);
	if (url)
		origin_parse(url, &to);
	arrival->outcome = outcome;
	snprintf(arrival->message, sizeof arrival->message, sentence, to.host);
}

static bool is_tls(CURLcode code)
{
	return code == CURLE_SSL_CONNECT_ERROR || code == CURLE_PEER_FAILED_VERIFICATION ||
	       code == CURLE_SSL_CACERT_BADFILE || code == CURLE_SSL_CERTPROBLEM || code == CURLE_SSL_CIPHER ||
	       code == CURLE_SSL_ISSUER_ERROR || code == CURLE_USE_SSL_FAILED ||
	       code == CURLE_SSL_SHUTDOWN_FAILED;
}

const char *failure_tls(CURL *easy, CURLcode code, const char *problem)
{
	long result = 0;
	if (!is_tls(code))
		return NULL;
	curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &result);
	for (size_t i = 0; i < sizeof verify / sizeof *verify; i++)
		if (verify[i].result == result)
			return verify[i].sentence;
	for (size_t i = 0; i < sizeof handshake / sizeof *handshake; i++)
		if (strstr(problem, handshake[i].words))
			return handshake[i].sentence;
	if (code == CURLE_PEER_FAILED_VERIFICATION)
		return "The certificate of %s is made out for another name: check the address, with and without www.";
	return "%s and this computer found no common way to encrypt: ask its host about TLS.";
}

/* A way out of this computer: an interface that runs, other than the loopback. */
static bool network_is_up(void)
{
	struct ifaddrs *all = NULL;
	bool up = false;
	if (getifaddrs(&all) != 0)
		return true;
	for (const struct ifaddrs *one = all; one; one = one->ifa_next)
		up = up || (one->ifa_addr && !(one->ifa_flags & IFF_LOOPBACK) && (one->ifa_flags & IFF_UP) &&
		            (one->ifa_flags & IFF_RUNNING));
	freeifaddrs(all);
	return up;
}

/* Names that never exist (RFC 6761, RFC 2606): asking for one says nothing about the network. */
static bool is_reserved_name(const char *host)
{
	static const char *const ends[] = {".invalid",     ".test",        ".example",    ".localhost",
	                                   ".example.com", ".example.net", ".example.org"};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (text_ends(host, ends[i]))
			return true;
	return false;
}

static bool is_offline(const struct failure *failure)
{
	long reason = 0;
	if (failure->code == CURLE_COULDNT_CONNECT) {
		curl_easy_getinfo(failure->easy, CURLINFO_OS_ERRNO, &reason);
		return reason == ENETUNREACH || reason == ENETDOWN;
	}
	return failure->code == CURLE_COULDNT_RESOLVE_HOST && !is_reserved_name(failure->task->store.host) &&
	       !network_is_up();
}

/* A tunnel that the proxy refused shows as a broken connection. */
static bool is_proxy(const struct failure *failure)
{
	long connect = 0;
	bool through = failure->task->ask.proxy != NULL;
	curl_easy_getinfo(failure->easy, CURLINFO_HTTP_CONNECTCODE, &connect);
	return through && (failure->code == CURLE_COULDNT_CONNECT || connect >= 300);
}

static void explain_by_row(const struct failure *failure, struct arrival *arrival)
{
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		if (row[i].code != failure->code)
			continue;
		bool begun = failure->status > 0 && row[i].outcome == OUTCOME_REFUSED;
		arrival->again = row[i].again;
		say(failure, arrival, begun ? OUTCOME_MALFORMED : row[i].outcome, begun ? broken : row[i].sentence);
		return;
	}
	say(failure, arrival, OUTCOME_REFUSED, "%s could not be asked: try again, then contact EFS support.");
}

void failure_explain(const struct failure *failure, struct arrival *arrival)
{
	const char *tls = failure_tls(failure->easy, failure->code, failure->problem);
	if (failure->too_large)
		say(failure, arrival, OUTCOME_TOO_LARGE, too_large);
	else if (is_proxy(failure))
		say(failure, arrival, OUTCOME_PROXY,
		    "The proxy refused to connect to %s: check proxy in the profile.");
	else if (is_offline(failure))
		say(failure, arrival, OUTCOME_OFFLINE,
		    "This computer has no connection to the network, so %s could not be asked.");
	else if (tls)
		say(failure, arrival, OUTCOME_TLS, tls);
	else
		explain_by_row(failure, arrival);
}
