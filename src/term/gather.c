#include "term/gather.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { GATHER_ROOM = 256 * 1024 };

static char kept[GATHER_ROOM];
static volatile sig_atomic_t gathering;
static int gather_fd = -1;
static size_t kept_len;
static size_t writes;

static ssize_t write_through(int fd, const void *bytes, size_t len)
{
	if (fd == gather_fd)
		writes++;
	return (ssize_t)syscall(SYS_write, fd, bytes, len);
}

/* A terminal whose reader is slow says EAGAIN; its descriptor may be shared and non-blocking. */
static void write_all(const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write_through(gather_fd, bytes, len);
		struct pollfd poll_fd = {.fd = gather_fd, .events = POLLOUT};

		if (done > 0) {
			bytes += done;
			len -= (size_t)done;
		} else if (done < 0 && errno == EAGAIN) {
			if (poll(&poll_fd, 1, 1000) <= 0)
				return;
		} else if (done == 0 || errno != EINTR) {
			return;
		}
	}
}

static void flush(void)
{
	size_t len = kept_len;

	kept_len = 0;
	if (len > 0)
		write_all(kept, len);
}

/* Found by the libraries in place of libc's. */
ssize_t write(int fd, const void *buf, size_t n)
{
	if (!gathering || fd != gather_fd)
		return write_through(fd, buf, n);
	if (n > GATHER_ROOM - kept_len)
		flush();
	if (n > GATHER_ROOM) {
		write_all(buf, n);
		return (ssize_t)n;
	}
	memcpy(kept + kept_len, buf, n);
	kept_len += n;
	return (ssize_t)n;
}

void gather_begin(int fd)
{
	gather_fd = fd;
	gathering = 1;
}

void gather_end(void)
{
	gathering = 0;
	flush();
}

void gather_drop(void)
{
	gathering = 0;
	kept_len = 0;
}

size_t gather_writes(void)
{
	return writes;
}
