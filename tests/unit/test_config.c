/* Config floor: scanning, settings, profiles, writing back, where secrets are. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CUnit/Basic.h>

#include "base/file.h"
#include "base/text.h"
#include "config/config.h"
#include "config/ini.h"
#include "config/paths.h"
#include "config/secret.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static char folder[] = "/tmp/syncfix-test-XXXXXX";

static char *in_folder(const char *name)
{
	return file_join(folder, name);
}

static void put(const char *path, const char *content, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode);

	CU_ASSERT_EQUAL(write(fd, content, strlen(content)), (ssize_t)strlen(content));
	fchmod(fd, mode);
	close(fd);
}

static void scan_refuses_what_inih_would_misread(void)
{
	char longest[400];
	char too_long[400];
	static const struct {
		const char *text;
		const char *where; /* NULL: accepted */
		const char *part;
	} rows[] = {
		{"", NULL, NULL},
		{"role = agent\n", NULL, NULL},
		{"\xef\xbb\xbfrole = agent\r\n", NULL, NULL},
		{"; comment\n# comment\n\n[profile a]\nx = 1", NULL, NULL},
		{"url = https://x/?a=1;b=2\n", NULL, NULL},
		{"x = a ;b\n", "f:1", "cut there"},
		{"x = 1\n\ty = 2\n", "f:2", "begins with a space"},
		{"[profile a\nx = 1\n", "f:1", "closing bracket"},
		{"[profile a] b\n", "f:1", "behind"},
		{"nothing here\n", "f:1", "name = value"},
		{"a: b = c\n", "f:1", "name = value"},
		{" \n= 3\n", "f:2", "name is missing"},
		{"x = 1\nx = 2\n", "f:2", "line 1"},
		{"[profile a]\n[profile b]\n[profile a]\n", "f:3", "line 1"},
		{"[profile a]\nx = 1\n[profile b]\nx = 1\n", NULL, NULL},
		{"x = \xff\n", "f:1", "UTF-8"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct error err = {0};
		bool ok = ini_scan(rows[i].text, strlen(rows[i].text), "f", &err);
		CU_ASSERT_EQUAL(ok, rows[i].where == NULL);
		if (!ok && rows[i].where != NULL) {
			CU_ASSERT_STRING_EQUAL(err.where, rows[i].where);
			CU_ASSERT_PTR_NOT_NULL(strstr(err.message, rows[i].part));
		}
	}
	snprintf(longest, sizeof longest, "x = %0*d\n", INI_LONGEST_LINE - 4, 7);
	snprintf(too_long, sizeof too_long, "x = %0*d\n", INI_LONGEST_LINE - 3, 7);
	CU_ASSERT_TRUE(ini_scan(longest, strlen(longest), "f", NULL));
	CU_ASSERT_FALSE(ini_scan(too_long, strlen(too_long), "f", NULL));
	CU_ASSERT_FALSE(ini_scan("a = b\0c\n", 8, "f", NULL));
}

static void load_keeps_lines_and_sources(void)
{
	char *path = in_folder("config.ini");
	struct config config;
	struct error err = {0};

	put(path, "role = agent\n\n[profile main]\nplatform = woocommerce\nstore = https://a.example.test\n",
	    0600);
	config_init(&config);
	CU_ASSERT_TRUE(config_load(&config, path, true, &err));
	CU_ASSERT_STRING_EQUAL(settings_text(&config.settings, SETTING_ROLE), "agent");
	CU_ASSERT_EQUAL(config.settings.of[SETTING_ROLE].source, FROM_FILE);
	CU_ASSERT_EQUAL(config.profile.count, 1);
	const struct profile *main_profile = config_profile(&config, "main");
	CU_ASSERT_PTR_NOT_NULL_FATAL(main_profile);
	CU_ASSERT_STRING_EQUAL(profile_get(main_profile, "platform"), "woocommerce");
	CU_ASSERT_EQUAL(profile_line(main_profile, "store"), 5);
	CU_ASSERT_PTR_NULL(profile_get(main_profile, "nothing"));
	/* a stronger source stays */
	CU_ASSERT_TRUE(
		settings_set(&config.settings, SETTING_ROLE, "trainer", FROM_COMMAND_LINE, "--role", &err));
	CU_ASSERT_TRUE(settings_set(&config.settings, SETTING_ROLE, "merchant", FROM_FILE, "x", &err));
	CU_ASSERT_STRING_EQUAL(settings_text(&config.settings, SETTING_ROLE), "trainer");
	config_clear(&config);
	free(path);
}

static void load_refuses_without_repeating_the_line(void)
{
	static const struct {
		const char *text;
		const char *part;
	} rows[] = {
		{"ck_secretpiece = 1\n", "no setting of this name"},
		{"[other]\nck_secretpiece = 1\n", "not known"},
		{"[profile UPPER]\nx = 1\n", "small letters"},
		{"role = owner\n", "merchant|agent|trainer"},
		{"keep_days = 0\n", "from 1 to 3650"},
		{"keep_days = ten\n", "from 1 to 3650"},
	};
	char *path = in_folder("bad.ini");

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct config config;
		struct error err = {0};
		put(path, rows[i].text, 0600);
		config_init(&config);
		CU_ASSERT_FALSE(config_load(&config, path, true, &err));
		CU_ASSERT_EQUAL(err.kind, ERROR_CONFIG);
		CU_ASSERT_PTR_NOT_NULL(strstr(err.message, rows[i].part));
		CU_ASSERT_PTR_NULL(strstr(err.message, "ck_secretpiece"));
		CU_ASSERT_PTR_NOT_NULL(strstr(err.where, "bad.ini:"));
		config_clear(&config);
	}
	free(path);
}

static void missing_file_is_an_error_only_when_named(void)
{
	struct config config;
	struct error err = {0};

	config_init(&config);
	CU_ASSERT_TRUE(config_load(&config, "/nonexistent/config.ini", false, &err));
	CU_ASSERT_FALSE(config_load(&config, "/nonexistent/config.ini", true, &err));
	CU_ASSERT_EQUAL(err.kind, ERROR_NO_INPUT);
	config_clear(&config);
}

static const char *no_environment(const char *name)
{
	return strcmp(name, "NO_COLOR") == 0 ? "" : NULL;
}

static const char *full_environment(const char *name)
{
	if (strcmp(name, "NO_COLOR") == 0 || strcmp(name, "ACCESSIBLE") == 0)
		return "1";
	return strcmp(name, "SYNCFIX_ROLE") == 0 ? "trainer" : NULL;
}

static void environment_counts_when_not_empty(void)
{
	struct settings settings;
	struct error err = {0};

	settings_init(&settings);
	CU_ASSERT_TRUE(settings_from_environment(&settings, no_environment, &err));
	CU_ASSERT_STRING_EQUAL(settings_text(&settings, SETTING_COLOR), "auto");
	CU_ASSERT_TRUE(settings_from_environment(&settings, full_environment, &err));
	CU_ASSERT_STRING_EQUAL(settings_text(&settings, SETTING_COLOR), "never");
	CU_ASSERT_TRUE(settings_yes(&settings, SETTING_PLAIN));
	CU_ASSERT_STRING_EQUAL(settings_text(&settings, SETTING_ROLE), "trainer");
	settings_clear(&settings);
}

static void check_file_is(const char *path, const char *wanted)
{
	struct text text = {0};

	CU_ASSERT_TRUE(file_read(path, 100000, &text, NULL));
	CU_ASSERT_STRING_EQUAL(text_str(&text), wanted);
	text_clear(&text);
}

static void writing_keeps_the_other_lines(void)
{
	char *path = in_folder("sub/written.ini");
	struct profile profile = {.name = (char *)"shop"};
	struct error err = {0};
	struct stat info;

	array_push(&profile.value, ((struct profile_value){(char *)"platform", (char *)"woocommerce", 0}));
	CU_ASSERT_TRUE(config_add_profile(path, &profile, &err));
	check_file_is(path, "[profile shop]\nplatform = woocommerce\n");
	CU_ASSERT_EQUAL(stat(path, &info), 0);
	CU_ASSERT_EQUAL(info.st_mode & 0777, 0600);
	CU_ASSERT_FALSE(config_add_profile(path, &profile, &err));
	CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "already"));

	put(path, "# mine\nrole = agent\n[profile a]\nx = 1\n\n[profile b]\nx = 2 \n; end\n", 0600);
	CU_ASSERT_TRUE(config_set_key(path, "a", "y", "3", &err));
	check_file_is(path, "# mine\nrole = agent\n[profile a]\nx = 1\ny = 3\n\n[profile b]\nx = 2 \n; end\n");
	CU_ASSERT_TRUE(config_set_key(path, "a", "x", "9", &err));
	CU_ASSERT_TRUE(config_set_key(path, "a", "y", NULL, &err));
	check_file_is(path, "# mine\nrole = agent\n[profile a]\nx = 9\n\n[profile b]\nx = 2 \n; end\n");
	CU_ASSERT_TRUE(config_remove_profile(path, "a", &err));
	check_file_is(path, "# mine\nrole = agent\n[profile b]\nx = 2 \n; end\n");
	CU_ASSERT_FALSE(config_remove_profile(path, "a", &err));
	CU_ASSERT_FALSE(config_set_key(path, "b", "z", "one ;two", &err));
	CU_ASSERT_FALSE(config_set_key(path, "b", "z", "one\ntwo", &err));
	array_clear(&profile.value);
	free(path);
}

static void secret_forms(void)
{
	static const struct {
		const char *first, *second;
		bool ok;
		enum secret_form form;
	} rows[] = {
		{NULL, NULL, true, SECRET_MISSING},
		{"key_file", NULL, true, SECRET_FILE},
		{"key_command", NULL, true, SECRET_COMMAND},
		{"key", NULL, false, SECRET_MISSING},
		{"key_file", "key_command", false, SECRET_MISSING},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct profile profile = {.name = (char *)"p"};
		struct error err = {0};
		enum secret_form form = SECRET_MISSING;
		const char *value = NULL;
		if (rows[i].first != NULL)
			array_push(&profile.value,
			           ((struct profile_value){(char *)rows[i].first, (char *)"ck_hidden", 4}));
		if (rows[i].second != NULL)
			array_push(&profile.value,
			           ((struct profile_value){(char *)rows[i].second, (char *)"ck_hidden", 5}));
		CU_ASSERT_EQUAL(secret_form(&profile, "key", "config.ini", &form, &value, &err), rows[i].ok);
		CU_ASSERT_EQUAL(form, rows[i].form);
		CU_ASSERT_PTR_NULL(strstr(err.message, "ck_hidden"));
		if (!rows[i].ok)
			CU_ASSERT_STRING_EQUAL(err.where, "config.ini:4");
		array_clear(&profile.value);
	}
}

static void secret_files_must_be_ours_alone(void)
{
	char *path = in_folder("secret");
	char *link_path = in_folder("link");
	struct error err = {0};
	int fd;

	put(path, "ck_x\n", 0600);
	CU_ASSERT_TRUE(secret_open_file(path, &fd, &err));
	close(fd);
	chmod(path, 0640);
	CU_ASSERT_FALSE(secret_open_file(path, &fd, &err));
	CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "chmod 600"));
	chmod(path, 0600);
	CU_ASSERT_EQUAL(symlink(path, link_path), 0);
	CU_ASSERT_FALSE(secret_open_file(link_path, &fd, &err));
	CU_ASSERT_FALSE(secret_open_file(folder, &fd, &err));
	CU_ASSERT_FALSE(secret_open_file("/nonexistent", &fd, &err));
	chmod(folder, 0777);
	CU_ASSERT_FALSE(secret_open_file(path, &fd, &err));
	CU_ASSERT_PTR_NOT_NULL(strstr(err.message, "chmod go-w"));
	chmod(folder, 0700);
	free(path);
	free(link_path);
}

static void commands_are_split_without_a_shell(void)
{
	static const struct {
		const char *command;
		const char *words; /* joined with |; NULL: refused */
	} rows[] = {
		{"pass show shops/main", "pass|show|shops/main"},
		{"  a   'b c'  ", "a|b c"},
		{"a \"b 'c'\" d\\ e", "a|b 'c'|d e"},
		{"echo $HOME ~ `id`", "echo|$HOME|~|`id`"},
		{"a ''", "a|"},
		{"a 'open", NULL},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char **words = secret_split_command(rows[i].command);
		struct text joined = {0};
		for (size_t k = 0; words != NULL && words[k] != NULL; k++)
			text_addf(&joined, "%s%s", k > 0 ? "|" : "", words[k]);
		CU_ASSERT_EQUAL(words == NULL, rows[i].words == NULL);
		if (words != NULL && rows[i].words != NULL)
			CU_ASSERT_STRING_EQUAL(text_str(&joined), rows[i].words);
		text_clear(&joined);
		secret_free_words(words);
	}
}

static void run_command(const char *command, int seconds, bool ok, const char *output, const char *part)
{
	struct error err = {0};
	char buffer[64] = "";
	pid_t pid;
	int fd;

	CU_ASSERT_TRUE_FATAL(secret_start_command(command, &fd, &pid, &err));
	CU_ASSERT_EQUAL(secret_wait_command(pid, seconds, "consumer_key", &err), ok);
	if (output != NULL) {
		CU_ASSERT_EQUAL(read(fd, buffer, sizeof buffer - 1), (ssize_t)strlen(output));
		CU_ASSERT_STRING_EQUAL(buffer, output);
	}
	if (part != NULL)
		CU_ASSERT_PTR_NOT_NULL(strstr(err.message, part));
	close(fd);
}

static void commands_end(void)
{
	run_command("printf %s 'a;b'", 5, true, "a;b", NULL);
	run_command("false", 5, false, NULL, "exit code 1");
	run_command("/nonexistent/tool", 5, false, NULL, "not found");
	run_command("sleep 60", 1, false, NULL, "over 1 seconds");
}

static void profile_names(void)
{
	CU_ASSERT_TRUE(profile_name_ok("main-store_2"));
	CU_ASSERT_FALSE(profile_name_ok(""));
	CU_ASSERT_FALSE(profile_name_ok("-x"));
	CU_ASSERT_FALSE(profile_name_ok("a b"));
	CU_ASSERT_FALSE(profile_name_ok("a]"));
	CU_ASSERT_FALSE(profile_name_ok("\xc3\xa9"));
	CU_ASSERT_FALSE(profile_name_ok("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx"));
}

static void paths_follow_xdg(void)
{
	struct paths paths;

	setenv("HOME", "/home/x", 1);
	setenv("XDG_CONFIG_HOME", "relative", 1);
	setenv("XDG_STATE_HOME", "/state", 1);
	unsetenv("SYNCFIX_CONFIG");
	paths_find(&paths, "/libexec", "/data", NULL, NULL, NULL);
	CU_ASSERT_STRING_EQUAL(paths.config, "/home/x/.config/syncfix/config.ini");
	CU_ASSERT_STRING_EQUAL(paths.state, "/state/syncfix");
	paths_clear(&paths);
	setenv("SYNCFIX_CONFIG", "/c.ini", 1);
	paths_find(&paths, "/libexec", "/data", NULL, "/s", "/d");
	CU_ASSERT_STRING_EQUAL(paths.config, "/c.ini");
	CU_ASSERT_STRING_EQUAL(paths.state, "/s");
	CU_ASSERT_STRING_EQUAL(paths.data_overlay, "/d");
	paths_clear(&paths);
	unsetenv("SYNCFIX_CONFIG");
}

int main(void)
{
	static CU_TestInfo tests[] = {
		{"scan refuses what inih would misread", scan_refuses_what_inih_would_misread},
		{"load keeps lines and sources", load_keeps_lines_and_sources},
		{"load refuses without repeating the line", load_refuses_without_repeating_the_line},
		{"a missing file is an error only when named", missing_file_is_an_error_only_when_named},
		{"environment counts when not empty", environment_counts_when_not_empty},
		{"writing keeps the other lines", writing_keeps_the_other_lines},
		{"secret forms", secret_forms},
		{"secret files must be ours alone", secret_files_must_be_ours_alone},
		{"commands are split without a shell", commands_are_split_without_a_shell},
		{"commands end", commands_end},
		{"profile names", profile_names},
		{"paths follow XDG", paths_follow_xdg},
		CU_TEST_INFO_NULL,
	};
	CU_SuiteInfo suites[] = {{"config", NULL, NULL, NULL, NULL, tests}, CU_SUITE_INFO_NULL};
	char *cleanup;
	unsigned failed;

	if (mkdtemp(folder) == NULL || CU_initialize_registry() != CUE_SUCCESS)
		return 1;
	CU_register_suites(suites);
	CU_basic_set_mode(CU_BRM_VERBOSE);
	CU_basic_run_tests();
	failed = CU_get_number_of_failures();
	CU_cleanup_registry();
	if (asprintf(&cleanup, "rm -rf %s", folder) > 0) {
		failed += system(cleanup) != 0;
		free(cleanup);
	}
	return failed > 0;
}
