// Supersession: which of two versions of one fact is the newer, and under which id a fact is known.
//
// Versions arrive in any order (an update before its parent, an old one after a new one), so the newer one is
// told by what the source says, not by arrival: first t_issued, then native_version (as numbers when both
// are), then t_observed. Only when the source says nothing does the order of arrival decide.
#pragma once

#include <string>
#include <string_view>

#include "observations/observation.h"

namespace voorzien::observations {

enum class Age { Older, Same, Newer, Untold };  // of the left one against the right one

[[nodiscard]] Age compare_versions(const Observation& left, const Observation& right);
// Equal in all that a source says: receipt time and raw bytes may differ.
[[nodiscard]] bool same_content(const Observation& left, const Observation& right);
// The id of the fact that all versions of (source, native id) share.
[[nodiscard]] std::string fact_id(std::string_view source, std::string_view native_id);

}  // namespace voorzien::observations
