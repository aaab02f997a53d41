/*
 * SOAP 1.1 as Magento 1 speaks it (rpc, encoded): the body of a call, and what its answers say. The calls
 * are those of declare/soap.h; the values of a call are the templates of the declaration's "args".
 */
#ifndef SYNCFIX_NET_SOAP_H
#define SYNCFIX_NET_SOAP_H

#include "net/answer.h"
#include "net/task.h"

/* The probe's own call in a session. err: what is unknown or wrong; out then holds a part of it. */
bool soap_write_call(struct text *out, const struct task *task, const char *session, struct error *err);
bool soap_write_login(struct text *out, const struct task *task, const char *user, const char *key,
                      struct error *err);
bool soap_write_end(struct text *out, const struct task *task, const char *session, struct error *err);

/* The session's id in the answer to a login, valid as long as the answer; NULL when it holds none. */
const char *soap_session_of(const struct answer *answer);
/* The number of a Fault ("5", "SOAP-ENV:5"); -1: no Fault, or one whose code is a word. */
int soap_fault_number(const struct answer *answer);

#endif
