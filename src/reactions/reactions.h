// What follows from what, across matters: an entry by hand becomes an observation of the picture.
#pragma once

#include <vector>

#include "desk/desk.h"
#include "picture/picture.h"

namespace voorzien::reactions {
[[nodiscard]] std::vector<picture::Event> react(const desk::Event& event, const picture::State& picture,
                                                const picture::Context& context);
}  // namespace voorzien::reactions
