/*
 * What all screens have in common: the head line, the line for news, the footer, and whether
 * there is room for a frame and for the evidence panel. A pure function of the size.
 */
#ifndef SYNCFIX_UI_FRAME_H
#define SYNCFIX_UI_FRAME_H

#include "ui/keymap.h"
#include "ui/model.h"
#include "ui/surface.h"

struct frame {
	struct rect main;  /* inside the frame, or all between head and news line */
	struct rect panel; /* inside the panel; no columns when there is none */
	bool boxed;
	int news; /* first row of the news: a long notice takes more from the frame */
	int foot; /* row of the footer */
};

enum { FRAME_MIN_ROWS = 6, FRAME_MIN_COLS = 20 };

/* Draws head, frame and footer. title and panel stand in the frame's top edge; panel NULL: a
 * screen without one. digits, without: of the footer. */
struct frame frame_draw(struct surface *surface, const struct ui_model *model, const char *title,
                        const char *panel, unsigned context, int digits, uint64_t without);
/* What the last action did, in the rows that frame_draw left for news. It goes with the next press. */
void frame_notice(struct surface *surface, const struct ui_model *model);
/* "Too small": true when nothing else can be drawn. */
bool frame_too_small(struct surface *surface);
/* The text, plain where the walk has values for its placeholders, spans kept. */
void frame_expand(struct text *out, const struct ui_model *model, const char *text);
/* "Orders don't arrive in IS2 › Connections", and " › ORD-6" with code */
void frame_trail(struct text *out, const struct ui_model *model, bool code);

#endif
