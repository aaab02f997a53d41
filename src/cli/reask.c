#include "cli/reask.h"

#include <string.h>

#include "base/file.h"
#include "cli/prompt.h"
#include "cli/setup.h"

/* The new secret goes to syncfix-net and, when the person says so, into the file it was read from. */
void reask_secret(struct driver *driver, const struct integration_secret *secret)
{
	struct text question = {0};
	struct text typed = {0};
	struct error err = {0};

	text_addf(&question, "New %s (not shown; empty: as before):", secret->key->label);
	if (prompt_secret(text_str(&question), &typed) && typed.len > 0) {
		text_trim(&typed);
		driver_type_secret(driver, secret->key->name, text_str(&typed));
		text_cut(&question, 0);
		text_addf(&question, "Keep it in %s?", secret->value != NULL ? secret->value : "");
		if (secret->form == SECRET_FILE && prompt_yes(text_str(&question), true) &&
		    !file_write(secret->value, text_str(&typed), typed.len, 0600, &err))
			setup_fail(&err);
	}
	text_wipe(&typed);
	text_clear(&question);
}
