/* How a probe ended, as the message that the face gets: everything in it is cleaned and blanked here. */
#ifndef SYNCFIX_NET_ENDING_H
#define SYNCFIX_NET_ENDING_H

#include "net/job.h"

/* One of refusal and judgement is set, or neither: then exchange->arrival says why there is no answer. */
struct ending {
	const struct task *task;
	const struct vault *vault;
	const struct exchange *exchange;   /* NULL: nothing was sent */
	const struct refusal *refusal;     /* it must not be sent */
	const struct judgement *judgement; /* the answer was judged */
};

typedef void ending_tell_fn(void *ctx, const struct wire_tell *tell);
void ending_tell(const struct ending *ending, ending_tell_fn *tell, void *ctx);

#endif
