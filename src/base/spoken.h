/*
 * Bits as a code that people say, hear and type: 29 characters of which no two look alike (without
 * 0 1 I L O S Z), in groups of four. 29 is prime, so that two check characters over its field find
 * every single wrong character and every swap of neighbours, whatever the length (a sum, and a sum
 * weighted by the powers of 2, which generates that field). They also find most other slips: 1 of
 * 841 gets through.
 */
#ifndef SYNCFIX_BASE_SPOKEN_H
#define SYNCFIX_BASE_SPOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

enum { SPOKEN_BITS = 4096, SPOKEN_LEAST = 8 };

/* Bits written one after the other, or read so. Embedded; starts with {0}. */
struct spoken {
	uint8_t bit[SPOKEN_BITS / 8];
	size_t count; /* written */
	size_t at;    /* read so far */
	bool bad;     /* more was written than fits, or read than there is */
};

/* The lowest width bits (at most 32) of value, highest first. */
void spoken_put(struct spoken *spoken, uint32_t value, int width);
uint32_t spoken_take(struct spoken *spoken, int width); /* 0 and bad at the end */
/* A number of any size, in pieces of width bits with one bit more each that says whether another follows. */
void spoken_put_number(struct spoken *spoken, uint32_t value, int width);
uint32_t spoken_take_number(struct spoken *spoken, int width);

/* Appends the code, at least SPOKEN_LEAST characters; false when the bits are bad. */
bool spoken_write(const struct spoken *spoken, struct text *out);
/*
 * Reads a code in either case, with its groups parted by one dash or by spaces, or not at all. err: the
 * character that no code has, groups of another length, or that a check fails.
 */
bool spoken_read(struct spoken *spoken, const char *code, struct error *err);
/* Could the words be meant as such a code? Only for choosing what to say when it cannot be read. */
bool spoken_resembles(const char *words);
/* The code in words of the phone alphabet, a line for each group: "K I …" as "Kilo India …". */
void spoken_spell(struct text *out, const char *code);

#endif
