#include "net/delivery.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "json/json.h"

enum { LONGEST_MS = 600000, USUAL_MS = 30000, CONNECT_MS = 10000, NAME_MAX_BYTES = 998 };

/* ---- reading what the face asks for ---- */

static bool refuse(struct error *err, const char *member, const char *why)
{
	return error_set(err, ERROR_REFUSED, member, "It was not sent: %s", why);
}

/* What becomes a header or a command has no line of its own in it. */
static bool is_plain(const char *text)
{
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return false;
	return strlen(text) <= NAME_MAX_BYTES;
}

static bool is_address(const char *text)
{
	const char *at = strchr(text, '@');
	return is_plain(text) && at && at != text && at[1] && !strpbrk(text, " <>,;:\"()[]\\");
}

/* A header field's name (RFC 9110 section 5.1), and none that would change how the body is read. */
static bool is_header_name(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	return name[0] && strspn(name, letters) == strlen(name) && !text_same_fold(name, "Host") &&
	       !text_same_fold(name, "Content-Length") && !text_same_fold(name, "Transfer-Encoding");
}

static const char *read_text(struct delivery *delivery, const struct json_at *root, const char *key,
                             const char *otherwise)
{
	struct json_at at = json_get(root, key);
	size_t len = 0;
	const char *text = json_string(&at, &len);
	return text && strlen(text) == len ? arena_strndup(&delivery->arena, text, len) : otherwise;
}

static bool read_recipients(struct delivery *delivery, const struct json_at *root, struct error *err)
{
	struct json_at list = json_get(root, "recipients");
	size_t count = json_count(&list);
	if (count == 0 || count > DELIVERY_RECIPIENTS)
		return refuse(err, "recipients", "there is nobody to send it to.");
	for (size_t i = 0; i < count; i++) {
		struct json_at at = json_item(&list, i);
		const char *text = json_string(&at, NULL);
		if (!text || !is_address(text))
			return refuse(err, "recipients", "an address of the recipients is none.");
		delivery->recipient[delivery->recipients++] = arena_strdup(&delivery->arena, text);
	}
	return true;
}

static bool check_mail(struct delivery *delivery, const struct json_at *root, struct error *err)
{
	if (!origin_parse_mail(delivery->url, &delivery->to))
		return refuse(err, "url", "the mail server's address is none.");
	if (!is_address(delivery->from))
		return refuse(err, "from", "the sender's address is none.");
	return read_recipients(delivery, root, err);
}

static bool check_post(struct delivery *delivery, struct error *err)
{
	if (!origin_parse(delivery->url, &delivery->to))
		return refuse(err, "url", "the help desk's address is none.");
	if (strcmp(delivery->to.scheme, "https") != 0 && !host_is_loopback(delivery->to.host))
		return refuse(err, "url", "a help desk is reached over https.");
	return is_header_name(delivery->header) || refuse(err, "header", "that is no name of a header.");
}

static bool read_to(struct delivery *delivery, const struct json_at *root, struct error *err)
{
	const char *by = read_text(delivery, root, "by", "");
	struct json_at timeout = json_get(root, "timeout_ms");
	delivery->mail = strcmp(by, "mail") == 0;
	delivery->url = read_text(delivery, root, "url", "");
	delivery->from = read_text(delivery, root, "from", "");
	delivery->user = read_text(delivery, root, "user", "");
	delivery->profile = read_text(delivery, root, "profile", "");
	delivery->key = read_text(delivery, root, "key", "");
	delivery->header = read_text(delivery, root, "header", "Authorization");
	delivery->once = read_text(delivery, root, "once", "");
	delivery->ca_pem = read_text(delivery, root, "ca_pem", NULL);
	delivery->proxy = read_text(delivery, root, "proxy", "");
	if (!json_integer(&timeout, &delivery->timeout_ms) || delivery->timeout_ms < 1 ||
	    delivery->timeout_ms > LONGEST_MS)
		delivery->timeout_ms = USUAL_MS;
	if (!is_plain(delivery->user) || !is_plain(delivery->once) || !is_plain(delivery->url))
		return refuse(err, "to", "there is a line break where none may be.");
	if (delivery->mail)
		return check_mail(delivery, root, err);
	return strcmp(by, "post") == 0 ? check_post(delivery, err) : refuse(err, "by", "there is no such way.");
}

struct delivery *delivery_new(const struct wire_ask *ask, struct error *err)
{
	struct json_doc *doc = ask->to ? json_parse(ask->to, strlen(ask->to), "to", 0, err) : NULL;
	if (!doc) {
		refuse(err, "to", "nobody said where to.");
		return NULL;
	}
	struct delivery *delivery = xcalloc(1, sizeof *delivery);
	struct json_at root = json_root(doc);
	arena_init(&delivery->arena);
	delivery->id = ask->id;
	delivery->since = clock_monotonic();
	text_add(&delivery->bytes, ask->text);
	bool good = read_to(delivery, &root, err);
	json_free(doc);
	if (good)
		return delivery;
	delivery_free(delivery);
	return NULL;
}

void delivery_free(struct delivery *delivery)
{
	if (!delivery)
		return;
	if (delivery->easy)
		curl_easy_cleanup(delivery->easy);
	for (struct curl_slist *line = delivery->headers; line; line = line->next)
		memory_wipe(line->data, strlen(line->data));
	curl_slist_free_all(delivery->headers);
	curl_slist_free_all(delivery->recipient_list);
	text_wipe(&delivery->bytes);
	text_wipe(&delivery->reply);
	text_wipe(&delivery->answer);
	arena_clear(&delivery->arena);
	free(delivery);
}

/* ---- the handle ---- */

static size_t on_read(char *out, size_t size, size_t count, void *ctx)
{
	struct delivery *delivery = ctx;
	size_t left = delivery->bytes.len - delivery->sent;
	size_t len = size * count < left ? size * count : left;
	memcpy(out, text_str(&delivery->bytes) + delivery->sent, len);
	delivery->sent += len;
	return len;
}

/* SMTP: each line that the server answers. HTTP: headers, which say nothing here. */
static size_t on_header(char *at, size_t size, size_t count, void *ctx)
{
	struct delivery *delivery = ctx;
	size_t len = size * count;
	if (!delivery->mail || (len >= 3 && memcmp(at, "221", 3) == 0)) /* its good-bye says nothing of us */
		return len;
	text_cut(&delivery->reply, 0);
	text_add_n(&delivery->reply, at, len < NAME_MAX_BYTES ? len : NAME_MAX_BYTES);
	return len;
}

static size_t on_body(char *at, size_t size, size_t count, void *ctx)
{
	struct delivery *delivery = ctx;
	size_t len = size * count;
	if (delivery->mail)
		return len;
	delivery->too_large = delivery->answer.len + len > DELIVERY_ANSWER_MAX;
	if (delivery->too_large)
		return 0;
	text_add_n(&delivery->answer, at, len);
	return len;
}

static void set_bounds(struct delivery *delivery)
{
	CURL *easy = delivery->easy;
	long timeout = (long)delivery->timeout_ms;
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	curl_easy_setopt(easy, CURLOPT_UNRESTRICTED_AUTH, 0L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
	curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, timeout < CONNECT_MS ? timeout : (long)CONNECT_MS);
	curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, delivery->problem);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, delivery);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, delivery);
	if (strcmp(delivery->proxy, "env") != 0)
		curl_easy_setopt(easy, CURLOPT_PROXY, delivery->proxy);
}

static void set_tls(struct delivery *delivery)
{
	CURL *easy = delivery->easy;
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	if (!delivery->ca_pem)
		return;
	struct curl_blob blob = {.data = (char *)delivery->ca_pem,
	                         .len = strlen(delivery->ca_pem),
	                         .flags = CURL_BLOB_COPY};
	curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
}

/* STARTTLS is asked for and must be given: a server, or somebody between, that drops it gets nothing. */
static void set_mail(struct delivery *delivery, const char *secret)
{
	CURL *easy = delivery->easy;
	struct text url = {0};
	/* The path is the name we greet with (RFC 5321 section 4.1.4); our own is nobody's matter. */
	text_addf(&url, strchr(delivery->to.host, ':') ? "%s://[%s]:%d/localhost" : "%s://%s:%d/localhost",
	          delivery->to.scheme, delivery->to.host, delivery->to.port);
	curl_easy_setopt(easy, CURLOPT_URL, text_str(&url));
	text_clear(&url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(easy, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	curl_easy_setopt(easy, CURLOPT_MAIL_FROM, delivery->from);
	for (size_t i = 0; i < delivery->recipients; i++)
		delivery->recipient_list = curl_slist_append(delivery->recipient_list, delivery->recipient[i]);
	curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, delivery->recipient_list);
	curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(easy, CURLOPT_READFUNCTION, on_read);
	curl_easy_setopt(easy, CURLOPT_READDATA, delivery);
	curl_easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)delivery->bytes.len);
	if (delivery->user[0]) {
		curl_easy_setopt(easy, CURLOPT_USERNAME, delivery->user);
		curl_easy_setopt(easy, CURLOPT_PASSWORD, secret ? secret : "");
	}
}

static void add_header(struct delivery *delivery, const char *name, const char *before, const char *value)
{
	struct text line = {0};
	text_addf(&line, "%s: %s%s", name, before, value);
	delivery->headers = curl_slist_append(delivery->headers, text_str(&line));
	text_wipe(&line);
}

static void set_post(struct delivery *delivery, const char *secret)
{
	CURL *easy = delivery->easy;
	curl_easy_setopt(easy, CURLOPT_URL, delivery->url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, (long)delivery->bytes.len);
	curl_easy_setopt(easy, CURLOPT_POSTFIELDS, text_str(&delivery->bytes));
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)DELIVERY_ANSWER_MAX);
	add_header(delivery, "Content-Type", "", "application/json");
	add_header(delivery, "Accept", "", "application/json");
	delivery->headers = curl_slist_append(delivery->headers, "Expect:");
	if (delivery->once[0])
		add_header(delivery, "Idempotency-Key", "", delivery->once);
	if (secret)
		add_header(delivery, delivery->header,
		           text_same_fold(delivery->header, "Authorization") ? "Bearer " : "", secret);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, delivery->headers);
	curl_easy_setopt(easy, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
}

/* The secret that belongs to this delivery; NULL for none, false when it may not go there. */
static bool find_secret(const struct delivery *delivery, const struct vault *vault, const char **secret,
                        struct error *err)
{
	const struct secret *found =
		delivery->key[0] ? vault_find(vault, delivery->profile, delivery->key) : NULL;
	*secret = NULL;
	if (!found)
		return true;
	if (found->state == SECRET_WRONG)
		return error_set(err, ERROR_CONFIG, delivery->key, "It was not sent: the secret %s.", found->why);
	*secret = vault_use(found, &delivery->to);
	return *secret || refuse(err, delivery->key, "its secret belongs to another server.");
}

bool delivery_start(struct delivery *delivery, const struct vault *vault, struct error *err)
{
	const char *secret;
	if (!find_secret(delivery, vault, &secret, err))
		return false;
	delivery->easy = curl_easy_init();
	if (!delivery->easy)
		abort(); /* out of memory */
	set_bounds(delivery);
	set_tls(delivery);
	if (delivery->mail)
		set_mail(delivery, secret);
	else
		set_post(delivery, secret);
	return true;
}
