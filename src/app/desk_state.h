/* What the files of the desk share. */
#ifndef SYNCFIX_APP_DESK_STATE_H
#define SYNCFIX_APP_DESK_STATE_H

#include "app/desk.h"
#include "app/film.h"
#include "app/keep.h"
#include "base/array.h"
#include "deliver/outgoing.h"

enum { LEADS = 9 };

struct desk {
	struct desk_options options;
	struct desk_case around;
	int profile;
	enum ui_consent consent;
	bool held; /* probes wait for consent or for a lesson's reveal */
	bool connect_failed;
	struct walk *walk;
	struct driver *driver; /* NULL: nothing can be probed */
	struct keep *keep;
	struct search *search; /* made at the first search */
	uint64_t events;       /* since the walk began */

	struct text notice;
	ARRAY(struct running_since {
		const struct probe *probe;
		int64_t since; /* monotonic */
	})
	running;
	ARRAY(struct ui_running) shown_running;
	struct diagnosis likely;
	bool has_likely;
	uint64_t likely_events; /* the count it was made at */
	struct ticket *ticket;
	uint64_t ticket_events;
	struct text edited;       /* the person's own version of it; empty: none */
	struct outgoing outgoing; /* mail or post, as it was shown */
	bool ready;               /* there is one */
	struct ui_sending sending;
	int64_t call_since; /* monotonic */
	int64_t call_before;
	bool call_held;
	struct ui_lesson lesson; /* as it stands: held until the reveal */
	bool fault_shown;
	const char *leads[LEADS]; /* where each choice would lead; for a class */
	size_t lead_count;
	uint64_t leads_events;
	struct film *film; /* the case looked at as it stood; NULL: as it stands */
	bool playing;
	int64_t play_at; /* monotonic */
	struct arena map_arena;
	ARRAY(struct ui_map_line) map;
	bool quiz;
	char guess[24]; /* code that the class said; "" none yet */
	int quiz_asked, quiz_right;
	struct text handoff; /* code of the position */
	uint64_t handoff_events;
	const struct walk *handoff_of;
	ARRAY(struct call {
		char id[32];
		int64_t ms;
	})
	calls; /* lengths of the calls that other open cases belong to */
};

/* Begins a case over another profile, or the one the events make. */
bool desk_use_profile(struct desk *desk, int profile, const struct journal *events, struct text *lost,
                      struct error *err);
/* Starts what the walk wants, after every input. */
void desk_pump(struct desk *desk);
/* The handoff code of the position, "" at the start; made anew when the case went on. */
const char *desk_handoff(struct desk *desk);
/* A new case at the position that the code stands for. */
bool desk_open_handoff(struct desk *desk, const char *code, struct error *err);
/* For a class: where each choice of the standing question would lead. */
void desk_make_leads(struct desk *desk);
/* Where a choice leads after the first events of a journal: a step's code, "" when it cannot be told. */
const char *desk_lead_of(struct desk *desk, const struct journal *journal, size_t events, int key);
/* Looking at the case as it stood. */
bool desk_rewind(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_step_on(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_play(struct desk *desk, const struct intent *intent, struct error *err);
void desk_end_film(struct desk *desk);
void desk_begin_replay(struct desk *desk);
/* Milliseconds until the next frame by itself; -1: none. Goes there when it is due; true: it did. */
int64_t desk_film_wait(const struct desk *desk);
bool desk_film_read(struct desk *desk);
void desk_make_map(struct desk *desk);
/* Quiz: refuses an answer before the class has said what comes next, and judges what it said. */
bool desk_quiz_allows(const struct desk *desk, struct error *err);
void desk_quiz_judge(struct desk *desk);
bool desk_quiz(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_guess(struct desk *desk, const struct intent *intent, struct error *err);
/* The intents of a lesson. */
bool desk_reveal(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_fault(struct desk *desk, const struct intent *intent, struct error *err);
/* The next open case of those saved, with its own call timer. */
bool desk_next_case(struct desk *desk, struct error *err);
/* Goes to a saved case, or begins another call; the call before keeps its length. */
bool desk_take_call(struct desk *desk, const char *id, struct error *err);
void desk_new_call(struct desk *desk);
void desk_leave_call(struct desk *desk);
/* Which of the calls of this session the case in front is, from 1. */
size_t desk_call_number(struct desk *desk, size_t *count);
/* Keeps since when each probe runs. */
void desk_note_running(struct desk *desk);
void desk_drop_ticket(struct desk *desk);
void desk_drop_outgoing(struct desk *desk);
/* The intents of the ticket. */
bool desk_save_ticket(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_edit_ticket(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_copy_ticket(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_link_ticket(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_mail_ticket(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_post_ticket(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_send_ticket(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_copy_words(struct desk *desk, const struct intent *intent, struct error *err);
bool desk_save_date(struct desk *desk, const struct intent *intent, struct error *err);
/* The ticket as it stands; NULL before the first step. */
const struct ticket *desk_ticket(struct desk *desk);

#endif
