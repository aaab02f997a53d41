/*
 * What a case knows and where it stands; private to this folder. Everything here is made by
 * apply_event from the journal's events alone, but for what is marked "not in the journal".
 * The one rule: nobody writes these members except the file named beside them.
 */
#ifndef SYNCFIX_CASE_STATE_H
#define SYNCFIX_CASE_STATE_H

#include "case/taken.h"
#include "case/walk.h"
#include "guide/search.h"

enum { FRAMES_MAX = 32, RECHECK_MAX = 8 };

/* Calls entered, outermost first. A frame that is no call node is where a jump left from. */
struct frames {
	const struct node *at[FRAMES_MAX];
	size_t count;
};

/* One value of a fact; a "per" fact has one for each order or SKU. */
struct known {
	struct evidence evidence;
	const char *key; /* the order number or SKU it belongs to, else "" */
};

/* A stop of the path, with what going back to it needs. */
struct stop {
	struct walk_stop shown;
	struct frames frames;
	uint64_t answered;          /* event that answered here; 0: none */
	int answer;                 /* index of an answer without value, or -1 */
	int question;               /* fact asked besides the node's own, or -1 */
	const struct probe *led_by; /* whose outcome was used last before it, or NULL */
	bool unknown;               /* "I don't know" was said */
};

enum phase {
	PHASE_START,  /* nothing chosen */
	PHASE_STAND,  /* the node is in front of the person */
	PHASE_LEAVE,  /* the way on is due */
	PHASE_VERIFY, /* a fix was done, its verdict is open */
	PHASE_END,
};

/* Why a node is left. */
enum way {
	WAY_PASS,      /* by what is known, else by unknown */
	WAY_UNKNOWN,   /* the person does not know */
	WAY_ON,        /* read, ticked off, compared */
	WAY_EARLY,     /* saved, to come back */
	WAY_LATE,      /* the time is reached */
	WAY_FOUND,     /* a wait's own look found it */
	WAY_THEN,      /* the fix helped */
	WAY_OTHERWISE, /* it did not, or does not match */
	WAY_CANNOT,
};

/* Was the way here decided by evidence? For diagnosis; not in the journal. */
enum proof { PROOF_KEEP, PROOF_NO, PROOF_YES };

struct compared {
	const char *good, *bad; /* NULL: unknown */
	bool given;
};

struct position {
	const struct node *node; /* NULL at the start */
	struct frames frames;
	enum phase phase;
	enum way way;
	uint64_t since;           /* the event that began it */
	bool again;               /* asked although known: after back, a jump, or fresh */
	bool took;                /* the outcome or fact of a probe was used here */
	int question;             /* fact asked besides the node's own, or -1 */
	int recheck[RECHECK_MAX]; /* facts to ask again before anything else */
	size_t recheck_count;
	int answer;                    /* index of an answer without value, or -1 */
	const struct symptom *symptom; /* at the start: what was chosen */
	const char *before;            /* a fix: outcome or value before it, or NULL */
	int64_t began;                 /* of a wait, of a fix done */
	int64_t until;                 /* 0: no wait yet */
	bool reached, gave_up, asked;  /* verify: wait over, probe given up, fact asked */
	struct compared *row;          /* rows and, last, the order numbers */
	bool *ticked;                  /* checklist: item was answered */
};

/* Where "I can't see it" was said: the same question of another caller is not asked again. */
struct unseen {
	const struct node *node;
	struct frames frames;
};

struct dismissed {
	const struct contradiction *contradiction;
	const char *values; /* as they were then */
};

struct walk {
	const struct guide *guide;
	struct walk_options options;
	struct journal journal;
	struct arena arena;
	enum role role;
	const char *profile;
	int fact_platform, fact_order, fact_sku, fact_direction, fact_connects; /* ids or -1 */

	ARRAY(struct known) known;      /* facts.c */
	ARRAY(struct evidence) current; /* facts.c: those of this order and SKU, newest last */
	int *known_at;                  /* facts.c: by fact id, index in known or -1 */
	bool *declined;                 /* apply.c: by fact id, "don't know" to a question in between */
	const struct platform *platform;

	ARRAY(struct probe_state) probe; /* probes.c */
	ARRAY(struct stop) stop;         /* path.c */
	ARRAY(struct walk_stop) path;    /* path.c: what walk_path shows of it */
	ARRAY(struct unseen) unseen;     /* apply.c */
	ARRAY(struct dismissed) dismissed;
	struct position at;
	const struct probe *last_taken; /* apply.c */
	const struct node *changing;    /* fix whose verdict is open */
	const struct node *paused;      /* wait node that was left to come back to */
	int64_t paused_until;

	/* not in the journal */
	bool hold;
	bool unattended; /* nobody there: "fresh" does not ask */
	enum proof proof;
	struct search *search;
	ARRAY(struct choice) choice;
	ARRAY(struct taken) taken; /* taken.c */
	struct text view_text;
	struct text *lost;
};

/* walk.c */
void walk_emit(struct walk *walk, const struct event *event); /* journal, listener, state */
struct walk *walk_make(const struct guide *guide, const struct walk_options *options);

/* facts.c */
void facts_init(struct walk *walk);
void facts_refresh(struct walk *walk); /* known changed: the look-ups */
void facts_apply(struct walk *walk, const struct event *event);
void facts_forget(struct walk *walk, int fact); /* with dependents, and the outcome that set it */
const char *facts_written(const struct walk *walk, int fact, struct arena *arena); /* NULL: unknown */
struct expr_scope facts_scope(const struct walk *walk, int64_t now);
/* VALUE_UNKNOWN when it cannot tell. NULL holds. */
struct value facts_judge(const struct walk *walk, const struct expr *expr, int64_t now);

/* probes.c */
struct probe_state *probes_get(struct walk *walk, const struct probe *probe); /* made when missing */
void probes_forget(struct walk *walk, const struct probe *probe);
const struct probe *probes_of_node(const struct walk *walk, const struct node *node);
/* Can it run now, or once a probe before it has answered? */
bool probes_may_run(const struct walk *walk, const struct probe *probe, int64_t now);
/* The probe that runs, or starts by itself now, and may set the fact; NULL for none. */
const struct probe *probes_teller(const struct walk *walk, int fact, int64_t now);
/* Fact ids a probe may set. */
bool probes_sets(const struct probe *probe, int fact);
bool probes_look_due(const struct walk *walk, int64_t now);

/* contradiction.c */
void contradiction_dismiss(struct walk *walk, const struct contradiction *contradiction);

/* path.c */
struct stop *path_top(struct walk *walk);
void path_push(struct walk *walk, const struct node *node, const struct frames *frames, bool ticked,
               int64_t at);
void path_cut(struct walk *walk, size_t count);
void path_answer(struct walk *walk, const char *words);
/* Where "back" leads: index of a stop where a person was asked, or -1. */
int path_back(const struct walk *walk);
int path_find(const struct walk *walk, const struct node *node); /* last stop of node, or -1 */
int path_asking(const struct walk *walk, int fact); /* last stop that asks or takes fact, or -1 */
void path_refresh(struct walk *walk);

/* apply.c */
void apply_event(struct walk *walk, const struct event *event);
void apply_lost(struct walk *walk, const char *format, ...) __attribute__((format(printf, 2, 3)));
void position_begin(struct walk *walk, const struct node *node, const struct frames *frames, uint64_t event);

/* ways.c: which way a node leads */
struct way_on {
	struct target to; /* TARGET_NONE: none fits */
	enum proof proof;
	int question;                    /* a fact that must be asked first, or -1 */
	const struct known_error *error; /* the message that led here, or NULL */
	const struct expr *by;           /* the condition that held, or NULL */
};
struct way_on ways_go(struct walk *walk, const struct node *node, int64_t now);
struct way_on ways_probe(struct walk *walk, const struct node *node, int64_t now);
struct way_on ways_checklist(struct walk *walk, const struct node *node, int64_t now);
struct way_on ways_compare(struct walk *walk, const struct node *node, int64_t now);
/* The fix that an outcome's rule names, or NULL. */
const struct node *ways_fix_of(const struct walk *walk, const struct probe *probe, const char *outcome);
const struct answer *ways_answer(const struct walk *walk, const struct node *node);

/* plan.c: what happens next, from the state alone */
enum plan_act { PLAN_STAND, PLAN_ASK, PLAN_EVENT, PLAN_GO };
enum { PLAN_FACTS = 24 };
struct plan {
	enum plan_act act;
	int question;
	struct event event;
	struct event_fact fact[PLAN_FACTS];
	const struct node *to; /* PLAN_GO; NULL: the start */
	struct frames frames;
	enum proof proof;
};
void plan_make(struct walk *walk, int64_t now, struct arena *arena, struct plan *out);
void plan_event(const struct walk *walk, struct plan *plan, enum event_kind kind, int64_t now);
void plan_add_fact(struct plan *plan, const char *fact, const char *value);
void plan_go(struct walk *walk, const struct target *to, enum proof proof, int64_t now, struct arena *arena,
             struct plan *out);

/* verify.c: fixes and waits */
void plan_verify(struct walk *walk, int64_t now, struct arena *arena, struct plan *out);
bool wait_until(const struct walk *walk, const struct node *node, int64_t now, int64_t *until);
void plan_wait(struct walk *walk, int64_t now, struct arena *arena, struct plan *out);

/* What judges the fix in front of the person: named by the data, or what led here; NULL: only the fact. */
const struct probe *verify_probe(const struct walk *walk);
const char *verify_record(const struct walk *walk, struct arena *arena);

/* route.c: through nodes nobody sees */
/* What must be recorded before the way is gone (a known message's facts, a probe's use). */
bool route_before(struct walk *walk, const struct node *node, const struct way_on *way, int64_t now,
                  struct arena *arena, struct plan *out);
void route_follow(struct walk *walk, const struct target *to, const struct frames *frames, int64_t now,
                  struct arena *arena, struct plan *out);
const struct node *route_support(const struct guide *guide);

/* advance.c */
void advance(struct walk *walk, int64_t now);
/* Records arriving at a node; NULL is the start screen. */
void advance_visit(struct walk *walk, const struct node *node, const struct frames *frames, bool ticked,
                   int64_t now);
/* Goes on from a target; nothing when there is none. */
void advance_to(struct walk *walk, const struct target *to, int64_t now);
/* What a person would be asked now, without going on: for replaying a journal. */
void advance_question(struct walk *walk, int64_t now);

/* taken.c: planned ways are added; advance keeps those of a plan that was carried out */
void taken_add(struct walk *walk, const struct node *node, enum taken_kind kind, size_t index);
/* answer: of the node's, or NULL for one of the fact's own values, by its label */
void taken_add_answer(struct walk *walk, const struct node *node, const struct answer *answer,
                      const char *label);
void taken_keep(struct walk *walk, size_t count);

/* view.c */
void view_refresh(struct walk *walk, int64_t now);
const struct node *view_question_node(const struct walk *walk, int fact);
const struct fact *view_fact(const struct walk *walk);

/* person.c */
bool person_parse(const struct walk *walk, const struct fact *fact, const char *words, int64_t now,
                  struct arena *arena, struct value *out, struct error *err);
/* The choice in front of the person that the words begin, or NULL with err. */
const struct choice *person_find_choice(const struct walk *walk, const char *words, struct error *err);
bool person_same_label(const char *label, const char *words);
bool person_means_unknown(const char *words);

#endif
