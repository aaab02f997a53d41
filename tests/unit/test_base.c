#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "base/file.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "check.h"

/* Without it the sanitizer ends the program before we can. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void say_restored(void)
{
	if (write(STDOUT_FILENO, "restored", 8) < 0)
		_exit(1);
}

/* In a child: asks for more than there is, with standard output and error in a pipe. */
static void run_out_of_memory(int out)
{
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	memory_on_failure(say_restored);
	(void)xreallocarray(NULL, SIZE_MAX / 2, 4);
	_exit(0);
}

static void out_of_memory_restores_and_aborts(void)
{
	struct text said = {0};
	int ends[2];
	int status = 0;
	pid_t child;

	if (pipe(ends) != 0 || (child = fork()) < 0) {
		CHECK("a child can be started", false);
		return;
	}
	if (child == 0)
		run_out_of_memory(ends[1]);
	close(ends[1]);
	file_read_fd(ends[0], "pipe", 10000, &said, NULL);
	close(ends[0]);
	waitpid(child, &status, 0);
	CHECK("it aborts", WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	CHECK("the hook ran before the message",
	      strncmp(text_str(&said), "restored", 8) == 0 && strstr(text_str(&said), "out of memory"));
	text_clear(&said);
}

static void arena_keeps_what_it_gave(void)
{
	struct arena arena;
	char *small[500];
	size_t wrong = 0;

	arena_init(&arena);
	for (size_t i = 0; i < 500; i++) {
		char *zeroed = arena_alloc(&arena, i * 7);

		for (size_t byte = 0; byte < i * 7; byte++)
			wrong += zeroed[byte] != 0;
		memset(zeroed, 'x', i * 7);
		wrong += (uintptr_t)zeroed % _Alignof(max_align_t) != 0;
		small[i] = arena_strndup(&arena, "0123456789", i % 10);
	}
	for (size_t i = 0; i < 500; i++)
		wrong += strlen(small[i]) != i % 10;
	CHECK_NUMBER("zeroed, aligned, and untouched by others", (int64_t)wrong, 0);
	memset(arena_alloc(&arena, 3000000), 1, 3000000);
	CHECK_TEXT("a large one does not disturb", arena_strdup(&arena, "small again"), "small again");
	arena_clear(&arena);
	arena_clear(&arena);
	CHECK("cleared twice it is empty", arena.last == NULL);
}

static void arrays_grow(void)
{
	ARRAY(int) numbers = {0};
	size_t wrong = 0;

	for (int i = 0; i < 1000; i++)
		array_push(&numbers, i);
	for (size_t i = 0; i < numbers.count; i++)
		wrong += numbers.at[i] != (int)i;
	*array_add(&numbers) += 5;
	CHECK_NUMBER("what is pushed stays in order", (int64_t)(wrong + numbers.count), 1001);
	CHECK_NUMBER("an added element begins as zero", numbers.at[1000], 5);
	array_clear(&numbers);
	CHECK("cleared it is empty", numbers.at == NULL && numbers.count == 0 && numbers.room == 0);
}

static void texts_grow(void)
{
	struct text text;
	char *taken;

	text_init(&text);
	CHECK_TEXT("nothing is the empty string", text_str(&text), "");
	text_add(&text, "a");
	text_add_n(&text, "bcd", 2);
	text_add_char(&text, '-');
	text_add_repeat(&text, '=', 3);
	text_addf(&text, "%d %s", 42, "x");
	CHECK_TEXT("pieces are joined", text_str(&text), "abc-===42 x");
	text_cut(&text, 4);
	text_cut(&text, 100);
	CHECK_TEXT("cut to the first bytes", text_str(&text), "abc-");
	text_addf(&text, "%01000d", 7);
	CHECK_NUMBER("a long format fits", (int64_t)text.len, 1004);
	text_add_n(&text, "\0z", 2);
	CHECK_NUMBER("NUL is a byte like others", (int64_t)text.len, 1006);
	taken = text_take(&text);
	CHECK("taken it is empty again", text.data == NULL && text.len == 0);
	free(taken);
	taken = text_take(&text);
	CHECK_TEXT("of nothing the empty string is taken", taken, "");
	free(taken);
	text_trim(&text);
	text_add(&text, " \t a b \n");
	text_trim(&text);
	CHECK_TEXT("white space at the ends goes", text_str(&text), "a b");
	text_cut(&text, 0);
	text_add(&text, "   ");
	text_trim(&text);
	CHECK_TEXT("of white space nothing stays", text_str(&text), "");
	text_wipe(&text);
	CHECK("wiped it is empty", text.data == NULL && text.room == 0);
}

static void texts_are_compared(void)
{
	static const struct {
		const char *sentence, *a, *b;
		size_t cap, want;
	} rows[] = {
		{"the same", "order", "order", 9, 0},
		{"nothing to something", "", "abc", 9, 3},
		{"one changed", "order", "arder", 9, 1},
		{"one left out", "order", "oder", 9, 1},
		{"one too many", "order", "orrder", 9, 1},
		{"two swapped count one", "order", "roder", 9, 1},
		{"classic", "kitten", "sitting", 9, 3},
		{"not more than the cap", "abcdef", "uvwxyz", 3, 3},
		{"of very different length", "a", "abcdefghijkl", 4, 4},
		{"cap of nothing", "a", "b", 0, 0},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK_NUMBER(rows[i].sentence, (int64_t)text_distance(rows[i].a, rows[i].b, rows[i].cap),
		             (int64_t)rows[i].want);
		CHECK_NUMBER("the same the other way round",
		             (int64_t)text_distance(rows[i].b, rows[i].a, rows[i].cap), (int64_t)rows[i].want);
	}
	CHECK("starts", text_starts("order", "ord") && text_starts("a", "") && !text_starts("or", "ord"));
	CHECK("ends", text_ends("a.json", ".json") && text_ends("a", "") && !text_ends("n", "json"));
	for (int c = 0; c < 256; c++) {
		const char *digits = "0123456789abcdef";
		const char *found = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;

		CHECK_NUMBER("hexadecimal digits", text_hex_digit((char)c), found ? found - digits : -1);
	}
	CHECK("case is folded", text_same_fold("OAuth", "oauth") && !text_same_fold("oauth", "oauth2"));
	CHECK("a word of a list", text_has_word("dot mermaid", "mermaid") && text_has_word("dot", "dot"));
	CHECK("the beginning of one is none",
	      !text_has_word("dot mermaid", "mer") && !text_has_word("dot", "dots"));
	CHECK("nor is nothing", !text_has_word("dot mermaid", "") && !text_has_word("", "dot"));
}

static void nearest_names(void)
{
	static const char *const names[] = {"order_sync", "last_sync", "sku", "on", "off"};

	CHECK_TEXT("a slip is understood", text_nearest("order_snyc", names, 5), "order_sync");
	CHECK_TEXT("case too", text_nearest("SKU", names, 5), "sku");
	CHECK_TEXT("short words allow little", text_nearest("of", names, 5), "on");
	CHECK("what is far is nothing", text_nearest("inventory", names, 5) == NULL);
	CHECK("one letter is near nothing else", text_nearest("x", names, 5) == NULL);
	CHECK("of no names none", text_nearest("sku", names, 0) == NULL);
}

static void errors_are_filled(void)
{
	struct error err = {0};
	struct text longer = {0};
	char line[80];
	char small[8];

	CHECK("it gives false", !error_set(&err, ERROR_DATA, "a.json:3", "Add a %s.", "comma"));
	error_print(&err, line, sizeof line);
	CHECK_TEXT("place and sentence", line, "a.json:3: Add a comma.");
	CHECK_NUMBER("the kind is the exit code", err.kind, 65);
	error_set(&err, ERROR_USAGE, NULL, "Say it.");
	error_print(&err, line, sizeof line);
	CHECK_TEXT("without a place the sentence alone", line, "Say it.");
	error_set(&err, ERROR_USAGE, "", "ab…cd");
	error_print(&err, small, 5);
	CHECK_TEXT("no character is cut in two", small, "ab");
	CHECK("nobody need listen", !error_set(NULL, ERROR_DATA, "x", "y"));
	text_add_repeat(&longer, 'x', sizeof err.message - 2);
	text_add(&longer, "é and more");
	error_set(&err, ERROR_DATA, text_str(&longer), "%s", text_str(&longer));
	CHECK_NUMBER("a sentence too long ends before the character", (int64_t)strlen(err.message),
	             sizeof err.message - 2);
	CHECK_NUMBER("so does a place", (int64_t)strlen(err.where), sizeof err.where - 1);
	text_clear(&longer);
}

static void files_come_back(void)
{
	struct error err = {0};
	struct text text = {0};
	char *deep = file_join(check_folder(), "a/b/");
	char *path = file_join(deep, "x.json");
	char *link = file_join(deep, "y.json");
	struct stat status = {0};
	size_t count;
	char **names;

	CHECK("folders are made", file_make_dirs(deep, 0700, &err));
	CHECK("and made again", file_make_dirs(deep, 0700, &err));
	CHECK("a file is written", file_write(path, "old", 3, 0600, &err));
	CHECK("through a link", symlink("x.json", link) == 0 && file_write(link, "new text", 8, 0600, &err));
	CHECK("which stays a link", lstat(link, &status) == 0 && S_ISLNK(status.st_mode));
	text_add(&text, "> ");
	CHECK("it is read", file_read(path, 8, &text, &err));
	CHECK_TEXT("behind what was there", text_str(&text), "> new text");
	CHECK("one byte over the limit is refused", !file_read(path, 7, &text, &err));
	CHECK_TEXT("and changes nothing", text_str(&text), "> new text");
	CHECK("nothing is left beside it, dots are not listed",
	      file_write(path, "", 0, 0600, &err) && stat(path, &status) == 0 && status.st_size == 0);
	CHECK_NUMBER("with the mode asked for", status.st_mode & 0777, 0600);
	names = file_list(deep, ".json", &count);
	CHECK("listed in order",
	      count == 2 && strcmp(names[0], "x.json") == 0 && strcmp(names[1], "y.json") == 0);
	file_list_free(names, count);
	text_clear(&text);
	free(deep);
	free(path);
	free(link);
}

/* A disk that fills up, played by a limit on the size of files. */
static void full_disk_leaves_the_old(void)
{
	struct error err = {0};
	struct text text = {0};
	const char *folder = check_folder();
	char *path = file_join(folder, "x");
	struct rlimit limit;
	struct rlimit small;
	size_t count;
	char **names;

	file_write(path, "old", 3, 0600, &err);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	small = (struct rlimit){4, limit.rlim_max};
	setrlimit(RLIMIT_FSIZE, &small);
	CHECK("a file that does not fit is told", !file_write(path, "new text", 8, 0600, &err));
	setrlimit(RLIMIT_FSIZE, &limit);
	CHECK_NUMBER("as a fault of writing", err.kind, ERROR_IO);
	file_read(path, 100, &text, NULL);
	CHECK_TEXT("the old one is whole", text_str(&text), "old");
	names = file_list(folder, "", &count);
	file_list_free(names, count);
	CHECK_NUMBER("nothing is left beside it", (int64_t)count, 1);
	text_clear(&text);
	free(path);
}

static void files_that_fail(void)
{
	struct error err = {0};
	struct text text = {0};
	const char *folder = check_folder();
	char *file = file_join(folder, "file");
	char *below = file_join(file, "below");
	size_t count = 9;

	CHECK("a file that is not there", !file_read(file, 10, &text, &err));
	CHECK_NUMBER("is input missing", err.kind, ERROR_NO_INPUT);
	CHECK_TEXT("its name is the place", err.where, file);
	CHECK("a folder is no file", !file_read(folder, 10, &text, &err) && err.kind == ERROR_NO_INPUT);
	CHECK("a file in no folder", !file_write(below, "x", 1, 0600, &err) && err.kind == ERROR_CANNOT_CREATE);
	CHECK("a file where a folder should be", file_write(file, "x", 1, 0600, &err) &&
	                                             !file_make_dirs(below, 0700, &err) &&
	                                             err.kind == ERROR_CANNOT_CREATE);
	CHECK("a disk that is full is told",
	      !file_write("/dev/full", "x", 1, 0600, &err) && err.kind == ERROR_IO);
	CHECK("a device is written to, not replaced", file_write("/dev/null", "x", 1, 0600, &err));
	file_list_free(file_list(below, "", &count), 0);
	CHECK_NUMBER("no folder has no names", (int64_t)count, 0);
	text_clear(&text);
	free(file);
	free(below);
}

static void log_is_one_clean_line(void)
{
	char *path = file_join(check_folder(), "log");
	struct text text = {0};
	struct stat status = {0};

	log_line("nobody listens %d", 1);
	CHECK("opens", log_open(path));
	log_line("evil \x1B[31m%s", "two\nlines");
	log_close();
	file_read(path, 1000, &text, NULL);
	CHECK("cleaned, behind the time", text_ends(text_str(&text), "Z evil two lines\n"));
	CHECK("readable by its owner alone", stat(path, &status) == 0 && (status.st_mode & 0777) == 0600);
	CHECK("a folder that is not there", !log_open("/nonexistent/log"));
	text_clear(&text);
	free(path);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"out of memory restores and aborts", out_of_memory_restores_and_aborts},
		{"an arena keeps what it gave", arena_keeps_what_it_gave},
		{"arrays grow", arrays_grow},
		{"texts grow", texts_grow},
		{"texts are compared", texts_are_compared},
		{"nearest names", nearest_names},
		{"errors are filled", errors_are_filled},
		{"files come back", files_come_back},
		{"files that fail", files_that_fail},
		{"a full disk leaves the old", full_disk_leaves_the_old},
		{"the log is one clean line", log_is_one_clean_line},
		{0},
	};

	return check_run("base", tests);
}
