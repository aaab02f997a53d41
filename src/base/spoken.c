#include "base/spoken.h"

#include <ctype.h>
#include <string.h>

enum { BASE = 29, GROUP = 4, CHECKS = 2, CODE_MAX = 1024 };

static const char alphabet[BASE + 1] = "23456789ABCDEFGHJKMNPQRTUVWXY";

/* Characters, each 0 … BASE - 1. */
struct symbols {
	uint8_t at[CODE_MAX];
	size_t count;
};

/* ---- bits ---- */

void spoken_put(struct spoken *spoken, uint32_t value, int width)
{
	for (int i = width; i-- > 0;) {
		if (spoken->count >= SPOKEN_BITS) {
			spoken->bad = true;
			return;
		}
		if ((value >> i) & 1)
			spoken->bit[spoken->count / 8] |= (uint8_t)(1 << (spoken->count % 8));
		spoken->count++;
	}
}

static bool bit_at(const struct spoken *spoken, size_t i)
{
	return (spoken->bit[i / 8] >> (i % 8)) & 1;
}

uint32_t spoken_take(struct spoken *spoken, int width)
{
	uint32_t value = 0;

	for (int i = 0; i < width; i++) {
		if (spoken->at >= spoken->count) {
			spoken->bad = true;
			return 0;
		}
		value = value << 1 | bit_at(spoken, spoken->at++);
	}
	return value;
}

void spoken_put_number(struct spoken *spoken, uint32_t value, int width)
{
	uint32_t more = value >> width;

	spoken_put(spoken, more > 0, 1);
	spoken_put(spoken, value, width);
	if (more > 0)
		spoken_put_number(spoken, more - 1, width);
}

uint32_t spoken_take_number(struct spoken *spoken, int width)
{
	uint32_t value = 0;
	bool more = true;

	for (int shift = 0; more; shift += width) {
		more = spoken_take(spoken, 1) == 1;
		uint64_t piece = (uint64_t)spoken_take(spoken, width) + (shift > 0 ? 1 : 0);
		if (shift > 30 || (piece << shift) + value > UINT32_MAX) {
			spoken->bad = true;
			return 0;
		}
		value += (uint32_t)(piece << shift);
	}
	return value;
}

/* ---- checks ---- */

/* The sum, and the sum weighted by 2^position, both modulo BASE. */
static void sums(const uint8_t *symbol, size_t count, int *plain, int *weighted)
{
	int weight = 1;

	*plain = *weighted = 0;
	for (size_t i = 0; i < count; i++) {
		*plain = (*plain + symbol[i]) % BASE;
		*weighted = (*weighted + weight * symbol[i]) % BASE;
		weight = weight * 2 % BASE;
	}
}

static int power_of_two(size_t exponent)
{
	int power = 1;

	for (size_t i = 0; i < exponent % (BASE - 1); i++)
		power = power * 2 % BASE;
	return power;
}

/* Two characters that make both sums nought; inverse is 1 over the weight of the first of them. */
static void add_checks(struct symbols *symbols)
{
	int plain, weighted;
	int inverse = power_of_two(BASE - 1 - symbols->count % (BASE - 1));

	sums(symbols->at, symbols->count, &plain, &weighted);
	int second = (plain + (BASE - weighted) * inverse) % BASE;
	int first = (2 * BASE - plain - second) % BASE;
	symbols->at[symbols->count++] = (uint8_t)first;
	symbols->at[symbols->count++] = (uint8_t)second;
}

static bool checks_hold(const struct symbols *symbols)
{
	int plain, weighted;

	sums(symbols->at, symbols->count, &plain, &weighted);
	return plain == 0 && weighted == 0;
}

/* ---- bits and characters: one number, with a 1 before the first bit ---- */

/* number * factor + more, in digits of base, lowest first. False when it does not fit. */
static bool multiply_add(uint8_t *digit, size_t *count, size_t room, int base, int factor, int more)
{
	for (size_t i = 0; i < *count; i++) {
		more += digit[i] * factor;
		digit[i] = (uint8_t)(more % base);
		more /= base;
	}
	if (more > 0) {
		if (*count == room)
			return false;
		digit[(*count)++] = (uint8_t)more;
	}
	return true;
}

static void reverse(uint8_t *digit, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		uint8_t other = digit[i];
		digit[i] = digit[count - 1 - i];
		digit[count - 1 - i] = other;
	}
}

/* Short ones get noughts in front, so that no code is shorter than SPOKEN_LEAST. */
static bool to_symbols(const struct spoken *spoken, struct symbols *symbols)
{
	symbols->at[0] = 1;
	symbols->count = 1;
	for (size_t i = 0; i < spoken->count; i++)
		if (!multiply_add(symbols->at, &symbols->count, CODE_MAX - CHECKS, BASE, 2, bit_at(spoken, i)))
			return false;
	while (symbols->count < SPOKEN_LEAST - CHECKS)
		symbols->at[symbols->count++] = 0;
	reverse(symbols->at, symbols->count);
	return true;
}

static bool to_bits(const struct symbols *symbols, struct spoken *spoken)
{
	static const struct spoken none = {.count = 0};
	uint8_t bit[SPOKEN_BITS + 1];
	size_t count = 0;

	*spoken = none;
	for (size_t i = 0; i + CHECKS < symbols->count; i++) {
		int more = symbols->at[i];
		for (size_t k = 0; k < count; k++) {
			more += bit[k] * BASE;
			bit[k] = (uint8_t)(more & 1);
			more >>= 1;
		}
		for (; more > 0; more >>= 1) {
			if (count == sizeof bit)
				return false;
			bit[count++] = (uint8_t)(more & 1);
		}
	}
	if (count == 0)
		return false;
	for (size_t k = count - 1; k-- > 0;)
		spoken_put(spoken, bit[k], 1);
	return !spoken->bad;
}

/* ---- the code ---- */

bool spoken_write(const struct spoken *spoken, struct text *out)
{
	struct symbols symbols;

	if (spoken->bad || !to_symbols(spoken, &symbols))
		return false;
	add_checks(&symbols);
	for (size_t i = 0; i < symbols.count; i++) {
		if (i > 0 && i % GROUP == 0)
			text_add_char(out, '-');
		text_add_char(out, alphabet[symbols.at[i]]);
	}
	return true;
}

static bool is_part(char c)
{
	return c == '-' || c == ' ';
}

static bool refuse_character(struct error *err, char c)
{
	static const char twins[][2] = {{'S', '5'}, {'Z', '2'}};
	char upper = (char)toupper((unsigned char)c);

	for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++)
		if (upper == twins[i][0])
			return error_set(err, ERROR_USAGE, "", "No code has the letter %c: is it the digit %c?", upper,
			                 twins[i][1]);
	if (!isgraph((unsigned char)c))
		return error_set(err, ERROR_USAGE, "", "A code has letters, digits and dashes only.");
	return error_set(err, ERROR_USAGE, "", "No code has the character %c: ask for it again.", upper);
}

/* Where groups are parted, each has four characters, and the last at most four. */
static bool groups_hold(const char *code, struct error *err)
{
	const char *at = code;
	bool whole = !strpbrk(code, "- ");

	while (!whole && *at) {
		size_t run = strcspn(at, "- ");
		at += run;
		bool last = *at == '\0';
		at += *at == ' ' ? strspn(at, " ") : !last;
		if (run == 0 || run > GROUP || (!last && (run != GROUP || *at == '\0')))
			return error_set(err, ERROR_USAGE, "",
			                 "The groups of a code have four characters each, up to the last one.");
	}
	return true;
}

static bool read_symbols(struct symbols *symbols, const char *code, struct error *err)
{
	symbols->count = 0;
	for (const char *at = code; *at; at++) {
		const char *found =
			isgraph((unsigned char)*at) ? strchr(alphabet, toupper((unsigned char)*at)) : NULL;
		if (is_part(*at))
			continue;
		if (!found)
			return refuse_character(err, *at);
		if (symbols->count == CODE_MAX)
			return error_set(err, ERROR_USAGE, "", "This is too long for a code.");
		symbols->at[symbols->count++] = (uint8_t)(found - alphabet);
	}
	if (symbols->count < SPOKEN_LEAST)
		return error_set(err, ERROR_USAGE, "", "A code has at least %d characters: some are missing.",
		                 SPOKEN_LEAST);
	return true;
}

bool spoken_read(struct spoken *spoken, const char *code, struct error *err)
{
	struct symbols symbols;

	if (!groups_hold(code, err) || !read_symbols(&symbols, code, err))
		return false;
	if (!checks_hold(&symbols) || !to_bits(&symbols, spoken))
		return error_set(err, ERROR_USAGE, "",
		                 "A character is wrong, or two changed places: read it out once more.");
	return true;
}

/* Groups of four, the last of at most four: what no sentence looks like. */
static bool are_groups(const char *words)
{
	for (const char *at = words; *at;) {
		size_t run = strcspn(at, "- ");
		if (run > GROUP || run == 0 || (run < GROUP && at[run] != '\0'))
			return false;
		at += run + (at[run] != '\0');
	}
	return true;
}

bool spoken_resembles(const char *words)
{
	size_t symbols = 0, digits = 0;

	for (const char *at = words; *at; at++) {
		digits += isdigit((unsigned char)*at) != 0;
		symbols += isalnum((unsigned char)*at) != 0;
		if (!isalnum((unsigned char)*at) && !is_part(*at))
			return false;
	}
	return symbols >= SPOKEN_LEAST && digits > 0 &&
	       (are_groups(words) || strchr(words, '-') || !strchr(words, ' '));
}

/* ---- saying it ---- */

static const char *word_of(char c)
{
	static const char *const letters[] = {"Alfa",   "Bravo",    "Charlie", "Delta",   "Echo",    "Foxtrot",
	                                      "Golf",   "Hotel",    "India",   "Juliett", "Kilo",    "Lima",
	                                      "Mike",   "November", "Oscar",   "Papa",    "Quebec",  "Romeo",
	                                      "Sierra", "Tango",    "Uniform", "Victor",  "Whiskey", "X-ray",
	                                      "Yankee", "Zulu"};
	static const char *const digits[] = {"zero", "one", "two",   "three", "four",
	                                     "five", "six", "seven", "eight", "nine"};

	if (c >= '0' && c <= '9')
		return digits[c - '0'];
	return c >= 'A' && c <= 'Z' ? letters[c - 'A'] : "";
}

void spoken_spell(struct text *out, const char *code)
{
	bool begun = false;

	for (const char *at = code; *at; at++) {
		if (*at == '-')
			text_add_char(out, '\n');
		else
			text_addf(out, "%s%s", begun ? " " : "", word_of(*at));
		begun = *at != '-';
	}
}
