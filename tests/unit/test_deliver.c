/* What a ticket becomes on its way: messages that stay one message, links, clipboards, places, files. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"
#include "deliver/channel.h"
#include "deliver/clipboard.h"
#include "deliver/feed.h"
#include "deliver/mail.h"
#include "deliver/place.h"
#include "deliver/ticket_file.h"

enum { NOON = 0 };

/* ---- mail ---- */

static void write_message(const char *subject, const char *body, struct text *out)
{
	struct mail mail = {.from = "jane@shop.example",
	                    .to = "help@efs.example",
	                    .subject = subject,
	                    .body = body,
	                    .id = "x",
	                    .at = INT64_C(1795442403007)};

	text_cut(out, 0);
	mail_write(&mail, out);
}

static const char *const begin = "Date: Mon, 23 Nov 2026 14:00:03 +0000\r\nFrom: jane@shop.example\r\n"
								 "To: help@efs.example\r\n";
static const char *const end = "Message-ID: <x@shop.example>\r\nMIME-Version: 1.0\r\n"
							   "Content-Type: text/plain; charset=utf-8\r\n";

static void messages_stay_one(void)
{
	static const struct {
		const char *sentence, *subject, *body, *want_subject, *want_body;
	} rows[] = {
		{"plain", "Orders stopped", "a\nb\n", "Subject: Orders stopped", "7bit\r\n\r\na\r\nb\r\n"},
		{"a last line break is added", "x", "a", "Subject: x", "7bit\r\n\r\na\r\n"},
		{"another header in the subject is a part of it", "x\r\nBcc: evil@a.example\r\n\r\nbody", "a",
	     "Subject: x Bcc: evil@a.example body", "7bit\r\n\r\na\r\n"},
		{"other line ends too",
	     "x\rBcc: a\vb\fc\xc2\x85"
	     "d\xe2\x80\xa8"
	     "e",
	     "a", NULL, "7bit\r\n\r\na\r\n"},
		{"umlauts are encoded",
	     "Gr\xc3\xbc\xc3\x9f"
	     "e",
	     "a", "Subject: =?UTF-8?B?R3LDvMOfZQ==?=", "7bit\r\n\r\na\r\n"},
		{"what looks encoded is encoded", "=?UTF-8?Q?x?=", "a",
	     "Subject: =?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?=", "7bit\r\n\r\na\r\n"},
		{"a body with umlauts", "x", "\xc3\xa4 = b \nc", "Subject: x",
	     "quoted-printable\r\n\r\n=C3=A4 =3D b=20\r\nc\r\n"},
		{"a dot and From at the beginning", "x", ".\n.\xc3\xa4\nFrom me\n", "Subject: x",
	     "quoted-printable\r\n\r\n=2E\r\n=2E=C3=A4\r\n=46rom me\r\n"},
		{"carriage returns end nothing", "x", "a\r.\r\nb\n", "Subject: x", NULL},
	};
	struct text out = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text want = {0};

		write_message(rows[i].subject, rows[i].body, &out);
		text_addf(&want, "%s%s\r\n%sContent-Transfer-Encoding: %s", begin, rows[i].want_subject, end,
		          rows[i].want_body);
		if (rows[i].want_subject && rows[i].want_body)
			CHECK_TEXT(rows[i].sentence, text_str(&out), text_str(&want));
		CHECK(rows[i].sentence,
		      strstr(text_str(&out), "\nBcc") == NULL && strstr(text_str(&out), "\rBcc") == NULL);
		CHECK(rows[i].sentence, strstr(text_str(&out), "\r\n.\r\n") == NULL);
		text_clear(&want);
	}
	text_clear(&out);
}

/* Every line of a long message is short, whatever stands in it. */
static void lines_stay_short(void)
{
	struct text long_text = {0}, out = {0};

	for (int i = 0; i < 400; i++)
		text_add(&long_text, i % 7 == 0 ? "\xe2\x80\x93" : i % 5 == 0 ? " " : "=x");
	write_message(text_str(&long_text), text_str(&long_text), &out);
	for (const char *at = text_str(&out); *at;) {
		size_t len = strcspn(at, "\n");

		CHECK("no line is over 78 characters", len <= 79 && len > 0 && at[len - 1] == '\r');
		at += len + 1;
	}
	text_clear(&long_text);
	text_clear(&out);
}

static void addresses(void)
{
	static const struct {
		const char *address;
		bool ok;
	} rows[] = {
		{"a@b.example", true},
		{"first.last+tag@mail-1.example", true},
		{"o'hara@b.example", true},
		{"", false},
		{"a", false},
		{"@b", false},
		{"a@", false},
		{"a@b c", false},
		{"a@b\r\nRCPT TO:<c@d>", false},
		{"<a@b.example>", false},
		{"a@b.example, c@d.example", false},
		{"a@-b", false},
		{"\xc3\xa4@b.example", false},
		{"a@b@c", false},
		{"\"a b\"@c.example", false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK(rows[i].address, mail_address_ok(rows[i].address) == rows[i].ok);
}

static void links(void)
{
	struct mail mail = {.from = "",
	                    .to = "a+b@c.example",
	                    .subject = "x & y\r\nz",
	                    .body = "1\n\xc3\xa4?\n",
	                    .id = ""};
	struct text out = {0}, long_body = {0};
	bool cut;

	mail_write_link(&mail, "cut", &out, &cut);
	CHECK_TEXT("a link", text_str(&out),
	           "mailto:a%2Bb@c.example?subject=x%20%26%20y%20z&body=1%0D%0A%C3%A4%3F%0D%0A");
	CHECK("all of it", !cut);
	text_cut(&out, 0);
	text_add_repeat(&long_body, '\xff', 5000);
	mail.body = text_str(&long_body);
	mail_write_link(&mail, "cut", &out, &cut);
	CHECK("a long one is cut",
	      cut && out.len <= MAIL_LINK_MAX && text_ends(text_str(&out), "%0D%0Acut%0D%0A"));
	text_clear(&long_body);
	text_clear(&out);
}

/* ---- the clipboard ---- */

static void sequences(void)
{
	struct text out = {0}, long_text = {0};

	CHECK("a short text", clipboard_sequence(&out, "ab", WRAP_NONE));
	CHECK_TEXT("OSC 52", text_str(&out), "\033]52;c;YWI=\a");
	text_cut(&out, 0);
	CHECK("through tmux", clipboard_sequence(&out, "ab", WRAP_TMUX));
	CHECK_TEXT("each ESC is doubled", text_str(&out), "\033Ptmux;\033\033]52;c;YWI=\a\033\\");
	text_cut(&out, 0);
	text_add_repeat(&long_text, 'x', 1200);
	CHECK("through screen", clipboard_sequence(&out, text_str(&long_text), WRAP_SCREEN));
	for (const char *at = text_str(&out); *at; at = strstr(at, "\033\\") + 2)
		CHECK("in pieces that screen passes on", text_starts(at, "\033P") && strstr(at, "\033\\") - at < 768);
	text_add_repeat(&long_text, 'x', CLIPBOARD_MAX);
	CHECK("a text that terminals would cut is refused",
	      !clipboard_sequence(&out, text_str(&long_text), WRAP_NONE));
	text_clear(&long_text);
	text_clear(&out);
}

static const char *(*environment)[2]; /* pairs; ends with NULL */

static const char *get(const char *name)
{
	for (size_t i = 0; environment[i][0]; i++)
		if (strcmp(environment[i][0], name) == 0)
			return environment[i][1];
	return NULL;
}

static void make_program(const char *dir, const char *name, const char *script)
{
	char *path = file_join(dir, name);

	CHECK("a program is made", file_write(path, script, strlen(script), 0700, NULL));
	free(path);
}

static void programs(void)
{
	const char *dir = check_folder();
	char path[4096], got[4096], before[4096];
	struct text script = {0}, sequence = {0}, how = {0}, copied = {0};
	struct error err = {0};
	const char *wayland[][2] = {{"WAYLAND_DISPLAY", "w"}, {"PATH", path}, {NULL, NULL}};
	const char *bare[][2] = {{"PATH", path}, {NULL, NULL}};
	const char *ssh[][2] = {{"PATH", path}, {"SSH_CONNECTION", "x"}, {"TMUX", "y"}, {NULL, NULL}};

	snprintf(path, sizeof path, "%s", dir);
	snprintf(got, sizeof got, "%s/got", dir);
	snprintf(before, sizeof before, "%s:%s", dir, getenv("PATH"));
	setenv("PATH", before, 1);
	text_addf(&script, "#!/bin/sh\ncat > '%s'\nsleep 30 >/dev/null 2>&1 &\n", got);
	make_program(dir, "wl-copy", text_str(&script));
	make_program(dir, "pbcopy", "#!/bin/sh\nexit 1\n");
	environment = wayland;
	CHECK("a desktop's program takes it, and may stay behind",
	      clipboard_copy("auto", get, "some text", &sequence, &how, &err));
	CHECK_TEXT("by name", text_str(&how), "wl-copy");
	CHECK("its input is the text",
	      file_read(got, 100, &copied, NULL) && strcmp(text_str(&copied), "some text") == 0);
	text_cut(&how, 0);
	environment = bare;
	CHECK("one that fails leaves the terminal", clipboard_copy("auto", get, "ab", &sequence, &how, &err));
	CHECK_TEXT("by OSC 52", text_str(&sequence), "\033]52;c;YWI=\a");
	text_cut(&sequence, 0);
	environment = ssh;
	CHECK("over ssh it is the terminal's",
	      clipboard_copy("auto", get, "ab", &sequence, &how, &err) && how.len == 0);
	CHECK("through the tmux there", text_starts(text_str(&sequence), "\033Ptmux;"));
	CHECK("a program of one's own that is none",
	      !clipboard_copy("no-such-program", get, "ab", &sequence, &how, &err));
	CHECK_TEXT("is told", err.message, "There is no such program here.");
	text_clear(&script);
	text_clear(&sequence);
	text_clear(&how);
	text_clear(&copied);
}

static void slow_program(void)
{
	static const char *const words[] = {"/bin/sh", "-c", "sleep 30", NULL};
	struct error err = {0};
	int64_t since = clock_monotonic();

	CHECK("a program that hangs is ended", !feed_command(words, "x", 1, 100, &err));
	CHECK("in time", clock_monotonic() - since < 5000);
}

/* ---- places ---- */

static void places(void)
{
	static const struct {
		const char *sentence, *server, *origin; /* NULL: refused */
		bool mail;
	} rows[] = {
		{"TLS from the first byte", "smtps://mail.example", "smtps://mail.example:465", true},
		{"STARTTLS", "smtp://mail.example/", "smtp://mail.example:587", true},
		{"another port", "smtp://mail.example:25", "smtp://mail.example:25", true},
		{"an address of version 6", "smtps://[::1]:99", "smtps://[::1]:99", true},
		{"no scheme", "mail.example", NULL, true},
		{"another scheme", "https://mail.example", NULL, true},
		{"a user name", "smtps://jane@mail.example", NULL, true},
		{"a path", "smtps://mail.example/x", NULL, true},
		{"a port that is none", "smtps://mail.example:70000", NULL, true},
		{"no host", "smtps://", NULL, true},
		{"a line break", "smtps://mail.example\r\nX", NULL, true},
		{"a help desk", "https://desk.example/api?x=1", "https://desk.example:443", false},
		{"on this computer it may be plain", "http://127.0.0.1:8080/x", "http://127.0.0.1:8080", false},
		{"elsewhere not", "http://desk.example/", NULL, false},
		{"nor where it only looks so", "http://127.0.0.1.evil.example/", NULL, false},
		{"a token in the address", "https://token@desk.example/", NULL, false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct places here = {.mail_server = rows[i].mail ? rows[i].server : "",
		                      .desk_url = rows[i].mail ? "" : rows[i].server};
		struct text origin = {0};
		struct error err = {0};
		bool ok =
			rows[i].mail ? place_mail_origin(&here, &origin, &err) : place_desk_origin(&here, &origin, &err);

		CHECK(rows[i].sentence, ok == (rows[i].origin != NULL));
		if (ok && rows[i].origin)
			CHECK_TEXT(rows[i].sentence, text_str(&origin), rows[i].origin);
		else
			CHECK(rows[i].sentence, err.message[0] != '\0');
		text_clear(&origin);
	}
}

/* ---- files ---- */

static void files(void)
{
	const char *state = check_folder();
	struct text bytes = {0}, first = {0}, second = {0};
	struct error err = {0};
	struct stat status;

	text_add(&bytes, "ticket\n");
	CHECK("a ticket is written", ticket_file_save(state, "ticket", ".txt", NOON, &bytes, &first, &err));
	CHECK("under a name of its own",
	      text_ends(text_str(&first), "/tickets/syncfix-ticket-1970-01-01T00-00-00Z.txt"));
	CHECK("for its owner alone", stat(text_str(&first), &status) == 0 && (status.st_mode & 0777) == 0600);
	CHECK("another one", ticket_file_save(state, "ticket", ".txt", NOON, &bytes, &second, &err));
	CHECK("under another", text_ends(text_str(&second), "Z-2.txt"));
	CHECK("what is there stays", !ticket_file_write(text_str(&first), &bytes, false, &err));
	CHECK("unless it was meant", ticket_file_write(text_str(&first), &bytes, true, &err));
	text_clear(&bytes);
	text_clear(&first);
	text_clear(&second);
}

static void names(void)
{
	enum channel channel;
	enum written form;

	for (int i = 0; i < CHANNELS; i++)
		CHECK("each way is found by its name",
		      channel_find(channel_row((enum channel)i)->name, &channel) && channel == (enum channel)i);
	for (int i = 0; i < WRITTEN_FORMS; i++)
		CHECK("each form too", written_find(written_name((enum written)i), &form) && form == (enum written)i);
	CHECK("another not", !channel_find("fax", &channel) && !written_find("pdf", &form));
	CHECK("mail and post leave, and nothing else", channel_row(CHANNEL_MAIL)->leaves &&
	                                                   channel_row(CHANNEL_POST)->leaves &&
	                                                   !channel_row(CHANNEL_FILE)->leaves);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"messages stay one message", messages_stay_one},
		{"lines stay short", lines_stay_short},
		{"addresses", addresses},
		{"links", links},
		{"sequences of the terminal", sequences},
		{"programs of the desktop", programs},
		{"a slow program", slow_program},
		{"places", places},
		{"files", files},
		{"names", names},
		{0},
	};

	return check_run("deliver", tests);
}
