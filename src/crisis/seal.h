// What people typed and who can be dialled may name anybody: those words stand outside the hashed leaf, so
// that they can be erased without breaking the proof (architecture rule 5).
#pragma once

#include "crisis/commands.h"
#include "crisis/events.h"

namespace voorzien::crisis {
// Takes the words out. True when something was taken.
bool clear_words(Event& event);
void clear_words(Command& command);
}  // namespace voorzien::crisis
