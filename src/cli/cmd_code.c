/* code: what a code stands for, that of a step or of a whole case. */
#include <stdio.h>
#include <string.h>

#include "base/spoken.h"
#include "case/handoff.h"
#include "cli/command.h"
#include "guide/template.h"

static void print_step(const struct node *node, const char *word)
{
	printf("%s  %s\n", node->code != NULL ? node->code : node->name, node->title != NULL ? node->title : "");
	printf("Section %d of the guide. syncfix show %s prints it, syncfix start %s goes there.\n",
	       node->tree->section, word, word);
}

static void print_answer(const struct handoff_answer *answer)
{
	struct text plain = {0};

	template_plain(&plain, answer->value != NULL ? answer->value : "not seen");
	printf("  %s: %s\n", answer->fact->label, text_str(&plain));
	text_clear(&plain);
}

static void print_handoff(const struct handoff *handoff, const char *code)
{
	const struct node *node = handoff_node(handoff);
	const struct platform *platform = handoff_platform(handoff);
	const struct handoff_answer *answer;
	size_t count = handoff_answers(handoff, &answer);

	if (node != NULL)
		printf("A case at %s  %s\n", node->code != NULL ? node->code : node->name,
		       node->title != NULL ? node->title : "");
	else
		printf("A case at a step that is not in the data here\n");
	if (platform != NULL)
		printf("  Platform: %s\n", platform->name);
	for (size_t i = 0; i < count; i++)
		print_answer(&answer[i]);
	printf("%s", handoff_changes(handoff));
	printf("syncfix start %s%s%s opens it there. Times, numbers and words are not in a code.\n",
	       strchr(code, ' ') != NULL ? "\"" : "", code, strchr(code, ' ') != NULL ? "\"" : "");
}

static int handed_over(struct setup *setup, const char *word)
{
	struct error err = {0};
	struct handoff *handoff = handoff_read(setup->guide, word, &err);

	if (handoff == NULL)
		return setup_fail(&err);
	print_handoff(handoff, word);
	handoff_free(handoff);
	return 0;
}

int cmd_code(struct setup *setup)
{
	const char *word = setup->options.word[0];
	const struct node *node;
	const struct probe *probe;
	int code = setup_guide(setup);

	if (code != 0)
		return code;
	node = guide_node_by_code(setup->guide, word);
	if (node == NULL)
		node = guide_node(setup->guide, word);
	probe = node == NULL ? guide_probe(setup->guide, word) : NULL;
	if (node != NULL)
		print_step(node, word);
	else if (probe != NULL)
		printf("%s  %s\nA look at the store: syncfix probe %s runs it.\n", word, probe->title, word);
	else if (spoken_resembles(word))
		return handed_over(setup, word);
	else
		return setup_refuse(ERROR_USAGE,
		                    "No step has the code %.40s. syncfix find WORDS finds steps by their words.",
		                    word);
	return 0;
}
