/*
 * The calls of Magento 1's SOAP API (v2) that a probe may make: a closed table, in the words and the order
 * of the WSDL that a store serves. All of them only read; what has no row is refused when a file is loaded
 * and once more before anything is sent.
 */
#ifndef SYNCFIX_DECLARE_SOAP_H
#define SYNCFIX_DECLARE_SOAP_H

#include <stdbool.h>

/* What "args" holds for a part of a call, and how it goes over the wire. */
enum soap_shape {
	SOAP_TEXT,       /* "{sku}" */
	SOAP_TEXTS,      /* ["{sku}"] */
	SOAP_FILTERS,    /* {"status": {"eq": "{pull_status}"}} */
	SOAP_ATTRIBUTES, /* ["status"]: of a product */
};

enum { SOAP_PARTS = 4 };

struct soap_call {
	const char *name;
	bool in_session; /* its first part is the session's id, which no declaration names */
	struct soap_part {
		const char *name; /* NULL behind the last */
		enum soap_shape shape;
	} part[SOAP_PARTS];
};

/* NULL: no probe may make it. */
const struct soap_call *soap_call_find(const char *name);

#endif
