/* Bytes under the scan and questions about them; private to this floor. Nothing here reads past len. */
#ifndef SYNCFIX_REPORT_SCAN_TEXT_H
#define SYNCFIX_REPORT_SCAN_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "report/final_scan.h"

enum { SCAN_LONGEST = 256 };

struct scan_text {
	const char *at;
	size_t len;
};

bool scan_is_digit(char c);
bool scan_is_letter_or_digit(char c); /* ASCII */
bool scan_is_word(char c);            /* letters, digits, _ */
bool scan_is_base64(char c);          /* of either alphabet, without '/', which addresses are made of */
bool scan_is_credential(char c);      /* what RFC 9110 allows in a token68, and '|', '^', '#', '%' */
bool scan_is_dotted(char c);          /* the same and '.' */
bool scan_is_solid(char c);           /* no white space, control, quote or backslash */
bool scan_is_value(char c);           /* the same, ending at , ; & ) ] } < > */

/* Does word stand at this place? fold: in any case. */
bool scan_has(const struct scan_text *text, size_t at, const char *word, bool fold);
/* Does word stand, in any case, within len bytes from there? */
bool scan_within(const struct scan_text *text, size_t at, size_t len, const char *word);
/* How many such characters stand there, SCAN_LONGEST at most: the scan takes time as the text is long. */
size_t scan_run(const struct scan_text *text, size_t at, bool (*is)(char c));
size_t scan_skip(const struct scan_text *text, size_t at, const char *what); /* the place behind */
/* A ':' or '=' behind the rest of a name, its quote and spaces; *at becomes its place. */
bool scan_sign(const struct scan_text *text, size_t *at);

bool scan_has_digit(const char *at, size_t len);
/* Made by a machine: digits among letters, or capitals in the middle, and no placeholder of dots or stars. */
bool scan_looks_random(const char *at, size_t len);
/* Fills the hit and gives true. */
bool scan_found(struct scan_hit *hit, const char *what, size_t at, size_t len);

#endif
