#include "credentials.h"

#include <string.h>

#include "sign/hash.h"
#include "sign/oauth1.h"

static enum credentials judge_basic(const char *header)
{
	static const char scheme[] = "Basic ";
	struct text pair = {0};
	enum credentials judged = CREDENTIALS_UNKNOWN_KEY;
	if (text_starts(header, scheme) &&
	    sign_read_base64(&pair, header + strlen(scheme), strlen(header) - strlen(scheme)) &&
	    text_starts(text_str(&pair), CREDENTIALS_KEY ":"))
		judged =
			text_ends(text_str(&pair), ":" CREDENTIALS_SECRET) ? CREDENTIALS_RIGHT : CREDENTIALS_WRONG_SECRET;
	text_clear(&pair);
	return judged;
}

static bool verifies(const struct oauth1_params *params, const struct server_request *request,
                     const char *scheme, const char *host)
{
	struct text url = {0};
	text_addf(&url, "%s://%s%s", scheme, host, request->target);
	bool right = oauth1_verify(params, request->method, text_str(&url), CREDENTIALS_SECRET, NULL);
	text_clear(&url);
	return right;
}

static void judge_signature(const struct server_request *request, const char *host, struct sent *sent)
{
	struct oauth1_params params = {0};
	oauth1_params_add_query(&params, strchr(request->target, '?') + 1);
	const char *key = oauth1_params_get(&params, "oauth_consumer_key");
	sent->as_http = verifies(&params, request, "http", host);
	sent->as_https = verifies(&params, request, "https", host);
	if (!key || strcmp(key, CREDENTIALS_KEY) != 0)
		sent->credentials = CREDENTIALS_UNKNOWN_KEY;
	else
		sent->credentials = sent->as_http || sent->as_https ? CREDENTIALS_RIGHT : CREDENTIALS_WRONG_SECRET;
	oauth1_params_clear(&params);
}

void credentials_judge(const struct server_request *request, struct sent *sent)
{
	struct text header = {0}, host = {0};
	memset(sent, 0, sizeof *sent);
	server_request_header(request, "Host", &host);
	sent->basic = server_request_header(request, "Authorization", &header);
	if (sent->basic)
		sent->credentials = judge_basic(text_str(&header));
	else if (strstr(request->target, "oauth_signature="))
		judge_signature(request, text_str(&host), sent);
	text_clear(&header);
	text_clear(&host);
}
