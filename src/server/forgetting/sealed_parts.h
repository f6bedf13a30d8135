// What the sealed part of an entry names: so that what is erased there is also taken out of the living state.
#pragma once

#include "engine/entry_core.h"
#include "engine/erase.h"

namespace voorzien::server {

// Adds the entry, the facts, the lines and the document of its sealed part to what is to be erased.
[[nodiscard]] Done add_sealed(const journal::Entry& entry, engine::EraseRequest& out);

void without_repeats(engine::EraseRequest& request);

}  // namespace voorzien::server
