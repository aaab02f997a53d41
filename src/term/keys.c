#include "term/keys.h"

#include <string.h>

#include "base/utf8.h"

#define PASTE_END "\033[201~"

enum {
	BEL = 0x07,
	ESC = 0x1B,
	SEQUENCE_MS = 200, /* a sequence cut in two by a slow line */
	PASTE_MS = 2000,   /* a paste whose end never comes */
};

static void enter(struct keys *keys, int state, int64_t now)
{
	keys->state = state;
	keys->since = now;
}

static bool give(struct keys *keys, struct press *press, struct press what, int64_t now)
{
	enter(keys, KEYS_PLAIN, now);
	*press = what;
	return true;
}

static bool give_paste(struct keys *keys, struct press *press, int64_t now)
{
	text_cut(&keys->clean, 0);
	text_safe(&keys->clean, text_str(&keys->paste), keys->paste.len, TEXT_SAFE_BLOCK, 0);
	text_cut(&keys->paste, 0);
	return give(keys, press, (struct press){.kind = PRESS_PASTE, .text = text_str(&keys->clean)}, now);
}

static struct press plain_press(uint32_t code)
{
	if (code == '\r' || code == '\n')
		return press_of(PRESS_ENTER);
	if (code == '\t')
		return press_of(PRESS_TAB);
	if (code == 0x7F || code == '\b')
		return press_of(PRESS_BACKSPACE);
	if (code >= 1 && code <= 26)
		return (struct press){.kind = PRESS_CTRL, .code = 'a' + code - 1};
	if (code < 0x20 || (code >= 0x80 && code < 0xA0))
		return press_of(PRESS_NONE);
	return press_char(code);
}

static bool feed_plain(struct keys *keys, struct key_code code, int64_t now, struct press *press)
{
	if (code.is_key && code.code == KEYS_PASTE_START) {
		text_cut(&keys->paste, 0);
		enter(keys, KEYS_PASTE, now);
		return false;
	}
	if (code.is_key)
		return give(keys, press, keys_of_curses(code.code), now);
	if (code.code == ESC) {
		enter(keys, KEYS_ESC, now);
		return false;
	}
	return give(keys, press, plain_press(code.code), now);
}

/* What begins an answer of the terminal that ends with Esc \ or BEL: DCS, SOS, OSC, PM, APC. */
static bool begins_string(uint32_t code)
{
	return code == 'P' || code == 'X' || code == ']' || code == '^' || code == '_';
}

/* After Esc: the start of a sequence, or a key held with Alt. */
static bool feed_esc(struct keys *keys, struct key_code code, int64_t now, struct press *press)
{
	if (code.is_key)
		return feed_plain(keys, code, now, press);
	if (code.code == '[' || code.code == 'O') {
		keys->sequence_len = 0;
		keys->sequence[0] = '\0';
		enter(keys, code.code == '[' ? KEYS_CSI : KEYS_SS3, now);
		return false;
	}
	if (begins_string(code.code)) {
		enter(keys, KEYS_STRING, now);
		return false;
	}
	if (code.code == ESC) { /* Esc Esc: one Esc, and another begins */
		enter(keys, KEYS_ESC, now);
		*press = press_of(PRESS_ESC);
		return true;
	}
	if (code.code < 0x20)
		return give(keys, press, plain_press(code.code), now);
	return give(keys, press, (struct press){.kind = PRESS_ALT, .code = code.code}, now);
}

/* Keys of terminals in another mode than terminfo thinks, and those a slow line cut in two. */
static enum press_kind known_sequence(const char *parameters, uint32_t final)
{
	static const struct {
		const char *parameters;
		char final;
		enum press_kind kind;
	} table[] = {
		{"", 'A', PRESS_UP},       {"", 'B', PRESS_DOWN},       {"", 'C', PRESS_RIGHT},
		{"", 'D', PRESS_LEFT},     {"", 'H', PRESS_HOME},       {"", 'F', PRESS_END},
		{"", 'Z', PRESS_BACKTAB},  {"1", '~', PRESS_HOME},      {"4", '~', PRESS_END},
		{"7", '~', PRESS_HOME},    {"8", '~', PRESS_END},       {"3", '~', PRESS_DELETE},
		{"5", '~', PRESS_PAGE_UP}, {"6", '~', PRESS_PAGE_DOWN},
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if ((uint32_t)table[i].final == final && strcmp(table[i].parameters, parameters) == 0)
			return table[i].kind;
	return PRESS_NONE;
}

/* How many codes follow the final one: button and place of an old mouse; F1 of the Linux console. */
static int tail_of(const struct keys *keys, uint32_t final)
{
	if (keys->sequence_len > 0)
		return 0;
	return final == 'M' ? 3 : final == '[' ? 1 : 0;
}

static bool finish_sequence(struct keys *keys, uint32_t final, int64_t now, struct press *press)
{
	if (final == '~' && strcmp(keys->sequence, "200") == 0)
		return feed_plain(keys, (struct key_code){true, KEYS_PASTE_START}, now, press);
	keys->tail = tail_of(keys, final);
	if (keys->tail > 0) {
		enter(keys, KEYS_TAIL, now);
		return false;
	}
	return give(keys, press, press_of(known_sequence(keys->sequence, final)), now);
}

/* The tail may hold anything: a column of the mouse looks like a digit. */
static bool feed_tail(struct keys *keys, int64_t now, struct press *press)
{
	keys->tail--;
	return keys->tail == 0 && give(keys, press, press_of(PRESS_NONE), now);
}

static bool feed_string(struct keys *keys, struct key_code code, int64_t now, struct press *press)
{
	keys->since = now;
	if (code.is_key)
		return feed_plain(keys, code, now, press);
	if (code.code == ESC) { /* of the Esc \ at the end */
		keys->tail = 1;
		enter(keys, KEYS_TAIL, now);
		return false;
	}
	return code.code == BEL && give(keys, press, press_of(PRESS_NONE), now);
}

/* ECMA-48: parameters and intermediates 0x20-0x3F, one final byte 0x40-0x7E. */
static bool feed_csi(struct keys *keys, struct key_code code, int64_t now, struct press *press)
{
	if (code.is_key || code.code < 0x20 || code.code > 0x7E)
		return feed_plain(keys, code, now, press);
	if (code.code >= 0x40)
		return finish_sequence(keys, code.code, now, press);
	if (keys->sequence_len + 1 < sizeof keys->sequence) {
		keys->sequence[keys->sequence_len++] = (char)code.code;
		keys->sequence[keys->sequence_len] = '\0';
	}
	return false;
}

static bool feed_ss3(struct keys *keys, struct key_code code, int64_t now, struct press *press)
{
	/* Some terminals put a modifier digit between O and the final byte. */
	if (!code.is_key && code.code >= '0' && code.code <= '9')
		return false;
	if (code.is_key || code.code < 0x20)
		return feed_plain(keys, code, now, press);
	return give(keys, press, press_of(known_sequence("", code.code)), now);
}

static bool feed_paste(struct keys *keys, struct key_code code, int64_t now, struct press *press)
{
	char bytes[4];

	keys->since = now;
	if (code.is_key && code.code == KEYS_PASTE_END)
		return give_paste(keys, press, now);
	if (code.is_key || keys->paste.len >= KEYS_PASTE_MAX)
		return false;
	if (code.code == '\r')
		code.code = '\n';
	text_add_n(&keys->paste, bytes, utf8_encode(code.code, bytes));
	if (!text_ends(text_str(&keys->paste), PASTE_END)) /* cut in two by a slow line */
		return false;
	text_cut(&keys->paste, keys->paste.len - strlen(PASTE_END));
	return give_paste(keys, press, now);
}

bool keys_feed(struct keys *keys, struct key_code code, int64_t now, struct press *press)
{
	switch (keys->state) {
	case KEYS_ESC:
		return feed_esc(keys, code, now, press);
	case KEYS_CSI:
		return feed_csi(keys, code, now, press);
	case KEYS_SS3:
		return feed_ss3(keys, code, now, press);
	case KEYS_STRING:
		return feed_string(keys, code, now, press);
	case KEYS_TAIL:
		return feed_tail(keys, now, press);
	case KEYS_PASTE:
		return feed_paste(keys, code, now, press);
	default:
		return feed_plain(keys, code, now, press);
	}
}

static int limit_of(const struct keys *keys)
{
	switch (keys->state) {
	case KEYS_PLAIN:
		return -1;
	case KEYS_ESC:
		return 0; /* ncurses has waited ESCDELAY already */
	case KEYS_PASTE:
		return PASTE_MS;
	default:
		return SEQUENCE_MS;
	}
}

bool keys_idle(struct keys *keys, int64_t now, struct press *press)
{
	int limit = limit_of(keys);

	if (limit < 0 || now - keys->since < limit)
		return false;
	if (keys->state == KEYS_PASTE)
		return give_paste(keys, press, now);
	if (keys->state == KEYS_ESC)
		return give(keys, press, press_of(PRESS_ESC), now);
	return give(keys, press, press_of(PRESS_NONE), now);
}

int keys_wait(const struct keys *keys, int64_t now)
{
	int limit = limit_of(keys);
	int64_t left;

	if (limit < 0)
		return -1;
	left = keys->since + limit - now;
	return left > 0 ? (int)left : 0;
}

void keys_clear(struct keys *keys)
{
	text_clear(&keys->paste);
	text_clear(&keys->clean);
	keys->state = KEYS_PLAIN;
}
