/*
 * Tickets on their way out of this computer, and the scan by value before they go anywhere: a
 * syncfix-net of its own, with the secrets of the profile (to look for them) and that of the mail
 * server or the help desk (to use it). Waits until it is over; Ctrl-C stops it.
 */
#ifndef SYNCFIX_APP_SENDER_H
#define SYNCFIX_APP_SENDER_H

#include <stdbool.h>

#include "app/integration.h"
#include "config/secret.h"
#include "deliver/outgoing.h"

/* All borrowed. */
struct sender {
	const char *program; /* path of syncfix-net */
	struct places places;
	struct {
		enum secret_form form;
		const char *value;
	} mail_password, desk_token;
	int secret_timeout;    /* seconds of a secret's command */
	bool (*stopped)(void); /* asked every while: did somebody press Ctrl-C? NULL: nobody can */
};

/*
 * Is a secret of the profile in the bytes? Those in files only: no command is run for it. integration
 * NULL, or without secrets: true. False and err (ERROR_REFUSED) names it.
 */
bool sender_scan(const struct sender *sender, const struct integration *integration, const struct text *bytes,
                 struct error *err);
/*
 * Which of the texts hold a secret of the profile? commands: those that a command gives are looked for
 * too. False and err: it could not be looked.
 */
bool sender_look(const struct sender *sender, const struct integration *integration, bool commands,
                 const struct text *bytes, size_t count, bool *holds, struct error *err);
/*
 * Sends what is ready (mail or post). integration NULL: its secrets were looked for already. reference
 * gets what the help desk calls it, if anything. False and err: what failed, with what to do; nothing
 * is sent a second time by itself.
 */
bool sender_send(const struct sender *sender, const struct integration *integration,
                 const struct outgoing *outgoing, struct text *reference, struct error *err);

#endif
