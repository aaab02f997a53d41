/* find, show: steps and error messages without a walk. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/print_node.h"
#include "guide/search.h"
#include "guide/template.h"
#include "json/json.h"

enum { HITS_SHOWN = 15 };

static char *join_words(const struct options *options)
{
	struct text text = {0};

	for (size_t i = 0; i < options->word_count; i++)
		text_addf(&text, "%s%s", i > 0 ? " " : "", options->word[i]);
	return text_take(&text);
}

static const char *hit_direction(const struct hit *hit)
{
	if (hit->kind != HIT_ERROR || hit->error->direction == DIRECTION_ANY)
		return NULL;
	return direction_name(hit->error->direction);
}

static const char *hit_title(const struct hit *hit)
{
	if (hit->kind == HIT_ERROR)
		return hit->error->text;
	return hit->node != NULL ? hit->node->title : "";
}

static void put_hit(struct json_writer *writer, const struct hit *hit)
{
	json_open_object(writer, NULL);
	json_put_string(writer, "kind", hit->kind == HIT_ERROR ? "error" : "node");
	json_put_string(writer, "id", hit->kind == HIT_ERROR ? hit->error->id : hit->node->name);
	json_put_string(writer, "code", hit->node != NULL ? hit->node->code : NULL);
	json_put_string(writer, "title", hit_title(hit));
	json_put_string(writer, "direction", hit_direction(hit));
	json_close_object(writer);
}

static void print_hits_json(const struct hit *hit, size_t count)
{
	struct text out = {0};
	struct json_writer writer;

	json_write_init(&writer, &out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-find/1");
	json_open_array(&writer, "hits");
	for (size_t i = 0; i < count; i++)
		put_hit(&writer, &hit[i]);
	json_close_array(&writer);
	json_close_object(&writer);
	printf("%s\n", text_str(&out));
	text_clear(&out);
}

static void print_hits(const struct hit *hit, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *direction = hit_direction(&hit[i]);
		const char *code = hit[i].node != NULL && hit[i].node->code != NULL ? hit[i].node->code : "-";
		struct text plain = {0};
		template_plain(&plain, hit_title(&hit[i]));
		printf("%-8s %s%s%s%s\n", code, text_str(&plain), direction != NULL ? " (" : "",
		       direction != NULL ? direction : "", direction != NULL ? ")" : "");
		text_clear(&plain);
	}
	if (count == 0)
		printf("Nothing fits these words. Try fewer of them, or syncfix start error and type the message.\n");
	else
		printf("\nsyncfix start CODE goes there, syncfix show CODE prints it.\n");
}

int cmd_find(struct setup *setup)
{
	struct hit hit[HITS_SHOWN];
	struct search *search;
	char *words;
	size_t count;
	int code = setup_guide(setup);

	if (code != 0)
		return code;
	words = join_words(&setup->options);
	search = search_new(setup->guide);
	count = search_find(search, words, DIRECTION_ANY, "", hit, HITS_SHOWN);
	if (setup->json)
		print_hits_json(hit, count);
	else
		print_hits(hit, count);
	search_free(search);
	free(words);
	return count > 0 ? 0 : 2;
}

/* The node of a code or name, or NULL after saying what is near. */
static const struct node *node_of(const struct guide *guide, const char *word)
{
	const struct node *node = guide_node_by_code(guide, word);

	return node != NULL ? node : guide_node(guide, word);
}

static int no_such_code(const char *word)
{
	return setup_refuse(ERROR_USAGE,
	                    "No step has the code %.40s. syncfix find WORDS finds steps by their words.", word);
}

int cmd_show(struct setup *setup)
{
	const char *word = setup->options.word[0];
	const struct node *node;
	int code = setup_guide(setup);

	if (code != 0)
		return code;
	node = node_of(setup->guide, word);
	if (node == NULL)
		return no_such_code(word);
	print_node(stdout, setup->guide, node);
	return 0;
}
