/* ticket: the support ticket of a saved case, shown or carried on. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/delivery.h"

/* What --to and --format name; --output alone is a file. */
static bool read_way(const struct setup *setup, enum channel *channel, enum written *form, bool *print,
                     struct error *err)
{
	const char *to = setup->options.value[OPTION_TO];
	const char *name = setup->options.value[OPTION_FORMAT];

	*print = to == NULL && setup->options.value[OPTION_OUTPUT] == NULL;
	*channel = CHANNEL_FILE;
	*form = WRITTEN_TEXT;
	if (name != NULL && !written_find(name, form))
		return error_set(err, ERROR_USAGE, "", "A ticket is text, markdown, json or eml.");
	if (to != NULL && !channel_find(to, channel))
		return error_set(err, ERROR_USAGE, "", "A ticket goes to file, copy, edit, mailto, mail or post.");
	if (setup->options.value[OPTION_OUTPUT] != NULL && *channel != CHANNEL_FILE)
		return error_set(err, ERROR_USAGE, "", "--output names a file: leave --to out, or write --to file.");
	if (name != NULL && *channel != CHANNEL_FILE && *channel != CHANNEL_COPY)
		return error_set(err, ERROR_USAGE, "",
		                 "--format is for what you see, a file and copy; %s has its own.", to);
	return true;
}

static int go(struct setup *setup, struct saved *saved, struct ticket *ticket)
{
	enum channel channel;
	enum written form;
	bool print;
	struct error err = {0};

	if (!read_way(setup, &channel, &form, &print, &err))
		return setup_fail(&err);
	if ((channel == CHANNEL_MAIL || channel == CHANNEL_POST) && saved_is_simulated(saved))
		return setup_refuse(ERROR_REFUSED, "This store is simulated: its ticket is sent to nobody.");
	return print ? delivery_print(setup, saved, ticket, form)
	             : delivery_run(setup, saved, ticket, channel, form);
}

int cmd_ticket(struct setup *setup)
{
	struct saved saved;
	struct ticket *ticket = NULL;
	int code = saved_open(&saved, setup, setup->options.word_count > 0 ? setup->options.word[0] : NULL);

	if (code == 0)
		ticket = ticket_new(saved.walk, setup_now(setup));
	if (code == 0 && ticket == NULL)
		code = setup_refuse(ERROR_DATA, "The data has no step that writes a ticket.");
	if (code == 0)
		code = go(setup, &saved, ticket);
	ticket_free(ticket);
	saved_close(&saved);
	return code;
}
