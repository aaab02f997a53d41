#include "fuzz.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "data/scenario.h"
#include "guide/template.h"

static bool value(void *ctx, const char *name, struct text *out)
{
	++*(int *)ctx;
	assert(*name >= 'a' && *name <= 'z');
	text_add(out, "{x}"); /* what comes in is not expanded again */
	return strlen(name) % 2 == 0;
}

static void count(void *ctx, const char *name)
{
	assert(*name != '\0');
	++*(int *)ctx;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct scenario scenario = {.origin = "https://s.example"};
	struct arena arena;
	struct text out = {0};
	int asked = 0;
	int named = 0;
	struct template_scope scope = {.ctx = &asked, .value = value};
	char *text;

	arena_init(&arena);
	text = arena_strndup(&arena, (const char *)data, size);
	template_expand(&out, text, &scope);
	template_each(text, count, &named);
	assert(asked == named);
	assert(asked > 0 || strcmp(text_str(&out), text) == 0);
	text_clear(&out);
	template_plain(&out, text);
	assert(out.len <= strlen(text) && strchr(text_str(&out), '`') == NULL);
	text_clear(&out);
	scenario_expand(&scenario, (const char *)data, size, INT64_C(1794664923000), &out);
	text_clear(&out);
	arena_clear(&arena);
	return 0;
}
