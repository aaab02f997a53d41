#include "deliver/desk_body.h"

#include "base/clock.h"
#include "deliver/mail.h"
#include "json/json.h"

void desk_body_write(const struct outgoing_wish *wish, const char *body, struct text *out)
{
	struct json_writer writer;
	struct text at = {0}, whole = {0};

	time_add_iso(&at, wish->now);
	json_write_init(&writer, out, true);
	json_open_object(&writer, NULL);
	json_put_string(&writer, "schema", "syncfix-desk/1");
	json_put_string(&writer, "subject", wish->ticket->title);
	json_put_string(&writer, "body", body);
	json_put_string(&writer, "urgency", wish->ticket->urgency);
	if (mail_address_ok(wish->places->mail_from))
		json_put_string(&writer, "reply_to", wish->places->mail_from);
	if (wish->case_id[0])
		json_put_string(&writer, "case", wish->case_id);
	json_put_string(&writer, "sent_at", text_str(&at));
	json_put_bool(&writer, "edited", wish->edited != NULL);
	if (!wish->edited) { /* else it would bring back what was taken out */
		ticket_write(wish->ticket, TICKET_JSON, &whole);
		text_trim(&whole);
		json_put_raw(&writer, "ticket", text_str(&whole));
	}
	json_close_object(&writer);
	text_add_char(out, '\n');
	text_clear(&at);
	text_clear(&whole);
}
