/* What a simulated store reads of a SOAP request: which call it is, and who makes it. */
#ifndef SYNCFIX_SIM_SOAP_H
#define SYNCFIX_SIM_SOAP_H

#include "sim/play.h"

/* Is it a call of that name: the element below Envelope and Body? */
bool sim_soap_is(const struct sim_request *request, const char *call);
/* A login by two values of the scenario's profile, user and key. */
enum sim_credentials sim_soap_login(const struct scenario *scenario, const struct sim_request *request);
/* A call whose session was given out by this play. */
enum sim_credentials sim_soap_session(const struct sim_request *request);

#endif
