/* Where a JSON value that begins here ends, by its brackets alone. */
#ifndef SYNCFIX_NET_EXTENT_H
#define SYNCFIX_NET_EXTENT_H

#include <stddef.h>

/* at[0] is '{' or '['. Bytes up to and with the matching bracket; 0 when there is none. */
size_t json_extent(const char *at, size_t len);

#endif
