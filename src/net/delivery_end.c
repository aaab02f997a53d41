/* How a delivery ended, in one sentence that says what to do. */
#include <string.h>

#include "base/utf8.h"
#include "net/delivery.h"
#include "net/failure.h"
#include "net/scan.h"
#include "json/json.h"

enum { WORDS_COLUMNS = 160, REFERENCE_COLUMNS = 64 };

/* The other side's own words: cleaned, and without any secret that they repeat. */
static void add_words(struct text *out, const struct vault *vault, const char *words, size_t len,
                      size_t columns)
{
	struct scan needles;
	struct text raw = {0};
	text_add_n(&raw, words, len);
	text_trim(&raw);
	scan_init(&needles, vault, NULL);
	scan_blank(&needles, &raw);
	scan_clear(&needles);
	text_safe(out, text_str(&raw), raw.len, TEXT_SAFE_LINE, columns);
	text_wipe(&raw);
}

/* ---- mail ---- */

/* The first digit of an SMTP reply is what counts (RFC 5321 section 4.2.1). */
static const char *reply_advice(long code)
{
	if (code == 535 || code == 534 || code == 530)
		return "The mail server does not accept the name and password: check mail_user and "
			   "mail_password_file.";
	if (code == 552 || code == 523)
		return "The mail server takes no mail of this size: shorten the notes, or attach the ticket as a "
			   "file.";
	if (code >= 550 && code <= 556)
		return "The mail server refused an address: check mail_from and support_email.";
	if (code >= 400 && code < 500)
		return "The mail server takes nothing just now: try again in a few minutes.";
	return NULL;
}

static void add_reply(const struct delivery *delivery, const struct vault *vault, const char *advice,
                      struct text *out)
{
	text_add(out, advice);
	if (delivery->reply.len == 0)
		return;
	text_add(out, " It said: \"");
	add_words(out, vault, text_str(&delivery->reply), delivery->reply.len, WORDS_COLUMNS);
	text_add(out, "\"");
}

/* True: the server's reply says enough. */
static bool explain_reply(const struct delivery *delivery, CURLcode code, const struct vault *vault,
                          struct text *out)
{
	long reply = 0;
	curl_easy_getinfo(delivery->easy, CURLINFO_RESPONSE_CODE, &reply);
	if (code == CURLE_USE_SSL_FAILED) {
		text_addf(out,
		          "%s offers no encryption (STARTTLS), so nothing was sent: use smtps://, another port, or "
		          "ask who runs it.",
		          delivery->to.host);
		return true;
	}
	if (code == CURLE_LOGIN_DENIED && reply < 400) {
		text_add(out,
		         "The mail server offers no way to sign in that this program knows: check mail_server and "
		         "its port.");
		return true;
	}
	if (!delivery->mail || !reply_advice(reply))
		return false;
	add_reply(delivery, vault, reply_advice(reply), out);
	return true;
}

/* ---- post ---- */

static const char *status_advice(long status)
{
	if (status >= 300 && status < 400)
		return "sent us on to another address, which is not followed: put the final one into desk_url";
	if (status == 401 || status == 403)
		return "does not accept the token: check desk_token_file";
	if (status == 404 || status == 405 || status == 410)
		return "has nothing at this address: check desk_url";
	if (status == 413)
		return "takes nothing of this size: shorten the notes, or attach the ticket as a file";
	if (status == 429)
		return "asks for a pause: try again in a few minutes";
	if (status >= 400 && status < 500)
		return "did not accept the ticket";
	return "failed: try again in a few minutes";
}

static const char *find_text(const struct json_at *root, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct json_at at = json_get(root, keys[i]);
		if (json_string(&at, NULL))
			return json_string(&at, NULL);
	}
	return NULL;
}

/* Where help desks put their sentence, and what they call the ticket. */
static void add_from_answer(const struct delivery *delivery, const struct vault *vault, bool arrived,
                            struct text *out)
{
	static const char *const sentences[] = {"message", "error", "detail", "title", "error_description"};
	static const char *const names[] = {"ticket", "id", "key", "number", "reference"};
	struct json_doc *doc = json_parse(text_str(&delivery->answer), delivery->answer.len, "", 0, NULL);
	struct json_at root;
	int64_t number;
	if (!doc)
		return;
	root = json_root(doc);
	const char *text = arrived ? find_text(&root, names, sizeof names / sizeof *names)
	                           : find_text(&root, sentences, sizeof sentences / sizeof *sentences);
	if (text)
		add_words(out, vault, text, strlen(text), arrived ? REFERENCE_COLUMNS : WORDS_COLUMNS);
	for (size_t i = 0; arrived && !text && out->len == 0 && i < 2; i++) {
		struct json_at at = json_get(&root, names[i]);
		if (json_integer(&at, &number))
			text_addf(out, "%lld", (long long)number);
	}
	json_free(doc);
}

static void explain_status(const struct delivery *delivery, long status, const struct vault *vault,
                           struct text *out)
{
	struct text words = {0};
	text_addf(out, "%s %s (status %ld", delivery->to.host, status_advice(status), status);
	add_from_answer(delivery, vault, false, &words);
	if (words.len > 0)
		text_addf(out, ", \"%s\"", text_str(&words));
	text_add(out, ").");
	text_clear(&words);
}

/* ---- both ---- */

static const struct {
	CURLcode code;
	const char *sentence; /* %s: the host */
} rows[] = {
	{CURLE_COULDNT_RESOLVE_HOST, "The name %s cannot be found: check its spelling and your connection."},
	{CURLE_COULDNT_CONNECT,
     "%s does not accept connections: check address and port, or try again when it is up."},
	{CURLE_OPERATION_TIMEDOUT,
     "%s did not finish in time: look whether it arrived before you send it again."},
	{CURLE_COULDNT_RESOLVE_PROXY,
     "The name of the proxy does not exist: check the proxy of the environment."},
	{CURLE_GOT_NOTHING,
     "%s closed the connection without an answer: look whether it arrived, then try again."},
	{CURLE_RECV_ERROR, "%s broke the connection: look whether it arrived, then try again."},
	{CURLE_SEND_ERROR, "%s broke the connection before all was sent: try again."},
	{CURLE_WEIRD_SERVER_REPLY, "%s does not answer as such a server does: check address and port."},
};

static void explain(const struct delivery *delivery, CURLcode code, struct text *out)
{
	const char *sentence = failure_tls(delivery->easy, code, delivery->problem);
	if (delivery->too_large)
		sentence = "%s sent an answer without end; look whether the ticket arrived.";
	for (size_t i = 0; !sentence && i < sizeof rows / sizeof *rows; i++)
		if (rows[i].code == code)
			sentence = rows[i].sentence;
	if (!sentence)
		sentence = "%s could not be reached: try again, or save the ticket to a file.";
	for (const char *at = sentence; *at; at++) {
		if (at[0] == '%' && at[1] == 's') {
			text_add(out, delivery->to.host);
			at++;
		} else {
			text_add_char(out, *at);
		}
	}
}

void delivery_end(struct delivery *delivery, CURLcode code, const struct vault *vault, struct text *failed,
                  struct text *reference)
{
	long status = 0;
	curl_easy_getinfo(delivery->easy, CURLINFO_RESPONSE_CODE, &status);
	if (code != CURLE_OK) {
		if (!explain_reply(delivery, code, vault, failed))
			explain(delivery, code, failed);
	} else if (!delivery->mail && (status < 200 || status >= 300)) {
		explain_status(delivery, status, vault, failed);
	} else if (!delivery->mail) {
		add_from_answer(delivery, vault, true, reference);
	}
}
