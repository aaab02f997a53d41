#include "cli/complete.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "cli/command.h"

enum { TOLD_COLUMNS = 60 };

/* Where on the line the last word stands. */
struct place {
	const struct command *command; /* NULL: it is the command */
	int position;                  /* among the command's words, from 0 */
	int value_of;                  /* the option whose value it is; OPTIONS: none */
};

void complete_add(struct completion *completion, const char *candidate, const char *told)
{
	if (strncasecmp(candidate, completion->typed, strlen(completion->typed)) != 0)
		return;
	text_add(completion->out, candidate + completion->cut);
	text_add_char(completion->out, '\t');
	if (told != NULL)
		text_safe(completion->out, told, strlen(told), TEXT_SAFE_LINE, TOLD_COLUMNS);
	text_add_char(completion->out, '\n');
}

/* The option of "--name" or "-n", of the first len bytes; OPTIONS: none. */
static int option_of(const char *word, size_t len)
{
	for (int i = 0; i < OPTIONS; i++) {
		const struct option_row *row = option_row(i);
		if (len == strlen(row->name) + 2 && strncmp(word, "--", 2) == 0 &&
		    strncmp(word + 2, row->name, len - 2) == 0)
			return i;
		if (len == 2 && word[0] == '-' && row->letter != 0 && word[1] == row->letter)
			return i;
	}
	return OPTIONS;
}

static struct place find_place(char *const *word, size_t count)
{
	struct place place = {.value_of = OPTIONS};

	for (size_t i = 0; i + 1 < count; i++) {
		int option = word[i][0] == '-' ? option_of(word[i], strlen(word[i])) : OPTIONS;
		if (option != OPTIONS && option_row(option)->argument != NULL) {
			if (i + 2 == count)
				place.value_of = option;
			i++;
		} else if (word[i][0] != '-' && place.command == NULL) {
			place.command = command_find(word[i]);
			if (place.command == NULL)
				place.position = -1;
		} else if (word[i][0] != '-') {
			place.position++;
		}
	}
	return place;
}

static void add_commands(struct completion *completion)
{
	size_t count;
	const struct command *table = command_table(&count);

	for (size_t i = 0; i < count; i++)
		complete_add(completion, table[i].name, table[i].help);
}

static void add_options(struct completion *completion, const struct command *command)
{
	for (int i = 0; i < OPTIONS; i++) {
		const struct option_row *row = option_row(i);
		char name[64] = "--";
		if (row->commands != NULL && (command == NULL || !option_applies(i, command->name)))
			continue;
		strncat(name, row->name, sizeof name - 3);
		complete_add(completion, name, row->help);
	}
}

/* "a|b|KIND" */
static void add_alternatives(struct completion *completion, const char *at, size_t len)
{
	while (len > 0) {
		size_t part = 0;
		while (part < len && at[part] != '|')
			part++;
		char *one = strndup(at, part);
		if (islower((unsigned char)one[0]))
			complete_add(completion, one, NULL);
		else
			complete_kind(completion, one);
		free(one);
		part += part < len;
		at += part;
		len -= part;
	}
}

/* "…" at the word, or at one behind it that "or" joins to it. */
static bool goes_on(const char *word)
{
	for (;;) {
		size_t len = strcspn(word, " ");

		for (size_t i = 0; i < len; i++)
			if ((word[i] & 0x80) != 0)
				return true;
		if (strncmp(word + len, " or ", 4) != 0)
			return false;
		word += len + 4;
	}
}

/*
 * What the row's arguments allow at that place: words part at spaces, "X or Y" is one place, ", or"
 * begins again at the first, "…" goes on for ever. Brackets tell only that it may be left out.
 */
static void add_arguments(struct completion *completion, const char *arguments, int position)
{
	int at = -1;
	bool again = false, first = false;

	for (const char *token = arguments; *token != '\0'; token += strspn(token, " ")) {
		size_t len = strcspn(token, " "), bare = 0;
		const char *begin = token + strspn(token, "[");
		token += len;
		while (begin + bare < token && strchr("],", begin[bare]) == NULL && (begin[bare] & 0x80) == 0)
			bare++;
		if (bare == 2 && strncmp(begin, "or", 2) == 0) {
			again = true;
			continue;
		}
		at = first && again ? 0 : again ? at : at + 1;
		again = false;
		first = token[-1] == ',';
		bool for_ever = goes_on(begin);
		if (at == position || (for_ever && position > at))
			add_alternatives(completion, begin, bare);
	}
}

/* bash hands "--role=ag" on as three words. */
static size_t join_words(char **joined, const char *const *word, size_t count, bool *cut)
{
	size_t made = 0;

	*cut = false;
	for (size_t i = 0; i < count; i++) {
		bool glue = made > 0 && strcmp(word[i], "=") == 0;
		if (!glue) {
			joined[made++] = xstrdup(word[i]);
			continue;
		}
		struct text both = {0};
		text_addf(&both, "%s=%s", joined[made - 1], i + 1 < count ? word[i + 1] : "");
		free(joined[made - 1]);
		joined[made - 1] = text_take(&both);
		i++;
		*cut = i + 1 >= count;
	}
	return made;
}

static void add_value(struct completion *completion, int option)
{
	complete_kind(completion, option_row(option)->argument);
}

/* "--role=ag": the value behind the sign, the whole word as candidate where the shell did not cut it. */
static bool add_long_value(struct completion *completion, const char *typed, bool cut)
{
	const char *equals = strchr(typed, '=');
	int option = equals != NULL ? option_of(typed, (size_t)(equals - typed)) : OPTIONS;
	struct completion value = *completion;
	struct text found = {0};

	if (option == OPTIONS || option_row(option)->argument == NULL)
		return false;
	value.out = &found;
	value.typed = equals + 1;
	value.cut = 0;
	add_value(&value, option);
	for (const char *line = text_str(&found); *line != '\0';
	     line += strcspn(line, "\n"), line += *line == '\n') {
		if (!cut && line[0] != ':')
			text_add_n(completion->out, typed, (size_t)(equals + 1 - typed));
		text_add_n(completion->out, line, strcspn(line, "\n") + 1);
	}
	text_clear(&found);
	return true;
}

static void complete_place(struct completion *completion, const struct place *place, bool cut)
{
	const char *equals = strchr(completion->typed, '=');

	completion->cut = cut && equals != NULL ? (size_t)(equals + 1 - completion->typed) : 0;
	completion->formats =
		place->command != NULL && place->command->formats != NULL ? place->command->formats : "text json";
	if (place->value_of != OPTIONS)
		add_value(completion, place->value_of);
	else if (completion->typed[0] == '-' && add_long_value(completion, completion->typed, cut))
		return;
	else if (completion->typed[0] == '-')
		add_options(completion, place->command);
	else if (place->command == NULL && place->position == 0)
		add_commands(completion);
	else if (place->command != NULL)
		add_arguments(completion, place->command->arguments, place->position);
}

void complete_line(struct text *out, struct setup *setup, const char *const *word, size_t count)
{
	char **joined = xcalloc(count + 1, sizeof *joined);
	bool cut;
	size_t made = join_words(joined, word, count, &cut);
	struct place place = find_place(joined, made);
	struct completion completion = {.out = out, .setup = setup, .typed = made > 0 ? joined[made - 1] : ""};

	complete_place(&completion, &place, cut);
	for (size_t i = 0; i < made; i++)
		free(joined[i]);
	free(joined);
}
