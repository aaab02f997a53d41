/* ticket: the support ticket of a saved case. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/saved.h"
#include "report/final_scan.h"
#include "report/ticket.h"

static int write_ticket(struct setup *setup, const struct walk *walk)
{
	const char *email = settings_text(&setup->config.settings, SETTING_SUPPORT_EMAIL);
	const char *name = setup->options.value[OPTION_FORMAT];
	enum ticket_format format = TICKET_TEXT;
	struct ticket *ticket;
	struct text bytes = {0};
	struct error err = {0};
	int code;

	if (name != NULL && !ticket_format_find(name, &format))
		return setup_refuse(ERROR_USAGE, "A ticket is text, markdown or json.");
	ticket = ticket_new(walk, setup_now(setup));
	if (ticket == NULL)
		return setup_refuse(ERROR_DATA, "The data has no step that writes a ticket.");
	ticket_write(ticket, format, &bytes);
	code = final_scan(text_str(&bytes), bytes.len, ticket, setup->guide, email, &err)
	           ? output_write(setup, &bytes)
	           : setup_fail(&err);
	text_clear(&bytes);
	ticket_free(ticket);
	return code;
}

int cmd_ticket(struct setup *setup)
{
	struct saved saved;
	int code = saved_open(&saved, setup, setup->options.word_count > 0 ? setup->options.word[0] : NULL);

	if (code == 0)
		code = write_ticket(setup, saved.walk);
	saved_close(&saved);
	return code;
}
