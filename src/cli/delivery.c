#include "cli/delivery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/prompt.h"
#include "cli/session.h"
#include "deliver/clipboard.h"
#include "deliver/editor.h"
#include "deliver/ticket_file.h"

enum { CA_MAX = 1 << 20, EDITED_MAX = 1 << 20 };

struct delivery {
	struct setup *setup;
	struct saved *saved;
	struct delivery_setup with;
	struct outgoing_wish wish;
	struct outgoing out;
	struct integration integration; /* of the case's profile; empty when that is gone */
	struct text edited;
	struct error err;
};

/* ---- settings ---- */

static bool interrupted(void)
{
	return *session_interrupted();
}

int delivery_setup(struct delivery_setup *delivery, struct setup *setup)
{
	const struct settings *settings = &setup->config.settings;
	struct sender *sender = &delivery->sender;
	const char *ca_file = settings_text(settings, SETTING_CA_FILE);
	struct error err = {0};

	*delivery = (struct delivery_setup){0};
	*sender = (struct sender){
		.program = setup->paths.net,
		.places = {.support_email = settings_text(settings, SETTING_SUPPORT_EMAIL),
	               .mail_server = settings_text(settings, SETTING_MAIL_SERVER),
	               .mail_user = settings_text(settings, SETTING_MAIL_USER),
	               .mail_from = settings_text(settings, SETTING_MAIL_FROM),
	               .desk_url = settings_text(settings, SETTING_DESK_URL),
	               .desk_header = settings_text(settings, SETTING_DESK_HEADER),
	               .timeout = settings_number(settings, SETTING_SEND_TIMEOUT)},
		.secret_timeout = settings_number(settings, SETTING_SECRET_TIMEOUT),
		.stopped = interrupted,
	};
	if (!secret_form_of_settings(settings, SETTING_MAIL_PASSWORD_FILE, SETTING_MAIL_PASSWORD_COMMAND,
	                             &sender->mail_password.form, &sender->mail_password.value, &err) ||
	    !secret_form_of_settings(settings, SETTING_DESK_TOKEN_FILE, SETTING_DESK_TOKEN_COMMAND,
	                             &sender->desk_token.form, &sender->desk_token.value, &err) ||
	    (*ca_file && !file_read(ca_file, CA_MAX, &delivery->ca_pem, &err)))
		return setup_fail(&err);
	sender->places.ca_pem = *ca_file ? text_str(&delivery->ca_pem) : NULL;
	return 0;
}

void delivery_setup_clear(struct delivery_setup *delivery)
{
	text_clear(&delivery->ca_pem);
}

/* ---- beginning ---- */

static bool open_integration(struct delivery *delivery)
{
	return saved_integration(delivery->saved, delivery->setup, &delivery->integration, &delivery->err);
}

static bool make(struct delivery *delivery, enum channel channel)
{
	outgoing_clear(&delivery->out);
	delivery->out = (struct outgoing){0};
	return outgoing_make(&delivery->out, &delivery->wish, channel, &delivery->err);
}

static bool scan(struct delivery *delivery)
{
	return sender_scan(&delivery->with.sender, &delivery->integration, &delivery->out.body, &delivery->err) &&
	       sender_scan(&delivery->with.sender, &delivery->integration, &delivery->out.bytes, &delivery->err);
}

static void tell(const struct delivery *delivery, const char *format, const char *what)
{
	if (delivery->setup->options.value[OPTION_QUIET] == NULL)
		printf(format, what);
}

/* ---- staying here ---- */

static bool may_write_over(const struct setup *setup, const char *path)
{
	const struct options *options = &setup->options;
	struct text question = {0};
	bool yes = options->value[OPTION_YES] != NULL;

	if (!yes && access(path, F_OK) == 0 && prompt_possible(options->value[OPTION_NO_INPUT] != NULL)) {
		text_addf(&question, "There is a file %s: write over it?", path);
		yes = prompt_yes(text_str(&question), false);
	}
	text_clear(&question);
	return yes;
}

bool delivery_write(const struct setup *setup, const char *path, const struct text *bytes, struct error *err)
{
	if (!ticket_file_write(path, bytes, may_write_over(setup, path), err))
		return false;
	if (setup->options.value[OPTION_QUIET] == NULL)
		printf("Written to %s.\n", path);
	return true;
}

static bool to_file(struct delivery *delivery)
{
	const struct setup *setup = delivery->setup;
	const char *path = setup->options.value[OPTION_OUTPUT];
	struct text own = {0};
	bool ok;

	if (path != NULL)
		return delivery_write(setup, path, &delivery->out.bytes, &delivery->err);
	ok = ticket_file_save(setup->paths.state, "ticket", written_ending(delivery->wish.form),
	                      delivery->wish.now, &delivery->out.bytes, &own, &delivery->err);
	if (ok)
		tell(delivery, "Written to %s.\n", text_str(&own));
	text_clear(&own);
	return ok;
}

static const char *get_environment(const char *name)
{
	return getenv(name);
}

static bool to_terminal(struct delivery *delivery, const struct text *sequence)
{
	FILE *terminal = fopen("/dev/tty", "we");
	bool ok = terminal != NULL && fwrite(text_str(sequence), 1, sequence->len, terminal) == sequence->len;

	if (terminal != NULL)
		ok = fclose(terminal) == 0 && ok;
	return ok || error_set(&delivery->err, ERROR_UNAVAILABLE, "",
	                       "There is no clipboard here, neither a program nor a terminal: use --to file.");
}

static bool to_clipboard(struct delivery *delivery)
{
	const char *wish = settings_text(&delivery->setup->config.settings, SETTING_CLIPBOARD);
	struct text sequence = {0}, how = {0};
	bool ok = clipboard_copy(wish, get_environment, text_str(&delivery->out.bytes), &sequence, &how,
	                         &delivery->err) &&
	          (sequence.len == 0 || to_terminal(delivery, &sequence));

	if (ok && sequence.len > 0)
		tell(delivery, "%s",
		     "Handed to the terminal's clipboard. Nothing there? syncfix ticket --to file.\n");
	else if (ok)
		tell(delivery, "Copied with %s.\n", text_str(&how));
	text_clear(&sequence);
	text_clear(&how);
	return ok;
}

/* The edited text is scanned anew; the file keeps it only then. */
static bool to_editor(struct delivery *delivery)
{
	const struct setup *setup = delivery->setup;
	const char *command = editor_command(settings_text(&setup->config.settings, SETTING_EDITOR));
	struct text path = {0};
	bool ok;

	if (!isatty(STDIN_FILENO) || setup->options.value[OPTION_NO_INPUT] != NULL)
		return error_set(&delivery->err, ERROR_USAGE, "", "An editor needs a terminal: use --to file.");
	ok = ticket_file_save(setup->paths.state, "ticket", ".txt", delivery->wish.now, &delivery->out.bytes,
	                      &path, &delivery->err);
	if (ok && editor_run(command, text_str(&path), &delivery->err) &&
	    file_read(text_str(&path), EDITED_MAX, &delivery->edited, &delivery->err)) {
		delivery->wish.edited = text_str(&delivery->edited);
		ok = make(delivery, CHANNEL_EDIT) && scan(delivery);
	} else {
		ok = false;
	}
	if (ok)
		tell(delivery, "Your version: %s\n", text_str(&path));
	else if (path.len > 0)
		unlink(text_str(&path));
	text_clear(&path);
	return ok;
}

static bool to_link(struct delivery *delivery)
{
	printf("%s\n", text_str(&delivery->out.bytes));
	return true;
}

/* ---- leaving ---- */

static bool confirmed(const struct delivery *delivery)
{
	const struct options *options = &delivery->setup->options;

	if (options->value[OPTION_YES] != NULL)
		return true;
	if (!prompt_possible(options->value[OPTION_NO_INPUT] != NULL))
		return false;
	fprintf(stderr, "%s\n%s\n%s\n", text_str(&delivery->out.who), text_str(&delivery->out.head),
	        text_str(&delivery->out.body));
	return prompt_yes("Send this?", false);
}

/* What could not be sent is not lost: it lies in a file, ready for another way. */
static void keep(struct delivery *delivery)
{
	struct text path = {0};
	struct error why = {0};

	if (ticket_file_save(delivery->setup->paths.state, "ticket", ".txt", delivery->wish.now,
	                     &delivery->out.body, &path, &why))
		fprintf(stderr, "The ticket is kept in %s; the case has it too: syncfix ticket %s.\n",
		        text_str(&path), delivery->saved->id);
	else
		fprintf(stderr, "The case keeps the ticket: syncfix ticket %s.\n", delivery->saved->id);
	text_clear(&path);
}

static bool send_it(struct delivery *delivery)
{
	struct text reference = {0};
	bool ok;

	if (!confirmed(delivery))
		return error_set(&delivery->err, ERROR_USAGE, "",
		                 "Nothing was sent: look at the ticket (syncfix ticket), then say yes, or --yes.");
	session_catch_interrupt();
	ok = sender_send(&delivery->with.sender, &delivery->integration, &delivery->out, &reference,
	                 &delivery->err);
	if (ok && reference.len > 0)
		tell(delivery, "Sent; its number there: %s.\n", text_str(&reference));
	else if (ok)
		tell(delivery, "Sent: %s.\n", text_str(&delivery->out.who));
	else
		keep(delivery);
	text_clear(&reference);
	return ok;
}

/* ---- all of them ---- */

static bool carry(struct delivery *delivery, enum channel channel)
{
	static bool (*const ways[CHANNELS])(struct delivery *) = {
		[CHANNEL_FILE] = to_file,   [CHANNEL_COPY] = to_clipboard, [CHANNEL_EDIT] = to_editor,
		[CHANNEL_MAILTO] = to_link, [CHANNEL_MAIL] = send_it,      [CHANNEL_POST] = send_it,
	};

	return open_integration(delivery) && make(delivery, channel) && scan(delivery) && ways[channel](delivery);
}

static void clear(struct delivery *delivery)
{
	outgoing_clear(&delivery->out);
	integration_clear(&delivery->integration);
	delivery_setup_clear(&delivery->with);
	text_wipe(&delivery->edited);
}

static int begin(struct delivery *delivery, struct setup *setup, struct saved *saved,
                 const struct ticket *ticket, enum written form)
{
	const char *recipient = setup->options.value[OPTION_RECIPIENT];

	*delivery = (struct delivery){.setup = setup, .saved = saved};
	delivery->wish = (struct outgoing_wish){
		.ticket = ticket,
		.guide = setup->guide,
		.places = &delivery->with.sender.places,
		.case_id = saved->id,
		.recipient = recipient != NULL ? recipient : "",
		.form = form,
		.now = setup_now(setup),
	};
	return delivery_setup(&delivery->with, setup);
}

int delivery_print(struct setup *setup, struct saved *saved, const struct ticket *ticket, enum written form)
{
	struct delivery delivery;
	int code = begin(&delivery, setup, saved, ticket, form);

	if (code == 0 && open_integration(&delivery) && make(&delivery, CHANNEL_FILE) && scan(&delivery))
		fwrite(text_str(&delivery.out.bytes), 1, delivery.out.bytes.len, stdout);
	else if (code == 0)
		code = setup_fail(&delivery.err);
	clear(&delivery);
	return code;
}

int delivery_run(struct setup *setup, struct saved *saved, const struct ticket *ticket, enum channel channel,
                 enum written form)
{
	struct delivery delivery;
	int code = begin(&delivery, setup, saved, ticket, form);

	if (code == 0 && !carry(&delivery, channel))
		code = setup_fail(&delivery.err);
	else if (code == 0)
		saved_ticketed(saved, setup, channel_row(channel)->name);
	clear(&delivery);
	return code;
}
