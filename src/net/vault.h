/*
 * Secrets, by profile and key, each bound to the origins it may be sent to. The bytes never leave
 * this floor: nobody prints them, and vault_use gives them for one of those origins only.
 */
#ifndef SYNCFIX_NET_VAULT_H
#define SYNCFIX_NET_VAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "net/url.h"

enum { SECRET_MAX = 8192 };

enum secret_state {
	SECRET_NONE,   /* nobody sent it */
	SECRET_COMING, /* its pipe has not ended yet */
	SECRET_HELD,
	SECRET_WRONG, /* it came and cannot be used; secret.why says why */
};

struct secret {
	const char *profile;
	const char *key;
	enum secret_state state;
	const char *why;   /* SECRET_WRONG: "is empty", … */
	const char *bytes; /* SECRET_HELD; for forms, needles and vault_use only */
	size_t len;
	struct origin *origin;
	size_t origin_count;
	int fd; /* SECRET_COMING; else -1 */
	struct secret *next, *same_hash;
	struct incoming *incoming;
};

struct vault;
struct vault *vault_new(void);
void vault_free(struct vault *vault); /* wipes */

/* What a secret with that profile and key was before is wiped. origins: separated by spaces. */
void vault_put(struct vault *vault, const char *profile, const char *key, const char *origins,
               const char *bytes, size_t len);
/* Reads from fd, which it closes; what is not there yet comes with vault_read. */
void vault_put_fd(struct vault *vault, const char *profile, const char *key, const char *origins, int fd);

/* Wipes all that a profile has here. */
void vault_forget(struct vault *vault, const char *profile);

/* NULL when nobody sent it. */
const struct secret *vault_find(const struct vault *vault, const char *profile, const char *key);
/* The bytes if they may go to that origin, else NULL. */
const char *vault_use(const struct secret *secret, const struct origin *to);
/* All of them, those of one profile: start with NULL. */
const struct secret *vault_next(const struct vault *vault, const struct secret *before);
const struct secret *vault_next_of(const struct vault *vault, const char *profile,
                                   const struct secret *before);

/* Pipes that are still open: their descriptors, for polling; vault_read when one is readable. */
size_t vault_coming(const struct vault *vault, int *fd, size_t room);
bool vault_is_coming(const struct vault *vault, const char *profile);
void vault_read(struct vault *vault, int fd);

#endif
