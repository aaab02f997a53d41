/*
 * A face for tests: starts the syncfix-net of this build and speaks the wire with it.
 */
#ifndef SYNCFIX_TESTS_NET_TALK_H
#define SYNCFIX_TESTS_NET_TALK_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/memory.h"
#include "base/text.h"
#include "wire/wire.h"

struct talk {
	pid_t pid;
	int fd;
	struct text in;
	struct text heard; /* all lines that came, for looking for what must not be in them */
};

void talk_start(struct talk *talk); /* and greets */
void talk_start_silent(struct talk *talk);
/* Closes and waits; gives the exit code, or -signal. */
int talk_stop(struct talk *talk);
/* fd: sent along when >= 0. */
void talk_ask(struct talk *talk, const struct wire_ask *ask, int fd);
void talk_send(struct talk *talk, const char *bytes, size_t len);
void talk_secret(struct talk *talk, const char *profile, const char *key, const char *origin,
                 const char *value);
/* The next message of that kind about id (< 0: any), others are dropped. False after ms without it, or at the
 * end. */
bool talk_hear(struct talk *talk, enum wire_tell_kind kind, int64_t id, int ms, struct arena *arena,
               struct wire_tell *out);
/* True when the program has ended by itself within ms. */
bool talk_ended(struct talk *talk, int ms);
/* A number of /proc/PID/status; "VmRSS" is the resident memory in KiB. -1: not there. */
long talk_status(const struct talk *talk, const char *name);

#endif
