#include "app/handover.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/probe_ask.h"

/* Where a secret may go: the address of what it belongs to, and its declared hosts over https. A
 * service's public pages are among the hosts, so its secret goes to its address alone. */
static char *secret_origins(const struct integration *integration, const struct platform *platform)
{
	struct arena arena;
	struct text origins = {0};
	const char *base;

	arena_init(&arena);
	base = probe_ask_origin(integration_base(integration, platform), &arena);
	if (base != NULL)
		text_add(&origins, base);
	for (size_t i = 0; !platform->service && i < platform->host_count; i++) {
		if (strchr(platform->hosts[i], '{') == NULL)
			text_addf(&origins, "%shttps://%s:443", origins.len > 0 ? " " : "", platform->hosts[i]);
	}
	arena_clear(&arena);
	return text_take(&origins);
}

static bool send_secret(struct hands *hands, const struct handover *secret, const char *typed, int fd)
{
	struct wire_ask ask = {
		.kind = WIRE_ASK_SECRET,
		.profile = secret->profile,
		.key = secret->key,
		.origin = secret->origins,
		.typed = typed,
	};

	return hands_ask(hands, &ask, fd);
}

bool handover_one(struct hands *hands, const struct handover *secret, struct error *err)
{
	pid_t command = 0;
	int fd = -1;
	bool ok = true;

	if (secret->form == SECRET_MISSING)
		return true;
	ok = secret->form == SECRET_FILE ? secret_open_file(secret->value, &fd, err)
	                                 : secret_start_command(secret->value, &fd, &command, err);
	if (!ok)
		return false;
	if (!send_secret(hands, secret, NULL, fd))
		ok = error_set(err, ERROR_UNAVAILABLE, "syncfix-net", "It ended while the secrets were handed over.");
	close(fd);
	if (command > 0 && secret->beside != NULL)
		array_push(&secret->beside->pid, command);
	else if (command > 0)
		ok = secret_wait_command(command, secret->timeout, secret->key, err) && ok;
	return ok;
}

void handover_end_commands(struct handover_commands *commands)
{
	for (size_t i = 0; i < commands->pid.count; i++) {
		pid_t pid = commands->pid.at[i];
		if (waitpid(pid, NULL, WNOHANG) == pid)
			continue;
		kill(-pid, SIGKILL);
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
	array_clear(&commands->pid);
}

static char *origins_of(const struct integration *integration, const struct integration_secret *secret)
{
	return secret_origins(integration, secret != NULL ? secret->platform : integration->platform);
}

bool handover_secrets(struct hands *hands, const struct integration *integration, const struct handover *how,
                      bool commands, struct error *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < integration->secret.count; i++) {
		const struct integration_secret *secret = &integration->secret.at[i];
		char *origins = origins_of(integration, secret);
		struct handover one = *how;

		one.profile = integration->name;
		one.key = secret->key->name;
		one.origins = origins;
		one.form = secret->form == SECRET_COMMAND && !commands ? SECRET_MISSING : secret->form;
		one.value = secret->value;
		ok = handover_one(hands, &one, err);
		free(origins);
	}
	return ok;
}

bool handover_all(struct hands *hands, const struct integration *integration, int timeout,
                  struct handover_commands *beside, struct error *err)
{
	struct wire_ask ready = {.kind = WIRE_ASK_READY};
	struct handover how = {.timeout = timeout, .beside = beside};

	if (!handover_secrets(hands, integration, &how, true, err))
		return false;
	return hands_ask(hands, &ready, -1) ||
	       error_set(err, ERROR_UNAVAILABLE, "syncfix-net", "It ended at its start.");
}

bool handover_typed(struct hands *hands, const struct integration *integration, const char *key,
                    const char *bytes)
{
	char *origins = origins_of(integration, integration_secret_named(integration, key));
	struct handover secret = {.profile = integration->name, .key = key, .origins = origins};
	bool ok = send_secret(hands, &secret, bytes, -1);

	free(origins);
	return ok;
}
