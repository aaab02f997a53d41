#include "deliver/channel.h"

#include <string.h>

static const struct channel_row rows[CHANNELS] = {
	[CHANNEL_FILE] = {"file", false, "writes it to a file that only you can read"},
	[CHANNEL_COPY] = {"copy", false, "puts it into the clipboard"},
	[CHANNEL_EDIT] = {"edit", false, "opens it in your editor and keeps your version"},
	[CHANNEL_MAILTO] = {"mailto", false, "makes a mailto: link that your mail program opens"},
	[CHANNEL_MAIL] = {"mail", true, "sends it by e-mail"},
	[CHANNEL_POST] = {"post", true, "posts it to the help desk"},
};

static const struct {
	const char *name, *ending;
} forms[WRITTEN_FORMS] = {
	[WRITTEN_TEXT] = {"text", ".txt"},
	[WRITTEN_MARKDOWN] = {"markdown", ".md"},
	[WRITTEN_JSON] = {"json", ".json"},
	[WRITTEN_EML] = {"eml", ".eml"},
};

const struct channel_row *channel_row(enum channel channel)
{
	return &rows[channel];
}

bool channel_find(const char *name, enum channel *out)
{
	for (int i = 0; i < CHANNELS; i++) {
		if (strcmp(rows[i].name, name) == 0) {
			*out = (enum channel)i;
			return true;
		}
	}
	return false;
}

const char *written_name(enum written form)
{
	return forms[form].name;
}

bool written_find(const char *name, enum written *out)
{
	for (int i = 0; i < WRITTEN_FORMS; i++) {
		if (strcmp(forms[i].name, name) == 0) {
			*out = (enum written)i;
			return true;
		}
	}
	return false;
}

const char *written_ending(enum written form)
{
	return forms[form].ending;
}
