#include "net/pace.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

void pace_clear(struct pace *pace)
{
	for (size_t i = 0; i < pace->host.count; i++)
		free(pace->host.at[i].host);
	array_clear(&pace->host);
}

/* Hosts whose gap is over need no entry. */
static void forget_old(struct pace *pace, int64_t now)
{
	size_t kept = 0;
	for (size_t i = 0; i < pace->host.count; i++) {
		if (pace->host.at[i].next > now)
			pace->host.at[kept++] = pace->host.at[i];
		else
			free(pace->host.at[i].host);
	}
	pace->host.count = kept;
}

int64_t pace_claim(struct pace *pace, const char *host, int port, int64_t gap, int64_t now)
{
	if (gap <= 0)
		return 0;
	struct text name = {0};
	text_addf(&name, "%s:%d", host, port);
	for (size_t i = 0; i < pace->host.count; i++) {
		struct pace_host *known = &pace->host.at[i];
		if (strcmp(known->host, text_str(&name)) != 0)
			continue;
		text_clear(&name);
		if (known->next > now)
			return known->next - now;
		known->next = now + gap;
		return 0;
	}
	forget_old(pace, now);
	struct pace_host entry = {.host = text_take(&name), .next = now + gap};
	array_push(&pace->host, entry);
	return 0;
}
