/* Mail, help desk, clipboard and editor as the settings have them, and a ticket on its way by one of them. */
#ifndef SYNCFIX_CLI_DELIVERY_H
#define SYNCFIX_CLI_DELIVERY_H

#include "app/sender.h"
#include "cli/saved.h"

/* The settings as a sender needs them; ca_pem owns the text of ca_file. An exit code. */
struct delivery_setup {
	struct sender sender;
	struct text ca_pem;
};
int delivery_setup(struct delivery_setup *delivery, struct setup *setup);
void delivery_setup_clear(struct delivery_setup *delivery);

/* Writes to a path of the person's choice, over a file that is there on a yes alone; says so unless --quiet.
 */
bool delivery_write(const struct setup *setup, const char *path, const struct text *bytes, struct error *err);
/* Prints the ticket, scanned like one that goes somewhere. An exit code. */
int delivery_print(struct setup *setup, struct saved *saved, const struct ticket *ticket, enum written form);
/* Carries the ticket of a saved case to where --to says; form: of file, copy and edit. An exit code. */
int delivery_run(struct setup *setup, struct saved *saved, const struct ticket *ticket, enum channel channel,
                 enum written form);

#endif
