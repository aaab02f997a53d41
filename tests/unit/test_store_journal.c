/* The journal file: when it appears, what is read of a torn or damaged one, who may open it. */
#include "check.h"
#include "store_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "store/case_list.h"
#include "store/crc32.h"

/* The id in a path. */
static char *id_of(const char *path)
{
	const char *name = strrchr(path, '/') + 1;

	return xstrndup(name, strlen(name) - strlen(".jsonl"));
}

static int read_count(const char *path, struct text *lost)
{
	struct journal journal;
	int count = -2;

	journal_init(&journal);
	if (journal_file_read(path, &journal, lost, NULL))
		count = store_count(&journal);
	journal_clear(&journal);
	return count;
}

/* Resumes, hears the events behind those that were read up to `to`, closes. Gives how many were read. */
static int resume_to(const char *state, const char *path, size_t to, struct text *lost)
{
	struct journal journal;
	char *id = id_of(path);
	struct journal_file *file;
	int count = -2;

	journal_init(&journal);
	file = journal_file_resume(state, id, &journal, lost, NULL);
	if (file) {
		count = store_count(&journal);
		store_hear(file, journal.event.count + 1, to);
	}
	journal_file_close(file);
	journal_clear(&journal);
	free(id);
	return count;
}

static void test_appears(void)
{
	const char *state = check_folder();
	struct journal_file *file = journal_file_new(state);
	char *cases = file_join(state, "cases");
	struct text said = {0};
	struct stat status;

	store_hear(file, 1, STORE_FIRST_ANSWER - 1);
	CHECK("opening the program leaves nothing", access(cases, F_OK) != 0 && !journal_file_id(file));
	CHECK("nothing is wrong with that", journal_file_saved(file, NULL) && !journal_file_tell(file, &said));
	store_hear(file, STORE_FIRST_ANSWER, STORE_FIRST_ANSWER);
	CHECK_TEXT("the first answer names the case by its time", journal_file_id(file), "20261123-140003");
	CHECK_NUMBER("what came before it is saved too", read_count(journal_file_path(file), NULL),
	             STORE_FIRST_ANSWER);
	CHECK("the first case ever says where cases are",
	      journal_file_tell(file, &said) && strstr(text_str(&said), cases));
	CHECK("it says so once", !journal_file_tell(file, &said));
	CHECK("nobody else may read the folder", stat(cases, &status) == 0 && (status.st_mode & 0777) == 0700);
	CHECK("nor the file", stat(journal_file_path(file), &status) == 0 && (status.st_mode & 0777) == 0600);
	journal_file_close(file);
	text_clear(&said);
	free(cases);
}

/* A taken outcome makes a case as well as an answer does; a probe's result alone does not. */
static void test_take(void)
{
	struct journal_file *file = journal_file_new(check_folder());
	struct event probe = store_event(5), take = store_event(6);

	probe.n = 1;
	journal_file_hear(file, &probe);
	CHECK("a probe that nobody used leaves nothing", !journal_file_id(file));
	take.n = 2;
	journal_file_hear(file, &take);
	CHECK("a taken outcome makes a case", journal_file_id(file) != NULL);
	journal_file_close(file);
}

static void test_same_second(void)
{
	const char *state = check_folder();
	char *first = store_case(state, STORE_EVENTS), *second = store_case(state, STORE_EVENTS);

	CHECK("two cases of one second are two files",
	      strcmp(first, second) != 0 && text_ends(second, "20261123-140003-2.jsonl"));
	CHECK_NUMBER("the first is as it was", read_count(first, NULL), STORE_EVENTS);
	CHECK_NUMBER("the second is whole", read_count(second, NULL), STORE_EVENTS);
	free(first);
	free(second);
}

/* Events of bytes that hold so many whole lines; the last may lack its newline alone. */
static int whole_lines(const char *bytes, size_t len, size_t all)
{
	int count = 0;

	for (size_t i = 0; i < len; i++)
		count += bytes[i] == '\n';
	return count + (len > 0 && len < all && bytes[len] == '\n');
}

static void tear(const char *state, const char *path, const struct text *bytes, size_t len)
{
	int want = whole_lines(bytes->data, len, bytes->len);
	bool cut = len > 0 && bytes->data[len - 1] != '\n' && bytes->data[len] != '\n';
	struct text lost = {0};
	char sentence[96];

	store_put(path, bytes->data, len);
	snprintf(sentence, sizeof sentence, "torn at byte %zu of %zu", len, bytes->len);
	CHECK_NUMBER(sentence, read_count(path, &lost), want > 0 ? want : -2);
	CHECK(sentence, want == 0 || cut == (lost.len > 0));
	CHECK_NUMBER(sentence, resume_to(state, path, STORE_EVENTS, NULL), want > 0 ? want : -2);
	if (want > 0)
		CHECK_NUMBER(sentence, read_count(path, NULL), STORE_EVENTS);
	text_clear(&lost);
}

/* Whatever a crash left of the last line, the case goes on behind the last whole one. */
static void test_torn(void)
{
	const char *state = check_folder();
	char *path = store_case(state, STORE_EVENTS);
	struct text bytes = {0};

	store_bytes(path, &bytes);
	for (size_t len = 0; len < bytes.len; len++)
		tear(state, path, &bytes, len);
	text_clear(&bytes);
	free(path);
}

/* Zeros behind the last line: blocks that a power cut left unwritten. */
static void test_zeros(void)
{
	const char *state = check_folder();
	char *path = store_case(state, 6);
	struct text bytes = {0};

	store_bytes(path, &bytes);
	for (int i = 0; i < 300; i++)
		text_add_char(&bytes, '\0');
	store_put(path, bytes.data, bytes.len);
	CHECK_NUMBER("zeros at the end are cut", resume_to(state, path, 7, NULL), 6);
	CHECK_NUMBER("and the case goes on there", read_count(path, NULL), 7);
	text_clear(&bytes);
	free(path);
}

static size_t line_begin(const struct text *bytes, size_t line)
{
	size_t at = 0;

	for (size_t i = 1; i < line; i++)
		at = (size_t)(strchr(bytes->data + at, '\n') - bytes->data) + 1;
	return at;
}

static void test_damaged(void)
{
	const char *state = check_folder();
	char *path = store_case(state, STORE_EVENTS), *id = id_of(path);
	struct text bytes = {0}, lost = {0}, kept = {0}, aside = {0};
	size_t at;

	store_bytes(path, &bytes);
	at = line_begin(&bytes, 7);
	bytes.data[at + 20] ^= 1;
	store_put(path, bytes.data, bytes.len);
	CHECK_NUMBER("what stands before the damage is read", read_count(path, &lost), 6);
	CHECK("the line is named", strstr(text_str(&lost), "Line 7 ") != NULL);
	store_bytes(path, &kept);
	CHECK_NUMBER("reading changes nothing", (int64_t)kept.len, (int64_t)bytes.len);
	text_cut(&lost, 0);
	CHECK_NUMBER("resuming reads as much", resume_to(state, path, 8, &lost), 6);
	text_addf(&aside, "%s.damaged", path);
	CHECK("it says where the rest is", strstr(text_str(&lost), text_str(&aside)) != NULL);
	text_cut(&kept, 0);
	store_bytes(text_str(&aside), &kept);
	CHECK("the rest is kept to the byte",
	      kept.len == bytes.len - at && memcmp(kept.data, bytes.data + at, kept.len) == 0);
	CHECK_NUMBER("the case went on", read_count(path, NULL), 8);
	store_put(path, bytes.data, bytes.len);
	text_cut(&lost, 0);
	resume_to(state, path, 8, &lost);
	CHECK("a second damage does not overwrite the first",
	      strstr(text_str(&lost), ".damaged-2.") != NULL && access(text_str(&aside), F_OK) == 0);
	CHECK("deleting the case deletes both",
	      case_delete(state, id, NULL) && access(text_str(&aside), F_OK) != 0);
	text_clear(&bytes);
	text_clear(&lost);
	text_clear(&kept);
	text_clear(&aside);
	free(path);
	free(id);
}

/* Every byte of every line but its newline, flipped: never more than the lines before, never fewer. */
static void test_any_damage(void)
{
	const char *state = check_folder();
	char *path = store_case(state, 8);
	struct text bytes = {0};
	int line = 0, wrong = 0;

	store_bytes(path, &bytes);
	for (size_t i = 0; i < bytes.len; i++) {
		if (bytes.data[i] == '\n') {
			line++;
			continue;
		}
		bytes.data[i] ^= 2;
		store_put(path, bytes.data, bytes.len);
		wrong += read_count(path, NULL) != (line > 0 ? line : -2);
		bytes.data[i] ^= 2;
	}
	CHECK_NUMBER("a flipped bit costs the lines from there on", wrong, 0);
	text_clear(&bytes);
	free(path);
}

static void test_newer(void)
{
	const char *state = check_folder();
	char *path = store_case(state, 4), *id = id_of(path);
	struct text bytes = {0}, before = {0};
	struct journal journal;
	struct error err = {0};
	size_t start;

	store_bytes(path, &bytes);
	start = bytes.len;
	text_add(&bytes, "{\"v\":2,\"n\":5,\"what\":\"new\"");
	text_addf(&bytes, ",\"crc\":\"%08x\"}\n", crc32_of(bytes.data + start, bytes.len - start));
	store_put(path, bytes.data, bytes.len);
	journal_init(&journal);
	CHECK("a newer case is refused", !journal_file_resume(state, id, &journal, NULL, &err));
	CHECK_NUMBER("as data", err.kind, ERROR_DATA);
	CHECK("with what to do", strstr(err.message, "update") != NULL);
	journal_clear(&journal);
	CHECK_NUMBER("for reading too", read_count(path, NULL), -2);
	store_bytes(path, &before);
	CHECK_NUMBER("and left as it is", (int64_t)before.len, (int64_t)bytes.len);
	text_clear(&bytes);
	text_clear(&before);
	free(path);
	free(id);
}

static void test_second_instance(void)
{
	const char *state = check_folder();
	struct journal_file *first = journal_file_new(state), *second;
	struct journal journal;
	struct error err = {0};
	char *id, *path;

	store_hear(first, 1, 5);
	id = xstrdup(journal_file_id(first));
	path = xstrdup(journal_file_path(first));
	journal_init(&journal);
	CHECK("a case that is open is refused", !journal_file_resume(state, id, &journal, NULL, &err));
	CHECK_NUMBER("as refused", err.kind, ERROR_REFUSED);
	CHECK("it cannot be deleted either", !case_delete(state, id, &err) && err.kind == ERROR_REFUSED);
	CHECK_NUMBER("it can be read", read_count(path, NULL), 5);
	store_hear(first, 6, 6);
	journal_file_close(first);
	second = journal_file_resume(state, id, &journal, NULL, &err);
	CHECK("when it was closed it can be opened", second != NULL);
	CHECK_NUMBER("with all its events", store_count(&journal), 6);
	journal_file_close(second);
	journal_clear(&journal);
	free(id);
	free(path);
}

static void test_no_case(void)
{
	static const struct {
		const char *sentence, *id;
	} rows[] = {
		{"an id that is none of ours", "20010101-000000"},
		{"a way out of the folder", "../../etc/passwd"},
		{"no id", ""},
	};
	const char *state = check_folder();
	struct journal journal;

	journal_init(&journal);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = {0};

		CHECK(rows[i].sentence, !journal_file_resume(state, rows[i].id, &journal, NULL, &err));
		CHECK_NUMBER(rows[i].sentence, err.kind, ERROR_NO_INPUT);
	}
	CHECK("without a home there is no case", !journal_file_resume(NULL, "x", &journal, NULL, NULL));
	journal_clear(&journal);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"the file appears at the first answer", test_appears},
		{"a taken outcome is enough", test_take},
		{"two cases of one second", test_same_second},
		{"torn at every byte", test_torn},
		{"zeros at the end", test_zeros},
		{"a damaged line", test_damaged},
		{"damage anywhere", test_any_damage},
		{"a newer version", test_newer},
		{"a second instance", test_second_instance},
		{"no such case", test_no_case},
		{0},
	};

	return check_run("store: journal file", tests);
}
