/*
 * The layout of a handoff code, bit by bit. "number(w)" is spoken_put_number in pieces of w bits.
 *   2 kind (0) · 10 check of the data · 2 phase · LEAVE: 4 way, number(2) answer + 1
 *   1 is there more: then 1 + 27 until in minutes since 1970 · 1 reached · 1 gave up · number(1) and
 *     number(4) each: facts to ask again · 1 known message: number(4) fact, 16 check of its words
 *   place of the step · number(1) count of calls, each a place
 *   1 platform known: 1 its codes begin as the step's, else 4 letters
 *   number(4) count of answers, by rising number: number(3) distance - 1 · number(2) value,
 *     value 0: 1 in between
 * A place is 1, then 1 four letters (else three), the letters, number(5) the digits - 1; or, where a step
 * has no code, 0 and 16 bits of its name's check.
 */
#include "case/handoff_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

enum { KIND_BITS = 2, DATA_BITS = 10, PHASE_BITS = 2, WAY_BITS = 4, MINUTE_BITS = 27, NAME_BITS = 16 };

/* FNV-1a: a check, not a secret. */
static uint32_t fold(uint32_t sum, const char *text)
{
	for (; text && *text; text++)
		sum = (sum ^ (unsigned char)*text) * 16777619u;
	return (sum ^ '|') * 16777619u;
}

static uint32_t mix(uint32_t sum, int bits)
{
	sum ^= sum >> 15;
	sum *= 2246822519u;
	sum ^= sum >> 13;
	return sum >> (32 - bits);
}

static uint32_t name_check(const char *name)
{
	return mix(fold(2166136261u, name), NAME_BITS);
}

uint32_t handoff_message_check(const char *text)
{
	return name_check(text);
}

uint32_t handoff_data_check(const struct guide *guide)
{
	uint32_t sum = fold(2166136261u, guide->data_version);

	for (size_t i = 0; i < guide->node_count; i++) {
		sum = fold(sum, guide->node[i].name);
		sum = fold(sum, guide->node[i].code);
	}
	for (size_t i = 0; i < guide->fact_count; i++) {
		const struct fact *fact = &guide->fact[i];
		sum = fold(sum, fact->name) ^ (uint32_t)fact->n;
		for (size_t k = 0; k < fact->value_count; k++)
			sum = fold(sum, fact->value[k].name);
	}
	return mix(sum, DATA_BITS);
}

const struct fact *handoff_fact(const struct guide *guide, uint32_t n)
{
	for (size_t i = 0; n > 0 && i < guide->fact_count; i++)
		if ((uint32_t)guide->fact[i].n == n)
			return &guide->fact[i];
	return NULL;
}

/* ---- places ---- */

/* "ORD-12": three or four letters, a dash, digits. The number, or 0 when it has another form. */
static uint32_t code_parts(const char *code, size_t *letters)
{
	*letters = code ? strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;
	if ((*letters != 3 && *letters != 4) || code[*letters] != '-')
		return 0;
	const char *digits = code + *letters + 1;
	size_t count = strspn(digits, "0123456789");
	return count == 0 || count > 6 || digits[count] != '\0' || *digits == '0'
	           ? 0
	           : (uint32_t)strtoul(digits, NULL, 10);
}

static void put_letters(struct spoken *out, const char *letters, size_t count)
{
	for (size_t i = 0; i < count; i++)
		spoken_put(out, (uint32_t)(letters[i] - 'A'), 5);
}

static bool take_letters(struct spoken *in, char *letters, size_t count)
{
	bool ok = true;

	for (size_t i = 0; i < count; i++) {
		uint32_t letter = spoken_take(in, 5);
		ok = ok && letter < 26;
		letters[i] = (char)('A' + letter % 26);
	}
	letters[count] = '\0';
	return ok;
}

static void put_place(struct spoken *out, const struct node *node)
{
	size_t letters;
	uint32_t number = code_parts(node->code, &letters);

	spoken_put(out, number > 0, 1);
	if (number == 0) {
		spoken_put(out, name_check(node->name), NAME_BITS);
		return;
	}
	spoken_put(out, letters == 4, 1);
	put_letters(out, node->code, letters);
	spoken_put_number(out, number - 1, 5);
}

static const struct node *node_by_check(const struct guide *guide, uint32_t check)
{
	size_t letters;

	for (size_t i = 0; i < guide->node_count; i++)
		if (code_parts(guide->node[i].code, &letters) == 0 && name_check(guide->node[i].name) == check)
			return &guide->node[i];
	return NULL;
}

static bool take_place(struct handoff *handoff, struct spoken *in, struct handoff_place *place)
{
	*place = (struct handoff_place){.node = NULL};
	if (spoken_take(in, 1) == 0) {
		place->node = node_by_check(handoff->guide, spoken_take(in, NAME_BITS));
		return true;
	}
	size_t letters = spoken_take(in, 1) ? 4 : 3;
	if (!take_letters(in, place->code, letters))
		return false;
	uint32_t number = spoken_take_number(in, 5);
	if (number > 999998)
		return false;
	snprintf(place->code + letters, sizeof place->code - letters, "-%u", (unsigned)number + 1);
	place->node = guide_node_by_code(handoff->guide, place->code);
	return true;
}

/* ---- the rest ---- */

static bool has_more(const struct handoff *handoff)
{
	return handoff->until != 0 || handoff->reached || handoff->gave_up || handoff->recheck_count > 0 ||
	       handoff->message_fact > 0;
}

static void put_more(const struct handoff *handoff, struct spoken *out)
{
	spoken_put(out, has_more(handoff), 1);
	if (!has_more(handoff))
		return;
	spoken_put(out, handoff->until != 0, 1);
	if (handoff->until != 0)
		spoken_put(out, (uint32_t)(handoff->until / MINUTES(1)), MINUTE_BITS);
	spoken_put(out, handoff->reached, 1);
	spoken_put(out, handoff->gave_up, 1);
	spoken_put_number(out, (uint32_t)handoff->recheck_count, 1);
	for (size_t i = 0; i < handoff->recheck_count; i++)
		spoken_put_number(out, handoff->recheck[i], 4);
	spoken_put(out, handoff->message_fact > 0, 1);
	if (handoff->message_fact > 0) {
		spoken_put_number(out, handoff->message_fact, 4);
		spoken_put(out, handoff->message, NAME_BITS);
	}
}

static bool take_more(struct handoff *handoff, struct spoken *in)
{
	if (spoken_take(in, 1) == 0)
		return true;
	if (spoken_take(in, 1))
		handoff->until = (int64_t)spoken_take(in, MINUTE_BITS) * MINUTES(1);
	handoff->reached = spoken_take(in, 1);
	handoff->gave_up = spoken_take(in, 1);
	uint32_t count = spoken_take_number(in, 1);
	if (count > RECHECK_MAX)
		return false;
	for (uint32_t i = 0; i < count; i++)
		handoff->recheck[handoff->recheck_count++] = spoken_take_number(in, 4);
	if (spoken_take(in, 1)) {
		handoff->message_fact = spoken_take_number(in, 4);
		handoff->message = spoken_take(in, NAME_BITS);
	}
	return true;
}

static void put_platform(const struct handoff *handoff, struct spoken *out)
{
	bool named = strlen(handoff->prefix) == 4;
	const char *code = handoff->at.node->code;
	bool same = named && code && strncmp(code, handoff->prefix, 4) == 0 && code[4] == '-';

	spoken_put(out, named, 1);
	if (!named)
		return;
	spoken_put(out, same, 1);
	if (!same)
		put_letters(out, handoff->prefix, 4);
}

static bool take_platform(struct handoff *handoff, struct spoken *in)
{
	if (spoken_take(in, 1) == 0)
		return true;
	if (spoken_take(in, 1))
		snprintf(handoff->prefix, sizeof handoff->prefix, "%.4s", handoff->at.code);
	else if (!take_letters(in, handoff->prefix, 4))
		return false;
	return true;
}

static void put_facts(const struct handoff *handoff, struct spoken *out)
{
	uint32_t last = 0;

	spoken_put_number(out, (uint32_t)handoff->fact_count, 4);
	for (size_t i = 0; i < handoff->fact_count; i++) {
		const struct handoff_fact *fact = &handoff->fact[i];
		spoken_put_number(out, fact->n - last - 1, 3);
		spoken_put_number(out, fact->value, 2);
		if (fact->value == 0)
			spoken_put(out, fact->in_between, 1);
		last = fact->n;
	}
}

static bool take_facts(struct handoff *handoff, struct spoken *in)
{
	uint32_t last = 0, count = spoken_take_number(in, 4);

	if (count > HANDOFF_FACTS)
		return false;
	for (uint32_t i = 0; i < count && !in->bad; i++) {
		struct handoff_fact *fact = &handoff->fact[handoff->fact_count++];
		uint32_t further = spoken_take_number(in, 3);
		if (further > 1000000)
			return false;
		fact->n = last + 1 + further;
		fact->value = spoken_take_number(in, 2);
		fact->in_between = fact->value == 0 && spoken_take(in, 1);
		last = fact->n;
	}
	return true;
}

void handoff_put(const struct handoff *handoff, struct spoken *out)
{
	spoken_put(out, 0, KIND_BITS);
	spoken_put(out, handoff->data, DATA_BITS);
	spoken_put(out, handoff->phase, PHASE_BITS);
	if (handoff->phase == HANDOFF_LEAVE) {
		spoken_put(out, handoff->way, WAY_BITS);
		spoken_put_number(out, (uint32_t)(handoff->answer + 1), 2);
	}
	put_more(handoff, out);
	put_place(out, handoff->at.node);
	spoken_put_number(out, (uint32_t)handoff->frame_count, 1);
	for (size_t i = 0; i < handoff->frame_count; i++)
		put_place(out, handoff->frame[i].node);
	put_platform(handoff, out);
	put_facts(handoff, out);
}

static bool take_phase(struct handoff *handoff, struct spoken *in)
{
	handoff->phase = (enum handoff_phase)spoken_take(in, PHASE_BITS);
	handoff->answer = -1;
	if (handoff->phase != HANDOFF_LEAVE)
		return handoff->phase < HANDOFF_PHASES;
	handoff->way = (enum way)spoken_take(in, WAY_BITS);
	uint32_t answer = spoken_take_number(in, 2);
	handoff->answer = (int)(answer > 100 ? 0 : answer) - 1;
	return handoff->way <= WAY_CANNOT && answer <= 100;
}

static bool take_frames(struct handoff *handoff, struct spoken *in)
{
	uint32_t count = spoken_take_number(in, 1);
	bool ok = count <= FRAMES_MAX;

	for (uint32_t i = 0; ok && i < count; i++)
		ok = take_place(handoff, in, &handoff->frame[handoff->frame_count++]);
	return ok;
}

bool handoff_take(struct handoff *handoff, struct spoken *in)
{
	if (spoken_take(in, KIND_BITS) != 0)
		return false;
	handoff->data = spoken_take(in, DATA_BITS);
	bool ok = take_phase(handoff, in) && take_more(handoff, in) && take_place(handoff, in, &handoff->at) &&
	          take_frames(handoff, in) && take_platform(handoff, in) && take_facts(handoff, in);
	return ok && !in->bad && in->at == in->count;
}
