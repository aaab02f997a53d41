#include "report/names.h"

#include "case/walk.h"

const char *names_source(enum source source, enum role role)
{
	static const char *const words[SOURCES] = {
		[SOURCE_PERSON] = "you",   [SOURCE_PROBE] = "checked",       [SOURCE_PROFILE] = "profile",
		[SOURCE_IMPORT] = "given", [SOURCE_COMPUTED] = "worked out", [SOURCE_ASSUMED] = "assumed",
	};

	/* On the phone it is the customer who says so. */
	return source == SOURCE_PERSON && role == ROLE_AGENT ? "customer" : words[source];
}

const char *names_ending(enum ending ending)
{
	static const char *const words[ENDINGS] = {
		[ENDING_NONE] = "not finished", [ENDING_FIXED] = "fixed",
		[ENDING_WAIT] = "waiting",      [ENDING_NO_ACTION] = "no action needed",
		[ENDING_NOT_OURS] = "not ours", [ENDING_ESCALATE] = "handed to support",
	};

	return words[ending];
}

const char *names_verdict(enum verdict verdict)
{
	static const char *const words[VERDICTS] = {
		[VERDICT_OK] = "fine",
		[VERDICT_PROBLEM] = "a problem",
		[VERDICT_UNKNOWN] = "cannot tell",
		[VERDICT_SKIPPED] = "not run",
	};

	return words[verdict];
}

void names_label(struct text *out, const char *label)
{
	for (; *label; label++)
		text_add_char(out, *label == '_' ? ' ' : *label);
}
