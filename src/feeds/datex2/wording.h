// Dutch titles of traffic records, made from their type: "Rijstrook dicht", "Snelheidsbeperking 70 km/u".
#pragma once

#include <string>
#include <string_view>

namespace voorzien::feeds::datex2 {

struct Wording {
  std::string_view type;         // xsi:type without prefix, "VehicleObstruction"
  std::string_view detail;       // its leaf, "brokenDownVehicle"; may be empty
  std::string_view carriageway;  // "exitSlipRoad"; may be empty
  std::string_view vehicle;      // vehicleType of the vehicle in the way
  std::string_view speed;        // temporarySpeedLimit, "70.0"
  std::string_view cause;        // causeType
  std::string_view road;         // number or name
};

[[nodiscard]] std::string title_of(const Wording& wording);

}  // namespace voorzien::feeds::datex2
