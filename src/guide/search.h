/*
 * Search: steps by any of their words, known errors by exact text, alias, then near
 * (typos, other case, time stamps and order numbers around them). Built once from the guide.
 */
#ifndef SYNCFIX_GUIDE_SEARCH_H
#define SYNCFIX_GUIDE_SEARCH_H

#include "guide/model.h"

enum hit_kind { HIT_ERROR, HIT_NODE };
struct hit {
	enum hit_kind kind;
	const struct known_error *error; /* HIT_ERROR */
	const struct node *node;         /* where it leads */
	double score;                    /* 1 exact … 0 */
};

struct search;
struct search *search_new(const struct guide *guide);
void search_free(struct search *search);
/*
 * Best first, at most room hits; direction and platform ("" for any) narrow the errors.
 * Gives the number of hits; 0 when nothing is near enough.
 */
size_t search_find(struct search *search, const char *words, enum direction direction, const char *platform,
                   struct hit *hit, size_t room);
/* Only errors, only good enough to act on; the same text under two nodes gives both. */
size_t search_error(struct search *search, const char *message, enum direction direction,
                    const char *platform, struct hit *hit, size_t room);

#endif
