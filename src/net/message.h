/* One plain sentence about an outcome, and the server's own words where they help. */
#ifndef SYNCFIX_NET_MESSAGE_H
#define SYNCFIX_NET_MESSAGE_H

#include "net/judge.h"

void message_add(struct text *out, const struct task *task, const struct judgement *judgement,
                 const struct answer *answer);
/* At most 200 cleaned characters of the body, tags left out. */
void message_add_excerpt(struct text *out, const struct answer *answer);

#endif
