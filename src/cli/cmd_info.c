/* paths, config: what is where, and why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "json/json.h"

/* A name in the folder of the file; NULL for no file. The caller frees. */
static char *beside(const char *file, const char *name)
{
	const char *slash = file != NULL ? strrchr(file, '/') : NULL;
	char *path = NULL;

	if (file == NULL)
		return NULL;
	if (asprintf(&path, "%.*s%s", slash != NULL ? (int)(slash - file) + 1 : 0, file, name) < 0)
		return NULL;
	return path;
}

int cmd_paths(struct setup *setup)
{
	const struct paths *paths = &setup->paths;
	char *secrets = beside(paths->config, "secrets");
	char *log = paths->state != NULL ? file_join(paths->state, "syncfix.log") : NULL;
	const struct {
		const char *name;
		const char *path;
		const char *what;
	} rows[] = {
		{"config", paths->config, "settings and profiles"},
		{"secrets", secrets, "secrets that profile add was given"},
		{"state", paths->state, "cases"},
		{"log", log, "what --verbose writes"},
		{"data", paths->data, "the wizard's data"},
		{"overlay", paths->data_overlay, "your own data (--data)"},
		{"net", paths->net, "the program that touches the network"},
		{"sim", paths->sim, "the simulated store"},
	};
	struct text out = {0};
	struct json_writer writer;

	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-paths/1");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool there = rows[i].path != NULL && access(rows[i].path, F_OK) == 0;
		json_put_string(&writer, rows[i].name, rows[i].path);
		if (!setup->json)
			printf("%-8s %-44s %s%s\n", rows[i].name, rows[i].path != NULL ? rows[i].path : "-", rows[i].what,
			       rows[i].path == NULL || there ? "" : " (not there yet)");
	}
	json_close_object(&writer);
	if (setup->json)
		printf("%s\n", text_str(&out));
	text_clear(&out);
	free(secrets);
	free(log);
	return 0;
}

static void put_setting(struct json_writer *writer, const struct settings *settings, enum setting setting)
{
	json_open_object(writer, NULL);
	json_put_string(writer, "name", setting_row(setting)->name);
	json_put_string(writer, "value", settings->of[setting].value);
	json_put_string(writer, "source", setting_source_name(settings->of[setting].source));
	json_put_string(writer, "where", settings->of[setting].where);
	json_close_object(writer);
}

int cmd_config(struct setup *setup)
{
	const struct settings *settings = &setup->config.settings;
	struct text out = {0};
	struct json_writer writer;

	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-config/1");
	json_open_array(&writer, "settings");
	for (int i = 0; i < SETTINGS; i++) {
		const struct setting_row *row = setting_row(i);
		put_setting(&writer, settings, i);
		if (!setup->json)
			printf("%-21s %-13s %s%s%s\n                      %s%s%s%s\n", row->name,
			       *settings->of[i].value != '\0' ? settings->of[i].value : "-",
			       setting_source_name(settings->of[i].source), *settings->of[i].where != '\0' ? ", " : "",
			       settings->of[i].where, row->help, row->choices != NULL ? " (" : "",
			       row->choices != NULL ? row->choices : "", row->choices != NULL ? ")" : "");
	}
	json_close_array(&writer);
	json_close_object(&writer);
	if (setup->json)
		printf("%s\n", text_str(&out));
	text_clear(&out);
	return 0;
}
