#include "net/kept.h"

#include <stdlib.h>
#include <string.h>

static void drop(struct kept *kept, size_t i)
{
	struct kept_one *one = &kept->one.at[i];
	kept->bytes -= one->exchange.answer.body.len;
	free(one->profile);
	free(one->probe);
	exchange_clear(&one->exchange);
	memmove(one, one + 1, (kept->one.count - i - 1) * sizeof *one);
	kept->one.count--;
}

void kept_clear(struct kept *kept)
{
	while (kept->one.count > 0)
		drop(kept, kept->one.count - 1);
	array_clear(&kept->one);
}

static size_t find(const struct kept *kept, const char *profile, const char *probe)
{
	size_t i = 0;
	while (i < kept->one.count &&
	       (strcmp(kept->one.at[i].profile, profile) != 0 || strcmp(kept->one.at[i].probe, probe) != 0))
		i++;
	return i;
}

void kept_put_take(struct kept *kept, const char *profile, const char *probe, struct exchange *exchange,
                   int64_t now)
{
	size_t old = find(kept, profile, probe);
	if (old < kept->one.count)
		drop(kept, old);
	struct kept_one *one = array_add(&kept->one);
	one->profile = xstrdup(profile);
	one->probe = xstrdup(probe);
	one->at = now;
	one->exchange = *exchange;
	memset(exchange, 0, sizeof *exchange);
	kept->bytes += one->exchange.answer.body.len;
	while (kept->one.count > 1 && (kept->one.count > KEPT_MAX || kept->bytes > KEPT_BYTES))
		drop(kept, 0);
}

void kept_forget(struct kept *kept, const char *profile)
{
	for (size_t i = kept->one.count; i-- > 0;)
		if (strcmp(kept->one.at[i].profile, profile) == 0)
			drop(kept, i);
}

const struct exchange *kept_find(const struct kept *kept, const char *profile, const char *probe, int64_t now)
{
	size_t i = find(kept, profile, probe);
	if (i == kept->one.count || now - kept->one.at[i].at > KEPT_MS)
		return NULL;
	return &kept->one.at[i].exchange;
}
