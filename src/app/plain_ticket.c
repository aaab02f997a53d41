/* The ticket in line mode: shown, and carried on by a word. */
#include <string.h>

#include "app/outbox.h"
#include "app/plain_state.h"
#include "report/ticket.h"
#include "ui/screen.h"

static const struct ticket *ticket_of(struct plain_run *run, struct ui_model *model)
{
	desk_prepare(run->desk, SCREEN_TICKET);
	desk_model(run->desk, model);
	return model->ticket;
}

void plain_ticket(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct text text = {0};

	(void)rest;
	if (!ticket_of(run, model)) {
		plain_say(run, "There is nothing to report yet: choose what is going wrong first.");
		return;
	}
	if (model->edited[0])
		text_add(&text, model->edited);
	else
		ticket_write(model->ticket, TICKET_TEXT, &text);
	plain_put(run, text_str(&text), text.len);
	plain_say(
		run,
		"Type save to write it to a file, copy for the clipboard, edit for your editor, mail, post or mailto "
		"to send it, leftout for what is not in it.");
	text_clear(&text);
}

void plain_left_out(struct plain_run *run, struct ui_model *model, const char *rest)
{
	const struct ticket *ticket = ticket_of(run, model);

	(void)rest;
	for (size_t i = 0; ticket && i < ticket->left_out.count; i++)
		plain_say(run, "%s: %s", ticket->left_out.at[i].what, ticket->left_out.at[i].why);
	if (!ticket || ticket->left_out.count == 0)
		plain_say(run, "Nothing was left out.");
}

/* What goes is printed as it goes; only then may it be sent. */
static void prepare(struct plain_run *run, enum intent_kind kind, const char *words)
{
	struct intent intent = {.kind = kind, .words = words && words[0] ? words : NULL};
	struct ui_model model;

	if (!plain_do(run, &intent) || !desk_ready_to_send(run->desk))
		return;
	desk_model(run->desk, &model);
	plain_say(run, "%s", model.sending->who);
	plain_put(run, model.sending->head, strlen(model.sending->head));
	plain_put(run, "\n", 1);
	plain_put(run, model.sending->body, strlen(model.sending->body));
	plain_say(run, "Type send to send it; anything else leaves it.");
}

void plain_mail(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)model;
	prepare(run, INTENT_TICKET_MAIL, rest);
}

void plain_post(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)model;
	prepare(run, INTENT_TICKET_POST, rest);
}

void plain_send(struct plain_run *run, struct ui_model *model, const char *rest)
{
	(void)model;
	(void)rest;
	if (desk_ready_to_send(run->desk)) {
		plain_say(run, "Sending.");
		fflush(run->out);
	}
	plain_do(run, &(struct intent){.kind = INTENT_TICKET_SEND});
}

void plain_link(struct plain_run *run, struct ui_model *model, const char *rest)
{
	struct text link = {0};
	struct error err = {0};

	(void)model;
	(void)rest;
	if (outbox_link(run->desk, &link, &err))
		fprintf(run->out, "%s\n", text_str(&link));
	else
		plain_say(run, "%s", err.message);
	text_clear(&link);
}
