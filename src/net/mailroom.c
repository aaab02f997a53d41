#include "net/mailroom.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/clock.h"
#include "net/delivery.h"
#include "net/scan.h"

/* How long a secret's command may keep a delivery waiting: the face ends it before. */
enum { SECRETS_MS = 600000, LOOK_MS = 200 };

struct mailroom {
	CURLM *multi;
	struct vault *vault;
	mailroom_tell_fn *tell;
	void *ctx;
	ARRAY(struct delivery *) delivery;
};

struct mailroom *mailroom_new(CURLM *multi, struct vault *vault, mailroom_tell_fn *tell, void *ctx)
{
	struct mailroom *mailroom = xcalloc(1, sizeof *mailroom);
	mailroom->multi = multi;
	mailroom->vault = vault;
	mailroom->tell = tell;
	mailroom->ctx = ctx;
	return mailroom;
}

static void drop(struct mailroom *mailroom, size_t i)
{
	struct delivery *delivery = mailroom->delivery.at[i];
	if (delivery->easy)
		curl_multi_remove_handle(mailroom->multi, delivery->easy);
	delivery_free(delivery);
	mailroom->delivery.count--;
	memmove(&mailroom->delivery.at[i], &mailroom->delivery.at[i + 1],
	        (mailroom->delivery.count - i) * sizeof *mailroom->delivery.at);
}

void mailroom_free(struct mailroom *mailroom)
{
	if (!mailroom)
		return;
	while (mailroom->delivery.count > 0)
		drop(mailroom, mailroom->delivery.count - 1);
	array_clear(&mailroom->delivery);
	free(mailroom);
}

/* failed NULL: it arrived. */
static void tell(struct mailroom *mailroom, int64_t id, const char *failed, const char *reference)
{
	struct wire_tell told = {.kind = WIRE_TELL_DELIVERED, .id = id, .text = failed, .reference = reference};
	mailroom->tell(mailroom->ctx, &told);
}

void mailroom_add(struct mailroom *mailroom, const struct wire_ask *ask)
{
	struct error err = {0};
	struct delivery *delivery = delivery_new(ask, &err);
	if (delivery)
		array_push(&mailroom->delivery, delivery);
	else
		tell(mailroom, ask->id, err.message, NULL);
}

void mailroom_cancel(struct mailroom *mailroom, int64_t id)
{
	for (size_t i = 0; i < mailroom->delivery.count; i++) {
		if (mailroom->delivery.at[i]->id != id)
			continue;
		tell(mailroom, id, "It was stopped: look whether it arrived before you send it again.", NULL);
		drop(mailroom, i);
		return;
	}
}

/* ---- starting ---- */

/* The last look: no secret of any profile leaves, in whatever writing. */
static bool is_clean(const struct mailroom *mailroom, const struct delivery *delivery, struct error *err)
{
	struct scan needles;
	scan_init(&needles, mailroom->vault, NULL);
	const struct secret *found = scan_find_leaving(&needles, text_str(&delivery->bytes), delivery->bytes.len);
	scan_clear(&needles);
	return !found ||
	       error_set(err, ERROR_REFUSED, "text",
	                 "It was not sent: it holds the secret \"%s\". Take that out first.", found->key);
}

static bool start(struct mailroom *mailroom, struct delivery *delivery, struct error *err)
{
	if (!is_clean(mailroom, delivery, err) || !delivery_start(delivery, mailroom->vault, err))
		return false;
	return curl_multi_add_handle(mailroom->multi, delivery->easy) == CURLM_OK ||
	       error_set(err, ERROR_INTERNAL, "", "It was not sent: libcurl did not take it.");
}

static bool is_coming(const struct mailroom *mailroom)
{
	int fd;
	return vault_coming(mailroom->vault, &fd, 1) > 0;
}

int64_t mailroom_step(struct mailroom *mailroom)
{
	int64_t now = clock_monotonic(), wait = -1;
	for (size_t i = mailroom->delivery.count; i-- > 0;) {
		struct delivery *delivery = mailroom->delivery.at[i];
		struct error err = {0};
		if (delivery->easy)
			continue;
		if (is_coming(mailroom) && now - delivery->since < SECRETS_MS) {
			wait = LOOK_MS;
		} else if (!start(mailroom, delivery, &err)) {
			tell(mailroom, delivery->id, err.message, NULL);
			drop(mailroom, i);
		}
	}
	return wait;
}

/* ---- arriving ---- */

bool mailroom_arrived(void *ctx, CURL *easy, CURLcode code)
{
	struct mailroom *mailroom = ctx;
	size_t i = 0;
	while (i < mailroom->delivery.count && mailroom->delivery.at[i]->easy != easy)
		i++;
	if (i == mailroom->delivery.count)
		return false;
	struct text failed = {0}, reference = {0};
	delivery_end(mailroom->delivery.at[i], code, mailroom->vault, &failed, &reference);
	tell(mailroom, mailroom->delivery.at[i]->id, failed.len > 0 ? text_str(&failed) : NULL,
	     reference.len > 0 ? text_str(&reference) : NULL);
	text_clear(&failed);
	text_clear(&reference);
	drop(mailroom, i);
	return true;
}
