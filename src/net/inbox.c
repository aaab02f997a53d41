#include "net/inbox.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/memory.h"

enum { ROOM = WIRE_MAX_LINE + 1, FDS_AT_ONCE = 16 };

void inbox_init(struct inbox *inbox, int fd)
{
	memset(inbox, 0, sizeof *inbox);
	inbox->fd = fd;
	inbox->bytes = xmalloc(ROOM);
}

void inbox_clear(struct inbox *inbox)
{
	for (size_t i = 0; i < inbox->descriptors; i++)
		close(inbox->descriptor[i]);
	memory_wipe(inbox->bytes, inbox->len);
	free(inbox->bytes);
	inbox->bytes = NULL;
}

/* What was handed out goes, and leaves nothing behind the end. */
static void forget_taken(struct inbox *inbox)
{
	size_t rest = inbox->len - inbox->taken;
	if (inbox->taken == 0)
		return;
	memmove(inbox->bytes, inbox->bytes + inbox->taken, rest);
	memory_wipe(inbox->bytes + rest, inbox->taken);
	inbox->len = rest;
	inbox->taken = 0;
}

static bool take_descriptors(struct inbox *inbox, struct msghdr *message)
{
	bool fits = !(message->msg_flags & MSG_CTRUNC);
	for (struct cmsghdr *part = CMSG_FIRSTHDR(message); part; part = CMSG_NXTHDR(message, part)) {
		if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
			continue;
		size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (size_t i = 0; i < count; i++) {
			int fd;
			memcpy(&fd, CMSG_DATA(part) + i * sizeof fd, sizeof fd);
			if (inbox->descriptors < INBOX_DESCRIPTORS) {
				inbox->descriptor[inbox->descriptors++] = fd;
				continue;
			}
			close(fd);
			fits = false;
		}
	}
	return fits;
}

enum inbox_state inbox_read(struct inbox *inbox)
{
	forget_taken(inbox);
	for (;;) {
		union {
			struct cmsghdr align;
			char space[CMSG_SPACE(FDS_AT_ONCE * sizeof(int))];
		} control;
		struct iovec part = {.iov_base = inbox->bytes + inbox->len, .iov_len = ROOM - inbox->len};
		struct msghdr message = {.msg_iov = &part,
		                         .msg_iovlen = 1,
		                         .msg_control = &control,
		                         .msg_controllen = sizeof control};
		if (part.iov_len == 0)
			return memchr(inbox->bytes, '\n', inbox->len) ? INBOX_OPEN : INBOX_GARBAGE;
		ssize_t got = recvmsg(inbox->fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno == EAGAIN ? INBOX_OPEN : INBOX_CLOSED;
		if (!take_descriptors(inbox, &message))
			return INBOX_GARBAGE;
		if (got == 0)
			return INBOX_CLOSED;
		inbox->len += (size_t)got;
	}
}

char *inbox_line(struct inbox *inbox, size_t *len)
{
	char *line = inbox->bytes + inbox->taken;
	char *end = memchr(line, '\n', inbox->len - inbox->taken);
	if (!end)
		return NULL;
	*end = '\0';
	*len = (size_t)(end - line);
	inbox->taken += *len + 1;
	return line;
}

int inbox_descriptor(struct inbox *inbox)
{
	if (inbox->descriptors == 0)
		return -1;
	int fd = inbox->descriptor[0];
	inbox->descriptors--;
	memmove(inbox->descriptor, inbox->descriptor + 1, inbox->descriptors * sizeof fd);
	return fd;
}
