/*
 * What a person types is kept with the case and shown again: a secret in it is refused before the
 * journal gets it, by its shape and, where syncfix-net runs, by the values that it holds.
 */
#ifndef SYNCFIX_APP_DESK_WORDS_H
#define SYNCFIX_APP_DESK_WORDS_H

#include "app/desk.h"

/* True for an intent without words of a person. False and err (ERROR_REFUSED) says what the words look like.
 */
bool desk_words_may_stay(struct desk *desk, const struct intent *intent, struct error *err);

#endif
