/* A small guide whose cases end in tickets: what the tests of src/report share. */
#ifndef SYNCFIX_TESTS_REPORT_KIT_H
#define SYNCFIX_TESTS_REPORT_KIT_H

#include "case_kit.h"
#include "report/ticket.h"

/*
 * From orders.platform on, a question each: platform, integration, toggle, last_sync, started_at,
 * order_number, order_numbers, error_text, error_messages, screenshots, oauth_status, fix.toggle, then
 * support.ticket. Elsewhere: compare.orders, wait.ship, fix.key (by the probe shop.key), host.letter.
 */
extern const struct kit report_guide;

/* Begins a case and does the steps; with probes it has the profile "main". */
void report_begin(struct kit_case *kit_case, bool can_probe, const char *steps);
/* The ticket of the case as it stands, instead of what out held. */
void report_write(struct kit_case *kit_case, enum ticket_format format, struct text *out);
/* Steps of a case with something of everything; with probes. */
extern const char report_everything[];
/* Every question of the way answered; ends at support.ticket. */
extern const char report_whole_way[];

#endif
