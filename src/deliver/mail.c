#include "deliver/mail.h"

#include <stdio.h>
#include <string.h>

#include "base/civil.h"
#include "base/utf8.h"
#include "deliver/base64.h"

enum { LINE = 76, WORD_BYTES = 42, ADDRESS_MAX = 254 };

bool mail_address_ok(const char *address)
{
	static const char letters[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+/=?^_`{|}~-";
	size_t local = strspn(address, letters);
	const char *domain = address + local + 1;

	if (local == 0 || address[local] != '@' || strlen(address) > ADDRESS_MAX)
		return false;
	return domain[0] && domain[0] != '.' && domain[0] != '-' &&
	       strspn(domain, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") ==
	           strlen(domain);
}

/* ---- headers ---- */

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7E)
			return false;
	return true;
}

/* An encoded word holds at most 75 characters, and whole characters only (RFC 2047 section 2). */
static void add_words(struct text *out, const char *text)
{
	size_t len = strlen(text);

	for (size_t at = 0, piece; at < len; at += piece) {
		piece = len - at < WORD_BYTES ? len - at : WORD_BYTES;
		while (at + piece < len && ((unsigned char)text[at + piece] & 0xC0) == 0x80)
			piece--;
		text_add(out, at == 0 ? " =?UTF-8?B?" : "\r\n =?UTF-8?B?");
		base64_add(out, text + at, piece);
		text_add(out, "?=");
	}
}

/* A text of anybody's: cleaned to one line; encoded where it is not plain, long, or looks encoded. */
static void add_text_header(struct text *out, const char *name, const char *value)
{
	struct text line = {0};

	text_safe(&line, value, strlen(value), TEXT_SAFE_LINE, 0);
	text_trim(&line);
	text_addf(out, "%s:", name);
	if (is_ascii(text_str(&line)) && strlen(name) + 2 + line.len <= LINE && !strstr(text_str(&line), "=?"))
		text_addf(out, " %s", text_str(&line));
	else
		add_words(out, text_str(&line));
	text_add(out, "\r\n");
	text_clear(&line);
}

static void add_address_header(struct text *out, const char *name, const char *address)
{
	if (mail_address_ok(address))
		text_addf(out, "%s: %s\r\n", name, address);
}

/* "Mon, 23 Nov 2026 14:00:00 +0000" (RFC 5322 section 3.3) */
static void add_date(struct text *out, int64_t at)
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	struct civil civil;

	civil_from_time(at, 0, &civil);
	text_addf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n",
	          days[civil_weekday(civil_days(civil.year, civil.month, civil.day))], civil.day,
	          civil_month_name(civil.month), civil.year, civil.hour, civil.minute, civil.second);
}

static void add_message_id(struct text *out, const struct mail *mail)
{
	const char *domain = strchr(mail->from, '@');

	if (mail->id[0] && mail_address_ok(mail->from))
		text_addf(out, "Message-ID: <%s%s>\r\n", mail->id, domain);
}

/* ---- the body (RFC 2045 section 6.7) ---- */

static bool needs_quoting(const char *body)
{
	size_t column = 0;

	for (; *body; body++) {
		unsigned char c = (unsigned char)*body;

		if (column == 0 && (c == '.' || strncmp(body, "From ", 5) == 0))
			return true; /* these mean something else to some servers */
		column = c == '\n' ? 0 : column + 1;
		if ((c < 0x20 && c != '\n') || c > 0x7E || column > LINE)
			return true;
	}
	return false;
}

static bool stands_plain(const char *at, size_t column)
{
	bool last = at[1] == '\n' || at[1] == '\0';
	bool of_smtp = column == 0 && (*at == '.' || *at == 'F'); /* a dot, "From " at the beginning of a line */

	return *at >= 0x20 && *at < 0x7F && *at != '=' && !(*at == ' ' && last) && !of_smtp;
}

static void add_quoted(struct text *out, const char *body)
{
	size_t column = 0;

	for (const char *at = body; *at; at++) {
		size_t need = *at == '\n' ? 0 : stands_plain(at, column) ? 1 : 3;

		if (*at == '\n') {
			text_add(out, "\r\n");
			column = 0;
			continue;
		}
		if (column + need > LINE - 1) {
			text_add(out, "=\r\n");
			column = 0;
			need = stands_plain(at, column) ? 1 : 3;
		}
		if (need == 1)
			text_add_char(out, *at);
		else
			text_addf(out, "=%02X", (unsigned char)*at);
		column += need;
	}
}

static void add_plain(struct text *out, const char *body)
{
	for (; *body; body++) {
		if (*body == '\n')
			text_add_char(out, '\r');
		text_add_char(out, *body);
	}
}

/* A text of several lines, without what ends lines otherwise. */
static void clean_body(struct text *out, const char *body)
{
	text_safe(out, body, strlen(body), TEXT_SAFE_BLOCK, 0);
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		text_add_char(out, '\n');
}

void mail_write(const struct mail *mail, struct text *out)
{
	struct text body = {0};
	bool quoted;

	clean_body(&body, mail->body);
	quoted = needs_quoting(text_str(&body));
	add_date(out, mail->at);
	add_address_header(out, "From", mail->from);
	add_address_header(out, "To", mail->to);
	add_text_header(out, "Subject", mail->subject);
	add_message_id(out, mail);
	if (mail->unsent)
		text_add(out, "X-Unsent: 1\r\n");
	text_addf(out,
	          "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
	          "Content-Transfer-Encoding: %s\r\n\r\n",
	          quoted ? "quoted-printable" : "7bit");
	if (quoted)
		add_quoted(out, text_str(&body));
	else
		add_plain(out, text_str(&body));
	text_clear(&body);
}

/* ---- the link ---- */

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c);
}

/* One character of the text, encoded; a line break is %0D%0A (RFC 6068 section 5). */
static void add_encoded(struct text *out, const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (at[i] == '\n')
			text_add(out, "%0D%0A");
		else if (is_unreserved(at[i]))
			text_add_char(out, at[i]);
		else
			text_addf(out, "%%%02X", (unsigned char)at[i]);
	}
}

/* As much of the text as leaves the link shorter than limit. False: not all of it. */
static bool add_within(struct text *out, const char *text, size_t limit)
{
	size_t len = strlen(text), size;

	for (size_t at = 0; at < len; at += size) {
		size_t before = out->len;

		size = 0;
		utf8_decode(text + at, len - at, &size);
		add_encoded(out, text + at, size);
		if (out->len > limit) {
			text_cut(out, before);
			return false;
		}
	}
	return true;
}

void mail_write_link(const struct mail *mail, const char *cut_note, struct text *out, bool *cut)
{
	struct text subject = {0}, body = {0}, note = {0};
	size_t from = out->len, limit;
	bool whole;

	text_safe(&subject, mail->subject, strlen(mail->subject), TEXT_SAFE_LINE, 200);
	clean_body(&body, mail->body);
	text_addf(&note, "\n%s\n", cut_note);
	text_add(out, "mailto:");
	if (mail_address_ok(mail->to)) /* the @ stands as it is, the rest of a local part may not */
		for (const char *c = mail->to; *c; c++)
			*c == '@' ? text_add_char(out, '@') : add_encoded(out, c, 1);
	text_add(out, "?subject=");
	add_encoded(out, text_str(&subject), subject.len);
	text_add(out, "&body=");
	limit = from + MAIL_LINK_MAX - 3 * note.len;
	whole = add_within(out, text_str(&body), limit);
	if (!whole)
		add_encoded(out, text_str(&note), note.len);
	if (cut)
		*cut = !whole;
	text_clear(&subject);
	text_clear(&body);
	text_clear(&note);
}
