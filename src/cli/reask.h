/* A secret that a fix changed, asked for anew on the terminal. */
#ifndef SYNCFIX_CLI_REASK_H
#define SYNCFIX_CLI_REASK_H

#include "app/driver.h"
#include "app/integration.h"

/* Asks, hands it to syncfix-net and, when the person says so, writes it to the file it was read from. */
void reask_secret(struct driver *driver, const struct integration_secret *secret);

#endif
