/* Whose turn it is among thousands: hosts one after the other, those put off at the end. */
#include "app/fleet_queue.h"
#include "check.h"

enum { PAUSE = 300 };

static void hosts_take_turns(void)
{
	struct fleet_queue queue;
	uint32_t profile;
	bool late;

	fleet_queue_init(&queue, 6);
	for (uint32_t i = 0; i < 4; i++)
		fleet_queue_add(&queue, i, 1, 0);
	fleet_queue_add(&queue, 4, 2, 0);
	fleet_queue_add(&queue, 5, 3, 0);
	static const uint32_t wanted[] = {0, 4, 5, 1, 2, 3};
	for (size_t i = 0; i < 6; i++) {
		CHECK("hosts take turns", fleet_queue_take(&queue, &profile, &late));
		CHECK_NUMBER("hosts take turns", profile, wanted[i]);
		CHECK("hosts take turns", !late);
	}
	CHECK("hosts take turns", !fleet_queue_take(&queue, &profile, &late));
	fleet_queue_clear(&queue);
}

static void a_host_with_a_pause_has_few_at_a_time(void)
{
	struct fleet_queue queue;
	uint32_t profile, first = 0;
	bool late;

	fleet_queue_init(&queue, 20);
	for (uint32_t i = 0; i < 20; i++)
		fleet_queue_add(&queue, i, 7, PAUSE);
	for (int i = 0; i < FLEET_OF_HOST; i++)
		CHECK("a host with a pause has few at a time",
		      fleet_queue_take(&queue, i == 0 ? &first : &profile, &late));
	CHECK("a host with a pause has few at a time", !fleet_queue_take(&queue, &profile, &late));
	fleet_queue_end(&queue, first);
	CHECK("a host with a pause has few at a time", fleet_queue_take(&queue, &profile, &late));
	CHECK("a host with a pause has few at a time", !fleet_queue_take(&queue, &profile, &late));
	CHECK_NUMBER("a host with a pause has few at a time", fleet_queue_pause(&queue, first),
	             PAUSE * FLEET_OF_HOST);
	fleet_queue_clear(&queue);
}

static void what_is_put_off_comes_last(void)
{
	struct fleet_queue queue;
	uint32_t profile;
	bool late;

	fleet_queue_init(&queue, 2);
	fleet_queue_add(&queue, 0, 1, 0);
	fleet_queue_add(&queue, 1, 2, 0);
	CHECK("what is put off comes last", fleet_queue_take(&queue, &profile, &late));
	fleet_queue_end(&queue, profile);
	fleet_queue_put_off(&queue, profile);
	CHECK_NUMBER("what is put off comes last", fleet_queue_late(&queue), 1);
	CHECK("what is put off comes last", fleet_queue_take(&queue, &profile, &late) && profile == 1 && !late);
	CHECK("what is put off comes last", fleet_queue_take(&queue, &profile, &late) && profile == 0 && late);
	CHECK("what is put off comes last", !fleet_queue_take(&queue, &profile, &late));
	fleet_queue_clear(&queue);
}

int main(void)
{
	static const struct check_test tests[] = {
		{"hosts take turns", hosts_take_turns},
		{"a host with a pause has few at a time", a_host_with_a_pause_has_few_at_a_time},
		{"what is put off comes last", what_is_put_off_comes_last},
		{0},
	};

	return check_run("app: fleet", tests);
}
