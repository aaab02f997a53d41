/* One step in words on a stream: everything the data says of it, all registers. */
#ifndef SYNCFIX_CLI_PRINT_NODE_H
#define SYNCFIX_CLI_PRINT_NODE_H

#include <stdio.h>

#include "guide/model.h"
#include "guide/template.h"

void print_node(FILE *out, const struct guide *guide, const struct node *node);

#endif
