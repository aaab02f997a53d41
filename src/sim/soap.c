#include "sim/soap.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "xml/xml.h"

enum { VALUE_MAX = 8192 };

struct first {
	char *out;
	size_t size;
	bool found;
};

static bool take_first(void *ctx, const struct xml_match *match)
{
	struct first *first = ctx;

	first->found = strlen(match->text) < first->size;
	if (first->found)
		memcpy(first->out, match->text, strlen(match->text) + 1);
	return false;
}

/* The first text at the path of a request's body; false when it is no XML or has none. */
static bool read_text(const struct sim_request *request, const char *path, char *out, size_t size)
{
	struct first first = {.out = out, .size = size};
	struct xml_doc *doc =
		request->body != NULL ? xml_parse(request->body, request->body_len, "request", NULL) : NULL;

	if (doc == NULL)
		return false;
	xml_find(doc, path, take_first, &first);
	xml_free(doc);
	return first.found;
}

bool sim_soap_is(const struct sim_request *request, const char *call)
{
	char name[128];

	return read_text(request, "/Envelope/Body/*~", name, sizeof name) && strcmp(name, call) == 0;
}

static bool in_profile(const struct scenario *scenario, const char *value)
{
	for (size_t i = 0; i < scenario->profile_count; i++) {
		if (scenario->profile[i].value != NULL && strcmp(scenario->profile[i].value, value) == 0)
			return true;
	}
	return false;
}

enum sim_credentials sim_soap_login(const struct scenario *scenario, const struct sim_request *request)
{
	char *user = xmalloc(VALUE_MAX);
	char *key = xmalloc(VALUE_MAX);
	enum sim_credentials result = CREDENTIALS_NONE;

	if (read_text(request, "/Envelope/Body/login/username", user, VALUE_MAX) &&
	    read_text(request, "/Envelope/Body/login/apiKey", key, VALUE_MAX)) {
		result = in_profile(scenario, user) ? CREDENTIALS_WRONG : CREDENTIALS_UNKNOWN;
		if (result == CREDENTIALS_WRONG && in_profile(scenario, key) && strcmp(user, key) != 0)
			result = CREDENTIALS_RIGHT;
	}
	free(user);
	free(key);
	return result;
}

enum sim_credentials sim_soap_session(const struct sim_request *request)
{
	char id[128];

	if (!read_text(request, "/Envelope/Body/*/sessionId", id, sizeof id))
		return CREDENTIALS_NONE;
	for (size_t i = 0; i < request->session_count; i++) {
		if (strcmp(request->session[i], id) == 0)
			return CREDENTIALS_RIGHT;
	}
	return CREDENTIALS_UNKNOWN;
}
