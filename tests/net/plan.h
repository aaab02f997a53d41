/* Probes for tests of the running program: a declaration, where its store is, what is known. */
#ifndef SYNCFIX_TESTS_NET_PLAN_H
#define SYNCFIX_TESTS_NET_PLAN_H

#include "server.h"
#include "talk.h"

struct plan {
	const char *name;        /* NULL: test.probe */
	const char *declaration; /* members without braces; title, kind, url, auth and outcomes are usual */
	const char *origin;      /* NULL: http://127.0.0.1:PORT */
	const char *store;       /* NULL: the origin */
	const char *http_auth;
	const char *proxy;
	const char *ca_pem;
	const char *connect_to;
	int64_t gap_ms;
	bool trace;
};

/* Asks about server (NULL: nowhere) and gives the id. */
int64_t plan_ask(struct talk *talk, const struct server *server, const struct plan *plan);
/* Asks and waits; false, and a failed test, when no outcome comes within ms. */
bool plan_run(struct talk *talk, const struct server *server, const struct plan *plan, int ms,
              struct arena *arena, struct wire_tell *tell);
const char *plan_fact(const struct wire_tell *tell, const char *name); /* NULL: not among its facts */

#endif
