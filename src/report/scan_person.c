/* What may belong to a buyer: e-mail addresses and phone numbers. The guide asks for order numbers only. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "report/final_scan.h"
#include "report/scan_text.h"

/* ---- e-mail ---- */

static bool is_local(char c)
{
	return scan_is_word(c) || (c != '\0' && strchr(".%+-", c));
}

static bool is_domain(char c)
{
	return scan_is_letter_or_digit(c) || c == '.' || c == '-';
}

/* "name@shop.example": the domain ends in a dot and at least two letters. */
static size_t email_length(const struct scan_text *text, size_t at)
{
	size_t local = scan_run(text, at, is_local);
	size_t from = at + local + 1;
	size_t domain, end = 0;

	if (local == 0 || at + local >= text->len || text->at[at + local] != '@')
		return 0;
	domain = scan_run(text, from, is_domain);
	for (size_t i = from + 1; i + 2 < from + domain + 1 && i < text->len; i++)
		if (text->at[i] == '.' && scan_is_letter_or_digit(text->at[i - 1]) &&
		    scan_is_letter_or_digit(text->at[i + 1]) && !scan_is_digit(text->at[i + 1]))
			end = i + 1;
	if (end == 0)
		return 0;
	end += scan_run(text, end, scan_is_letter_or_digit);
	return end - at;
}

/* ---- phone numbers ---- */

static size_t digits_at(const struct scan_text *text, size_t at)
{
	return scan_run(text, at, scan_is_digit);
}

/* A separator between the groups of a number: one of " .-", or ") " and the like. */
static size_t separator_at(const struct scan_text *text, size_t at)
{
	return scan_skip(text, at, " .-()") - at;
}

static bool ends_number(const struct scan_text *text, size_t at)
{
	if (at >= text->len)
		return true;
	return !scan_is_word(text->at[at]) &&
	       !(text->at[at] == '-' && at + 1 < text->len && scan_is_digit(text->at[at + 1]));
}

/* "+44 20 7946 0958": 8 to 15 digits (E.164) in groups. */
static size_t international_length(const struct scan_text *text, size_t at)
{
	size_t digits = 0, end = at + 1;

	if (text->at[at] != '+')
		return 0;
	for (size_t next = end; digits_at(text, next) > 0; next = end + separator_at(text, end)) {
		digits += digits_at(text, next);
		end = next + digits_at(text, next);
		if (separator_at(text, end) > 2)
			break;
	}
	return digits >= 8 && digits <= 15 && ends_number(text, end) ? end - at : 0;
}

/* "(555) 123-4567", "555-123-4567", "1.555.123.4567": three groups, or four with the 1. */
static size_t american_length(const struct scan_text *text, size_t at)
{
	static const size_t groups[] = {3, 3, 4};
	size_t end = at;

	if (digits_at(text, end) == 1 && text->at[end] == '1' && separator_at(text, end + 1) > 0)
		end += 1 + separator_at(text, end + 1);
	else if (text->at[end] == '(')
		end++;
	for (int i = 0; i < 3; i++) {
		size_t gap;

		if (digits_at(text, end) != groups[i])
			return 0;
		end += groups[i];
		gap = separator_at(text, end);
		if (i < 2 && (gap == 0 || gap > 2))
			return 0;
		end += i < 2 ? gap : 0;
	}
	return ends_number(text, end) ? end - at : 0;
}

static size_t phone_length(const struct scan_text *text, size_t at)
{
	size_t len = international_length(text, at);

	return len > 0 ? len : american_length(text, at);
}

/* ---- what may stand ---- */

static char *digits_of(const char *at, size_t len)
{
	char *digits = xmalloc(len + 1);
	size_t count = 0;

	for (size_t i = 0; i < len; i++)
		if (scan_is_digit(at[i]))
			digits[count++] = at[i];
	digits[count] = '\0';
	return digits;
}

static bool is_allowed_phone(const char *at, size_t len, const char *allowed)
{
	char *number = digits_of(at, len), *all = digits_of(allowed, strlen(allowed));
	bool found = strstr(all, number) != NULL;

	free(number);
	free(all);
	return found;
}

static bool is_allowed_email(const char *at, size_t len, const char *allowed)
{
	for (; *allowed; allowed++)
		if (strncasecmp(allowed, at, len) == 0 && !is_domain(allowed[len]))
			return true;
	return false;
}

/* Does something end here that a number or an address could be the rest of? */
static bool goes_on(const struct scan_text *text, size_t at)
{
	return at > 0 && (is_local(text->at[at - 1]) || text->at[at - 1] == '#' || text->at[at - 1] == '/');
}

bool scan_person(const char *bytes, size_t len, const char *allowed, struct scan_hit *hit)
{
	struct scan_text text = {bytes, len};

	for (size_t at = 0; at < len; at++) {
		size_t email = goes_on(&text, at) ? 0 : email_length(&text, at);
		size_t phone = goes_on(&text, at) ? 0 : phone_length(&text, at);

		if (email > 0 && !is_allowed_email(bytes + at, email, allowed))
			return scan_found(hit, "an e-mail address", at, email);
		if (phone > 0 && !is_allowed_phone(bytes + at, phone, allowed))
			return scan_found(hit, "a phone number", at, phone);
	}
	return false;
}
