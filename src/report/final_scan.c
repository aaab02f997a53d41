#include "report/final_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

/* ---- escapes ---- */

/* \u0041: its character when that is plain, else a space. */
static size_t resolve_unicode(const char *at, size_t len, struct text *out)
{
	char digits[5] = {0};
	char *end;
	unsigned long code;

	if (len < 6)
		return 0;
	memcpy(digits, at + 2, 4);
	code = strtoul(digits, &end, 16);
	if (*end != '\0')
		return 0;
	text_add_char(out, code >= ' ' && code < 0x7F ? (char)code : ' ');
	return 6;
}

/* What Markdown and JSON put a backslash before is read as what it stands for: ck\_1234 is a key too. */
static void resolve_escapes(const char *bytes, size_t len, struct text *out)
{
	for (size_t i = 0; i < len; i++) {
		size_t used = 0;

		if (bytes[i] != '\\' || i + 1 == len) {
			text_add_char(out, bytes[i]);
			continue;
		}
		if (bytes[i + 1] == 'u')
			used = resolve_unicode(bytes + i, len - i, out);
		if (used == 0) {
			text_add_char(out, strchr("nrtbf", bytes[i + 1]) ? ' ' : bytes[i + 1]);
			used = 2;
		}
		i += used - 1;
	}
}

/* ---- which field ---- */

struct looking {
	const char *piece; /* what was found */
	struct text *name; /* of the field, once it is known */
};

static bool holds(const char *value, const struct looking *looking)
{
	struct text plain = {0};
	bool found = false;

	if (value) {
		resolve_escapes(value, strlen(value), &plain);
		found = strstr(value, looking->piece) || strstr(text_str(&plain), looking->piece);
	}
	text_clear(&plain);
	return found;
}

static bool name_it(const struct looking *looking, const char *name, size_t number)
{
	text_add(looking->name, name);
	if (number > 0)
		text_addf(looking->name, " %zu", number);
	return true;
}

static bool in_fields(const struct ticket_field *field, size_t count, const struct looking *looking)
{
	for (size_t i = 0; i < count; i++)
		if (holds(field[i].value, looking) || holds(field[i].written, looking) ||
		    holds(field[i].missing, looking) || holds(field[i].vantage, looking))
			return name_it(looking, field[i].label, 0);
	return false;
}

static bool in_lists(const struct ticket *ticket, const struct looking *looking)
{
	for (size_t i = 0; i < ticket->step.count; i++)
		if (holds(ticket->step.at[i].text, looking) || holds(ticket->step.at[i].who, looking))
			return name_it(looking, "Steps Already Tried, step", i + 1);
	for (size_t i = 0; i < ticket->proof.count; i++)
		if (holds(ticket->proof.at[i].text, looking) || holds(ticket->proof.at[i].asked, looking) ||
		    holds(ticket->proof.at[i].does_not_prove, looking))
			return name_it(looking, "Evidence", i + 1);
	for (size_t i = 0; i < ticket->note.count; i++)
		if (holds(ticket->note.at[i], looking))
			return name_it(looking, "Note", i + 1);
	for (size_t i = 0; i < ticket->against.count; i++)
		if (holds(ticket->against.at[i], looking))
			return name_it(looking, "These do not fit together", i + 1);
	return false;
}

static bool in_head(const struct ticket *ticket, const struct looking *looking)
{
	if (holds(ticket->title, looking) || holds(ticket->summary, looking))
		return name_it(looking, "Title", 0);
	if (holds(ticket->request, looking))
		return name_it(looking, "Request", 0);
	return holds(ticket->urgency_why, looking) && name_it(looking, "Urgency", 0);
}

static size_t line_of(const char *bytes, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

static void find_name(const struct ticket *ticket, const char *bytes, const struct scan_hit *hit,
                      struct text *name)
{
	struct text piece = {0};
	struct looking looking = {NULL, name};
	bool found;

	resolve_escapes(bytes + hit->at, hit->len, &piece);
	looking.piece = text_str(&piece);
	found = ticket && (in_fields(ticket->field.at, ticket->field.count, &looking) ||
	                   in_fields(ticket->fact.at, ticket->fact.count, &looking) ||
	                   in_lists(ticket, &looking) || in_head(ticket, &looking));

	if (!found)
		text_addf(name, "line %zu", line_of(bytes, hit->at));
	text_clear(&piece);
}

/* ---- the scan ---- */

/* An order's number may look like a phone number. */
static bool is_order_number(const struct ticket *ticket, const char *bytes, const struct scan_hit *hit)
{
	const struct ticket_field *orders = ticket ? ticket_field(ticket, "orders") : NULL;
	char *piece = xstrndup(bytes + hit->at, hit->len);
	bool is = orders && orders->value && strchr(piece, '@') == NULL && strstr(orders->value, piece);

	free(piece);
	return is;
}

static bool find_person(const char *bytes, size_t len, const struct ticket *ticket, const char *allowed,
                        struct scan_hit *hit)
{
	size_t from = 0;

	while (scan_person(bytes + from, len - from, allowed, hit)) {
		hit->at += from;
		if (!is_order_number(ticket, bytes, hit))
			return true;
		from = hit->at + hit->len;
	}
	return false;
}

static bool refuse(const struct ticket *ticket, const char *bytes, const struct scan_hit *hit,
                   struct error *err)
{
	struct text name = {0};

	find_name(ticket, bytes, hit, &name);
	error_set(err, ERROR_REFUSED, text_str(&name),
	          hit->secret
	              ? "Nothing was written, because this looks like %s: give that answer again without "
	                "it, or edit the ticket."
	              : "Nothing was written, because this is %s, perhaps a buyer's: give that answer again "
	                "without it, or edit the ticket.",
	          hit->what);
	text_clear(&name);
	return false;
}

static bool scan_bytes(const char *bytes, size_t len, const struct ticket *ticket, const char *allowed,
                       struct error *err)
{
	struct scan_hit hit;

	if (scan_secret(bytes, len, &hit) || find_person(bytes, len, ticket, allowed, &hit))
		return refuse(ticket, bytes, &hit, err);
	return true;
}

static void add_allowed(const struct guide *guide, const char *support_email, struct text *allowed)
{
	for (size_t i = 0; guide && i < guide->contact_count; i++)
		text_addf(allowed, "%s\n", guide->contact[i].text);
	text_addf(allowed, "%s\n", support_email ? support_email : "");
}

bool final_scan(const char *bytes, size_t len, const struct ticket *ticket, const struct guide *guide,
                const char *support_email, struct error *err)
{
	struct text allowed = {0}, plain = {0};
	bool clean;

	add_allowed(guide, support_email, &allowed);
	resolve_escapes(bytes, len, &plain);
	clean = scan_bytes(text_str(&plain), plain.len, ticket, text_str(&allowed), err) &&
	        scan_bytes(bytes, len, ticket, text_str(&allowed), err);
	text_clear(&allowed);
	text_clear(&plain);
	return clean;
}
