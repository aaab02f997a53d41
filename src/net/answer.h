/*
 * One answer of a server: status, headers and body as they came, and what the body turned out to be.
 * Filled by the transfer, then read once by answer_parse; everything in it is foreign text.
 */
#ifndef SYNCFIX_NET_ANSWER_H
#define SYNCFIX_NET_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/memory.h"
#include "base/text.h"
#include "json/json.h"

enum answer_form { ANSWER_EMPTY, ANSWER_JSON, ANSWER_XML, ANSWER_HTML, ANSWER_OTHER };

struct answer {
	int status; /* 0: none came */
	bool head;  /* to HEAD: there is no body to miss */
	ARRAY(struct answer_header {
		char *name;
		char *value;
	})
	header;
	size_t header_bytes;
	struct text body; /* decoded (chunks, gzip), as it came otherwise */
	char *asked_url;  /* without query */
	char *leads_to;   /* a redirect's target, absolute and without query; or NULL */
	int64_t at;       /* this computer's clock when it had come */
	double first_byte_ms;

	/* answer_parse */
	enum answer_form form;
	bool dirty;        /* something stood around the JSON: byte order mark, notices */
	const char *clean; /* the body without it; in body */
	size_t clean_len;
	struct json_doc *json; /* ANSWER_JSON */
	struct xml_doc *xml;   /* ANSWER_XML */
	bool looked_like_json; /* it began like JSON, and was not */
};

void answer_init(struct answer *answer);
void answer_clear(struct answer *answer);
void answer_add_header(struct answer *answer, const char *line, size_t len);
void answer_drop_headers(struct answer *answer);
void answer_parse(struct answer *answer);

/* All values of that name joined with ", "; NULL when there is none. */
const char *answer_header(const struct answer *answer, const char *name, struct arena *arena);
/* The first target of that relation in the Link headers (RFC 8288), or NULL. */
const char *answer_link(const struct answer *answer, const char *relation, struct arena *arena);

#endif
