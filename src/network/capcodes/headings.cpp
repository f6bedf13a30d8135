#include "network/capcodes/headings.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "geo/fold.h"

namespace voorzien::network {
namespace {
constexpr auto headings = std::to_array<std::pair<std::string_view, CapcodeField>>({
    {"code", CapcodeField::Code},
    {"capcode", CapcodeField::Code},
    {"capcodes", CapcodeField::Code},
    {"ric", CapcodeField::Code},
    {"agency", CapcodeField::Discipline},
    {"discipline", CapcodeField::Discipline},
    {"dienst", CapcodeField::Discipline},
    {"hulpdienst", CapcodeField::Discipline},
    {"service", CapcodeField::Discipline},
    {"region", CapcodeField::Region},
    {"regio", CapcodeField::Region},
    {"veiligheidsregio", CapcodeField::Region},
    {"station", CapcodeField::Station},
    {"kazerne", CapcodeField::Station},
    {"post", CapcodeField::Station},
    {"plaats", CapcodeField::Station},
    {"location", CapcodeField::Station},
    {"locatie", CapcodeField::Station},
    {"unit", CapcodeField::Station},
    {"eenheid", CapcodeField::Station},
    {"function", CapcodeField::Function},
    {"functie", CapcodeField::Function},
    {"description", CapcodeField::Function},
    {"omschrijving", CapcodeField::Function},
    {"beschrijving", CapcodeField::Function},
    {"name", CapcodeField::Function},
    {"naam", CapcodeField::Function},
});

constexpr auto services = std::to_array<std::string_view>({"brandweer",
                                                           "ambulance",
                                                           "ambulancezorg",
                                                           "rav",
                                                           "politie",
                                                           "knrm",
                                                           "reddingsbrigade",
                                                           "dares",
                                                           "ghor",
                                                           "ggd",
                                                           "kmar",
                                                           "marechaussee",
                                                           "defensie",
                                                           "gemeente",
                                                           "waterschap",
                                                           "rijkswaterstaat",
                                                           "prorail",
                                                           "lifeliner",
                                                           "traumateam",
                                                           "veiligheidsregio"});

std::string squeezed(std::string_view text) {
  std::string out = geo::fold(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '_'; });
  return out;
}
}  // namespace

std::optional<CapcodeField> capcode_field_of(std::string_view heading) {
  const std::string word = squeezed(heading);
  const auto found = std::ranges::find(headings, word, &std::pair<std::string_view, CapcodeField>::first);
  return found == headings.end() ? std::nullopt : std::optional(found->second);
}

bool is_service(std::string_view word) {
  return std::ranges::find(services, squeezed(word)) != services.end();
}
}  // namespace voorzien::network
