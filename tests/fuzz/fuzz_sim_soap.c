/* SOAP as it reaches the simulated store: any bytes are a call or none, and only two values of a profile log
 * in. */
#include "fuzz.h"

#include <assert.h>

#include "sim/soap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct scenario_pair profile[] = {{"api_user", "efs"}, {"api_key", "k"}};
	static const char *const sessions[] = {"0f1e"};
	static const struct scenario scenario = {.name = "fuzz", .profile = profile, .profile_count = 2};
	struct sim_request request = {.method = "POST",
	                              .body = (const char *)data,
	                              .body_len = size,
	                              .session = sessions,
	                              .session_count = 1};
	enum sim_credentials login = sim_soap_login(&scenario, &request);
	enum sim_credentials session = sim_soap_session(&request);

	assert(login <= CREDENTIALS_RIGHT && session <= CREDENTIALS_RIGHT);
	assert(session != CREDENTIALS_RIGHT || !sim_soap_is(&request, ""));
	return 0;
}
