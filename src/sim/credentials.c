#include "sim/play.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "sign/hash.h"
#include "sign/oauth1.h"
#include "sim/soap.h"

static const char *value_of(const struct scenario_pair *pair, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcasecmp(pair[i].name, name) == 0)
			return pair[i].value != NULL ? pair[i].value : "";
	}
	return NULL;
}

static const char *header_of(const struct sim_request *request, const char *name)
{
	return value_of(request->header, request->header_count, name);
}

static bool in_profile(const struct scenario *scenario, const char *value)
{
	for (size_t i = 0; i < scenario->profile_count; i++) {
		if (scenario->profile[i].value != NULL && strcmp(scenario->profile[i].value, value) == 0)
			return true;
	}
	return false;
}

/* What stands behind "SCHEME " in the Authorization header, or NULL. */
static const char *authorization(const struct sim_request *request, const char *scheme)
{
	const char *value = header_of(request, "Authorization");
	size_t len = strlen(scheme);

	if (value == NULL || strncasecmp(value, scheme, len) != 0 || value[len] != ' ')
		return NULL;
	return value + len + strspn(value + len, " ");
}

/* RFC 7617 section 2: base64 of name, colon, password. */
static enum sim_credentials judge_basic(const struct scenario *scenario, const char *argument,
                                        const struct sim_request *request)
{
	const char *sent = authorization(request, "Basic");
	enum sim_credentials result = CREDENTIALS_UNKNOWN;
	struct text pair = {0};
	char *colon;

	(void)argument;
	if (sent == NULL)
		return CREDENTIALS_NONE;
	colon = sign_read_base64(&pair, sent, strlen(sent)) && pair.len > 0 ? strchr(pair.data, ':') : NULL;
	if (colon != NULL) {
		*colon = '\0';
		if (in_profile(scenario, pair.data))
			result = CREDENTIALS_WRONG;
		/* The same value twice is a mistake of copying, not a pair. */
		if (result == CREDENTIALS_WRONG && in_profile(scenario, colon + 1) &&
		    strcmp(pair.data, colon + 1) != 0)
			result = CREDENTIALS_RIGHT;
	}
	text_clear(&pair);
	return result;
}

static enum sim_credentials judge_token(const struct scenario *scenario, const char *token)
{
	if (token == NULL)
		return CREDENTIALS_NONE;
	return in_profile(scenario, token) ? CREDENTIALS_RIGHT : CREDENTIALS_UNKNOWN;
}

static enum sim_credentials judge_bearer(const struct scenario *scenario, const char *argument,
                                         const struct sim_request *request)
{
	(void)argument;
	return judge_token(scenario, authorization(request, "Bearer"));
}

static enum sim_credentials judge_header(const struct scenario *scenario, const char *argument,
                                         const struct sim_request *request)
{
	return judge_token(scenario, header_of(request, argument));
}

/* Several names are joined by ':': the first says who asks, the others must be right too. */
static enum sim_credentials judge_query_key(const struct scenario *scenario, const char *argument,
                                            const struct sim_request *request)
{
	enum sim_credentials result = CREDENTIALS_NONE;

	for (bool first = true; *argument != '\0'; first = false) {
		size_t len = strcspn(argument, ":");
		char *name = xstrndup(argument, len);
		enum sim_credentials one =
			judge_token(scenario, value_of(request->query, request->query_count, name));

		free(name);
		if (first)
			result = one;
		else if (result == CREDENTIALS_RIGHT && one != CREDENTIALS_RIGHT)
			result = CREDENTIALS_WRONG;
		argument += len + (argument[len] == ':');
	}
	return result;
}

/* The request's URL with the scheme that the store believes in; as it came when that is "". */
static char *believed_url(const struct sim_request *request, const char *scheme)
{
	const char *rest = strstr(request->raw_url, "://");
	struct text url = {0};

	if (rest == NULL || *scheme == '\0')
		return xstrdup(request->raw_url);
	text_addf(&url, "%s%s", scheme, rest);
	return text_take(&url);
}

/* With a token its secret is one more value of the profile; without, there is none. */
static bool signed_with(const struct scenario *scenario, const struct oauth1_params *params, const char *verb,
                        const char *url, const char *secret)
{
	const char *token = oauth1_params_get(params, "oauth_token");

	if (token == NULL)
		return oauth1_verify(params, verb, url, secret, NULL);
	for (size_t i = 0; in_profile(scenario, token) && i < scenario->profile_count; i++) {
		const char *second = scenario->profile[i].value;
		if (second != NULL && oauth1_verify(params, verb, url, secret, second))
			return true;
	}
	return false;
}

static bool signed_by_profile(const struct scenario *scenario, const struct oauth1_params *params,
                              const char *verb, const char *url)
{
	const char *key = oauth1_params_get(params, "oauth_consumer_key");

	for (size_t i = 0; i < scenario->profile_count; i++) {
		const char *secret = scenario->profile[i].value;
		if (secret != NULL && strcmp(secret, key) != 0 && signed_with(scenario, params, verb, url, secret))
			return true;
	}
	return false;
}

/* RFC 5849 with one leg or with a token, the parameters in the query or in the header. */
static enum sim_credentials judge_oauth1(const struct scenario *scenario, const char *believed,
                                         const struct sim_request *request)
{
	const char *header = header_of(request, "Authorization");
	enum sim_credentials result = CREDENTIALS_NONE;
	struct oauth1_params params = {0};
	const char *key;

	for (size_t i = 0; i < request->query_count; i++)
		oauth1_params_add(&params, request->query[i].name, request->query[i].value);
	if (header != NULL)
		oauth1_params_add_header(&params, header);
	key = oauth1_params_get(&params, "oauth_consumer_key");
	if (key != NULL)
		result = in_profile(scenario, key) ? CREDENTIALS_WRONG : CREDENTIALS_UNKNOWN;
	if (result == CREDENTIALS_WRONG) {
		char *url = believed_url(request, believed);
		if (signed_by_profile(scenario, &params, request->method, url))
			result = CREDENTIALS_RIGHT;
		free(url);
	}
	oauth1_params_clear(&params);
	return result;
}

/* A visitor: right when nothing is brought that could open a door. */
static enum sim_credentials judge_none(const struct scenario *scenario, const char *argument,
                                       const struct sim_request *request)
{
	(void)scenario;
	(void)argument;
	if (header_of(request, "Authorization") != NULL ||
	    value_of(request->query, request->query_count, "oauth_consumer_key") != NULL)
		return CREDENTIALS_WRONG;
	return CREDENTIALS_RIGHT;
}

static enum sim_credentials judge_soap_login(const struct scenario *scenario, const char *argument,
                                             const struct sim_request *request)
{
	(void)argument;
	return sim_soap_login(scenario, request);
}

static enum sim_credentials judge_soap_session(const struct scenario *scenario, const char *argument,
                                               const struct sim_request *request)
{
	(void)scenario;
	(void)argument;
	return sim_soap_session(request);
}

static const struct {
	const char *name; /* one that ends in ':' has its argument behind it */
	enum sim_credentials (*judge)(const struct scenario *scenario, const char *argument,
	                              const struct sim_request *request);
	const char *argument;
} schemes[] = {
	{"none", judge_none, ""},
	{"basic", judge_basic, ""},
	{"bearer", judge_bearer, ""},
	{"header:", judge_header, NULL},
	{"query-key:", judge_query_key, NULL},
	{"oauth1", judge_oauth1, ""},
	{"oauth1-http", judge_oauth1, "http"},
	{"oauth1-https", judge_oauth1, "https"},
	{"soap-login", judge_soap_login, ""},
	{"soap-session", judge_soap_session, ""},
};

enum sim_credentials sim_credentials(const struct scenario *scenario, const char *scheme,
                                     const struct sim_request *request)
{
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (schemes[i].argument == NULL && text_starts(scheme, schemes[i].name))
			return schemes[i].judge(scenario, scheme + strlen(schemes[i].name), request);
		if (strcmp(scheme, schemes[i].name) == 0)
			return schemes[i].judge(scenario, schemes[i].argument, request);
	}
	return CREDENTIALS_NONE;
}
