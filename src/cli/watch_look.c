#include "cli/watch_look.h"

#include "cli/session.h"
#include "guide/template.h"
#include "report/names.h"

static void describe_all(struct watch_look *look, const struct checklist *list)
{
	text_addf(&look->sign, "%s", checklist_state_name(look->state));
	for (size_t i = 0; i < list->line.count; i++) {
		const struct checklist_line *line = &list->line.at[i];
		if (line->verdict == VERDICT_PROBLEM || line->unsure)
			text_addf(&look->sign, " %s=%s", line->probe->name, line->outcome);
	}
	if (list->cause != NULL)
		text_addf(&look->words, "%s%s%s", list->cause_title, list->cause->code != NULL ? ", " : "",
		          list->cause->code != NULL ? list->cause->code : "");
	else
		text_add(&look->words, look->state == CHECKLIST_WELL ? "all is well" : "not clear");
}

static void describe_one(struct watch_look *look, const struct checklist *list, const struct probe *wanted)
{
	const struct checklist_line *line = NULL;

	for (size_t i = 0; i < list->line.count; i++) {
		if (list->line.at[i].probe == wanted)
			line = &list->line.at[i];
	}
	look->state = CHECKLIST_UNSURE;
	if (line != NULL && line->verdict == VERDICT_OK)
		look->state = CHECKLIST_WELL;
	else if (line != NULL && line->verdict == VERDICT_PROBLEM)
		look->state = CHECKLIST_PROBLEM;
	text_add(&look->sign, line != NULL ? line->outcome : "not_asked");
	text_addf(&look->words, "%s: ", wanted->title);
	if (line == NULL)
		text_add(&look->words, "could not be asked");
	else if (line->verdict == VERDICT_OK)
		text_add(&look->words, "yes");
	else
		names_label(&look->words, line->outcome);
}

static void describe(struct watch_look *look, struct session *session, const struct probe *wanted)
{
	struct diagnosis diagnosis = {0};
	struct checklist list;

	diagnosis_make(&diagnosis, session->walk, NULL, look->at);
	checklist_make(&list, session->integration.name, session->integration.platform, &diagnosis, "", look->at,
	               0);
	look->state = checklist_state(&list);
	if (wanted != NULL)
		describe_one(look, &list, wanted);
	else
		describe_all(look, &list);
	checklist_clear(&list);
	diagnosis_clear(&diagnosis);
}

bool watch_look_take(struct watch_look *look, struct setup *setup, const struct profile *profile,
                     const struct probe *wanted, struct pick *pick, struct error *err)
{
	struct session session;
	bool ok = session_try(&session, setup, profile, err);

	*look = (struct watch_look){.at = setup_now(setup)};
	session.pick = wanted != NULL ? pick : NULL;
	if (ok) {
		session_begin(&session);
		ok = session_connect(&session, err);
	}
	if (ok) {
		driver_settle(session.driver, session_interrupted());
		describe(look, &session, wanted);
	}
	session_close(&session);
	return ok;
}

void watch_look_clear(struct watch_look *look)
{
	text_clear(&look->sign);
	text_clear(&look->words);
}
