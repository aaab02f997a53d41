#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "report/final_scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct scan_hit hit = {.what = NULL};
	struct error err = {.kind = ERROR_NONE};
	bool secret = scan_secret(bytes, size, &hit), person;

	assert(!secret || (hit.secret && hit.what && hit.len > 0 && hit.at + hit.len <= size));
	person = scan_person(bytes, size, "1-866-922-6783", &hit);
	assert(!person || (!hit.secret && hit.len > 0 && hit.at + hit.len <= size));
	if (!final_scan(bytes, size, NULL, NULL, "", &err))
		assert(err.kind == ERROR_REFUSED && strncmp(err.where, "line ", 5) == 0);
	else
		assert(!secret && !scan_person(bytes, size, "", &hit));
	return 0;
}
