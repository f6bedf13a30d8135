#include "geo/gazetteer.h"

#include <doctest/doctest.h>

#include <chrono>

#include "geo/builtin.h"
#include "geo/fold.h"
#include "geo/limits.h"

using namespace voorzien::geo;

namespace {
const Gazetteer& gazetteer() {
  static const Gazetteer built = builtin_gazetteer();
  return built;
}
std::string first(std::string_view text) {
  const auto found = gazetteer().find(text, 5);
  return found.empty() ? "" : found.front().name;
}
}  // namespace

TEST_CASE("names_fold_case_marks_and_punctuation") {
  CHECK(fold("  Sint-Jansteen ") == "sint jansteen");
  CHECK(fold("'t Goy") == "t goy");
  CHECK(fold("Fryslân") == "fryslan");
  CHECK(fold("Coöperatie (Ut.)") == "cooperatie ut");
  CHECK(fold("\xC3").empty());
  CHECK(fold("\xE2\x82\xAC").empty());
}

TEST_CASE("one_typo_is_a_wrong_missing_extra_or_swapped_letter") {
  CHECK(begins_with_one_typo("amersfoort", "amersfoort"));
  CHECK(begins_with_one_typo("amersfoort", "amersfort"));
  CHECK(begins_with_one_typo("amersfoort", "ammersf"));
  CHECK(begins_with_one_typo("amersfoort", "amersvoort"));
  CHECK(begins_with_one_typo("amersfoort", "amresfoort"));
  CHECK_FALSE(begins_with_one_typo("amersfoort", "amresfort"));
  CHECK_FALSE(begins_with_one_typo("", "ab"));
}

TEST_CASE("towns_are_found_by_name_prefix_and_typo_largest_first") {
  CHECK(first("Houten") == "Houten");
  CHECK(first("utr") == "Utrecht");
  CHECK(first("AMERSFOORT") == "Amersfoort");
  CHECK(first("Amersvoort") == "Amersfoort");
  CHECK(first("houten zuid") == "Houten");
  CHECK(first("duurstede") == "Wijk bij Duurstede");
  CHECK(first("driebergen") == "Driebergen-Rijsenburg");
  CHECK(gazetteer().find("qqqqqq", 5).empty());
  CHECK(gazetteer().find("", 5).empty());
  CHECK(gazetteer().find("a", 5).size() == 5);
  CHECK(gazetteer().find("Houten", 0).empty());
  CHECK(gazetteer().find(std::string(limits::gazetteer_text_bytes_max + 1, 'a'), 5).empty());
}

TEST_CASE("hectometres_lie_on_their_motorway") {
  const auto found = gazetteer().find("A27 66,2", 5);
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == PlaceKind::Hectometre);
  CHECK(distance_m(found[0].point, {5.139, 52.045}) < 2'000);  // between Houten and Lunetten
  CHECK(gazetteer().find("a 27 re 66.2", 5).at(0).name == "A27 66,2 Re");
  CHECK(gazetteer().find("A28 Re 34,5", 5).at(0).point.lat == doctest::Approx(52.26).epsilon(0.001));
  CHECK(gazetteer().find("A12 HRL 62,0", 5).at(0).name == "A12 62,0 Li");
  CHECK(gazetteer().find("A2 km 60,2 L", 5).at(0).name == "A2 60,2 Li");
  CHECK(gazetteer().find("A27 900,0", 5).empty());
  CHECK(gazetteer().find("A999 1,0", 5).empty());
}

TEST_CASE("typed_coordinates_are_read_in_either_order_and_in_rd") {
  const Place latitude_first = gazetteer().find("52.03, 5.16", 5).at(0);
  CHECK(latitude_first.kind == PlaceKind::Coordinates);
  CHECK(latitude_first.point == Point{5.16, 52.03});
  CHECK(gazetteer().find("5.16 52.03", 5).at(0).point == Point{5.16, 52.03});
  CHECK(gazetteer().find("52,03 5,16", 5).at(0).point == Point{5.16, 52.03});
  const Place rd = gazetteer().find("136000 455000", 5).at(0);
  CHECK(distance_m(rd.point, {5.1098, 52.0832}) < 300);
  CHECK(gazetteer().find("99 500", 5).empty());
}

TEST_CASE("exact_takes_whole_names_and_our_abbreviations_only") {
  CHECK(gazetteer().exact("HOUTEN")->municipality == "GM0321");
  CHECK(gazetteer().exact("Ysselstein")->name == "IJsselstein");
  CHECK(gazetteer().exact("wbd")->name == "Wijk bij Duurstede");
  CHECK(gazetteer().exact("Houte") == std::nullopt);
  CHECK(gazetteer().exact("") == std::nullopt);
}

TEST_CASE("nearest_names_the_town_around_a_point") {
  CHECK(gazetteer().nearest({5.17, 52.03})->name == "Houten");
  CHECK(Gazetteer::build({}, {}).nearest({5, 52}) == std::nullopt);
}

TEST_CASE("every_town_of_the_region_is_known") {
  for (const char* name :
       {"Amersfoort", "Baarn",      "Bunnik",      "Spakenburg", "De Bilt",   "Mijdrecht",
        "Eemnes",     "Houten",     "IJsselstein", "Leusden",    "Lopik",     "Montfoort",
        "Nieuwegein", "Oudewater",  "Renswoude",   "Rhenen",     "Soest",     "Maarssen",
        "Utrecht",    "Doorn",      "Veenendaal",  "Vianen",     "Leerdam",   "Wijk bij Duurstede",
        "Woerden",    "Woudenberg", "Zeist",       "Blaricum",   "Naarden",   "Hilversum",
        "Huizen",     "Laren",      "Loosdrecht",  "Almere",     "Dronten",   "Lelystad",
        "Emmeloord",  "Urk",        "Zeewolde",    "Vinkeveen",  "Hagestein", "Den Dolder",
        "Schalkwijk"}) {
    CHECK_MESSAGE(gazetteer().exact(name).has_value(), name);
  }
}
