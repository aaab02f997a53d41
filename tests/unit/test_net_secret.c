/* Secrets: reading them, their form, where they may go, and finding them in texts. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "net/scan.h"
#include "net/secret_form.h"
#include "net_task.h"
#include "sign/hash.h"

static const char origin[] = "https://store.example.test:443";

static void test_reading(void)
{
	static const struct {
		const char *sentence, *bytes, *held, *why;
		size_t len; /* 0: strlen */
	} row[] = {
		{"a line", "abc\n", "abc", NULL, 0},
		{"a line of Windows", "abc\r\n", "abc", NULL, 0},
		{"no line break", "abc", "abc", NULL, 0},
		{"spaces belong to it", " abc ", " abc ", NULL, 0},
		{"letters of any language", "p\xc3\xa4sswort", "p\xc3\xa4sswort", NULL, 0},
		{"nothing", "", NULL, "is empty", 0},
		{"an empty line", "\n", NULL, "is empty", 0},
		{"two lines", "abc\ndef\n", NULL, "has more than one line", 0},
		{"a NUL", "ab\0c", NULL, "holds control characters", 4},
		{"an escape", "ab\x1b[0m", NULL, "holds control characters", 0},
	};
	struct vault *vault = vault_new();
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		size_t len = row[i].len ? row[i].len : strlen(row[i].bytes);
		vault_put(vault, "main", "key", origin, row[i].bytes, len);
		const struct secret *got = vault_find(vault, "main", "key");
		CHECK(row[i].sentence, got && got->state == (row[i].held ? SECRET_HELD : SECRET_WRONG));
		if (row[i].held)
			CHECK_TEXT(row[i].sentence, got->bytes, row[i].held);
		else
			CHECK_TEXT(row[i].sentence, got->why, row[i].why);
	}
	char *long_one = xcalloc(1, SECRET_MAX + 2);
	memset(long_one, 'x', SECRET_MAX + 1);
	vault_put(vault, "main", "key", origin, long_one, SECRET_MAX);
	CHECK("the longest", vault_find(vault, "main", "key")->state == SECRET_HELD);
	vault_put(vault, "main", "key", origin, long_one, SECRET_MAX + 1);
	CHECK("one byte more", vault_find(vault, "main", "key")->state == SECRET_WRONG);
	free(long_one);
	vault_free(vault);
}

static void test_descriptors(void)
{
	int pipe_fd[2];
	struct vault *vault = vault_new();
	CHECK("a pipe", pipe2(pipe_fd, O_CLOEXEC) == 0);
	vault_put_fd(vault, "main", "key", origin, pipe_fd[0]);
	CHECK("it has not come", vault_find(vault, "main", "key")->state == SECRET_COMING);
	CHECK("the profile waits", vault_is_coming(vault, "main") && !vault_is_coming(vault, "other"));
	int watched = -1;
	CHECK("it is watched", vault_coming(vault, &watched, 1) == 1 && watched == pipe_fd[0]);
	CHECK("half of it", write(pipe_fd[1], "ab", 2) == 2);
	vault_read(vault, pipe_fd[0]);
	CHECK("still coming", vault_find(vault, "main", "key")->state == SECRET_COMING);
	CHECK("the rest", write(pipe_fd[1], "cd\n", 3) == 3);
	close(pipe_fd[1]);
	vault_read(vault, pipe_fd[0]);
	CHECK_TEXT("whole", vault_find(vault, "main", "key")->bytes, "abcd");
	CHECK("nobody waits any more", !vault_is_coming(vault, "main"));
	CHECK("a second pipe", pipe2(pipe_fd, O_CLOEXEC) == 0);
	vault_put_fd(vault, "main", "key", origin, pipe_fd[0]);
	vault_put(vault, "main", "key", origin, "typed", 5);
	CHECK_TEXT("typed instead of waited for", vault_find(vault, "main", "key")->bytes, "typed");
	CHECK("the pipe was closed", write(pipe_fd[1], "x", 1) == -1);
	close(pipe_fd[1]);
	vault_free(vault);
}

static void test_binding(void)
{
	struct vault *vault = vault_new();
	struct origin to;
	vault_put(vault, "main", "key", "https://a.test:443 https://b.test:8443 nonsense", "x", 1);
	const struct secret *secret = vault_find(vault, "main", "key");
	static const struct {
		const char *url;
		bool given;
	} row[] = {
		{"https://a.test/", true},      {"https://A.TEST:443/x", true},  {"http://a.test:443/", false},
		{"https://a.test:444/", false}, {"https://b.test:8443/", true},  {"https://b.test/", false},
		{"https://www.a.test/", false}, {"https://a.test.evil/", false},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		origin_parse(row[i].url, &to);
		CHECK(row[i].url, (vault_use(secret, &to) != NULL) == row[i].given);
	}
	CHECK("nothing for nobody",
	      !vault_use(NULL, &to) && !vault_find(vault, "main", "other") && !vault_find(vault, "other", "key"));
	vault_free(vault);
}

/* ---- form ---- */

static const struct wire_secret_form forms[] = {
	{.key = "consumer_key", .prefix = "ck_", .length = 43},
	{.key = "consumer_secret", .prefix = "cs_", .length = 43},
	{.key = "password"},
};
static const char good_key[] = "ck_0123456789abcdef0123456789abcdef01234567";
static const char good_secret[] = "cs_fedcba9876543210fedcba9876543210fedcba98";

static void test_form(void)
{
	static const struct {
		const char *sentence, *key, *secret, *says; /* of the key; NULL: well */
	} row[] = {
		{"as it should be", good_key, good_secret, NULL},
		{"swapped", good_secret, good_key, "The consumer key and the consumer secret are swapped"},
		{"a space behind", "ck_0123456789abcdef0123456789abcdef01234567 ", good_secret,
	     "has a space before or behind"},
		{"a space before", " ck_0123456789abcdef0123456789abcdef01234567", good_secret,
	     "has a space before or behind"},
		{"a space within", "ck_0123456789abcdef 123456789abcdef01234567", good_secret, "has a space in it"},
		{"cut off", "ck_0123456789abcdef0123456789abcdef0123456", good_secret,
	     "has 42 characters instead of 43"},
		{"another thing", "me@example.com", good_secret, "does not begin with ck_"},
		{"the secret twice", good_secret, good_secret, "does not begin with ck_"},
		{"capitals", "CK_0123456789ABCDEF0123456789ABCDEF01234567", good_secret, "does not begin with ck_"},
	};
	struct task *task = task_of(&(struct task_plan){.form = forms, .form_count = 3});
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct vault *vault = vault_new();
		struct refusal refusal = {0};
		vault_put(vault, "main", "consumer_key", origin, row[i].key, strlen(row[i].key));
		vault_put(vault, "main", "consumer_secret", origin, row[i].secret, strlen(row[i].secret));
		bool fits = secret_form_check(task, vault, "consumer_key", &refusal);
		CHECK(row[i].sentence, fits == !row[i].says);
		if (row[i].says)
			CHECK(row[i].sentence,
			      refusal.outcome == OUTCOME_SECRET_FORM && strstr(refusal.message, row[i].says));
		CHECK("its content is not told", fits || !strstr(refusal.message, "0123456789"));
		vault_free(vault);
	}
	struct vault *vault = vault_new();
	struct refusal refusal = {0};
	vault_put(vault, "main", "password", origin, " any thing ", 11);
	CHECK("without a declared form anything goes", secret_form_check(task, vault, "password", &refusal));
	vault_free(vault);
	task_free(task);
}

/* ---- finding ---- */

static void add_base64(struct text *out, const char *before, const char *secret)
{
	struct text pair = {0};
	text_addf(&pair, "%s%s", before, secret);
	sign_add_base64(out, pair.data, pair.len);
	text_clear(&pair);
}

static const char odd[] = "s/+=e\"c r\\et7";

static void test_find(void)
{
	struct vault *vault = vault_new();
	struct scan scan;
	vault_put(vault, "main", "consumer_secret", origin, good_secret, strlen(good_secret));
	vault_put(vault, "other", "password", origin, odd, strlen(odd));
	vault_put(vault, "other", "pin", origin, "12345", 5);
	scan_init(&scan, vault, NULL);
	struct text text = {0};
	static const struct {
		const char *sentence, *text;
		bool found;
	} row[] = {
		{"as it is", "x cs_fedcba9876543210fedcba9876543210fedcba98 y", true},
		{"a piece of 12", "..fedcba987654..", true},
		{"a piece of 11", "..fedcba98765..", false},
		{"percent-encoded", "?p=s%2F%2B%3De%22c%20r%5Cet7", true},
		{"percent-encoded in small letters", "?p=s%2f%2b%3de%22c%20r%5cet7", true},
		{"inside JSON", "{\"p\":\"s/+=e\\\"c r\\\\et7\"}", true},
		{"hexadecimal",
	     "63735f66656463626139383736353433323130666564636261393837363534333231306665646362613938", true},
		{"too short to be told from a word", "my pin is 12345", false},
		{"nothing of it", "consumer_secret cs_ 9876", false},
		{"an empty text", "", false},
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		CHECK(row[i].sentence, (scan_find(&scan, row[i].text, strlen(row[i].text)) != NULL) == row[i].found);
	static const char *const before[] = {"", "a", "ab", "abc", "user:"};
	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		text_cut(&text, 0);
		text_add(&text, "Authorization: Basic ");
		add_base64(&text, before[i], odd);
		const struct secret *found = scan_find(&scan, text.data, text.len);
		CHECK("base64 at any offset", found && strcmp(found->key, "password") == 0);
	}
	text_clear(&text);
	scan_clear(&scan);
	vault_free(vault);
}

/* What leaves is read as those read it who get it. */
static void test_leaving(void)
{
	static const struct {
		const char *sentence, *text;
		bool found;
	} row[] = {
		{"as it is", "x cs_fedcba9876543210fedcba9876543210fedcba98 y", true},
		{"quoted-printable", "p: s/+=3De\"c r\\et7", true},
		{"over a soft end of line", "key cs_fedcb=\r\na987654=\n3210fedcba9876543210fedcba98", true},
		{"wrapped", "key:\n> fedcba98\n> 76543210\n", true},
		{"base64 in lines", "Y3NfZmVkY2JhOTg3NjU0MzIxMGZl\r\nZGNiYTk4NzY1NDMyMTBmZWRjYmE5OA==", true},
		{"an equals sign at the end", "a =", false},
		{"nothing of it", "key cs_=\r\n 9876 =3D=", false},
		{"an empty text", "", false},
	};
	struct vault *vault = vault_new();
	struct scan scan;
	vault_put(vault, "main", "consumer_secret", origin, good_secret, strlen(good_secret));
	vault_put(vault, "other", "password", origin, odd, strlen(odd));
	scan_init(&scan, vault, NULL);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		CHECK(row[i].sentence,
		      (scan_find_leaving(&scan, row[i].text, strlen(row[i].text)) != NULL) == row[i].found);
	scan_clear(&scan);
	vault_free(vault);
}

static void test_blank(void)
{
	static const struct {
		const char *text, *blanked;
	} row[] = {
		{"key=cs_fedcba9876543210fedcba9876543210fedcba98&x=1", "key=" SCAN_BLANK "&x=1"},
		{"cs_fedcba9876543210fedcba9876543210fedcba98", SCAN_BLANK},
		{"<fedcba9876543210fedcba98>", "<" SCAN_BLANK ">"},
		{"cs_fedcba9876543210fedcba9876543210fedcba98cs_fedcba9876543210fedcba9876543210fedcba98",
	     SCAN_BLANK SCAN_BLANK},
		{"nothing", "nothing"},
		{"", ""},
	};
	struct vault *vault = vault_new();
	struct scan scan;
	vault_put(vault, "main", "consumer_secret", origin, good_secret, strlen(good_secret));
	vault_put(vault, "other", "password", origin, "nothing", 7);
	scan_init(&scan, vault, "main");
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text text = {0};
		text_add(&text, row[i].text);
		scan_blank(&scan, &text);
		CHECK_TEXT(row[i].text, text_str(&text), row[i].blanked);
		text_clear(&text);
	}
	scan_clear(&scan);
	vault_free(vault);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"what is read is one line", test_reading},
		{"descriptors", test_descriptors},
		{"bound to scheme, host and port", test_binding},
		{"form", test_form},
		{"found in texts", test_find},
		{"found in what leaves", test_leaving},
		{"blanked in texts", test_blank},
		{0},
	};
	signal(SIGPIPE, SIG_IGN);
	return check_run("net secret", tests);
}
