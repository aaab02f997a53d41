#include "ui/intent.h"

static const char *const names[INTENT_KINDS] = {
	[INTENT_NONE] = "none",
	[INTENT_SYMPTOM] = "symptom",
	[INTENT_CHOOSE] = "choose",
	[INTENT_TYPE] = "type",
	[INTENT_UNKNOWN] = "unknown",
	[INTENT_SKIP] = "skip",
	[INTENT_GO_ON] = "go-on",
	[INTENT_ACCEPT] = "accept",
	[INTENT_BACK] = "back",
	[INTENT_JUMP] = "jump",
	[INTENT_TICK] = "tick",
	[INTENT_COMPARE] = "compare",
	[INTENT_FIX] = "fix",
	[INTENT_WAIT] = "wait",
	[INTENT_RECHECK] = "recheck",
	[INTENT_DISMISS] = "dismiss",
	[INTENT_NOTE] = "note",
	[INTENT_CONSENT] = "consent",
	[INTENT_CANCEL] = "cancel",
	[INTENT_AGAIN] = "again",
	[INTENT_REVEAL] = "reveal",
	[INTENT_TICKET_SAVE] = "ticket-save",
	[INTENT_TICKET_EDIT] = "ticket-edit",
	[INTENT_TICKET_MAIL] = "ticket-mail",
	[INTENT_COPY] = "copy",
	[INTENT_SAVE_DATE] = "save-date",
	[INTENT_RESUME] = "resume",
	[INTENT_PROFILE] = "profile",
	[INTENT_RESTART] = "restart",
	[INTENT_HOLD] = "hold",
	[INTENT_NEXT_CASE] = "next-case",
	[INTENT_HANDOFF] = "handoff",
	[INTENT_FAULT] = "fault",
	[INTENT_SCORE] = "score",
	[INTENT_OPEN] = "open",
	[INTENT_CLOSE] = "close",
	[INTENT_QUIT] = "quit",
	[INTENT_SUSPEND] = "suspend",
	[INTENT_REPAINT] = "repaint",
};

const char *intent_name(enum intent_kind kind)
{
	return names[kind];
}
