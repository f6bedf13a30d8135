#include "feeds/edr/stations.h"

#include <algorithm>
#include <array>

namespace voorzien::feeds::edr {
namespace {
struct Station {
  std::string_view number;
  std::string_view name;
};
// WMO numbers of block 06, sorted (KNMI, list of automatic weather stations).
constexpr std::array stations = {
    Station{"06235", "De Kooy"},
    Station{"06240", "Schiphol"},
    Station{"06249", "Berkhout"},
    Station{"06257", "Wijk aan Zee"},
    Station{"06260", "De Bilt"},
    Station{"06267", "Stavoren"},
    Station{"06269", "Lelystad"},
    Station{"06270", "Leeuwarden"},
    Station{"06273", "Marknesse"},
    Station{"06275", "Deelen"},
    Station{"06278", "Heino"},
    Station{"06279", "Hoogeveen"},
    Station{"06280", "Eelde"},
    Station{"06283", "Hupsel"},
    Station{"06290", "Twente"},
    Station{"06310", "Vlissingen"},
    Station{"06330", "Hoek van Holland"},
    Station{"06344", "Rotterdam"},
    Station{"06348", "Cabauw"},
    Station{"06350", "Gilze-Rijen"},
    Station{"06356", "Herwijnen"},
    Station{"06370", "Eindhoven"},
    Station{"06375", "Volkel"},
    Station{"06377", "Ell"},
    Station{"06380", "Maastricht"},
    Station{"06391", "Arcen"},
};
}  // namespace

std::string station_name(std::string_view wigos_id) {
  const std::string_view number = wigos_id.substr(wigos_id.rfind('-') + 1);
  const auto found = std::ranges::find(stations, number, &Station::number);
  return std::string(found == stations.end() ? wigos_id : found->name);
}

}  // namespace voorzien::feeds::edr
