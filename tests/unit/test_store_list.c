/* The list of cases: what each line says, finding, deleting, keeping for a time. */
#include "check.h"
#include "store_kit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "store/case_list.h"

/* Events from words: "answer:orders visit:a.b wait:begin end:escalate"; times an hour apart from start. */
static char *make_case(const char *state, int64_t start, const char *words)
{
	struct journal_file *file = journal_file_new(state);
	char *copy = xstrdup(words), *save, *id;
	uint64_t n = 0;

	for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
		char *value = strchr(word, ':');
		struct event event = {.n = ++n, .at = start + (int64_t)n * HOURS(1)};

		*value++ = '\0';
		event_kind_find(word, &event.kind);
		if (event.kind == EVENT_OPEN)
			event.profile = value, event.data_version = "1";
		else if (event.kind == EVENT_VISIT || event.kind == EVENT_BACK)
			event.node = *value ? value : NULL;
		else
			event.text = value;
		for (int i = 0; event.kind == EVENT_END && i < ENDINGS; i++)
			if (strcmp(ending_name((enum ending)i), value) == 0)
				event.ending = (enum ending)i;
		if (event.kind == EVENT_WAIT && strcmp(value, "begin") == 0)
			event.until = event.at + HOURS(4);
		journal_file_hear(file, &event);
	}
	id = xstrdup(journal_file_id(file));
	journal_file_close(file);
	free(copy);
	return id;
}

static void describe(const struct case_entry *entry, struct text *out)
{
	static const char *const health[] = {"whole", "damaged", "newer", "unread"};

	text_cut(out, 0);
	text_addf(out, "%s|%s|%s|%s|%s|%s|%lld|%s", entry->profile, entry->symptom, entry->node,
	          ending_name(entry->ending), case_entry_open(entry) ? "open" : "closed", health[entry->health],
	          (long long)((entry->last - entry->began) / HOURS(1)), entry->until ? "waits" : "-");
}

static void test_entries(void)
{
	static const struct {
		const char *sentence, *events, *want;
	} rows[] = {
		{"a case that stands at a question", "open:main visit: answer:orders visit:orders.toggle",
	     "main|orders|orders.toggle|none|open|whole|3|-"},
		{"a case without a profile, begun at a step", "open: visit:woo.key take:x visit:woo.more",
	     "||woo.more|none|open|whole|3|-"},
		{"an end closes it", "open:a answer:orders visit:e end:fixed", "a|orders|e|fixed|closed|whole|3|-"},
		{"a ticket written after the end changes nothing",
	     "open:a answer:orders visit:e end:escalate ticket:file", "a|orders|e|escalate|closed|whole|4|-"},
		{"going back from the end opens it again", "open:a answer:orders visit:e end:escalate back:q",
	     "a|orders|q|none|open|whole|4|-"},
		{"another symptom later is what it is about", "open:a answer:orders visit:q back: answer:stock",
	     "a|stock||none|open|whole|4|-"},
		{"a wait that runs", "open:a answer:t visit:w wait:begin", "a|t|w|none|open|whole|3|waits"},
		{"a wait that was left ends as one and stays open",
	     "open:a answer:t visit:w wait:begin wait:leave visit:e end:wait", "a|t|e|wait|open|whole|6|waits"},
		{"a wait that is over", "open:a answer:t visit:w wait:begin wait:reached visit:q",
	     "a|t|q|none|open|whole|5|-"},
		{"a wait that was left and taken up again",
	     "open:a answer:t visit:w wait:begin wait:leave visit:e end:wait wait:reached visit:q",
	     "a|t|q|none|open|whole|8|-"},
	};
	struct text text = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *state = check_folder();
		struct case_list list;

		free(make_case(state, STORE_NOW, rows[i].events));
		case_list_read(&list, state, 0);
		if (CHECK_NUMBER(rows[i].sentence, (int64_t)list.entry.count, 1)) {
			describe(&list.entry.at[0], &text);
			CHECK_TEXT(rows[i].sentence, text_str(&text), rows[i].want);
		}
		case_list_clear(&list);
	}
	text_clear(&text);
}

/* Longer than what is read of it: the beginning and the end are enough. */
static void test_long_case(void)
{
	const char *state = check_folder();
	struct text words = {0}, text = {0};
	struct case_list list;

	text_add(&words, "open:main answer:orders");
	for (int i = 0; i < 3000; i++)
		text_addf(&words, " visit:node.number-%d", i);
	free(make_case(state, STORE_NOW, text_str(&words)));
	case_list_read(&list, state, 0);
	describe(&list.entry.at[0], &text);
	CHECK_TEXT("a long case is read at both ends", text_str(&text),
	           "main|orders|node.number-2999|none|open|whole|3001|-");
	case_list_clear(&list);
	text_clear(&words);
	text_clear(&text);
}

static void test_health(void)
{
	const char *state = check_folder();
	char *damaged = make_case(state, STORE_NOW, "open:a answer:orders visit:q visit:r");
	char *path = case_path(state, damaged), *folder = file_join(state, "cases");
	char *empty = file_join(folder, "20250101-000000.jsonl"), *odd = file_join(folder, ".hidden.jsonl");
	struct text bytes = {0}, text = {0};
	struct case_list list;

	store_bytes(path, &bytes);
	*strstr(bytes.data, "\"n\":3") = '_';
	store_put(path, bytes.data, bytes.len);
	store_put(empty, "", 0);
	store_put(odd, "", 0);
	case_list_read(&list, state, 0);
	CHECK_NUMBER("an empty file is listed, a hidden one is not", (int64_t)list.entry.count, 2);
	describe(&list.entry.at[0], &text);
	CHECK_TEXT("a damaged case stands where it can be read", text_str(&text),
	           "a|orders||none|open|damaged|1|-");
	describe(&list.entry.at[1], &text);
	CHECK_TEXT("an empty file is no case to go on with", text_str(&text), "|||none|closed|unread|0|-");
	case_list_clear(&list);
	text_clear(&bytes);
	text_clear(&text);
	free(damaged);
	free(path);
	free(folder);
	free(empty);
	free(odd);
}

/* As if nobody had touched its file since then. */
static void lie_still(const char *state, const char *id, int64_t at)
{
	struct timespec times[2] = {{.tv_sec = at / 1000}, {.tv_sec = at / 1000}};
	char *path = case_path(state, id);

	CHECK("a file's time is set", utimensat(AT_FDCWD, path, times, 0) == 0);
	free(path);
}

static void test_order(void)
{
	const char *state = check_folder();
	char *first = make_case(state, STORE_NOW, "open:a answer:orders visit:q");
	char *second = make_case(state, STORE_NOW - DAYS(2), "open:b answer:orders visit:q");
	char *third = make_case(state, STORE_NOW + DAYS(1), "open:c answer:orders visit:q");
	struct case_list list;

	lie_still(state, first, STORE_NOW);
	lie_still(state, second, STORE_NOW + SECONDS(1));
	lie_still(state, third, STORE_NOW + SECONDS(2));
	case_list_read(&list, state, 0);
	CHECK_NUMBER("all are there", (int64_t)list.entry.count, 3);
	CHECK("the one with the latest event is first",
	      strcmp(list.entry.at[0].id, third) == 0 && strcmp(list.entry.at[2].id, second) == 0);
	case_list_clear(&list);
	case_list_read(&list, state, 2);
	CHECK("a limit keeps those that were written last, and counts the rest",
	      list.entry.count == 2 && list.more == 1 && strcmp(list.entry.at[1].id, second) == 0);
	case_list_clear(&list);
	case_list_read(&list, NULL, 0);
	CHECK_NUMBER("without a home the list is empty", (int64_t)list.entry.count, 0);
	case_list_clear(&list);
	case_list_read(&list, "/nonexistent", 0);
	CHECK_NUMBER("and without a folder", (int64_t)list.entry.count, 0);
	case_list_clear(&list);
	free(first);
	free(second);
	free(third);
}

static void test_find(void)
{
	static const struct {
		const char *sentence, *words, *want, *refused;
	} rows[] = {
		{"an id", "20261123-160000", "20261123-160000", NULL},
		{"the beginning of one", "20261125", "20261125-160000", NULL},
		{"the end of one", "-160000-2", "20261123-160000-2", NULL},
		{"an id is itself, though it begins another", "20261123-160000", "20261123-160000", NULL},
		{"several fit", "2026", NULL, "3 cases fit"},
		{"none fits", "2027", NULL, "no such case"},
		{"no words", "", NULL, "no such case"},
		{"the last one written", "last", "20261125-160000", NULL},
	};
	const char *state = check_folder();

	free(make_case(state, STORE_NOW, "open:a answer:orders"));
	free(make_case(state, STORE_NOW, "open:a answer:orders"));
	free(make_case(state, STORE_NOW + DAYS(2), "open:a answer:orders"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = {0};
		char *id = case_find(state, rows[i].words, &err);

		CHECK_TEXT(rows[i].sentence, id, rows[i].want);
		CHECK(rows[i].sentence, !rows[i].refused || strstr(err.message, rows[i].refused));
		free(id);
	}
	CHECK("without cases the sentence says how to begin one", !case_find(NULL, "last", NULL));
}

static void test_delete(void)
{
	const char *state = check_folder();
	struct journal_file *open = journal_file_new(state);
	char *one = make_case(state, STORE_NOW, "open:a answer:orders");
	struct error err = {0};
	size_t count, skipped;

	free(make_case(state, STORE_NOW, "open:a answer:orders"));
	free(make_case(state, STORE_NOW, "open:a answer:orders"));
	store_hear(open, 1, 4);
	CHECK("one case is deleted", case_delete(state, one, &err));
	CHECK("it is gone", !case_delete(state, one, &err) && err.kind == ERROR_NO_INPUT);
	CHECK("a way out of the folder is no case", !case_delete(state, "../cases", &err));
	CHECK("all are deleted", case_delete_all(state, &count, &skipped, &err));
	CHECK("but the one that is open", count == 2 && skipped == 1);
	store_hear(open, 5, 6);
	CHECK("which goes on", journal_file_saved(open, NULL) && access(journal_file_path(open), F_OK) == 0);
	journal_file_close(open);
	free(one);
}

static void test_older(void)
{
	const char *state = check_folder();
	char *old = make_case(state, STORE_NOW - DAYS(200), "open:a answer:orders end:fixed");
	char *long_ago = make_case(state, STORE_NOW - DAYS(181), "open:a answer:orders visit:q");
	char *young = make_case(state, STORE_NOW - DAYS(179), "open:a answer:orders visit:q");
	char *imported = make_case(state, STORE_NOW - DAYS(300), "open:a answer:orders visit:q");
	struct case_list list;

	lie_still(state, old, STORE_NOW - DAYS(200));
	lie_still(state, long_ago, STORE_NOW - DAYS(181));
	lie_still(state, young, STORE_NOW - DAYS(179));
	lie_still(state, imported, STORE_NOW);
	CHECK_NUMBER("cases past their time go, finished or not",
	             (int64_t)case_delete_older(state, STORE_NOW - DAYS(180)), 2);
	case_list_read(&list, state, 0);
	CHECK("the young one stays", list.entry.count == 2 && strcmp(list.entry.at[0].id, young) == 0);
	CHECK("and an old one that came here lately", strcmp(list.entry.at[1].id, imported) == 0);
	case_list_clear(&list);
	CHECK_NUMBER("its age is that of its last event, not its first",
	             (int64_t)case_delete_older(state, STORE_NOW - DAYS(179) + HOURS(2)), 0);
	CHECK_NUMBER("nothing is left to do", (int64_t)case_delete_older(NULL, STORE_NOW), 0);
	free(old);
	free(long_ago);
	free(imported);
	free(young);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"what an entry says", test_entries},
		{"a long case", test_long_case},
		{"damaged and empty files", test_health},
		{"the order", test_order},
		{"finding", test_find},
		{"deleting", test_delete},
		{"the age limit", test_older},
		{0},
	};

	return check_run("store: list of cases", tests);
}
