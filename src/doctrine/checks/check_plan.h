// check_plan: everything about a plan that is well formed and still wrong: names that do not exist, a level
// that nobody may declare, a procedure that ends nowhere, a legal term that is missing.
//
// `load` calls it, so an unsound plan never comes into force; `voorzien doctrine check` prints what it says.
// It is exhaustive and bounded: each procedure is explored over all phases and all facts (explore.h).
#pragma once

#include <vector>

#include "doctrine/doctrine.h"
#include "doctrine/places.h"

namespace voorzien::doctrine {
void check_plan(const Doctrine& doctrine, const Places& places, std::vector<Fault>& faults);
}
