/*
 * A case as one HTML file to send round, print or hand out: what was found, the way there as a picture
 * and in words, what is known and who said so, what the probes found and do not prove. Self-contained:
 * no script, no address that is fetched (a policy in the file forbids it). Read by screen readers in the
 * order of the page; one column on a phone, dark where the reader wants it dark.
 */
#ifndef SYNCFIX_REPORT_CASE_PAGE_H
#define SYNCFIX_REPORT_CASE_PAGE_H

#include <stdint.h>

#include "base/text.h"
#include "case/walk.h"
#include "report/ticket.h"

/* Appends the file. ticket is of the same walk. Scan the bytes (final_scan) before they leave. */
void case_page_write(const struct walk *walk, const struct ticket *ticket, int64_t now, struct text *out);

#endif
