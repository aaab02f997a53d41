/* What the list shows of one case, from the beginning and the end of its file; private to this floor. */
#ifndef SYNCFIX_STORE_CASE_GLANCE_H
#define SYNCFIX_STORE_CASE_GLANCE_H

#include "store/case_list.h"

/* Fills the entry, whose texts it owns from then on. */
void case_glance(struct case_entry *entry, const char *state, const char *id);
void case_glance_clear(struct case_entry *entry);

#endif
