/* json-c, with the two of its names that ours would collide with out of the way. */
#ifndef SYNCFIX_JSON_JSONC_H
#define SYNCFIX_JSON_JSONC_H

#define json_bool jsonc_bool
#define json_type jsonc_type
#include <json-c/json.h>
#undef json_bool
#undef json_type

#endif
