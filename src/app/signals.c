#include "app/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
enum { CAUGHT = sizeof caught / sizeof caught[0] };

static int ends[2] = {-1, -1};
static struct sigaction before[CAUGHT];

static void on_signal(int number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)number;
	ssize_t done = write(ends[1], &byte, 1); /* a full pipe has enough to tell */

	(void)done;
	errno = saved;
}

int signals_open(void)
{
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return -1;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &action, &before[i]);
	signal(SIGPIPE, SIG_IGN);
	return ends[0];
}

void signals_close(void)
{
	if (ends[0] < 0)
		return;
	for (size_t i = 0; i < CAUGHT; i++)
		sigaction(caught[i], &before[i], NULL);
	close(ends[0]);
	close(ends[1]);
	ends[0] = ends[1] = -1;
}

bool signals_next(int *number)
{
	unsigned char byte;

	if (ends[0] < 0 || read(ends[0], &byte, 1) != 1)
		return false;
	*number = byte;
	return true;
}

bool signals_interrupted(void)
{
	int kept[16], number;
	size_t count = 0;
	bool stop = false;

	while (count < sizeof kept / sizeof *kept && signals_next(&number)) {
		stop = stop || number == SIGINT || number == SIGTERM || number == SIGHUP;
		if (number != SIGINT)
			kept[count++] = number;
	}
	for (size_t i = 0; i < count; i++)
		on_signal(kept[i]);
	return stop;
}
