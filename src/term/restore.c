#include "term/restore.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"
#include "term/gather.h"

enum { LEAVE_ROOM = 256, STACK_ROOM = 64 * 1024 };

static const int crashes[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

static struct {
	volatile sig_atomic_t armed;
	int fd;
	struct termios before;
	char leave[LEAVE_ROOM];
	size_t leave_len;
} armed;

/* A crash by a full stack needs another one for its handler. */
static char crash_stack[STACK_ROOM];

void restore_now(void)
{
	if (!armed.armed)
		return;
	armed.armed = 0;
	gather_drop();
	syscall(SYS_write, armed.fd, armed.leave, armed.leave_len);
	tcsetattr(armed.fd, TCSANOW, &armed.before);
}

static void on_crash(int signal_number)
{
	static const char message[] =
		"\r\nsyncfix: stopped by a fault of its own. Your case is saved up to the last "
		"answer; \"syncfix case list\" shows it.\n";
	bool shown = armed.armed;

	restore_now();
	if (shown)
		syscall(SYS_write, 2, message, sizeof message - 1);
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void catch_crashes(void)
{
	stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
	struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_RESETHAND};

	sigaltstack(&stack, NULL);
	for (size_t i = 0; i < sizeof crashes / sizeof crashes[0]; i++)
		sigaction(crashes[i], &action, NULL);
}

void restore_arm(int fd, const struct termios *before, const char *leave)
{
	armed.fd = fd;
	armed.before = *before;
	armed.leave_len = strlen(leave) < LEAVE_ROOM ? strlen(leave) : LEAVE_ROOM - 1;
	memcpy(armed.leave, leave, armed.leave_len);
	armed.armed = 1;
	memory_on_failure(restore_now);
	catch_crashes();
}

void restore_disarm(void)
{
	armed.armed = 0;
}
