// Names of KNMI's automatic stations by the last part of their WIGOS id; the EDR answer has the id only.
#pragma once

#include <string>
#include <string_view>

namespace voorzien::feeds::edr {

// "0-20000-0-06260" is "De Bilt"; an unknown id is its own name.
[[nodiscard]] std::string station_name(std::string_view wigos_id);

}  // namespace voorzien::feeds::edr
