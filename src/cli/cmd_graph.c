/* graph: the trees as a drawing. */
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "report/drawing.h"

enum { USUAL_DEPTH = 3, DEEPEST = 1000 };

/* By name or prefix of the tree, or by the number of its section. */
static bool is_meant(const struct tree *tree, const char *word)
{
	char *end;
	long section = strtol(word, &end, 10);

	if (*word != '\0' && *end == '\0')
		return tree->platform == NULL && tree->section == section;
	return text_same_fold(tree->name, word) || text_same_fold(tree->prefix, word);
}

static bool add_trees(struct drawing *drawing, const struct guide *guide, const char *word)
{
	bool any = false;

	for (size_t i = 0; i < guide->tree_count; i++) {
		if (!is_meant(&guide->tree[i], word))
			continue;
		drawing_add_tree(drawing, &guide->tree[i]);
		any = true;
	}
	return any;
}

static int no_such_tree(const struct guide *guide, const char *word)
{
	struct text names = {0};
	int code;

	for (size_t i = 0; i < guide->tree_count; i++)
		text_addf(&names, "%s%s", i > 0 ? ", " : "", guide->tree[i].name);
	code = setup_refuse(ERROR_USAGE, "%.40s is neither a step nor a tree. The trees are: %s.", word,
	                    text_str(&names));
	text_clear(&names);
	return code;
}

/* -1: the option is no number. */
static int depth_of(const struct setup *setup)
{
	const char *words = setup->options.value[OPTION_DEPTH];
	char *end;
	long depth;

	if (words == NULL)
		return USUAL_DEPTH;
	depth = strtol(words, &end, 10);
	return *words < '0' || *words > '9' || *end != '\0' || depth > DEEPEST ? -1 : (int)depth;
}

static int choose(struct drawing *drawing, const struct setup *setup, const char *word)
{
	const struct guide *guide = setup->guide;
	const struct node *node = word != NULL ? guide_node_by_code(guide, word) : NULL;
	int depth = depth_of(setup);

	if (node == NULL && word != NULL)
		node = guide_node(guide, word);
	if (depth < 0)
		return setup_refuse(ERROR_USAGE, "--depth is a number from 0 to %d.", DEEPEST);
	if (node != NULL) {
		drawing_add_reach(drawing, node, depth);
		return 0;
	}
	if (setup->options.value[OPTION_DEPTH] != NULL)
		return setup_refuse(ERROR_USAGE, "--depth counts from a step: syncfix graph ORD-6 --depth 2.");
	if (word == NULL)
		drawing_add_all(drawing);
	else if (!add_trees(drawing, guide, word))
		return no_such_tree(guide, word);
	return 0;
}

int cmd_graph(struct setup *setup)
{
	const char *word = setup->options.word_count > 0 ? setup->options.word[0] : NULL;
	const char *name = setup->options.value[OPTION_FORMAT];
	enum drawing_format format = DRAWING_DOT;
	struct drawing *drawing;
	struct text out = {0}, title = {0};
	int code = setup_guide(setup);

	if (code != 0)
		return code;
	if (name != NULL)
		drawing_format_find(name, &format); /* the command table has none that is not there */
	drawing = drawing_new(setup->guide);
	code = choose(drawing, setup, word);
	if (code == 0) {
		text_addf(&title, "syncfix%s%s", word != NULL ? ": " : "", word != NULL ? word : "");
		drawing_write(drawing, text_str(&title), format, &out);
		code = output_write(setup, &out);
	}
	text_clear(&title);
	text_clear(&out);
	drawing_free(drawing);
	return code;
}
