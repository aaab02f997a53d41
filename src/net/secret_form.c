#include "net/secret_form.h"

#include <string.h>

void secret_add_label(struct text *out, const char *key)
{
	for (; *key; key++)
		text_add_char(out, *key == '_' ? ' ' : *key);
}

static bool has_form(const struct wire_secret_form *form)
{
	return form->prefix || form->length > 0;
}

static bool fits(const struct wire_secret_form *form, const struct secret *secret)
{
	return (!form->prefix || text_starts(secret->bytes, form->prefix)) &&
	       (form->length == 0 || secret->len == (size_t)form->length);
}

static const struct secret *held(const struct task *task, const struct vault *vault, const char *key)
{
	const struct secret *secret = vault_find(vault, task->ask.profile, key);
	return secret && secret->state == SECRET_HELD ? secret : NULL;
}

/* Another key of the profile that has this one's value, while this one has the other's. */
static const char *swapped_with(const struct task *task, const struct vault *vault,
                                const struct wire_secret_form *form, const struct secret *secret)
{
	if (!form->prefix || text_starts(secret->bytes, form->prefix))
		return NULL;
	for (size_t i = 0; i < task->ask.secret_form_count; i++) {
		const struct wire_secret_form *other = &task->ask.secret_form[i];
		const struct secret *there = held(task, vault, other->key);
		if (other != form && other->prefix && there && text_starts(secret->bytes, other->prefix) &&
		    text_starts(there->bytes, form->prefix))
			return other->key;
	}
	return NULL;
}

static const char *space_in(const struct secret *secret)
{
	if (secret->bytes[0] == ' ' || secret->bytes[secret->len - 1] == ' ')
		return "has a space before or behind it";
	return memchr(secret->bytes, ' ', secret->len) ? "has a space in it" : NULL;
}

static bool refuse_form(const struct task *task, const struct vault *vault,
                        const struct wire_secret_form *form, const struct secret *secret,
                        struct refusal *refusal)
{
	struct text label = {0};
	struct text second = {0};
	secret_add_label(&label, form->key);
	const char *other = swapped_with(task, vault, form, secret);
	if (other) {
		secret_add_label(&second, other);
		refuse(refusal, OUTCOME_SECRET_FORM,
		       "The %s and the %s are swapped: enter each in the other's place.", text_str(&label),
		       text_str(&second));
	} else if (space_in(secret)) {
		refuse(refusal, OUTCOME_SECRET_FORM, "The %s %s: copy it again without.", text_str(&label),
		       space_in(secret));
	} else if (form->prefix && !text_starts(secret->bytes, form->prefix)) {
		refuse(refusal, OUTCOME_SECRET_FORM, "The %s does not begin with %s: copy it again.",
		       text_str(&label), form->prefix);
	} else {
		refuse(refusal, OUTCOME_SECRET_FORM, "The %s has %zu characters instead of %d: copy all of it again.",
		       text_str(&label), secret->len, form->length);
	}
	text_clear(&label);
	text_clear(&second);
	return false;
}

bool secret_form_check(const struct task *task, const struct vault *vault, const char *key,
                       struct refusal *refusal)
{
	const struct secret *secret = held(task, vault, key);
	for (size_t i = 0; secret && i < task->ask.secret_form_count; i++) {
		const struct wire_secret_form *form = &task->ask.secret_form[i];
		if (strcmp(form->key, key) == 0 && has_form(form) && (!fits(form, secret) || space_in(secret)))
			return refuse_form(task, vault, form, secret, refusal);
	}
	return true;
}
