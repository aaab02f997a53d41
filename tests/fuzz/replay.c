#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "fuzz.h"

enum { LONGEST_INPUT = 1 << 20 };

/* tests/fuzz/corpus/NAME of the program replay_NAME, or the folder given. */
static char *corpus_folder(int count, char **arguments)
{
	const char *source = getenv("SYNCFIX_TEST_SOURCE");
	const char *name = strstr(arguments[0], "replay_");
	struct text folder = {0};

	if (count > 1)
		text_add(&folder, arguments[1]);
	else if (source && name)
		text_addf(&folder, "%s/tests/fuzz/corpus/%s", source, name + strlen("replay_"));
	return text_take(&folder);
}

static bool replay(const char *folder, const char *name)
{
	struct text input = {0};
	struct error err = {0};
	char *path = file_join(folder, name);
	bool good = file_read(path, LONGEST_INPUT, &input, &err);

	if (good) {
		/* Exactly as long as it is, so that the sanitizer sees a byte too far. */
		uint8_t *bytes = malloc(input.len ? input.len : 1);

		if (!bytes)
			abort();
		memcpy(bytes, text_str(&input), input.len);
		LLVMFuzzerTestOneInput(bytes, input.len);
		free(bytes);
	} else {
		fprintf(stderr, "%s: %s\n", err.where, err.message);
	}
	text_clear(&input);
	free(path);
	return good;
}

int main(int count, char **arguments)
{
	char *folder = corpus_folder(count, arguments);
	size_t files;
	char **names = file_list(folder, "", &files);
	size_t bad = files == 0;

	for (size_t i = 0; i < files; i++) {
		printf("%s\n", names[i]);
		fflush(stdout);
		bad += !replay(folder, names[i]);
	}
	printf("%zu inputs of %s replayed\n", files, folder);
	file_list_free(names, files);
	free(folder);
	return bad ? 1 : 0;
}
