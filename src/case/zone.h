/*
 * Time zones as people and profiles name them. Pure: rules of the law as of 2024, no files.
 */
#ifndef SYNCFIX_CASE_ZONE_H
#define SYNCFIX_CASE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Minutes east of UTC at that time: "UTC", "+02:00", "UTC-5", "EST" (fixed), "ET", "Eastern",
 * "America/New_York" (with summer time), any case. False: not a zone we know.
 */
bool zone_offset(const char *name, int64_t at, int *minutes);

#endif
