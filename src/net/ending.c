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
	making->tell.rule = judgement->rule.at;
	making->tell.rule_count = judgement->rule.count;
	put_facts(making, judgement);
	text_clear(&message);
}

static void put_exchange(struct making *making, const struct exchange *exchange)
{
	const struct answer *answer = &exchange->answer;
	struct wire_tell *tell = &making->tell;
	bool excerpt = making->ending->task->ask.trace || answer->status >= 400 || answer->looked_like_json ||
	               answer->form == ANSWER_HTML;
	trace_note_request(&making->trace, &exchange->request, &making->scan);
	trace_note_answer(&making->trace, answer, &making->scan, excerpt);
	tell->status = answer->status;
	tell->dns_ms = exchange->timing.dns;
	tell->connect_ms = exchange->timing.connect;
	tell->tls_ms = exchange->timing.tls;
	tell->first_byte_ms = exchange->timing.first_byte;
	tell->total_ms = exchange->timing.total;
	tell->method = making->trace.method;
	tell->url = making->trace.url;
	tell->request = making->trace.request.at;
	tell->request_count = making->trace.request.count;
	tell->response = making->trace.response.at;
	tell->response_count = making->trace.response.count;
	tell->excerpt = making->trace.excerpt;
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
