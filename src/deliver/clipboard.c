#include "deliver/clipboard.h"

#include <string.h>

#include "deliver/base64.h"
#include "deliver/feed.h"

enum { PATIENCE_MS = 4000, SCREEN_PIECE = 700 };

/* ---- the terminal ---- */

/* tmux passes on what stands in a DCS of its own, each ESC doubled (tmux(1), allow-passthrough). */
static void wrap_tmux(struct text *out, const struct text *sequence)
{
	text_add(out, "\033Ptmux;");
	for (size_t i = 0; i < sequence->len; i++) {
		if (sequence->data[i] == '\033')
			text_add_char(out, '\033');
		text_add_char(out, sequence->data[i]);
	}
	text_add(out, "\033\\");
}

/* screen passes on pieces of at most 768 bytes. */
static void wrap_screen(struct text *out, const struct text *sequence)
{
	for (size_t at = 0; at < sequence->len; at += SCREEN_PIECE) {
		size_t left = sequence->len - at;

		text_add(out, "\033P");
		text_add_n(out, sequence->data + at, left < SCREEN_PIECE ? left : SCREEN_PIECE);
		text_add(out, "\033\\");
	}
}

bool clipboard_sequence(struct text *out, const char *text, enum clipboard_wrap wrap)
{
	struct text sequence = {0};

	if (strlen(text) > CLIPBOARD_MAX)
		return false;
	text_add(&sequence, "\033]52;c;");
	base64_add(&sequence, text, strlen(text));
	text_add(&sequence, "\a");
	if (wrap == WRAP_TMUX)
		wrap_tmux(out, &sequence);
	else if (wrap == WRAP_SCREEN)
		wrap_screen(out, &sequence);
	else
		text_add_n(out, sequence.data, sequence.len);
	text_clear(&sequence);
	return true;
}

/* ---- the programs ---- */

struct program {
	const char *words[6];
	const char *display; /* a variable that must be set; NULL: none */
	bool here;           /* reaches this computer's clipboard only: not over ssh */
};

static const struct program programs[] = {
	{{"wl-copy"}, "WAYLAND_DISPLAY", false},
	{{"xclip", "-selection", "clipboard"}, "DISPLAY", false},
	{{"xsel", "--clipboard", "--input"}, "DISPLAY", false},
	{{"tmux", "load-buffer", "-w", "-"}, "TMUX", false}, /* its own buffer, and the terminal's around it */
	{{"pbcopy"}, NULL, true},
	{{"clip.exe"}, NULL, true},
};

static bool is_set(const char *(*get)(const char *name), const char *name)
{
	const char *value = get(name);

	return value && *value;
}

static const struct program *find_program(const char *(*get)(const char *name))
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		const struct program *program = &programs[i];

		if (program->display && !is_set(get, program->display))
			continue;
		if (program->here && is_set(get, "SSH_CONNECTION"))
			continue;
		if (feed_finds(program->words[0], get("PATH")))
			return program;
	}
	return NULL;
}

static enum clipboard_wrap wrap_of(const char *(*get)(const char *name))
{
	if (is_set(get, "TMUX"))
		return WRAP_TMUX;
	return is_set(get, "STY") ? WRAP_SCREEN : WRAP_NONE;
}

static bool to_terminal(const char *(*get)(const char *name), const char *text, struct text *sequence,
                        struct error *err)
{
	return clipboard_sequence(sequence, text, wrap_of(get)) ||
	       error_set(err, ERROR_UNAVAILABLE, "",
	                 "The text is too long for the terminal's clipboard: write it to a file.");
}

bool clipboard_copy(const char *wish, const char *(*get)(const char *name), const char *text,
                    struct text *sequence, struct text *how, struct error *err)
{
	bool automatic = strcmp(wish, "auto") == 0;
	const char *const own[] = {wish, NULL};
	const struct program *program = automatic ? find_program(get) : NULL;

	if (!automatic && strcmp(wish, "terminal") != 0) {
		text_add(how, wish);
		return feed_command(own, text, strlen(text), PATIENCE_MS, err);
	}
	if (program && feed_command(program->words, text, strlen(text), PATIENCE_MS, NULL)) {
		text_add(how, program->words[0]);
		return true;
	}
	return to_terminal(get, text, sequence, err);
}
