#include "report/scrub.h"

#include <string.h>

#include "report/final_scan.h"

/* The first of either kind. */
static bool find(const char *text, size_t len, struct scan_hit *hit)
{
	struct scan_hit person;
	bool secret = scan_secret(text, len, hit);

	if (!scan_person(text, len, "", &person))
		return secret;
	if (!secret || person.at < hit->at)
		*hit = person;
	return true;
}

size_t scrub_add(struct text *out, const char *text)
{
	size_t len = strlen(text), count = 0;
	struct scan_hit hit;

	while (len > 0 && find(text, len, &hit)) {
		text_add_n(out, text, hit.at);
		text_addf(out, "[removed: %s]", hit.what);
		text += hit.at + hit.len;
		len -= hit.at + hit.len;
		count++;
	}
	text_add_n(out, text, len);
	return count;
}
