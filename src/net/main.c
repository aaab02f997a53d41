/* syncfix-net: the hands. Started by syncfix with a socket as standard input; docs/WIRE.md. */
#include <config.h>
#include <curl/curl.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "base/error.h"
#include "net/serve.h"

static bool is_socket(int fd)
{
	int type = 0;
	socklen_t size = sizeof type;
	return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

/* No debugger of the same user and no core file sees the secrets; no program we could start gains rights. */
static void hide(void)
{
	struct rlimit none = {0};
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0);
}

/* Ctrl-C is meant for the face, which stops what it asked for; a closed socket ends us. */
static void ignore_signals(void)
{
	static const int ignored[] = {SIGPIPE, SIGINT, SIGQUIT, SIGHUP};
	for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
		(void)signal(ignored[i], SIG_IGN);
}

/* Lines of a name and a value, for `syncfix doctor`. */
static int about(void)
{
	const char *authorities = NULL;
	CURL *easy = curl_easy_init();

	printf("syncfix-net %s\n", PACKAGE_VERSION);
	printf("libcurl %s %s\n", curl_version_info(CURLVERSION_NOW)->version,
	       curl_version_info(CURLVERSION_NOW)->ssl_version);
	if (easy != NULL && curl_easy_getinfo(easy, CURLINFO_CAINFO, &authorities) == CURLE_OK &&
	    authorities != NULL)
		printf("authorities %s\n", authorities);
	curl_easy_cleanup(easy);
	return 0;
}

static int explain(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		return about();
	}
	fputs("syncfix-net is started by syncfix, which talks to it over a socket; see syncfix(1).\n", stderr);
	return ERROR_USAGE;
}

int main(int argc, char **argv)
{
	if (argc > 1 || !is_socket(0))
		return explain(argc, argv);
	hide();
	ignore_signals();
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return ERROR_INTERNAL;
	int code = serve(0);
	curl_global_cleanup();
	return code;
}
