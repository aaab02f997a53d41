/*
 * Lines and descriptors as they come over a socket. A line is handed out once and wiped; a descriptor
 * belongs to the line it came with, and lines take theirs in order.
 */
#ifndef SYNCFIX_NET_INBOX_H
#define SYNCFIX_NET_INBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/wire.h"

enum { INBOX_DESCRIPTORS = 64 };

struct inbox {
	int fd;
	char *bytes; /* WIRE_MAX_LINE and one more, never moved: secrets leave no copies behind */
	size_t len;
	size_t taken; /* bytes of the line that was handed out last */
	int descriptor[INBOX_DESCRIPTORS];
	size_t descriptors;
};

void inbox_init(struct inbox *inbox, int fd);
void inbox_clear(struct inbox *inbox); /* closes the descriptors nobody took, not fd */

enum inbox_state { INBOX_OPEN, INBOX_CLOSED, INBOX_GARBAGE };
/* Reads what is there without waiting. Garbage: a line over the limit, descriptors nobody asked for. */
enum inbox_state inbox_read(struct inbox *inbox);
/* The next whole line without its newline, NUL-terminated, valid until the next call; NULL: none. */
char *inbox_line(struct inbox *inbox, size_t *len);
int inbox_descriptor(struct inbox *inbox); /* -1: none came */

#endif
