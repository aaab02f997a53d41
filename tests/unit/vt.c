#include "vt.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { PLAIN, AFTER_ESC, IN_CSI, IN_OSC, AFTER_CHARSET };

static void blank(struct vt *vt, int row, int from, int to)
{
	for (int col = from; col < to && col < vt->cols; col++)
		vt->cell[row][col] = ' ';
}

void vt_init(struct vt *vt, int rows, int cols)
{
	memset(vt, 0, sizeof *vt);
	vt_resize(vt, rows, cols);
	for (int row = 0; row < VT_MAX_ROWS; row++)
		for (int col = 0; col < VT_MAX_COLS; col++)
			vt->cell[row][col] = ' ';
}

void vt_resize(struct vt *vt, int rows, int cols)
{
	vt->rows = rows;
	vt->cols = cols;
	vt->top = 0;
	vt->bottom = rows - 1;
}

static int bounded(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

static void move_to(struct vt *vt, int row, int col)
{
	vt->row = bounded(row, 0, vt->rows - 1);
	vt->col = bounded(col, 0, vt->cols - 1);
	vt->wrap = false;
}

static void scroll(struct vt *vt, int top, int by)
{
	for (int i = 0; i < abs(by); i++) {
		if (by > 0)
			memmove(vt->cell[top], vt->cell[top + 1], (size_t)(vt->bottom - top) * sizeof vt->cell[0]);
		else
			memmove(vt->cell[top + 1], vt->cell[top], (size_t)(vt->bottom - top) * sizeof vt->cell[0]);
		blank(vt, by > 0 ? vt->bottom : top, 0, vt->cols);
	}
}

static void line_feed(struct vt *vt)
{
	if (vt->row == vt->bottom)
		scroll(vt, vt->top, 1);
	else
		move_to(vt, vt->row + 1, vt->col);
}

static void put(struct vt *vt, uint32_t code)
{
	int width = utf8_width_of(code);

	if (width == 0)
		return;
	if (vt->wrap || vt->col + width > vt->cols) {
		vt->col = 0;
		line_feed(vt);
		vt->wrap = false;
	}
	vt->cell[vt->row][vt->col] = code;
	if (width == 2)
		vt->cell[vt->row][vt->col + 1] = 0;
	vt->last = code;
	vt->wrap = vt->col + width >= vt->cols;
	vt->col = bounded(vt->col + width, 0, vt->cols - 1);
}

static void control(struct vt *vt, char c)
{
	switch (c) {
	case '\r':
		move_to(vt, vt->row, 0);
		break;
	case '\n':
		line_feed(vt);
		break;
	case '\b':
		move_to(vt, vt->row, vt->col - 1);
		break;
	case '\t':
		move_to(vt, vt->row, (vt->col / 8 + 1) * 8);
		break;
	case '\a':
	case '\016':
	case '\017':
		break;
	default:
		vt->unknown++;
	}
}

static void erase_display(struct vt *vt, int how)
{
	if (how == 0)
		blank(vt, vt->row, vt->col, vt->cols);
	for (int row = how == 0 ? vt->row + 1 : 0; row < vt->rows; row++)
		blank(vt, row, 0, vt->cols);
}

static void erase_line(struct vt *vt, int how)
{
	blank(vt, vt->row, how == 0 ? vt->col : 0, how == 1 ? vt->col + 1 : vt->cols);
}

static void shift(struct vt *vt, int by)
{
	uint32_t *row = vt->cell[vt->row];
	int count = vt->cols - vt->col - abs(by);

	if (count < 0)
		count = 0;
	if (by > 0) {
		memmove(row + vt->col + by, row + vt->col, (size_t)count * sizeof *row);
		blank(vt, vt->row, vt->col, vt->col + by);
	} else {
		memmove(row + vt->col, row + vt->col - by, (size_t)count * sizeof *row);
		blank(vt, vt->row, vt->cols + by, vt->cols);
	}
}

static void private_mode(struct vt *vt, const char *numbers, bool on)
{
	if (strcmp(numbers, "1049") == 0) {
		vt->alternate = on; /* each screen is taken for empty */
		for (int row = 0; row < vt->rows; row++)
			blank(vt, row, 0, vt->cols);
	}
	if (strcmp(numbers, "2004") == 0)
		vt->paste = on;
	else if (strcmp(numbers, "25") == 0)
		vt->hidden = !on;
}

static int number_at(const struct vt *vt, int index, int otherwise)
{
	const char *at = vt->sequence;

	while (index-- > 0) {
		at = strchr(at, ';');
		if (!at)
			return otherwise;
		at++;
	}
	return *at >= '0' && *at <= '9' ? (int)strtol(at, NULL, 10) : otherwise;
}

static void repeat(struct vt *vt, int count)
{
	while (count-- > 0)
		put(vt, vt->last);
}

static void insert_lines(struct vt *vt, int by)
{
	scroll(vt, vt->row, by);
}

static void csi_move(struct vt *vt, char final, int n)
{
	switch (final) {
	case 'A':
		move_to(vt, vt->row - n, vt->col);
		break;
	case 'B':
		move_to(vt, vt->row + n, vt->col);
		break;
	case 'C':
		move_to(vt, vt->row, vt->col + n);
		break;
	case 'D':
		move_to(vt, vt->row, vt->col - n);
		break;
	case 'G':
		move_to(vt, vt->row, n - 1);
		break;
	case 'd':
		move_to(vt, n - 1, vt->col);
		break;
	default:
		move_to(vt, n - 1, number_at(vt, 1, 1) - 1);
	}
}

static void csi_change(struct vt *vt, char final, int n)
{
	switch (final) {
	case 'J':
		erase_display(vt, number_at(vt, 0, 0));
		break;
	case 'K':
		erase_line(vt, number_at(vt, 0, 0));
		break;
	case 'X':
		blank(vt, vt->row, vt->col, vt->col + n);
		break;
	case '@':
		shift(vt, n);
		break;
	case 'P':
		shift(vt, -n);
		break;
	case 'L':
		insert_lines(vt, -n);
		break;
	case 'M':
		insert_lines(vt, n);
		break;
	case 'S':
		scroll(vt, vt->top, n);
		break;
	case 'T':
		scroll(vt, vt->top, -n);
		break;
	case 'b':
		repeat(vt, n);
		break;
	case 'r':
		vt->top = n - 1;
		vt->bottom = number_at(vt, 1, vt->rows) - 1;
		move_to(vt, 0, 0);
		break;
	case 'm':
	case 't': /* window titles */
	case 'l': /* insert mode off */
		break;
	default:
		vt->unknown++;
	}
}

static void csi(struct vt *vt, char final)
{
	int n = number_at(vt, 0, 1);

	if (vt->sequence[0] == '?') {
		private_mode(vt, vt->sequence + 1, final == 'h');
		return;
	}
	if (strchr("ABCDGdHf", final))
		csi_move(vt, final, n < 1 ? 1 : n);
	else
		csi_change(vt, final, n);
}

static void after_esc(struct vt *vt, char c)
{
	vt->state = PLAIN;
	if (c == '[' || c == ']') {
		vt->state = c == '[' ? IN_CSI : IN_OSC;
		vt->len = 0;
		vt->sequence[0] = '\0';
	} else if (c == '(' || c == ')') {
		vt->state = AFTER_CHARSET;
	} else if (c == 'M') {
		if (vt->row == vt->top)
			scroll(vt, vt->top, -1);
		else
			move_to(vt, vt->row - 1, vt->col);
	} else if (c != '=' && c != '>' && c != '7' && c != '8') {
		vt->unknown++;
	}
}

static void in_csi(struct vt *vt, char c)
{
	if (c >= 0x40 && c <= 0x7E) {
		vt->state = PLAIN;
		csi(vt, c);
	} else if (vt->len + 1 < sizeof vt->sequence) {
		vt->sequence[vt->len++] = c;
		vt->sequence[vt->len] = '\0';
	}
}

static void plain(struct vt *vt, char c)
{
	size_t size;
	uint32_t code;

	if (c == '\033') {
		vt->state = AFTER_ESC;
		return;
	}
	if ((unsigned char)c < 0x20 || c == 0x7F) {
		control(vt, c);
		return;
	}
	vt->rest[vt->rest_len++] = c;
	code = utf8_decode(vt->rest, vt->rest_len, &size);
	if (code == 0xFFFD && vt->rest_len < 3 && (unsigned char)vt->rest[0] >= 0xC0)
		return; /* more bytes of it come */
	if (code == 0xFFFD && vt->rest_len == 3 && (unsigned char)vt->rest[0] >= 0xF0)
		return;
	vt->rest_len = 0;
	put(vt, code);
}

void vt_feed(struct vt *vt, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		switch (vt->state) {
		case AFTER_ESC:
			after_esc(vt, bytes[i]);
			break;
		case IN_CSI:
			in_csi(vt, bytes[i]);
			break;
		case IN_OSC:
			if (bytes[i] == '\a')
				vt->state = PLAIN;
			break;
		case AFTER_CHARSET:
			vt->state = PLAIN;
			break;
		default:
			plain(vt, bytes[i]);
		}
	}
}

void vt_dump(const struct vt *vt, struct text *out)
{
	for (int row = 0; row < vt->rows; row++) {
		size_t start = out->len;

		for (int col = 0; col < vt->cols; col++) {
			char bytes[4];

			if (vt->cell[row][col])
				text_add_n(out, bytes, utf8_encode(vt->cell[row][col], bytes));
		}
		while (out->len > start && out->data[out->len - 1] == ' ')
			text_cut(out, out->len - 1);
		text_add_char(out, '\n');
	}
}

bool vt_has(const struct vt *vt, const char *words)
{
	struct text dump = {0};
	bool has;

	vt_dump(vt, &dump);
	has = strstr(text_str(&dump), words) != NULL;
	text_clear(&dump);
	return has;
}
