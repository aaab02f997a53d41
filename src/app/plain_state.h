/* What the files of the line mode share. */
#ifndef SYNCFIX_APP_PLAIN_STATE_H
#define SYNCFIX_APP_PLAIN_STATE_H

#include "app/plain.h"
#include "ui/keymap.h"

struct plain_run {
	const struct plain *plain;
	struct desk *desk;
	FILE *out;
	int signals;
	struct text input; /* read, not yet taken as a line */
	bool ended;        /* the input did */
	bool over;
	int code;
	bool shown;         /* the step in front was printed */
	unsigned hinted;    /* bit i: prompt i said how to get at the commands */
	bool asked_consent; /* the question about probes stands */
	const struct node *node;
	enum walk_state state;
	size_t stops;
	size_t item; /* checklist: the line asked for */
	size_t row;  /* compare: the line asked for, 0 the order numbers */
	int column;  /* compare: 0 good, 1 bad */
	struct text good;
	size_t also;                /* further facts of the page asked so far */
	struct text held;           /* the own answer, while further facts are asked */
	const struct node *hit[20]; /* the last list of steps: a number goes there */
	size_t hit_count;
	enum plain_list { LIST_NONE, LIST_HITS, LIST_CASES, LIST_PROFILES } list;
};

/* Prints as it is, or in ASCII alone where that is wanted. */
void plain_put(struct plain_run *run, const char *bytes, size_t len);
/* Printing: wrapped at 78 columns, marks dropped. */
void plain_say(struct plain_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
void plain_step(struct plain_run *run, const struct ui_model *model);
void plain_prompt(struct plain_run *run, const struct ui_model *model);
void plain_evidence(struct plain_run *run, const struct ui_model *model);
void plain_help(struct plain_run *run, const struct ui_model *model, unsigned context);
/* A whole number from 0 to 999; -1: the words are none. */
int plain_number(const char *line);

/* One line that the person typed. */
void plain_line(struct plain_run *run, const char *line);
/* Carries out an intent and tells what came of it. False: refused. */
bool plain_do(struct plain_run *run, const struct intent *intent);
/* True when the line was a command. */
bool plain_command(struct plain_run *run, struct ui_model *model, const char *line);
/* Commands that show a list, or go to something of it. */
void plain_find(struct plain_run *run, struct ui_model *model, const char *words);
void plain_resume(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_profile(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_routines(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_go(struct plain_run *run, struct ui_model *model, const char *rest);
/* The ticket and its ways out. */
void plain_ticket(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_left_out(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_mail(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_post(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_send(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_link(struct plain_run *run, struct ui_model *model, const char *rest);
/* What agents and trainers have more. */
void plain_read_back(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_score(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_map(struct plain_run *run, struct ui_model *model, const char *rest);
void plain_quiz(struct plain_run *run, struct ui_model *model, const char *rest);
/* An answer to the step in front. */
void plain_answer(struct plain_run *run, const struct ui_model *model, const char *line);

#endif
