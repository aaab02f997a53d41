/* Orders by their numbers: read by the platform's probes, and what is left asked of the person. */
#ifndef SYNCFIX_CLI_ORDER_READ_H
#define SYNCFIX_CLI_ORDER_READ_H

#include "cli/session.h"
#include "report/order.h"

/*
 * Reads into the orders (by their number) what the rows' facts say, for each with wanted set; an order's
 * probes run in a walk of its own, over one connection. An exit code, 0 when some were read; what could
 * not be is told on standard error. Sets history_days when a profile or --fact tells it.
 */
int order_read(struct setup *setup, const struct node *compare, struct order *const order[2],
               const bool wanted[2], const struct platform **platform);

/* Asks for the rows that one of the orders does not say; Enter leaves one out. */
void order_ask(const struct node *compare, struct order *good, struct order *bad,
               const struct order_clock *clock);

#endif
