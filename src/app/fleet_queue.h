/* Whose turn it is: hosts one after the other, a few of each at a time; private to the fleet. */
#ifndef SYNCFIX_APP_FLEET_QUEUE_H
#define SYNCFIX_APP_FLEET_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"

enum { FLEET_OF_HOST = 8 }; /* of one host at a time, where its platform asks for a pause */

struct fleet_host {
	uint64_t key;
	uint32_t first, last; /* its profiles that wait, NONE for none */
	uint32_t running;
	uint32_t gap_ms;
	bool in_turn; /* stands in the ring */
};

struct fleet_queue {
	uint32_t *next;    /* by profile: behind it at its host */
	uint32_t *host_of; /* by profile */
	ARRAY(struct fleet_host) host;
	uint32_t *slot; /* hash table: host + 1, 0 for none */
	size_t slots;
	ARRAY(uint32_t) ring; /* hosts in turn, from head on */
	size_t head;
	ARRAY(uint32_t) late; /* profiles that were put off, from late_head on */
	size_t late_head;
	size_t waiting; /* those put off not counted */
};

void fleet_queue_init(struct fleet_queue *queue, size_t count);
void fleet_queue_clear(struct fleet_queue *queue);
void fleet_queue_add(struct fleet_queue *queue, uint32_t profile, uint64_t key, int64_t gap_ms);
/* The next one; those put off come last. False: none may start now. */
bool fleet_queue_take(struct fleet_queue *queue, uint32_t *profile, bool *late);
/* A profile that was taken has ended: another of its host may have its turn. */
void fleet_queue_end(struct fleet_queue *queue, uint32_t profile);
void fleet_queue_put_off(struct fleet_queue *queue, uint32_t profile);
/* Milliseconds that a request may have to wait for others of its host. */
int64_t fleet_queue_pause(const struct fleet_queue *queue, uint32_t profile);
size_t fleet_queue_late(const struct fleet_queue *queue); /* still put off */

#endif
