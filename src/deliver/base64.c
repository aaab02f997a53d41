#include "deliver/base64.h"

#include <string.h>

void base64_add(struct text *out, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		size_t part = len - i < 3 ? len - i : 3;
		unsigned char in[3] = {0};
		unsigned bits;

		memcpy(in, bytes + i, part);
		bits = (unsigned)in[0] << 16 | (unsigned)in[1] << 8 | in[2];
		for (int digit = 0; digit < 4; digit++)
			text_add_char(out, (size_t)digit <= part ? digits[(bits >> (18 - 6 * digit)) & 63] : '=');
	}
}
