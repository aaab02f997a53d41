/*
 * The simulated store on a loopback port: libmicrohttpd around a play. Listens on 127.0.0.1
 * only; https with a certificate made at its start for the scenario's host, or http where the
 * scenario's origin says so.
 */
#ifndef SYNCFIX_SIM_SERVER_H
#define SYNCFIX_SIM_SERVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "data/scenario.h"

struct server;

/* port 0: any free one. NULL and err on failure. The scenario must outlive the server. */
struct server *server_start(const struct scenario *scenario, int port, struct error *err);
void server_stop(struct server *server);

int server_port(const struct server *server);
bool server_is_https(const struct server *server);
const char *server_ca_pem(const struct server *server); /* NULL over http */

/* The play's controls, safe while requests are being answered. */
void server_fix(struct server *server, const char *label);
void server_set_now(struct server *server, int64_t now);
void server_report(struct server *server, struct text *out);

#endif
