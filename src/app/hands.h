/*
 * syncfix-net as a child: started at the first need, spoken to over a socket pair in lines
 * (docs/WIRE.md). What it says is not trusted: anything but whole, valid lines ends the talk.
 */
#ifndef SYNCFIX_APP_HANDS_H
#define SYNCFIX_APP_HANDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "wire/wire.h"

/* Drivers that share one: each has a seat of its own. */
enum { HANDS_SEATS = 1024 };

struct hands;

/* program: path of syncfix-net. Nothing is started yet. */
struct hands *hands_new(const char *program);
void hands_free(struct hands *hands); /* ends the child */

bool hands_start(struct hands *hands, struct error *err); /* true when it runs already */
/* Never the same twice while it lives; the low bits are the seat (0 to HANDS_SEATS - 1). */
int64_t hands_next_id(struct hands *hands, unsigned seat);
unsigned hands_seat_of(int64_t id);
bool hands_running(const struct hands *hands);
void hands_stop(struct hands *hands);
/* To poll for reading; -1 when it does not run. */
int hands_fd(const struct hands *hands);

/* Sends one message, with a descriptor when fd >= 0 (the caller still closes it). False: it is gone. */
bool hands_ask(struct hands *hands, const struct wire_ask *ask, int fd);

/*
 * Reads what has come and calls back for each whole message. False: the child ended or talked
 * garbage, and was stopped; err says which.
 */
typedef void hands_tell_fn(void *ctx, const struct wire_tell *tell);
bool hands_read(struct hands *hands, hands_tell_fn *each, void *ctx, struct error *err);

#endif
