// Profiles: what a sender adds to CAP by agreement. Recognised by what the message itself carries (a code, a
// parameter, a list of places, the number of the service that sent it), never by the source it came from;
// several may hold at once (KNMI writes MeteoAlarm's parameters). docs/feeds/cap.md says by what.
//
// `check_profiles` remarks what a recognised profile asks and the message lacks (`profile-...`); the rules
// are those of standards.md 1.4. A remark never costs anything of the message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feeds/cap/message.h"
#include "feeds/cap/observe.h"
#include "feeds/remarks.h"

namespace voorzien::feeds::cap {

inline constexpr std::string_view meteoalarm = "MeteoAlarm";
inline constexpr std::string_view knmi = "KNMI";
inline constexpr std::string_view ipaws = "IPAWS";
inline constexpr std::string_view cap_cp = "CAP-CP";
inline constexpr std::string_view cap_au = "CAP-AU";

// The four above first, in that order, then those that a code names ("profile:NAME:1.0").
[[nodiscard]] std::vector<std::string> profiles_of(const Message& message);

void check_profiles(const Message& message, const std::vector<std::string>& profiles, const Where& where,
                    Remarks& remarks);

}  // namespace voorzien::feeds::cap
