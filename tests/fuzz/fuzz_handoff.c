#include "fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/spoken.h"
#include "case/handoff.h"

/* A few steps and facts of every kind that a code may name. */
static struct guide *small_guide(void)
{
	static const char *const codes[] = {"ORD-1", "ORD-2", "ORD-3", "ORD-4", "SHOP-5", "ORD-6", "ORD-7"};
	static const enum node_kind kinds[] = {NODE_ASK,  NODE_NOTE, NODE_FIX,      NODE_END,
	                                       NODE_WAIT, NODE_CALL, NODE_CHECKLIST};
	struct guide *guide = guide_new();
	struct arena *arena = &guide->arena;

	guide->data_version = "fuzz";
	guide->fact_count = 3;
	guide->fact = arena_alloc(arena, guide->fact_count * sizeof *guide->fact);
	guide->node_count = sizeof codes / sizeof codes[0];
	guide->node = arena_alloc(arena, guide->node_count * sizeof *guide->node);
	for (size_t i = 0; i < guide->fact_count; i++)
		guide->fact[i] = (struct fact){.name = (const char *[]){"one", "two", "three"}[i],
		                               .id = (int)i,
		                               .n = (int)i + 1,
		                               .type = i == 2 ? FACT_TEXT : FACT_YESNO,
		                               .label = "A fact"};
	for (size_t i = 0; i < guide->node_count; i++) {
		struct node *node = &guide->node[i];
		*node = (struct node){.name = codes[i],
		                      .code = kinds[i] == NODE_CALL ? NULL : codes[i],
		                      .index = (int)i,
		                      .kind = kinds[i],
		                      .fact = kinds[i] == NODE_ASK ? 0 : -1,
		                      .title = "A step",
		                      .text = "Text",
		                      .cause = "Cause"};
		node->verify.fact = 1;
		node->go = arena_alloc(arena, sizeof *node->go);
		node->go_count = 1;
		node->go[0] = (struct branch){.error_fact = -1, .to = {TARGET_NODE, codes[3], &guide->node[3]}};
		node->unknown = node->then = node->otherwise = node->cannot = node->early = node->late = node->call =
			node->go[0].to;
		node->ending = ENDING_ESCALATE;
	}
	guide_index(guide);
	return guide;
}

static void open_it(const struct guide *guide, const struct handoff *handoff)
{
	struct walk_options options = {.role = ROLE_AGENT};
	struct walk *walk = walk_new(guide, &options, 1795442400000);
	struct error err = {0};

	handoff_open(walk, handoff, 1795442400000, &err);
	const struct journal *journal = walk_journal(walk);
	walk_free(walk_restore(guide, &options, journal->event.at, journal->event.count, NULL));
	walk_free(walk);
}

static void read_code(const struct guide *guide, const char *code)
{
	struct error err = {0};
	struct handoff *handoff = handoff_read(guide, code, &err);

	assert((handoff == NULL) == (err.message[0] != '\0'));
	if (handoff)
		open_it(guide, handoff);
	handoff_free(handoff);
}

/* The bytes as they are typed, and as bits under checks that hold: those are not found by chance. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct guide *guide;
	struct spoken spoken = {.count = 0};
	struct text code = {0};
	char *typed = xstrndup((const char *)data, size);

	if (!guide)
		guide = small_guide();
	read_code(guide, typed);
	free(typed);
	for (size_t i = 0; i < size && i < SPOKEN_BITS / 8; i++)
		spoken_put(&spoken, data[i], 8);
	if (spoken_write(&spoken, &code)) {
		struct spoken back;
		assert(spoken_read(&back, text_str(&code), NULL) && back.count == spoken.count);
		read_code(guide, text_str(&code));
	}
	text_clear(&code);
	return 0;
}
