// Strong identities: an Id<Tag> is a string that cannot be mistaken for another kind of id.
//
// Ids are opaque text (ULIDs for what we make ourselves, so that text order is age order). Source ids,
// theme ids and role ids are short kebab-case words from doctrine data.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace voorzien {

template <class Tag>
struct Id {
  std::string value;
  auto operator<=>(const Id&) const = default;
};

using ObservationId = Id<struct ObservationTag>;
using SignalId = Id<struct SignalTag>;
using SourceId = Id<struct SourceTag>;
using ThemeId = Id<struct ThemeTag>;
using LogLineId = Id<struct LogLineTag>;
using CrisisId = Id<struct CrisisTag>;
using ContactId = Id<struct ContactTag>;

// 26 characters of Crockford base 32: 48 bits of `at` in ms, then 80 bits of `entropy_*`.
[[nodiscard]] std::string make_ulid(Instant at, std::uint64_t entropy_high, std::uint64_t entropy_low);
// The same text always gives the same 26 characters (128-bit non-cryptographic digest): for ids that
// follow from what a source said, so that reading the same bytes twice changes nothing.
[[nodiscard]] std::string stable_id(std::string_view text);

}  // namespace voorzien
