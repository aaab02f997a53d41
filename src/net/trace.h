/*
 * What may be shown of a request and its answer: no secret in any form, response headers from a
 * fixed list, foreign text cleaned. Owns its texts.
 */
#ifndef SYNCFIX_NET_TRACE_H
#define SYNCFIX_NET_TRACE_H

#include "net/answer.h"
#include "net/request.h"
#include "net/scan.h"

struct trace {
	struct arena arena;
	const char *method, *url; /* NULL: nothing was sent */
	ARRAY(struct wire_header) request;
	ARRAY(struct wire_header) response;
	const char *excerpt;
};
void trace_init(struct trace *trace);
void trace_clear(struct trace *trace);

void trace_note_request(struct trace *trace, const struct request *request, const struct scan *scan);
void trace_note_answer(struct trace *trace, const struct answer *answer, const struct scan *scan);
/* A copy in the trace's arena, cleaned and blanked. */
const char *trace_text(struct trace *trace, const char *text, const struct scan *scan);

#endif
