#include "ui/keymap.h"

#include <string.h>

#include "base/utf8.h"

enum {
	STEPS = CONTEXT_STEPS,
	ANSWERED = CONTEXT_ASK | CONTEXT_CHECKLIST | CONTEXT_FIX | CONTEXT_WAIT | CONTEXT_END | CONTEXT_CONFLICT |
	           CONTEXT_CONSENT | CONTEXT_LIST,
	LISTS = CONTEXT_LIST | CONTEXT_PATH | CONTEXT_PROBES,
	TYPED = CONTEXT_FIELD | CONTEXT_SEARCH | CONTEXT_NOTE,
	EVERYWHERE = CONTEXT_ALL & ~(CONTEXT_FIELD | CONTEXT_SEARCH | CONTEXT_NOTE),
	MOVING = CONTEXT_ALL & ~(CONTEXT_FIELD | CONTEXT_NOTE | CONTEXT_FILM),
};

/* The order is the footer's: what is wanted most stands first and stays on a narrow screen. */
static const struct keymap_row rows[] = {
	{ACTION_ANSWER, ANSWERED | CONTEXT_START, 0, "1 2 3 4 5 6 7 8 9", "answer", NULL,
     "Gives the answer that stands beside the number, at once."},
	{ACTION_ENTER, CONTEXT_FIELD, 0, "Enter", "answer", NULL, "Takes what was typed."},
	{ACTION_ENTER, CONTEXT_NOTE, 0, "Enter", "keep", NULL, "Keeps the note with the case."},
	{ACTION_ENTER, CONTEXT_TICKET, 0, "Enter", "fill", NULL, "Asks for the field with the mark."},
	{ACTION_ENTER, CONTEXT_READ, 0, "Enter Space", "go on", "on", "Goes on to the next step."},
	{ACTION_ENTER, CONTEXT_COMPARE, 0, "Enter", "choose", NULL, "Chooses the line with the mark."},
	{ACTION_ENTER, CONTEXT_CHECKLIST, 0, "Enter", "next", NULL,
     "To the next line; on the last one it goes on."},
	{ACTION_ENTER, CONTEXT_SEARCH | LISTS, 0, "Enter", "go there", NULL, "Goes to the line with the mark."},
	{ACTION_ENTER, CONTEXT_START | ANSWERED, 0, "Enter", NULL, NULL, "Takes the line with the mark."},
	{ACTION_UNKNOWN, CONTEXT_ASK | CONTEXT_CHECKLIST, 0, "0", "don't know", "unknown",
     "\"I don't know\" or \"I can't see it\": the wizard finds another way."},
	{ACTION_ACCEPT, CONTEXT_ASK, 0, "a", "take it", "accept",
     "Goes on with what a probe found while you were reading."},
	{ACTION_REWIND, CONTEXT_FILM, 0, "Left b Page-Up", "back", "rewind", "One step back, as it stood."},
	{ACTION_STEP_ON, CONTEXT_FILM, 0, "Right Enter Page-Down", "step", "step",
     "One step on; at the end back to where the case stands."},
	{ACTION_PLAY, CONTEXT_FILM, 0, "Space", "play", "play", "Plays it step by step in time, and stops."},
	{ACTION_REVEAL, STEPS | CONTEXT_START, KEYMAP_TRAINER, "Space", "reveal", "reveal",
     "Lets the probes of a lesson run and shows what they found; again: freezes them."},
	{ACTION_MAP, STEPS | CONTEXT_START | CONTEXT_FILM, KEYMAP_TRAINER, "m", "map", "map",
     "The tree walked so far, and where each answer led or would have led."},
	{ACTION_SCORE, STEPS | CONTEXT_START | CONTEXT_FILM, KEYMAP_TRAINER, "z", "score", "score",
     "The score by the rules of section 13, with the moment of each detour, and the answers against par."},
	{ACTION_FAULT, STEPS | CONTEXT_START, KEYMAP_TRAINER, "F", "fault", "fault",
     "Shows the fault of the lesson, and hides it again."},
	{ACTION_QUIZ, STEPS, KEYMAP_TRAINER, "u", "quiz", "quiz",
     "Quiz: the class says the next step before it is shown."},
	{ACTION_CHECK, CONTEXT_START, 0, "k", "check", "check", "Quick check: everything a probe can tell."},
	{ACTION_ISSUES, CONTEXT_START, 0, "i", "issues", "issues",
     "The issues that the guide lists for one platform."},
	{ACTION_RESUME, CONTEXT_START, 0, "r", "resume", "resume", "Open cases, to go on with one of them."},
	{ACTION_ROUTINE, CONTEXT_START, 0, "w", "routine", "routine", "The preventive checklists."},
	{ACTION_PROFILE, CONTEXT_START, 0, "p", "profile", "profile", "Chooses the integration to look at."},
	{ACTION_COPY, CONTEXT_FIX | CONTEXT_END | CONTEXT_TICKET | CONTEXT_CODE, 0, "y", "copy", "copy",
     "Copies it: the steps of a fix, the ticket, the code."},
	{ACTION_SAVE, CONTEXT_TICKET, 0, "f", "file", "save", "Writes the ticket to a file."},
	{ACTION_SAVE, CONTEXT_WAIT, 0, "f", "calendar", "calendar", "Writes the time into a calendar file."},
	{ACTION_SAVE, CONTEXT_END, 0, "f", NULL, NULL,
     "Writes the reminder of a wait or a routine into a calendar file."},
	{ACTION_MAIL, CONTEXT_TICKET, 0, "m", "mail", "mail",
     "Mails the ticket: shows it first; without a mail server it writes it for your mail program (.eml)."},
	{ACTION_POST, CONTEXT_TICKET, 0, "p", "post", "post",
     "Posts the ticket to the help desk: shows it first."},
	{ACTION_LINK, CONTEXT_TICKET, 0, "l", NULL, "mailto",
     "A link that opens the ticket in your mail program."},
	{ACTION_SEND, CONTEXT_SEND, 0, "Enter", "send", "send", "Sends what was shown."},
	{ACTION_EDIT, CONTEXT_TICKET, 0, "e", "edit", "edit", "Opens the ticket in your editor."},
	{ACTION_LEFT_OUT, CONTEXT_TICKET, 0, "x", "left out", "leftout",
     "Shows what was left out of the ticket."},
	{ACTION_AGAIN, CONTEXT_PROBES, 0, "r", "run again", "again", "Runs the probe with the mark again."},
	{ACTION_RECHECK, CONTEXT_EVIDENCE, 0, "r", "ask again", "recheck", "Asks again what the mark stands on."},
	{ACTION_REWIND, STEPS, KEYMAP_TRAINER, "Left", NULL, "rewind",
     "Looks back one step, at the case as it stood; nothing of it changes."},
	{ACTION_BACK, STEPS, 0, "b Left Backspace", "back", "back",
     "One step back; what you answered is kept and marked."},
	{ACTION_READ_BACK, STEPS, KEYMAP_AGENT, "r", "read back", "readback",
     "What was said, looked at and done so far, to be read to the caller."},
	{ACTION_HOLD, STEPS | CONTEXT_START, KEYMAP_AGENT, "h", "hold", "hold",
     "Stops the call timer, and starts it again."},
	{ACTION_NEXT_CASE, STEPS | CONTEXT_START | CONTEXT_FIELD, KEYMAP_AGENT, "Tab", "next case", "next",
     "Saves this case and goes to the next open one, of this session first; its call timer goes with it."},
	{ACTION_RESTART, STEPS & ~CONTEXT_END, KEYMAP_AGENT, "o", NULL, NULL,
     "Another call: saves this case and begins a new one; Tab comes back."},
	{ACTION_CLOSE, CONTEXT_PAGES | CONTEXT_LIST | CONTEXT_CONFLICT, 0, "Esc b Left Backspace", "back", "back",
     "Closes this page."},
	{ACTION_ENTER, CONTEXT_CODE, 0, "Enter", "type a code", NULL, "Opens the case of a code that was told."},
	{ACTION_CLOSE, CONTEXT_CONSENT, 0, "Esc b", NULL, NULL, "Closes this page; nothing is sent."},
	{ACTION_CLOSE, CONTEXT_SEARCH | CONTEXT_NOTE, 0, "Esc", "back", NULL, "Closes this page."},
	{ACTION_EVIDENCE, STEPS | CONTEXT_START | CONTEXT_FILM, 0, "e", "evidence", "evidence",
     "Everything known so far: who said it, when, and what it does not prove."},
	{ACTION_COMMANDS, CONTEXT_FIELD, 0, "Esc", "other keys", NULL,
     "Leaves the field, so that the other keys work; Enter comes back to it."},
	{ACTION_NOTE, STEPS | CONTEXT_START | CONTEXT_PATH, 0, "n", "note", "note",
     "Writes down something in your own words; it goes into the ticket."},
	{ACTION_TICKET, STEPS | CONTEXT_PATH | CONTEXT_FILM, 0, "t", "ticket", "ticket",
     "The support ticket as it stands now."},
	{ACTION_CODE, STEPS | CONTEXT_START, 0, "c", "code", "code",
     "The code of this step and of the whole case, to say on the phone; opens one that was told."},
	{ACTION_SEARCH, EVERYWHERE & ~CONTEXT_CONSENT, 0, "/", "find", "find",
     "Finds a step or an error message by any of its words."},
	{ACTION_CONFLICT, STEPS, 0, "x", "what disagrees", "disagrees", "Shows what does not fit together."},
	{ACTION_PROBES, STEPS, 0, "p", "probes", "probes",
     "The probes: what ran, what it proves, how long it took."},
	{ACTION_PATH, STEPS | CONTEXT_FILM, 0, "v", "path", "path", "The way so far, with what was skipped."},
	{ACTION_SKIP, CONTEXT_ASK | CONTEXT_RUNNING, 0, "s", "skip", "skip",
     "Goes on without this step; the ticket says so."},
	{ACTION_RESTART, CONTEXT_END | CONTEXT_START, 0, "o", NULL, "new", "Begins a new case."},
	{ACTION_HELP, EVERYWHERE, 0, "? F1", "help", "help", "This page."},
	{ACTION_HELP, TYPED, 0, "F1", "help", NULL, "This page."},
	{ACTION_QUIT, EVERYWHERE, 0, "q F10", "quit", "quit", "Saves the case and leaves."},
	{ACTION_QUIT, TYPED, 0, "F10", NULL, NULL, "Saves the case and leaves."},
	{ACTION_UP, MOVING, 0, "Up Ctrl-P", NULL, NULL, "One line up."},
	{ACTION_DOWN, MOVING, 0, "Down Ctrl-N", NULL, NULL, "One line down."},
	{ACTION_PAGE_UP, MOVING, 0, "Page-Up", NULL, NULL, "One page up."},
	{ACTION_PAGE_DOWN, MOVING, 0, "Page-Down", NULL, NULL, "One page down."},
	{ACTION_FIRST, MOVING & ~CONTEXT_SEARCH, 0, "Home g", NULL, NULL, "To the first line."},
	{ACTION_LAST, MOVING & ~CONTEXT_SEARCH, 0, "End G", NULL, NULL, "To the last line."},
	{ACTION_NEXT_PART, CONTEXT_ALL, 0, "Tab", NULL, NULL, "To the next part of the screen."},
	{ACTION_PREVIOUS_PART, CONTEXT_ALL, 0, "Shift-Tab", NULL, NULL, "To the part before."},
	{ACTION_INTERRUPT, CONTEXT_ALL, 0, "Ctrl-C", NULL, NULL,
     "Stops a running probe; when none runs, saves and leaves."},
	{ACTION_SUSPEND, CONTEXT_ALL, 0, "Ctrl-Z", NULL, NULL, "Gives the shell back; fg comes back here."},
	{ACTION_REPAINT, CONTEXT_ALL, 0, "Ctrl-L", NULL, NULL, "Paints the screen anew."},
};

const struct keymap_row *keymap_rows(size_t *count)
{
	*count = sizeof rows / sizeof rows[0];
	return rows;
}

static bool has_press(const char *presses, const struct press *press)
{
	while (*presses) {
		size_t len = strcspn(presses, " ");
		char name[16];
		struct press one;

		memcpy(name, presses, len);
		name[len] = '\0';
		if (press_parse(name, &one) && press_same(&one, press))
			return true;
		presses += len + (presses[len] == ' ');
	}
	return false;
}

static bool row_is_for(const struct keymap_row *row, unsigned context, enum keymap_role role)
{
	return (row->context & context) && (row->role == KEYMAP_EVERYBODY || row->role == role);
}

enum action keymap_action(unsigned context, enum keymap_role role, const struct press *press)
{
	struct press plain = *press;

	/* Esc followed at once by a key is that key, pressed out of a field. */
	if (plain.kind == PRESS_ALT) {
		plain.kind = PRESS_CHAR;
		if (context & CONTEXT_FIELD)
			context = (context & ~(unsigned)CONTEXT_FIELD) | CONTEXT_ASK;
	}
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (row_is_for(&rows[i], context, role) && has_press(rows[i].presses, &plain))
			return rows[i].action;
	return ACTION_NONE;
}

static void footer_key(const struct keymap_row *row, int digits, struct text *out)
{
	if (row->action == ACTION_ANSWER && digits > 1)
		text_addf(out, "1-%d", digits);
	else
		text_add_n(out, row->presses, strcspn(row->presses, " "));
}

static bool footer_has(const struct keymap_row *row, const struct footer *footer)
{
	if (row->action == ACTION_ANSWER && footer->digits == 0)
		return false;
	if (footer->without & FOOTER_BIT(row->action))
		return false;
	return row->label && row_is_for(row, footer->context, footer->role);
}

/* Columns that help and quit need at the end: they stay when others go. */
static int footer_tail(unsigned context)
{
	return context & (CONTEXT_FIELD | CONTEXT_SEARCH | CONTEXT_NOTE) ? 9 : 16;
}

void keymap_footer(struct surface *surface, int row, const struct footer *footer)
{
	int col = surface->cols < 50 ? 0 : 1, tail = footer_tail(footer->context);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct keymap_row *at = &rows[i];
		struct text key = {0};
		int need;

		if (!footer_has(at, footer))
			continue;
		footer_key(at, footer->digits, &key);
		need = (int)(utf8_width(text_str(&key)) + 1 + utf8_width(at->label));
		if (at->action == ACTION_HELP || at->action == ACTION_QUIT)
			tail = 0;
		if (col + need <= surface->cols - tail) {
			col += surface_put(surface, row, col, need, STYLE_KEY, text_str(&key)) + 1;
			col += surface_put(surface, row, col, need, STYLE_DIM, at->label) + 2;
		}
		text_clear(&key);
	}
}
