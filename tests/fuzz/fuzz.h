/*
 * A fuzz target is one function that takes any bytes and asserts what must hold of them. It is
 * linked twice: with libFuzzer (make fuzz), and with replay.c, which feeds it the corpus in
 * tests/fuzz/corpus/NAME (make check).
 */
#ifndef SYNCFIX_TESTS_FUZZ_H
#define SYNCFIX_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
