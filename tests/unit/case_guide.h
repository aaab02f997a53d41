/* A small guide with every kind of node but probes: symptoms "orders" and "stock", platform "shop". */
#ifndef SYNCFIX_TESTS_CASE_GUIDE_H
#define SYNCFIX_TESTS_CASE_GUIDE_H

#include "case_kit.h"

extern const struct kit case_guide;

#endif
