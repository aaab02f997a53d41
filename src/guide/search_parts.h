/* What search.c and search_error.c share. */
#ifndef SYNCFIX_GUIDE_SEARCH_PARTS_H
#define SYNCFIX_GUIDE_SEARCH_PARTS_H

#include "guide/search.h"
#include "guide/search_index.h"

struct search {
	const struct guide *guide;
	struct word_index words; /* a document is a node */
	float *score;            /* by node, while one search runs */
	float *best;
	struct word_index error_words; /* a document is one wording of an error */
	ARRAY(struct wording {
		int error;  /* in guide->error */
		bool alias; /* not its own text */
		int *word;  /* its words in order */
		size_t count;
		char *letters; /* all of them, in order */
	})
	wording;
};

void search_errors_init(struct search *search);
void search_errors_clear(struct search *search);
/* Errors with at least that score, best first among the hits there are. */
void search_errors_find(struct search *search, const char *message, enum direction direction,
                        const char *platform, double least, struct hit *hit, size_t *count, size_t room);
/* Puts one hit where its score belongs; the worst falls out when there is no room. */
void hits_put(struct hit *hit, size_t *count, size_t room, struct hit one);

#endif
