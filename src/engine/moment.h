// The Moment of engine/read.h on a state that Past gives, and the why of a thing on any state.
#pragma once

#include <memory>

#include "engine/core.h"
#include "engine/read.h"
#include "journal/store.h"

namespace voorzien::engine {

[[nodiscard]] std::shared_ptr<const Moment> make_moment(std::shared_ptr<const Core> core,
                                                        views::RegionFacts region, journal::Store& store);
// The why without what only the store knows; then that: leaf hashes of the entries behind its facts.
[[nodiscard]] Result<views::Why> why_of(const Core& core, const views::Sight& sight, std::string_view type,
                                        std::string_view id);
void fill_leaves(views::Why& why, journal::Store& store);

}  // namespace voorzien::engine
