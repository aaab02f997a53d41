#include "net/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "net/locked.h"

enum { BUCKETS = 4096 };

struct vault {
	struct locked locked;
	struct secret *first;
	struct secret *bucket[BUCKETS];
	size_t coming;
};

/* What a pipe gave so far: one byte over the limit shows that there is more. */
struct incoming {
	size_t len;
	char bytes[SECRET_MAX + 1];
};

struct vault *vault_new(void)
{
	return xcalloc(1, sizeof(struct vault));
}

static unsigned hash(const char *profile)
{
	unsigned value = 5381;
	for (const char *c = profile; *c; c++)
		value = value * 33 + (unsigned char)*c;
	return value % BUCKETS;
}

static void secret_stop(struct vault *vault, struct secret *secret)
{
	if (secret->fd >= 0) {
		close(secret->fd);
		vault->coming--;
	}
	secret->fd = -1;
	if (secret->incoming)
		memory_wipe(secret->incoming, sizeof *secret->incoming);
	free(secret->incoming);
	secret->incoming = NULL;
}

/* As if it had never come. */
static void secret_empty(struct vault *vault, struct secret *secret)
{
	secret_stop(vault, secret);
	if (secret->bytes)
		locked_drop(&vault->locked, (char *)secret->bytes, secret->len);
	free(secret->origin);
	secret->origin = NULL;
	secret->origin_count = 0;
	secret->bytes = NULL;
	secret->len = 0;
	secret->state = SECRET_NONE;
	secret->why = NULL;
}

static void secret_free(struct vault *vault, struct secret *secret)
{
	secret_empty(vault, secret);
	free((char *)secret->profile);
	free((char *)secret->key);
	free(secret);
}

void vault_free(struct vault *vault)
{
	while (vault->first) {
		struct secret *secret = vault->first;
		vault->first = secret->next;
		secret_free(vault, secret);
	}
	locked_clear(&vault->locked);
	free(vault);
}

/* Out of the list of all. */
static void unlink_secret(struct vault *vault, const struct secret *secret)
{
	struct secret **link = &vault->first;
	while (*link != secret)
		link = &(*link)->next;
	*link = secret->next;
}

void vault_forget(struct vault *vault, const char *profile)
{
	struct secret **link = &vault->bucket[hash(profile)];
	while (*link) {
		struct secret *secret = *link;
		if (strcmp(secret->profile, profile) != 0) {
			link = &secret->same_hash;
			continue;
		}
		*link = secret->same_hash;
		unlink_secret(vault, secret);
		secret_free(vault, secret);
	}
}

static struct secret *find(const struct vault *vault, const char *profile, const char *key)
{
	struct secret *secret = vault->bucket[hash(profile)];
	while (secret && (strcmp(secret->profile, profile) != 0 || strcmp(secret->key, key) != 0))
		secret = secret->same_hash;
	return secret;
}

const struct secret *vault_find(const struct vault *vault, const char *profile, const char *key)
{
	const struct secret *secret = find(vault, profile, key);
	return secret && secret->state != SECRET_NONE ? secret : NULL;
}

const struct secret *vault_next(const struct vault *vault, const struct secret *before)
{
	return before ? before->next : vault->first;
}

const struct secret *vault_next_of(const struct vault *vault, const char *profile,
                                   const struct secret *before)
{
	const struct secret *secret = before ? before->same_hash : vault->bucket[hash(profile)];
	while (secret && strcmp(secret->profile, profile) != 0)
		secret = secret->same_hash;
	return secret;
}

static struct secret *find_or_add(struct vault *vault, const char *profile, const char *key)
{
	unsigned at = hash(profile);
	struct secret *secret = find(vault, profile, key);
	if (secret)
		return secret;
	secret = xcalloc(1, sizeof *secret);
	secret->profile = xstrdup(profile);
	secret->key = xstrdup(key);
	secret->fd = -1;
	secret->same_hash = vault->bucket[at];
	vault->bucket[at] = secret;
	secret->next = vault->first;
	vault->first = secret;
	return secret;
}

static void bind(struct secret *secret, const char *origins)
{
	char *copy = xstrdup(origins);
	char *rest = NULL;
	for (char *one = strtok_r(copy, " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
		struct origin origin;
		if (!origin_parse(one, &origin) && !origin_parse_mail(one, &origin))
			continue;
		secret->origin = xreallocarray(secret->origin, secret->origin_count + 1, sizeof origin);
		secret->origin[secret->origin_count++] = origin;
	}
	free(copy);
}

static struct secret *begin(struct vault *vault, const char *profile, const char *key, const char *origins)
{
	struct secret *secret = find_or_add(vault, profile, key);
	secret_empty(vault, secret);
	bind(secret, origins);
	return secret;
}

static bool has_control(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)bytes[i] < 0x20 || bytes[i] == 0x7f)
			return true;
	return false;
}

/* The first line is the secret; a last line break is not part of it, spaces are. */
static const char *wrong_with(const char *bytes, size_t *len)
{
	if (*len > SECRET_MAX)
		return "is longer than 8,192 bytes";
	const char *end = memchr(bytes, '\n', *len);
	size_t line = end ? (size_t)(end - bytes) : *len;
	if (end && line + 1 < *len)
		return "has more than one line";
	if (line > 0 && bytes[line - 1] == '\r')
		line--;
	*len = line;
	if (line == 0)
		return "is empty";
	return has_control(bytes, line) ? "holds control characters" : NULL;
}

static void settle(struct vault *vault, struct secret *secret, const char *bytes, size_t len)
{
	secret->why = wrong_with(bytes, &len);
	secret->state = secret->why ? SECRET_WRONG : SECRET_HELD;
	if (secret->why)
		return;
	secret->bytes = locked_copy(&vault->locked, bytes, len);
	secret->len = len;
}

void vault_put(struct vault *vault, const char *profile, const char *key, const char *origins,
               const char *bytes, size_t len)
{
	settle(vault, begin(vault, profile, key, origins), bytes, len);
}

static void read_more(struct vault *vault, struct secret *secret)
{
	struct incoming *incoming = secret->incoming;
	ssize_t got = 0;
	while (incoming->len < sizeof incoming->bytes) {
		got = read(secret->fd, incoming->bytes + incoming->len, sizeof incoming->bytes - incoming->len);
		if (got <= 0 && !(got < 0 && errno == EINTR))
			break;
		incoming->len += got > 0 ? (size_t)got : 0;
	}
	if (got < 0 && errno == EAGAIN)
		return;
	if (got < 0) {
		secret->state = SECRET_WRONG;
		secret->why = "could not be read";
	} else {
		settle(vault, secret, incoming->bytes, incoming->len);
	}
	secret_stop(vault, secret);
}

void vault_put_fd(struct vault *vault, const char *profile, const char *key, const char *origins, int fd)
{
	struct secret *secret = begin(vault, profile, key, origins);
	int flags = fcntl(fd, F_GETFL);
	if (flags >= 0)
		(void)fcntl(fd, F_SETFL, flags | O_NONBLOCK);
	secret->state = SECRET_COMING;
	secret->fd = fd;
	vault->coming++;
	secret->incoming = xcalloc(1, sizeof *secret->incoming);
	read_more(vault, secret);
}

const char *vault_use(const struct secret *secret, const struct origin *to)
{
	if (!secret || secret->state != SECRET_HELD)
		return NULL;
	for (size_t i = 0; i < secret->origin_count; i++)
		if (origin_same(&secret->origin[i], to))
			return secret->bytes;
	return NULL;
}

size_t vault_coming(const struct vault *vault, int *fd, size_t room)
{
	size_t count = 0;
	if (vault->coming == 0)
		return 0;
	for (const struct secret *secret = vault->first; secret && count < room; secret = secret->next)
		if (secret->state == SECRET_COMING)
			fd[count++] = secret->fd;
	return count;
}

bool vault_is_coming(const struct vault *vault, const char *profile)
{
	if (vault->coming == 0)
		return false;
	const struct secret *secret = vault_next_of(vault, profile, NULL);
	while (secret && secret->state != SECRET_COMING)
		secret = vault_next_of(vault, profile, secret);
	return secret != NULL;
}

void vault_read(struct vault *vault, int fd)
{
	for (struct secret *secret = vault->first; secret; secret = secret->next) {
		if (secret->state == SECRET_COMING && secret->fd == fd) {
			read_more(vault, secret);
			return;
		}
	}
}
