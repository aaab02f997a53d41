/* Twins of the characters our own screens use, for terminals without UTF-8. */
#include "ui/surface.h"

static const struct {
	uint32_t code;
	char twin;
} twins[] = {
	{0x2713, '+'},                 /* ✓ */
	{0x2717, 'x'},                 /* ✗ */
	{0x2026, '.'},                 /* … */
	{0x2013, '-'},                 /* – */
	{0x2014, '-'},                 /* — */
	{0x00B7, '.'},                 /* · */
	{0x2022, '*'},                 /* • */
	{0x203A, '>'},                 /* › */
	{0x25B8, '>'},                 /* ▸ */
	{0x2192, '>'},                 /* → */
	{0x2190, '<'},                 /* ← */
	{0x2191, '^'},                 /* ↑ */
	{0x2193, 'v'},                 /* ↓ */
	{0x2018, '\''},                /* ‘ */
	{0x2019, '\''},                /* ’ */
	{0x201C, '"'},                 /* “ */
	{0x201D, '"'},                 /* ” */
	{0x00D7, 'x'},                 /* × */
	{0x2260, '!'},                 /* ≠ */
	{0x00A0, ' '},  {0x2500, '-'}, /* ─ */
	{0x2502, '|'},                 /* │ */
	{0x250C, '+'},                 /* ┌ */
	{0x2510, '+'},                 /* ┐ */
	{0x2514, '+'},                 /* └ */
	{0x2518, '+'},                 /* ┘ */
	{0x251C, '+'},                 /* ├ */
	{0x2524, '+'},                 /* ┤ */
	{0x252C, '+'},                 /* ┬ */
	{0x2534, '+'},                 /* ┴ */
	{0x2588, '#'},                 /* █ */
	{0x2593, '#'},                 /* ▓ */
	{0x2591, '.'},                 /* ░ */
};

uint32_t glyph_ascii(uint32_t code)
{
	if (code < 0x80)
		return code;
	for (size_t i = 0; i < sizeof twins / sizeof twins[0]; i++)
		if (twins[i].code == code)
			return (uint32_t)(unsigned char)twins[i].twin;
	return '?';
}
