#include "net/transfer.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "net/failure.h"

enum { HEADER_LINES = 200, HEADER_BYTES = 65536, CONNECT_MS = 10000 };

struct transfer {
	CURL *easy;
	const struct task *task;
	void *owner;
	struct curl_slist *headers;
	struct curl_slist *connect_to;
	struct text body_sent;
	char *asked_url;
	struct answer answer;
	size_t header_lines;
	bool too_large;
	char problem[CURL_ERROR_SIZE];
};

/* ---- what comes ---- */

/* A new status line begins a new set: after 100, 103, or a proxy's own answer. */
static size_t on_header(char *at, size_t size, size_t count, void *ctx)
{
	struct transfer *transfer = ctx;
	size_t len = size * count;
	transfer->header_lines++;
	transfer->answer.header_bytes += len;
	if (transfer->header_lines > HEADER_LINES || transfer->answer.header_bytes > HEADER_BYTES) {
		transfer->too_large = true;
		return 0;
	}
	if (len >= 5 && memcmp(at, "HTTP/", 5) == 0)
		answer_drop_headers(&transfer->answer);
	else
		answer_add_header(&transfer->answer, at, len);
	return len;
}

static size_t on_body(char *at, size_t size, size_t count, void *ctx)
{
	struct transfer *transfer = ctx;
	size_t len = size * count;
	if (transfer->answer.body.len + len > (size_t)transfer->task->probe->max_bytes) {
		transfer->too_large = true;
		return 0;
	}
	text_add_n(&transfer->answer.body, at, len);
	return len;
}

/* ---- what goes ---- */

static struct curl_slist *add_line(struct curl_slist *list, const char *line)
{
	struct curl_slist *more = curl_slist_append(list, line);
	return more ? more : list;
}

static void set_headers(struct transfer *transfer, const struct request *request)
{
	for (size_t i = 0; i < request->header.count; i++) {
		struct text line = {0};
		text_addf(&line, "%s: %s", request->header.at[i].name, text_str(&request->header.at[i].value));
		transfer->headers = add_line(transfer->headers, text_str(&line));
		text_wipe(&line);
	}
	transfer->headers = add_line(transfer->headers, "Expect:");
	curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
	curl_easy_setopt(transfer->easy, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
}

static void set_request(struct transfer *transfer, const struct request *request)
{
	CURL *easy = transfer->easy;
	curl_easy_setopt(easy, CURLOPT_URL, text_str(&request->url));
	curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	transfer->answer.head = strcmp(request->method, "HEAD") == 0;
	if (transfer->answer.head)
		curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
	if (strcmp(request->method, "POST") == 0) {
		text_add_n(&transfer->body_sent, request->body.data, request->body.len);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)transfer->body_sent.len);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, text_str(&transfer->body_sent));
	}
	set_headers(transfer, request);
}

/* Nothing that could take the request, or what it carries, anywhere else. */
static void set_bounds(struct transfer *transfer)
{
	CURL *easy = transfer->easy;
	long timeout = (long)transfer->task->probe->timeout_ms;
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_MAXREDIRS, 0L);
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_UNRESTRICTED_AUTH, 0L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075700
	/* A name server that never answers must not hold the others up when its probe is over. */
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, timeout < CONNECT_MS ? timeout : (long)CONNECT_MS);
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)transfer->task->probe->max_bytes);
	/* Whether a session holds on other connections too: behind one address there may be several servers. */
	bool fresh = transfer->task->probe->kind == PROBE_SOAP && transfer->task->probe->repeat > 1;
	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->problem);
}

/*
 * A certificate folder beside the bundle would make libcurl parse the bundle again for each connection;
 * a private authority is small and takes the bundle's place.
 */
static void set_tls(struct transfer *transfer)
{
	CURL *easy = transfer->easy;
	const char *pem = transfer->task->ask.ca_pem;
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	if (!pem)
		return;
	struct curl_blob blob = {.data = (char *)pem, .len = strlen(pem), .flags = CURL_BLOB_COPY};
	curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
}

/* No host and port on the left: whatever is asked goes to the stand-in. */
static void set_way(struct transfer *transfer)
{
	const struct wire_ask *ask = &transfer->task->ask;
	const char *proxy = ask->proxy ? ask->proxy : "";
	if (strcmp(proxy, "env") != 0)
		curl_easy_setopt(transfer->easy, CURLOPT_PROXY, proxy);
	if (!ask->connect_to)
		return;
	struct text line = {0};
	text_addf(&line, "::%s", ask->connect_to);
	transfer->connect_to = add_line(NULL, text_str(&line));
	text_clear(&line);
	curl_easy_setopt(transfer->easy, CURLOPT_CONNECT_TO, transfer->connect_to);
}

struct transfer *transfer_new(const struct request *request, const struct task *task, void *owner)
{
	struct transfer *transfer = xcalloc(1, sizeof *transfer);
	const char *url = text_str(&request->url);
	transfer->task = task;
	transfer->owner = owner;
	transfer->easy = curl_easy_init();
	if (!transfer->easy)
		abort(); /* out of memory */
	answer_init(&transfer->answer);
	transfer->asked_url = xstrndup(url, strcspn(url, "?#")); /* it has no user name, request.c saw to that */
	curl_easy_setopt(transfer->easy, CURLOPT_PRIVATE, transfer);
	curl_easy_setopt(transfer->easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(transfer->easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(transfer->easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(transfer->easy, CURLOPT_WRITEDATA, transfer);
	set_request(transfer, request);
	set_bounds(transfer);
	set_tls(transfer);
	set_way(transfer);
	return transfer;
}

void transfer_free(struct transfer *transfer)
{
	if (!transfer)
		return;
	curl_easy_cleanup(transfer->easy);
	for (struct curl_slist *line = transfer->headers; line; line = line->next)
		memory_wipe(line->data, strlen(line->data));
	curl_slist_free_all(transfer->headers);
	curl_slist_free_all(transfer->connect_to);
	text_wipe(&transfer->body_sent);
	free(transfer->asked_url);
	answer_clear(&transfer->answer);
	free(transfer);
}

CURL *transfer_handle(struct transfer *transfer)
{
	return transfer->easy;
}

void *transfer_owner(CURL *handle)
{
	struct transfer *transfer = NULL;
	curl_easy_getinfo(handle, CURLINFO_PRIVATE, (char **)&transfer);
	return transfer->owner;
}

/* ---- reading it out ---- */

static double milliseconds(CURL *easy, CURLINFO which)
{
	curl_off_t microseconds = 0;
	curl_easy_getinfo(easy, which, &microseconds);
	return (double)microseconds / 1000;
}

/* libcurl counts each from the start; 0 for what was not needed (a kept connection) or not reached. */
static void read_timing(const struct transfer *transfer, struct timing *timing)
{
	CURL *easy = transfer->easy;
	double dns = milliseconds(easy, CURLINFO_NAMELOOKUP_TIME_T);
	double connect = milliseconds(easy, CURLINFO_CONNECT_TIME_T);
	double tls = milliseconds(easy, CURLINFO_APPCONNECT_TIME_T);
	double ready = milliseconds(easy, CURLINFO_PRETRANSFER_TIME_T);
	double first = milliseconds(easy, CURLINFO_STARTTRANSFER_TIME_T);
	bool kept = ready > 0 && connect <= dns;
	timing->dns = dns > 0 || ready > 0 ? dns : -1;
	timing->connect = connect > 0 ? connect - dns : kept ? 0 : -1;
	timing->tls = tls > 0 ? tls - connect : -1;
	timing->first_byte = first > 0 ? first - ready : -1;
	timing->total = milliseconds(easy, CURLINFO_TOTAL_TIME_T);
}

static void read_answer(struct transfer *transfer, struct answer *answer, double first_byte)
{
	long status = 0;
	char *location = NULL;
	*answer = transfer->answer;
	answer_init(&transfer->answer);
	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &location);
	answer->status = (int)status;
	answer->asked_url = transfer->asked_url;
	transfer->asked_url = NULL;
	answer->at = clock_now(NULL);
	answer->first_byte_ms = first_byte;
	struct text bare = {0};
	if (location)
		url_add_bare(&bare, location);
	answer->leads_to = bare.len ? text_take(&bare) : NULL;
}

void transfer_finish(struct transfer *transfer, CURLcode code, struct answer *answer, struct arrival *arrival,
                     struct timing *timing)
{
	memset(arrival, 0, sizeof *arrival);
	read_timing(transfer, timing);
	read_answer(transfer, answer, timing->first_byte);
	if (code == CURLE_OK && answer->status > 0) {
		arrival->answered = true;
		answer_parse(answer);
		return;
	}
	struct failure failure = {
		.code = code,
		.easy = transfer->easy,
		.problem = transfer->problem,
		.task = transfer->task,
		.too_large = transfer->too_large,
		.status = answer->status,
	};
	failure_explain(&failure, arrival);
}
