#include "report/wording.h"

#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "case/zone.h"
#include "guide/template.h"
#include "report/names.h"

const char *wording_keep(struct arena *arena, struct text *text)
{
	const char *kept = arena_strndup(arena, text_str(text), text->len);

	text_clear(text);
	return kept;
}

/* ---- times ---- */

static void add_offset(struct text *out, int minutes)
{
	int size = minutes < 0 ? -minutes : minutes;

	text_addf(out, "UTC%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

/* "EST", or "UTC-05:00" where the system knows only the difference. */
static void add_local_zone(struct text *out, int64_t at)
{
	time_t seconds = (time_t)(at / 1000);
	struct tm tm;
	char name[32];

	if (localtime_r(&seconds, &tm) && strftime(name, sizeof name, "%Z", &tm) > 0 && *name != '+' &&
	    *name != '-')
		text_add(out, name);
	else
		add_offset(out, clock_local_offset(at));
}

/* The name under which the zone of the fact's clock was given, or NULL. */
static const char *zone_given(const struct walk *walk, const struct fact *fact)
{
	const char *key = !fact || fact->zone == ZONE_PERSON ? NULL
	                  : fact->zone == ZONE_IS2           ? "is2_zone"
	                                                     : "store_zone";
	struct value zone = key ? walk_value(walk, guide_fact_id(walk_guide(walk), key)) : VALUE_NOTHING;

	return zone.kind == VALUE_TEXT ? zone.text : NULL;
}

/* A time that was read before the clocks changed is shown as it was read, and names its distance. */
void wording_time(struct text *out, const struct walk *walk, const struct fact *fact, int64_t at)
{
	int offset = fact ? walk_utc_offset(walk, fact) : clock_local_offset(at);
	const char *zone = zone_given(walk, fact);
	int minutes;

	time_add_person(out, at, offset);
	text_add_char(out, ' ');
	if (zone && zone_offset(zone, at, &minutes) && minutes == offset)
		text_safe(out, zone, strlen(zone), TEXT_SAFE_LINE, 0);
	else if (offset == clock_local_offset(at))
		add_local_zone(out, at);
	else
		add_offset(out, offset);
}

/* ---- values ---- */

static void add_value(struct text *out, const struct walk *walk, const struct fact *fact,
                      const struct value *value)
{
	struct text raw = {0};

	if (fact->type == FACT_SECRET)
		return;
	if (value->kind == VALUE_TIME) {
		wording_time(out, walk, fact, value->ms);
		return;
	}
	fact_print(&raw, fact, value, 0);
	if (value->kind == VALUE_SYMBOL)
		template_plain(out, text_str(&raw));
	else
		text_safe(out, text_str(&raw), raw.len, TEXT_SAFE_BLOCK, 0);
	text_clear(&raw);
}

const char *wording_value(struct arena *arena, const struct walk *walk, const struct evidence *evidence)
{
	struct text out = {0};

	add_value(&out, walk, evidence->fact, &evidence->value);
	return wording_keep(arena, &out);
}

const char *wording_written(struct arena *arena, const struct walk *walk, const struct fact *fact,
                            const char *written)
{
	struct arena scratch;
	struct value value;
	struct text out = {0};

	arena_init(&scratch);
	if (fact && fact_parse(fact, written, &scratch, &value, NULL))
		add_value(&out, walk, fact, &value);
	else
		text_safe(&out, written, strlen(written), TEXT_SAFE_LINE, 0);
	arena_clear(&scratch);
	return wording_keep(arena, &out);
}

/* ---- texts ---- */

const char *wording_template(struct arena *arena, const struct walk *walk, const char *text)
{
	struct text plain = {0}, filled = {0}, out = {0};

	if (text)
		template_plain(&plain, text);
	walk_expand(walk, text_str(&plain), &filled);
	text_safe(&out, text_str(&filled), filled.len, TEXT_SAFE_LINE, 0);
	text_clear(&plain);
	text_clear(&filled);
	return wording_keep(arena, &out);
}

static const char *clean(struct arena *arena, const char *text, enum text_safe_mode mode)
{
	struct text out = {0};

	if (text)
		text_safe(&out, text, strlen(text), mode, 0);
	text_trim(&out);
	return wording_keep(arena, &out);
}

const char *wording_clean(struct arena *arena, const char *text)
{
	return clean(arena, text, TEXT_SAFE_BLOCK);
}

const char *wording_line(struct arena *arena, const char *text)
{
	return clean(arena, text, TEXT_SAFE_LINE);
}

/* The finding alone: what stands behind the title and the answer to it. */
static const char *behind(const char *message, const char *title, enum verdict verdict)
{
	const char *denial = verdict_denial(verdict), *at = message + strlen(title);

	if (!*title || !text_starts(message, title))
		return message;
	if (*denial && text_starts(at, "? ") && text_starts(at + 2, denial))
		at += 2 + strlen(denial);
	return text_starts(at, ": ") ? at + 2 : message;
}

const char *wording_finding(struct arena *arena, const struct walk *walk, const struct probe_state *state)
{
	const char *message = wording_line(arena, state->message);
	struct text out = {0};

	if (*message)
		return behind(message, wording_template(arena, walk, state->probe->title), state->verdict);
	names_label(&out, wording_line(arena, state->outcome));
	return wording_keep(arena, &out);
}

void wording_took(struct text *out, double ms)
{
	if (ms < 1)
		text_add(out, "under 1 ms");
	else
		text_addf(out, "%.0f ms", ms);
}

const char *wording_person(enum role role)
{
	static const char *const words[ROLES] = {
		[ROLE_MERCHANT] = "the merchant",
		[ROLE_AGENT] = "the customer, on the phone",
		[ROLE_TRAINER] = "the class",
	};

	return words[role];
}
