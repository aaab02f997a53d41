#include "fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

static const int64_t NOW = INT64_C(1795442520000); /* 2026-11-23T14:02:00Z */

static void check_time(int64_t at)
{
	struct text text = {0};
	int64_t again;

	time_add_iso(&text, at);
	if (at >= 0 && at < NOW * 100) {
		assert(time_parse_iso(text_str(&text), false, &again));
		assert(again == at - at % 1000);
	}
	text_cut(&text, 0);
	time_add_person(&text, at, -300);
	time_add_clock(&text, at, 330);
	text_clear(&text);
}

/* What we write for people, we read. */
static void check_duration(int64_t ms)
{
	struct text text = {0};
	int64_t again;

	assert(ms >= 0);
	duration_add(&text, ms);
	assert(duration_parse_person(text_str(&text), &again));
	assert(again <= ms && again >= ms - ms / 10);
	text_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = size ? xstrndup((const char *)data, size) : xstrdup("");
	int64_t at;
	int64_t ms;

	if (time_parse_iso(text, false, &at)) {
		check_time(at);
		assert(time_parse_iso(text, true, &at));
	}
	if (time_parse_http(text, &at))
		check_time(at);
	if (time_parse_person(text, NOW, -300, &at))
		check_time(at);
	if (duration_parse(text, &ms)) {
		check_duration(ms);
		assert(duration_parse_person(text, &at) && at == ms);
	}
	if (duration_parse_person(text, &ms))
		check_duration(ms);
	free(text);
	return 0;
}
