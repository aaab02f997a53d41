/*
 * Branches that compare one thing with numbers or durations: "age(last_sync) > 2h". Each is a range of
 * values; ranges of the same thing can hide each other, overlap, or leave out the one value between them.
 * Only conditions that are such a comparison and nothing else are looked at.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "data/lint_parts.h"

struct range {
	const char *thing; /* what stands left of the sign, in the condition's text */
	size_t thing_len;
	double bound;
	bool below;  /* values under the bound; else above it */
	bool within; /* the bound itself too */
};

static bool read_bound(const char *text, double *bound)
{
	int64_t ms;
	char *end;

	*bound = strtod(text, &end);
	if (end != text && *end == '\0' && isfinite(*bound))
		return true;
	if (!duration_parse(text, &ms))
		return false;
	*bound = (double)ms;
	return true;
}

static bool read_range(const struct branch *branch, struct range *range)
{
	const char *source = branch->when != NULL ? expr_source(branch->when) : "";
	const char *sign = strpbrk(source, "<>");
	const char *right;

	if (branch->is_count > 0 || sign == NULL || strstr(source, " and ") != NULL ||
	    strstr(source, " or ") != NULL || text_starts(source, "not "))
		return false;
	range->within = sign[1] == '=';
	right = sign + 1 + range->within;
	range->thing = source;
	range->thing_len = (size_t)(sign - source);
	range->below = *sign == '<';
	while (range->thing_len > 0 && source[range->thing_len - 1] == ' ')
		range->thing_len--;
	return range->thing_len > 0 && read_bound(right + strspn(right, " "), &range->bound);
}

static bool same_thing(const struct range *a, const struct range *b)
{
	return a->thing_len == b->thing_len && strncmp(a->thing, b->thing, a->thing_len) == 0;
}

/* All of late lies in early. */
static bool hides(const struct range *early, const struct range *late)
{
	if (early->below != late->below)
		return false;
	if (early->bound == late->bound)
		return early->within || !late->within;
	return early->below ? late->bound < early->bound : late->bound > early->bound;
}

static bool overlap(const struct range *a, const struct range *b)
{
	const struct range *low = a->below ? a : b;
	const struct range *high = a->below ? b : a;

	if (a->below == b->below)
		return false;
	return high->bound < low->bound || (high->bound == low->bound && low->within && high->within);
}

/* "< 5" and "> 5": what of 5? */
static bool leaves_out(const struct range *a, const struct range *b)
{
	return a->below != b->below && a->bound == b->bound && !a->within && !b->within;
}

static bool takes(const struct range *range, double value)
{
	if (value == range->bound)
		return range->within;
	return range->below ? value < range->bound : value > range->bound;
}

struct ranges {
	struct lint *lint;
	const struct node *node;
	struct range *range; /* by branch */
	bool *is_range;
};

/* Does a further branch take the value that the two leave out? */
static bool is_taken(const struct ranges *ranges, const struct range *of, double value)
{
	for (size_t i = 0; i < ranges->node->go_count; i++)
		if (ranges->is_range[i] && same_thing(&ranges->range[i], of) && takes(&ranges->range[i], value))
			return true;
	/* "== 5" is no range, but says what of 5 */
	for (size_t i = 0; i < ranges->node->go_count; i++) {
		const struct expr *when = ranges->node->go[i].when;

		if (when != NULL && strncmp(expr_source(when), of->thing, of->thing_len) == 0 &&
		    strstr(expr_source(when), "==") != NULL)
			return true;
	}
	return false;
}

static void compare(const struct ranges *ranges, size_t early, size_t late)
{
	const struct range *a = &ranges->range[early];
	const struct range *b = &ranges->range[late];
	char field[32];

	if (!same_thing(a, b))
		return;
	snprintf(field, sizeof field, ".go[%zu]", late);
	if (hides(a, b) &&
	    strcmp(expr_source(ranges->node->go[early].when), expr_source(ranges->node->go[late].when)) != 0)
		lint_at_node(ranges->lint, "branch-never-taken", ranges->node, field,
		             "go[%zu] takes all of these values before; put the narrower range first.", early);
	else if (overlap(a, b))
		lint_at_node(ranges->lint, "range-overlap", ranges->node, field,
		             "Some of these values are taken by go[%zu] before; let one begin where the other ends.",
		             early);
	else if (leaves_out(a, b) && !is_taken(ranges, a, a->bound))
		lint_at_node(ranges->lint, "range-gap", ranges->node, field,
		             "The value between this and go[%zu] belongs to neither; write <= or >= in one of them.",
		             early);
}

static void check_node(struct lint *lint, const struct node *node)
{
	struct ranges ranges = {lint, node, xcalloc(node->go_count + 1, sizeof *ranges.range),
	                        xcalloc(node->go_count + 1, sizeof *ranges.is_range)};

	for (size_t i = 0; i < node->go_count; i++)
		ranges.is_range[i] = read_range(&node->go[i], &ranges.range[i]);
	for (size_t i = 0; i < node->go_count; i++)
		for (size_t j = 0; j < i && ranges.is_range[i]; j++)
			if (ranges.is_range[j])
				compare(&ranges, j, i);
	free(ranges.range);
	free(ranges.is_range);
}

void lint_ranges(struct lint *lint)
{
	for (size_t i = 0; i < lint->guide->node_count; i++)
		if (lint->guide->node[i].go_count > 1)
			check_node(lint, &lint->guide->node[i]);
}
