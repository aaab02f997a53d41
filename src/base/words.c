#include "base/words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

void words_skip(const char **at)
{
	while (**at == ' ' || **at == '\t' || **at == ',')
		(*at)++;
}

bool words_take(const char **at, const char *word)
{
	size_t len = strlen(word);

	if (strncasecmp(*at, word, len) != 0 || isalpha((unsigned char)(*at)[len]))
		return false;
	*at += len;
	words_skip(at);
	return true;
}

bool words_take_number(const char **at, int most, int *out)
{
	int digits = 0;

	for (*out = 0; isdigit((unsigned char)(*at)[digits]); digits++) {
		if (digits == most)
			return false;
		*out = *out * 10 + ((*at)[digits] - '0');
	}
	*at += digits;
	return digits > 0;
}
