#include "store/case_glance.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/event_line.h"

/* A case of usual length is read whole; of a longer one what opened it and what happened last. */
enum { HEAD = 16 << 10, END = 48 << 10 };

struct glance {
	struct case_entry *entry;
	struct event_line line;
	uint64_t next;    /* number expected; 0: any */
	int64_t standing; /* until when the node in front waits */
	int64_t left;     /* until when the wait that was left runs */
};

static void set(char **to, const char *text)
{
	free(*to);
	*to = xstrdup(text ? text : "");
}

/* ---- events ---- */

static void see_wait(struct glance *glance, const struct event *event)
{
	if (strcmp(event->text ? event->text : "", "begin") == 0)
		glance->standing = event->until;
	else if (strcmp(event->text ? event->text : "", "leave") == 0)
		glance->left = glance->standing;
	else
		glance->standing = glance->left = 0;
}

static void see_place(struct glance *glance, const struct event *event)
{
	set(&glance->entry->node, event->node);
	glance->entry->ending = ENDING_NONE;
	glance->standing = 0;
}

static void see(struct glance *glance, const struct event *event)
{
	struct case_entry *entry = glance->entry;

	if (entry->began == 0)
		entry->began = event->at;
	entry->last = event->at;
	if (event->kind == EVENT_OPEN && event->profile)
		set(&entry->profile, event->profile);
	else if (event->kind == EVENT_ANSWER && !event->node)
		set(&entry->symptom, event->text);
	else if (event->kind == EVENT_VISIT || event->kind == EVENT_BACK)
		see_place(glance, event);
	else if (event->kind == EVENT_WAIT)
		see_wait(glance, event);
	else if (event->kind == EVENT_END)
		entry->ending = event->ending;
	/* A wait that was left stands until something else is done with the case. */
	if (event->kind == EVENT_BACK || event->kind == EVENT_ANSWER || event->kind == EVENT_FIX)
		glance->left = 0;
}

/* ---- lines ---- */

/* False: the rest is not to be read. whole: what follows the last newline belongs to it too. */
static bool see_lines(struct glance *glance, const char *at, size_t len, bool whole)
{
	while (len > 0) {
		const char *newline = memchr(at, '\n', len);
		size_t size = newline ? (size_t)(newline - at) : len;
		enum line_state state;

		if (!newline && !whole)
			return true;
		state = event_line_read(&glance->line, at, size);
		if (state == LINE_GOOD && glance->next != 0 && glance->line.event.n != glance->next)
			state = LINE_DAMAGED;
		if (state == LINE_NEWER)
			glance->entry->health = CASE_NEWER;
		else if (state == LINE_DAMAGED && newline)
			glance->entry->health = CASE_DAMAGED;
		if (state != LINE_GOOD)
			return false;
		see(glance, &glance->line.event);
		glance->next = glance->line.event.n + 1;
		at += size + (newline != NULL);
		len -= size + (newline != NULL);
	}
	return true;
}

/* Appends up to len bytes from offset. */
static bool read_part(int fd, off_t offset, size_t len, struct text *out)
{
	char *bytes = xmalloc(len);
	ssize_t got = pread(fd, bytes, len, offset);

	if (got > 0)
		text_add_n(out, bytes, (size_t)got);
	free(bytes);
	return got >= 0;
}

/* Skips to the first line that begins in the part. */
static void see_end(struct glance *glance, const struct text *part)
{
	const char *newline = memchr(text_str(part), '\n', part->len);

	glance->next = 0;
	if (newline)
		see_lines(glance, newline + 1, part->len - (size_t)(newline + 1 - part->data), true);
}

static bool see_file(struct glance *glance, int fd)
{
	struct text part = {0};
	off_t size = lseek(fd, 0, SEEK_END);
	bool small = size <= HEAD + END;
	bool good = read_part(fd, 0, small ? HEAD + END : HEAD, &part);

	if (good && see_lines(glance, text_str(&part), part.len, small) && !small) {
		text_cut(&part, 0);
		good = read_part(fd, size - END, END, &part);
		see_end(glance, &part);
	}
	text_clear(&part);
	return good;
}

static void begin(struct case_entry *entry, const char *state, const char *id)
{
	*entry = (struct case_entry){.id = xstrdup(id), .path = case_path(state, id)};
	set(&entry->profile, NULL);
	set(&entry->symptom, NULL);
	set(&entry->node, NULL);
}

void case_glance(struct case_entry *entry, const char *state, const char *id)
{
	struct glance glance = {.entry = entry, .next = 1};
	int fd;

	begin(entry, state, id);
	fd = open(entry->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
	if (fd < 0 || !see_file(&glance, fd) || (entry->began == 0 && entry->health != CASE_NEWER))
		entry->health = CASE_UNREAD;
	if (fd >= 0)
		close(fd);
	if (entry->ending == ENDING_NONE)
		entry->until = glance.standing;
	else if (entry->ending == ENDING_WAIT)
		entry->until = glance.left;
	event_line_clear(&glance.line);
}

void case_glance_clear(struct case_entry *entry)
{
	free(entry->id);
	free(entry->path);
	free(entry->profile);
	free(entry->symptom);
	free(entry->node);
}
