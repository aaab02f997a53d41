#include "app/fleet_queue.h"

#include <stdlib.h>

#include "base/memory.h"

#define NONE UINT32_MAX

void fleet_queue_init(struct fleet_queue *queue, size_t count)
{
	*queue = (struct fleet_queue){.slots = 16};
	while (queue->slots < 2 * count)
		queue->slots *= 2;
	queue->next = xcalloc(count + 1, sizeof *queue->next);
	queue->host_of = xcalloc(count + 1, sizeof *queue->host_of);
	queue->slot = xcalloc(queue->slots, sizeof *queue->slot);
}

void fleet_queue_clear(struct fleet_queue *queue)
{
	free(queue->next);
	free(queue->host_of);
	free(queue->slot);
	array_clear(&queue->host);
	array_clear(&queue->ring);
	array_clear(&queue->late);
}

static uint32_t host_index(struct fleet_queue *queue, uint64_t key, int64_t gap_ms)
{
	size_t at = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (queue->slots - 1);

	while (queue->slot[at] != 0 && queue->host.at[queue->slot[at] - 1].key != key)
		at = (at + 1) & (queue->slots - 1);
	if (queue->slot[at] == 0) {
		struct fleet_host host = {.key = key, .first = NONE, .last = NONE, .gap_ms = (uint32_t)gap_ms};
		array_push(&queue->host, host);
		queue->slot[at] = (uint32_t)queue->host.count;
	}
	return queue->slot[at] - 1;
}

static void give_turn(struct fleet_queue *queue, uint32_t index)
{
	struct fleet_host *host = &queue->host.at[index];

	if (host->in_turn || host->first == NONE || (host->gap_ms > 0 && host->running >= FLEET_OF_HOST))
		return;
	host->in_turn = true;
	if (queue->head > 4096 && queue->head * 2 > queue->ring.count) {
		for (size_t i = queue->head; i < queue->ring.count; i++)
			queue->ring.at[i - queue->head] = queue->ring.at[i];
		queue->ring.count -= queue->head;
		queue->head = 0;
	}
	array_push(&queue->ring, index);
}

void fleet_queue_add(struct fleet_queue *queue, uint32_t profile, uint64_t key, int64_t gap_ms)
{
	uint32_t index = host_index(queue, key, gap_ms);
	struct fleet_host *host = &queue->host.at[index];

	queue->host_of[profile] = index;
	queue->next[profile] = NONE;
	if (host->first == NONE)
		host->first = profile;
	else
		queue->next[host->last] = profile;
	host->last = profile;
	queue->waiting++;
	give_turn(queue, index);
}

static uint32_t take_of_host(struct fleet_queue *queue, uint32_t index)
{
	struct fleet_host *host = &queue->host.at[index];
	uint32_t profile = host->first;

	host->in_turn = false;
	host->first = queue->next[profile];
	host->running++;
	queue->waiting--;
	give_turn(queue, index);
	return profile;
}

bool fleet_queue_take(struct fleet_queue *queue, uint32_t *profile, bool *late)
{
	*late = queue->head == queue->ring.count;
	if (!*late) {
		*profile = take_of_host(queue, queue->ring.at[queue->head++]);
		return true;
	}
	if (queue->waiting > 0 || queue->late_head == queue->late.count)
		return false;
	*profile = queue->late.at[queue->late_head++];
	queue->host.at[queue->host_of[*profile]].running++;
	return true;
}

void fleet_queue_end(struct fleet_queue *queue, uint32_t profile)
{
	queue->host.at[queue->host_of[profile]].running--;
	give_turn(queue, queue->host_of[profile]);
}

void fleet_queue_put_off(struct fleet_queue *queue, uint32_t profile)
{
	array_push(&queue->late, profile);
}

int64_t fleet_queue_pause(const struct fleet_queue *queue, uint32_t profile)
{
	const struct fleet_host *host = &queue->host.at[queue->host_of[profile]];

	return (int64_t)host->gap_ms * FLEET_OF_HOST;
}

size_t fleet_queue_late(const struct fleet_queue *queue)
{
	return queue->late.count - queue->late_head;
}
