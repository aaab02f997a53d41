#include "report/scan_text.h"

#include <string.h>
#include <strings.h>

bool scan_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

bool scan_is_letter_or_digit(char c)
{
	return is_upper(c) || is_lower(c) || scan_is_digit(c);
}

bool scan_is_word(char c)
{
	return scan_is_letter_or_digit(c) || c == '_';
}

bool scan_is_base64(char c)
{
	return scan_is_word(c) || c == '-' || c == '+' || c == '=';
}

bool scan_is_dotted(char c)
{
	return scan_is_base64(c) || c == '.';
}

bool scan_is_solid(char c)
{
	return (unsigned char)c > ' ' && (unsigned char)c < 0x7F && !strchr("\"'\\", c);
}

bool scan_is_credential(char c)
{
	return scan_is_base64(c) || (c != '\0' && strchr("./~|^#%", c));
}

bool scan_is_value(char c)
{
	return scan_is_solid(c) && !strchr(",;&()[]{}<>", c);
}

bool scan_has(const struct scan_text *text, size_t at, const char *word, bool fold)
{
	size_t len = strlen(word);

	if (at > text->len || len > text->len - at)
		return false;
	return fold ? strncasecmp(text->at + at, word, len) == 0 : memcmp(text->at + at, word, len) == 0;
}

bool scan_within(const struct scan_text *text, size_t at, size_t len, const char *word)
{
	for (size_t i = at; i + strlen(word) <= at + len; i++)
		if (scan_has(text, i, word, true))
			return true;
	return false;
}

size_t scan_run(const struct scan_text *text, size_t at, bool (*is)(char c))
{
	size_t end = at;

	while (end < text->len && end - at < SCAN_LONGEST && is(text->at[end]))
		end++;
	return end - at;
}

size_t scan_skip(const struct scan_text *text, size_t at, const char *what)
{
	while (at < text->len && text->at[at] != '\0' && strchr(what, text->at[at]))
		at++;
	return at;
}

bool scan_sign(const struct scan_text *text, size_t *at)
{
	size_t sign = *at + scan_run(text, *at, scan_is_word);

	sign = scan_skip(text, sign, "\"' \t");
	if (sign >= text->len || (text->at[sign] != ':' && text->at[sign] != '='))
		return false;
	*at = sign;
	return true;
}

bool scan_has_digit(const char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (scan_is_digit(at[i]))
			return true;
	return false;
}

bool scan_looks_random(const char *at, size_t len)
{
	size_t digits = 0, letters = 0, turns = 0;

	for (size_t i = 0; i < len; i++) {
		digits += scan_is_digit(at[i]);
		letters += is_upper(at[i]) || is_lower(at[i]);
		turns += i > 0 && is_lower(at[i - 1]) && is_upper(at[i]);
	}
	return letters >= 2 && (digits >= 2 || turns >= 2 || (turns >= 1 && digits >= 1));
}

bool scan_found(struct scan_hit *hit, const char *what, size_t at, size_t len)
{
	*hit = (struct scan_hit){.what = what, .at = at, .len = len};
	return true;
}
