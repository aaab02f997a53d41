/* Why a request got no whole answer: libcurl's codes as an outcome and a sentence that says what to do. */
#ifndef SYNCFIX_NET_FAILURE_H
#define SYNCFIX_NET_FAILURE_H

#include "net/transfer.h"

struct failure {
	CURLcode code;
	CURL *easy;
	const char *problem; /* libcurl's own words */
	const struct task *task;
	bool too_large; /* our own limits ended it */
	int status;     /* 0: not even a status line came */
};
void failure_explain(const struct failure *failure, struct arrival *arrival);

/* What is wrong with the other side's TLS, with a %s for its host; NULL when the code says nothing of TLS. */
const char *failure_tls(CURL *easy, CURLcode code, const char *problem);

#endif
