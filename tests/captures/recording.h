/*
 * Recorded answers of real stores (tests/captures/PLATFORM/NAME.http), and variations of them: the
 * same answer as another store would send it, with other host, dates, ids, language, header letters.
 */
#ifndef SYNCFIX_TESTS_CAPTURES_RECORDING_H
#define SYNCFIX_TESTS_CAPTURES_RECORDING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* Added to ids and order numbers of a varied answer; order 21 becomes 9021. */
enum { RECORDING_ID_SHIFT = 9000, RECORDING_YEARS = 1 };
#define RECORDING_HOST       "store.example.test"
#define RECORDING_OTHER_HOST "boutique.example.org"

struct recording {
	char name[128];
	int status;
	struct text head; /* status line and headers, each with \r\n */
	struct text body;
	int64_t date; /* of the Date header */
};

bool recording_load(struct recording *recording, const char *platform, const char *name);
void recording_clear(struct recording *recording);

/*
 * The answer as bytes to send: framed by the end of the connection. date: of the Date header, or 0
 * as recorded. varied: see above. head_only: without its body.
 */
void recording_print(const struct recording *recording, bool varied, int64_t date, bool head_only,
                     struct text *out);
/* The text of a message in the language of varied answers. */
void recording_translate(const char *message, size_t len, struct text *out);

#endif
