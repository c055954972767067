/* SPDX-License-Identifier: MIT */
/* A fuzz target: any bytes at all, and nothing may break. libFuzzer calls it where clang builds
 * with -Dfuzz=true; replay.c calls it in the suite, with the corpus and with mutations of it. */
#ifndef AZDESK_TESTS_FUZZ_H
#define AZDESK_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
