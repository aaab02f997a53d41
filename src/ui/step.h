/*
 * The step screen's parts, shared by its files: what can be answered here (items), what is to be
 * read (body), and the state between presses. Only screens include this.
 */
#ifndef SYNCFIX_UI_STEP_H
#define SYNCFIX_UI_STEP_H

#include "base/array.h"
#include "ui/entry.h"
#include "ui/frame.h"
#include "ui/menu.h"
#include "ui/page.h"
#include "ui/screen.h"

enum { STEP_FIELDS = 6 };

struct step_state {
	/* What the rest belongs to; another step starts anew. */
	const struct node *node;
	enum walk_state walk_state;
	size_t stops;

	struct menu menu;
	int top;       /* first row of the body shown */
	bool scrolled; /* by the person */
	struct entry field[STEP_FIELDS];
	size_t field_count;
	size_t field_at;   /* the field with the cursor, field_count: the list has it */
	size_t field_sent; /* fields already turned into intents */
	bool sending;
	bool commands;    /* the person left the field for the other keys */
	int editing;      /* compare: column being typed, 0 for none */
	struct text good; /* compare: what was typed for the good order */
};

/* What can be chosen, each with its intent. */
struct step_items {
	struct arena arena;
	ARRAY(struct menu_item) item;
	ARRAY(struct intent) intent;
	int digits; /* highest digit that answers */
};

/* filter: words that a label must hold, "" for all. */
void step_items_make(struct step_items *items, const struct ui_model *model, const struct step_view *view,
                     const char *filter);
void step_items_clear(struct step_items *items);
void step_items_add(struct step_items *items, const char *key, const char *label, struct intent intent);

/* Long lists of choices are picked from by typing a part of the name. */
bool step_is_picker(const struct step_view *view);
/* In this question a number alone may be the answer itself; elsewhere it means a choice. */
bool step_number_is_value(const struct step_view *view);
unsigned step_context(const struct step_view *view);

/* Another step than the last time starts with a state of its own. */
void step_follow(struct step_state *state, const struct ui_model *model, const struct step_view *view);
bool step_in_field(const struct step_state *state);
/* What narrows a long list, "" for nothing. */
const char *step_filter(const struct step_state *state, const struct step_view *view);
struct intent step_press(void *at, const struct ui_model *model, const struct press *press);

/* The text of the step. rect: of text and answers; room: rows that are left for the text. */
void step_body(struct page *page, const struct ui_model *model, const struct step_view *view,
               const struct rect *rect, int room);
void step_body_checklist(struct page *page, const struct ui_model *model, const struct step_view *view,
                         const struct step_state *state);
/* The panel beside it: evidence, or the tree for a trainer. */
void step_panel(const struct ui_model *model, const struct step_view *view, struct surface *surface,
                const struct rect *rect);
void step_panel_title(struct text *out, const struct ui_model *model);

/* Checklists and comparisons: several answers on a page. */
void step_checklist_items(struct step_items *items, const struct ui_model *model,
                          const struct step_view *view);
struct intent step_checklist_press(struct step_state *state, const struct ui_model *model,
                                   const struct step_view *view, enum action action,
                                   const struct press *press);
/* Answers of a checklist's item: choices of its fact. Gives their number; labels as templates. */
struct step_answer {
	const char *value; /* written form */
	const char *label;
};
int step_checklist_digits(const struct ui_model *model, const struct step_view *view, size_t focus);
size_t step_checklist_answers(const struct ui_model *model, const struct node *item,
                              struct step_answer *answer, size_t room);

void step_compare_items(struct step_items *items, const struct ui_model *model, const struct step_view *view);
void step_compare_body(struct page *page, const struct ui_model *model, const struct step_view *view,
                       const struct step_state *state);
struct intent step_compare_press(struct step_state *state, const struct ui_model *model,
                                 const struct step_view *view, enum action action, const struct press *press);

#endif
