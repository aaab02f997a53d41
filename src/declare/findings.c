#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "declare/declare.h"

void findings_clear(struct findings *findings)
{
	for (size_t i = 0; i < findings->finding.count; i++) {
		free(findings->finding.at[i].file);
		free(findings->finding.at[i].path);
		free(findings->finding.at[i].message);
	}
	array_clear(&findings->finding);
	findings->errors = 0;
}

/* Names and texts of a file reach a terminal by way of a message. */
static char *cleaned(const char *text)
{
	struct text clean = {0};

	text_safe(&clean, text, strlen(text), TEXT_SAFE_LINE, 0);
	return text_take(&clean);
}

static void add(struct findings *findings, const char *code, int level, const char *file, const char *path,
                const char *format, va_list args)
{
	struct finding *finding = array_add(&findings->finding);
	struct text message = {0};

	text_addv(&message, format, args);
	findings->errors += level == 0;
	*finding = (struct finding){
		.code = code,
		.level = level,
		.file = xstrdup(file),
		.path = cleaned(path),
		.message = cleaned(text_str(&message)),
	};
	text_clear(&message);
}

void findings_add(struct findings *findings, const char *code, int level, const struct json_doc *doc,
                  const struct json_at *at, const char *format, ...)
{
	struct text path = {0};
	va_list args;

	if (at != NULL)
		json_path(at, &path);
	va_start(args, format);
	add(findings, code, level, doc != NULL ? json_name(doc) : "", text_str(&path), format, args);
	va_end(args);
	text_clear(&path);
}

void findings_add_at(struct findings *findings, const char *code, int level, const char *file,
                     const char *path, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(findings, code, level, file, path, format, args);
	va_end(args);
}

size_t findings_errors(const struct findings *findings)
{
	return findings->errors;
}
