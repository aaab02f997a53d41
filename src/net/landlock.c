#include "net/landlock.h"

#include <config.h>

#ifdef HAVE_LINUX_LANDLOCK_H

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Read by glibc's resolver (and the modules it loads), by OpenSSL, and by libcurl's certificate store. */
static const char *const readable[] = {
	"/etc/resolv.conf",
	"/etc/hosts",
	"/etc/nsswitch.conf",
	"/etc/host.conf",
	"/etc/gai.conf",
	"/etc/services",
	"/etc/protocols",
	"/etc/ssl",
	"/etc/pki",
	"/etc/ca-certificates",
	"/etc/localtime",
	"/etc/ld.so.cache",
	"/lib",
	"/lib64",
	"/usr/lib",
	"/usr/lib64",
	"/usr/share/ca-certificates",
	"/usr/local/share/ca-certificates",
	"/usr/share/zoneinfo",
	"/run/systemd/resolve",
	"/run/resolvconf",
	"/run/nscd",
	"/dev/urandom",
	"/dev/null",
#ifdef __SANITIZE_ADDRESS__ /* the leak check at the end reads the list of threads */
	"/proc",
#endif
};

enum {
	READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
	/* All that the first version of Landlock knows. */
	HANDLED = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,
};

static void allow(int ruleset, const char *path)
{
	struct landlock_path_beneath_attr rule = {.parent_fd = open(path, O_PATH | O_CLOEXEC)};
	if (rule.parent_fd < 0)
		return;
	rule.allowed_access = READ;
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
		rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE; /* a file has no folder's rights */
		(void)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	}
	close(rule.parent_fd);
}

bool landlock_close(const char *certificates)
{
	struct landlock_ruleset_attr attributes = {.handled_access_fs = HANDLED};
	int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
	if (ruleset < 0)
		return false;
	for (size_t i = 0; i < sizeof readable / sizeof *readable; i++)
		allow(ruleset, readable[i]);
	if (certificates)
		allow(ruleset, certificates);
	bool closed =
		prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close(ruleset);
	return closed;
}

#else

bool landlock_close(const char *certificates)
{
	(void)certificates;
	return false;
}

#endif
