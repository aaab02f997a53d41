#include "net/ending.h"

#include "net/message.h"
#include "net/scan.h"
#include "net/trace.h"

/* What the message is made of while it is made. */
struct making {
	const struct ending *ending;
	struct scan scan;
	struct trace trace;
	struct wire_tell tell;
	ARRAY(struct wire_fact) fact;
};

static void put_common(struct making *making, enum common_outcome outcome, const char *message)
{
	making->tell.outcome = common_outcome(outcome)->name;
	making->tell.verdict = common_outcome(outcome)->verdict;
	making->tell.message = trace_text(&making->trace, message, &making->scan);
}

static void put_facts(struct making *making, const struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->found.fact.count; i++) {
		struct wire_fact fact = judgement->found.fact.at[i];
		fact.value = trace_text(&making->trace, fact.value, &making->scan);
		array_push(&making->fact, fact);
	}
	making->tell.fact = making->fact.at;
	making->tell.fact_count = making->fact.count;
}

static void put_judgement(struct making *making)
{
	const struct judgement *judgement = making->ending->judgement;
	struct text message = {0};
	message_add(&message, making->ending->task, judgement, &making->ending->exchange->answer);
	making->tell.outcome = judgement->outcome;
	making->tell.verdict = judgement->verdict;
	making->tell.fix = judgement->fix;
	making->tell.message = trace_text(&making->trace, text_str(&message), &making->scan);
	put_facts(making, judgement);
	text_clear(&message);
}

/* What was sent and what came: only for those who asked to see it, since it costs as much as the rest. */
static void put_trace(struct making *making, const struct exchange *exchange)
{
	struct wire_tell *tell = &making->tell;
	trace_note_request(&making->trace, &exchange->request, &making->scan);
	trace_note_answer(&making->trace, &exchange->answer, &making->scan);
	tell->method = making->trace.method;
	tell->url = making->trace.url;
	tell->request = making->trace.request.at;
	tell->request_count = making->trace.request.count;
	tell->response = making->trace.response.at;
	tell->response_count = making->trace.response.count;
	/* What says no is a message; what says yes are the buyers' data. */
	if (!making->ending->task->probe->personal || exchange->answer.status >= 400)
		tell->excerpt = making->trace.excerpt;
	if (making->ending->judgement) {
		tell->rule = making->ending->judgement->rule.at;
		tell->rule_count = making->ending->judgement->rule.count;
	}
}

static void put_exchange(struct making *making, const struct exchange *exchange)
{
	struct wire_tell *tell = &making->tell;
	tell->status = exchange->answer.status;
	tell->dns_ms = exchange->timing.dns;
	tell->connect_ms = exchange->timing.connect;
	tell->tls_ms = exchange->timing.tls;
	tell->first_byte_ms = exchange->timing.first_byte;
	tell->total_ms = exchange->timing.total;
	if (making->ending->task->ask.trace)
		put_trace(making, exchange);
}

void ending_tell(const struct ending *ending, ending_tell_fn *tell, void *ctx)
{
	struct making making = {.ending = ending};
	making.tell = (struct wire_tell){
		.kind = WIRE_TELL_OUTCOME,
		.id = ending->task->ask.id,
		.dns_ms = -1,
		.connect_ms = -1,
		.tls_ms = -1,
		.first_byte_ms = -1,
		.total_ms = -1,
	};
	scan_init(&making.scan, ending->vault, ending->task->ask.profile);
	trace_init(&making.trace);
	if (ending->exchange)
		put_exchange(&making, ending->exchange);
	if (ending->refusal)
		put_common(&making, ending->refusal->outcome, ending->refusal->message);
	else if (ending->judgement)
		put_judgement(&making);
	else if (ending->exchange)
		put_common(&making, ending->exchange->arrival.outcome, ending->exchange->arrival.message);
	tell(ctx, &making.tell);
	array_clear(&making.fact);
	trace_clear(&making.trace);
	scan_clear(&making.scan);
}
