#include "deliver/place.h"

#include <stdlib.h>
#include <string.h>

#include "deliver/mail.h"
#include "json/json.h"

enum { SMTP_PORT = 587, SMTPS_PORT = 465, HTTP_PORT = 80, HTTPS_PORT = 443 };

bool place_has_mail(const struct places *places)
{
	return places->mail_server[0] != '\0';
}

bool place_has_desk(const struct places *places)
{
	return places->desk_url[0] != '\0';
}

/* ---- addresses of servers ---- */

struct server {
	const char *scheme;
	char host[256]; /* without brackets */
	bool brackets;
	int port;
};

static const struct {
	const char *scheme;
	int port;
} schemes[] = {{"smtps", SMTPS_PORT}, {"smtp", SMTP_PORT}, {"https", HTTPS_PORT}, {"http", HTTP_PORT}};

static bool read_host(const char **at, struct server *server)
{
	const char *end;
	size_t len;

	server->brackets = **at == '[';
	*at += server->brackets;
	len = strcspn(*at, server->brackets ? "]" : ":/?#@");
	end = *at + len + server->brackets;
	if (len == 0 || len >= sizeof server->host || (server->brackets && (*at)[len] != ']'))
		return false;
	memcpy(server->host, *at, len);
	server->host[len] = '\0';
	*at = end;
	return strspn(server->host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:_") == len;
}

static bool read_port(const char **at, struct server *server)
{
	char *end;
	long port;

	if (**at != ':')
		return true;
	port = strtol(*at + 1, &end, 10);
	if (end == *at + 1 || port < 1 || port > 65535)
		return false;
	server->port = (int)port;
	*at = end;
	return true;
}

/* scheme://host[:port][/…]: a user name or a password in it is refused with all else. *rest: behind the port.
 */
static bool read_server(const char *url, struct server *server, const char **rest)
{
	memset(server, 0, sizeof *server);
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		size_t len = strlen(schemes[i].scheme);

		if (strncmp(url, schemes[i].scheme, len) != 0 || strncmp(url + len, "://", 3) != 0)
			continue;
		server->scheme = schemes[i].scheme;
		server->port = schemes[i].port;
		*rest = url + len + 3;
		return read_host(rest, server) && read_port(rest, server) &&
		       (**rest == '\0' || **rest == '/' || **rest == '?');
	}
	return false;
}

static void add_origin(struct text *out, const struct server *server)
{
	text_addf(out, server->brackets ? "%s://[%s]:%d" : "%s://%s:%d", server->scheme, server->host,
	          server->port);
}

static bool is_loopback(const struct server *server)
{
	bool number = strspn(server->host, "0123456789.") == strlen(server->host);

	return text_same_fold(server->host, "localhost") || (number && text_starts(server->host, "127.")) ||
	       strcmp(server->host, "::1") == 0;
}

/* ---- mail ---- */

static bool read_mail_server(const struct places *places, struct server *server, struct error *err)
{
	const char *rest;

	if (!place_has_mail(places))
		return error_set(
			err, ERROR_CONFIG, "mail_server",
			"No mail server is set: put mail_server = smtps://mail.example.com and mail_from = "
			"you@example.com into the config file, or send the .eml file with your mail program.");
	if (read_server(places->mail_server, server, &rest) && text_starts(server->scheme, "smtp") &&
	    (*rest == '\0' || strcmp(rest, "/") == 0))
		return true;
	return error_set(
		err, ERROR_CONFIG, "mail_server",
		"This is no mail server: write smtps://HOST (port 465) or smtp://HOST (port 587, STARTTLS), "
		"without user name and path.");
}

bool place_mail_origin(const struct places *places, struct text *out, struct error *err)
{
	struct server server = {0};

	if (!read_mail_server(places, &server, err))
		return false;
	add_origin(out, &server);
	return true;
}

static void put_rest(const struct places *places, struct json_writer *writer, const char *key)
{
	json_put_string(writer, "profile", PLACE_OWNER);
	json_put_string(writer, "key", key);
	if (places->ca_pem)
		json_put_string(writer, "ca_pem", places->ca_pem);
	json_put_integer(writer, "timeout_ms", (int64_t)places->timeout * 1000);
	json_close_object(writer);
}

static bool check_addresses(const struct places *places, const char *recipient, struct error *err)
{
	if (!mail_address_ok(places->mail_from))
		return error_set(
			err, ERROR_CONFIG, "mail_from",
			"Mail needs your own address: put mail_from = you@example.com into the config file.");
	if (recipient[0] == '\0')
		return error_set(
			err, ERROR_CONFIG, "support_email",
			"Nobody is named who gets it: put support_email = ADDRESS into the config file, or give "
			"--recipient ADDRESS.");
	if (!mail_address_ok(recipient))
		return error_set(err, ERROR_CONFIG, "recipient", "\"%.80s\" is no mail address.", recipient);
	return true;
}

bool place_write_mail(const struct places *places, const char *recipient, struct text *out, struct error *err)
{
	struct server server = {0};
	struct json_writer writer;
	struct text url = {0};

	if (!read_mail_server(places, &server, err) || !check_addresses(places, recipient, err))
		return false;
	add_origin(&url, &server);
	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "by", "mail");
	json_put_string(&writer, "url", text_str(&url));
	json_put_string(&writer, "from", places->mail_from);
	json_open_array(&writer, "recipients");
	json_put_string(&writer, NULL, recipient);
	json_close_array(&writer);
	json_put_string(&writer, "user", places->mail_user);
	put_rest(places, &writer, PLACE_MAIL_PASSWORD);
	text_clear(&url);
	return true;
}

/* ---- help desk ---- */

static bool read_desk(const struct places *places, struct server *server, struct error *err)
{
	const char *rest;

	if (!place_has_desk(places))
		return error_set(
			err, ERROR_CONFIG, "desk_url",
			"No help desk is set: put desk_url = https://… into the config file; docs/TICKETS.md says "
			"what is posted there.");
	if (read_server(places->desk_url, server, &rest) &&
	    (strcmp(server->scheme, "https") == 0 ||
	     (strcmp(server->scheme, "http") == 0 && is_loopback(server))))
		return true;
	return error_set(
		err, ERROR_CONFIG, "desk_url",
		"This is no address of a help desk: write https://HOST/PATH, without user name; http:// is "
		"accepted on this computer only.");
}

bool place_desk_origin(const struct places *places, struct text *out, struct error *err)
{
	struct server server = {0};

	if (!read_desk(places, &server, err))
		return false;
	add_origin(out, &server);
	return true;
}

bool place_write_desk(const struct places *places, const char *once, struct text *out, struct error *err)
{
	struct server server = {0};
	struct json_writer writer;

	if (!read_desk(places, &server, err))
		return false;
	json_write_init(&writer, out, false);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "by", "post");
	json_put_string(&writer, "url", places->desk_url);
	json_put_string(&writer, "header", places->desk_header);
	json_put_string(&writer, "once", once);
	put_rest(places, &writer, PLACE_DESK_TOKEN);
	return true;
}
