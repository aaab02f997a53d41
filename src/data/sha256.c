/* SHA-256 for a fingerprint of the guide's text; this floor has no libcrypto, and needs no secrets. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "data/lint_parts.h"

enum { BLOCK = 64 };

/* FIPS 180-4, 4.2.2: the first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const uint32_t round_constant[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t x, int by)
{
	return x >> by | x << (32 - by);
}

static void spread(uint32_t word[64], const unsigned char *block)
{
	for (size_t i = 0; i < 16; i++)
		word[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
		          (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (size_t i = 16; i < 64; i++) {
		uint32_t a = word[i - 15];
		uint32_t b = word[i - 2];

		word[i] = word[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ a >> 3) + word[i - 7] +
		          (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
	}
}

static void mix(uint32_t state[8], const unsigned char *block)
{
	uint32_t word[64];
	uint32_t v[8];

	spread(word, block);
	memcpy(v, state, sizeof v);
	for (size_t i = 0; i < 64; i++) {
		uint32_t big = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25);
		uint32_t chosen = (v[4] & v[5]) ^ (~v[4] & v[6]);
		uint32_t first = v[7] + big + chosen + round_constant[i] + word[i];
		uint32_t small = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22);
		uint32_t most = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);

		memmove(v + 1, v, 7 * sizeof *v);
		v[4] += first;
		v[0] = first + small + most;
	}
	for (size_t i = 0; i < 8; i++)
		state[i] += v[i];
}

/* The rest, a one bit, zeros, and the length in bits. */
static void finish(uint32_t state[8], const unsigned char *rest, size_t rest_len, uint64_t len)
{
	unsigned char tail[2 * BLOCK] = {0};
	size_t size = rest_len + 9 > BLOCK ? sizeof tail : BLOCK;

	memcpy(tail, rest, rest_len);
	tail[rest_len] = 0x80;
	for (size_t i = 0; i < 8; i++)
		tail[size - 1 - i] = (unsigned char)(len * 8 >> 8 * i);
	for (size_t at = 0; at < size; at += BLOCK)
		mix(state, tail + at);
}

void sha256_hex(const void *data, size_t len, char out[65])
{
	uint32_t state[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	};
	const unsigned char *at = data;
	size_t whole = len - len % BLOCK;

	for (size_t i = 0; i < whole; i += BLOCK)
		mix(state, at + i);
	finish(state, at + whole, len - whole, len);
	for (size_t i = 0; i < 8; i++)
		snprintf(out + 8 * i, 9, "%08x", (unsigned)state[i]);
}
