/*
 * The messages between the face (syncfix) and the hands (syncfix-net): one JSON object a line,
 * at most 1 MiB, both directions; docs/WIRE.md is the page. Neither side trusts what it reads.
 */
#ifndef SYNCFIX_WIRE_WIRE_H
#define SYNCFIX_WIRE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "guide/probe.h"

enum { WIRE_VERSION = 1, WIRE_MAX_LINE = 1 << 20 };

/* ---- face → hands ---- */

enum wire_ask_kind {
	WIRE_ASK_HELLO,
	WIRE_ASK_SECRET,
	WIRE_ASK_READY,
	WIRE_ASK_PROBE,
	WIRE_ASK_CANCEL,
	WIRE_ASK_SCAN,
	WIRE_ASK_DELIVER,
	WIRE_ASK_FORGET,
	WIRE_ASK_QUIT,
	WIRE_ASK_KINDS
};

/*
 * A fact or profile value the request may need; typed, so that the rules compile on both sides.
 * Every fact that the declaration and the platform's rules name is sent, known or not.
 */
struct wire_value {
	const char *name;
	const char *type;  /* fact type name */
	const char *value; /* written form; NULL: not known */
	bool assumed;      /* the fact's default: worth its value, but not known() */
};

/* What a secret must look like, from the platform file; checked before anything is sent. */
struct wire_secret_form {
	const char *key;
	const char *prefix; /* or NULL */
	int length;         /* bytes, prefix included; 0: any */
};

struct wire_ask {
	enum wire_ask_kind kind;
	int64_t id; /* probe, cancel, scan, deliver */
	/* secret: a descriptor follows (SCM_RIGHTS) unless typed holds it */
	const char *profile; /* also probe, forget */
	const char *key;
	/* scheme://host:port. secret: what it is bound to, several separated by spaces; probe: the store's */
	const char *origin;
	const char *typed;
	/* probe */
	const char *name;
	const char *declaration;       /* JSON as in the file; NULL: as sent with the last probe of this name */
	const char *platform_outcomes; /* JSON array or NULL; goes with declaration */
	const char *http_auth;
	const char *token;        /* the platform's "token": how an access token is got; JSON or NULL */
	const char *const *hosts; /* further declared hosts */
	size_t host_count;
	int64_t gap_ms;
	const struct wire_value *value;
	size_t value_count;
	const struct wire_value *outcome; /* known outcomes by probe name (type "outcome") */
	size_t outcome_count;
	const struct wire_secret_form *secret_form;
	size_t secret_form_count;
	const char *connect_to; /* "host:port" standing in for the store (simulator), or NULL */
	const char *ca_pem;     /* private authority, PEM text, or NULL */
	const char *proxy;      /* or NULL */
	bool trace;
	int64_t now; /* the case's clock, for expressions only */
	/* scan, deliver */
	const char *text;
	const char *to; /* deliver: JSON object, where to and how (docs/WIRE.md) */
};

/* ---- hands → face ---- */

enum wire_tell_kind {
	WIRE_TELL_HELLO,
	WIRE_TELL_OUTCOME,
	WIRE_TELL_PROGRESS,
	WIRE_TELL_SCANNED,
	WIRE_TELL_DELIVERED,
	WIRE_TELL_KINDS
};

struct wire_fact {
	const char *fact;
	const char *value;
};
struct wire_rule {
	const char *when;
	const char *is;
	bool held;
};
struct wire_header {
	const char *name;
	const char *value;
};

struct wire_tell {
	enum wire_tell_kind kind;
	int64_t id;
	/* outcome */
	const char *outcome;
	enum verdict verdict;
	const char *message; /* one plain sentence, cleaned */
	const char *fix;     /* of the rule that held, or NULL */
	const struct wire_fact *fact;
	size_t fact_count;
	int status;                                                 /* 0: none */
	double dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms; /* < 0: did not come to it */
	const struct wire_rule *rule;
	size_t rule_count;
	const char *method, *url;          /* blanked */
	const struct wire_header *request; /* blanked */
	size_t request_count;
	const struct wire_header *response; /* allow-listed */
	size_t response_count;
	const char *excerpt;
	/* progress: step name; scanned: name of the secret found or NULL; delivered: NULL or what failed */
	const char *text;
	const char *reference; /* delivered: what the help desk calls it, cleaned; or NULL */
};

/* Appends one line with its newline. */
void wire_write_ask(struct text *out, const struct wire_ask *ask);
void wire_write_tell(struct text *out, const struct wire_tell *tell);
/* Reads one line (no newline); texts live in arena. Unknown members are ignored, wrong types refused. */
bool wire_read_ask(const char *line, size_t len, struct arena *arena, struct wire_ask *out,
                   struct error *err);
bool wire_read_tell(const char *line, size_t len, struct arena *arena, struct wire_tell *out,
                    struct error *err);

#endif
