/*
 * The simulated store as a child: syncfix-sim on a scenario, on loopback. Every command is
 * answered before the call returns, so that what follows sees the new state.
 */
#ifndef SYNCFIX_APP_SIMULATION_H
#define SYNCFIX_APP_SIMULATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"

struct simulation;

/* program: path of syncfix-sim; file: the scenario. port 0: any. NULL and err on failure. */
struct simulation *simulation_start(const char *program, const char *file, int port, struct error *err);
void simulation_stop(struct simulation *simulation);

const char *simulation_url(const struct simulation *simulation);        /* "https://127.0.0.1:34567" */
const char *simulation_connect_to(const struct simulation *simulation); /* "127.0.0.1:34567" */
const char *simulation_ca_file(const struct simulation *simulation);    /* NULL over http */
const char *simulation_ca_pem(const struct simulation *simulation);     /* NULL over http */

bool simulation_fix(struct simulation *simulation, const char *label);
bool simulation_set_now(struct simulation *simulation, int64_t now);
/* One line of JSON: routes used, unused, requests that nothing fitted (sim/play.h). */
bool simulation_report(struct simulation *simulation, struct text *out);

#endif
