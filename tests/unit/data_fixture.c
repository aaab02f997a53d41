#include "data_fixture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "check.h"
#include "data/load.h"

const struct fixture_file fixture_files[FIXTURE_FILES] = {
	{"guide", "guide.json"},
	{"facts", "facts.json"},
	{"errors", "errors.json"},
	{"tree", "trees/orders.json"},
	{"platform", "platforms/shop.json"},
};

char *fixture_path(const char *name)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");

	return file_join(source != NULL ? source : ".", name);
}

void fixture_say(const struct findings *findings, const char *dir, struct text *said)
{
	for (size_t i = 0; i < findings->finding.count; i++) {
		const struct finding *finding = &findings->finding.at[i];
		const char *file = finding->file;

		if (text_starts(file, dir))
			file += strlen(dir) + (file[strlen(dir)] == '/');
		text_addf(said, "%s %s%s%s: %s\n", finding->code, file, *finding->path != '\0' ? " " : "",
		          finding->path, finding->message);
	}
}

void fixture_put(const char *dir, const char *name, const char *from)
{
	char *to = file_join(dir, name);
	struct text text = {0};

	CHECK(from, file_read(from, DATA_MAX_FILE, &text, NULL));
	unlink(to);
	CHECK(to, file_write(to, text_str(&text), text.len, 0600, NULL));
	text_clear(&text);
	free(to);
}

void fixture_folders(const char *dir)
{
	static const char *const folders[] = {"trees", "platforms"};

	for (size_t i = 0; i < 2; i++) {
		char *folder = file_join(dir, folders[i]);

		mkdir(folder, 0700);
		free(folder);
	}
}

void fixture_put_good(const char *dir)
{
	char *good = fixture_path("tests/bad-data/good");

	fixture_folders(dir);
	for (size_t i = 0; i < FIXTURE_FILES; i++) {
		char *from = file_join(good, fixture_files[i].name);

		fixture_put(dir, fixture_files[i].name, from);
		free(from);
	}
	free(good);
}

/* Puts change where find stands in the file at path. */
static void change_file(const char *from, const char *to, const char *find, const char *change)
{
	struct text text = {0};
	struct text changed = {0};
	const char *at;

	file_read(from, DATA_MAX_FILE, &text, NULL);
	at = strstr(text_str(&text), find);
	if (CHECK(find, at != NULL)) {
		text_add_n(&changed, text_str(&text), (size_t)(at - text_str(&text)));
		text_add(&changed, change);
		text_add(&changed, at + strlen(find));
		file_write(to, text_str(&changed), changed.len, 0600, NULL);
	}
	text_clear(&text);
	text_clear(&changed);
}

void fixture_put_changed(const char *dir, const char *name, const char *find, const char *change)
{
	char *good = fixture_path("tests/bad-data/good");
	char *from = file_join(good, name);
	char *to = file_join(dir, name);

	change_file(from, to, find, change);
	free(good);
	free(from);
	free(to);
}

void fixture_change(const char *dir, const char *name, const char *find, const char *change)
{
	char *path = file_join(dir, name);

	change_file(path, path, find, change);
	free(path);
}
