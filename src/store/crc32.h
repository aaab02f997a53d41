/* CRC-32 as in zip and Ethernet (ISO 3309, polynomial 0xEDB88320 reflected): finds torn and damaged lines. */
#ifndef SYNCFIX_STORE_CRC32_H
#define SYNCFIX_STORE_CRC32_H

#include <stddef.h>
#include <stdint.h>

uint32_t crc32_of(const char *at, size_t len);

#endif
