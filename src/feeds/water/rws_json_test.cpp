#include "feeds/water/rws_json.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Understood;
using observations::Verdict;

std::string answer(const std::string& values, const std::string& process = "meting",
                   const std::string& level = "NAP", const std::string& quantity = "WATHTE") {
  return R"({"Succesvol":true,"WaarnemingenLijst":[{"AquoMetadata":{"Compartiment":{"Code":"OW"},"Grootheid":{"Code":")" +
         quantity + R"("},"Eenheid":{"Code":"cm"},"Hoedanigheid":{"Code":")" + level +
         R"("},"ProcesType":")" + process +
         R"("},"Locatie":{"Code":"culemborg","Naam":"Culemborg brug","Lat":51.95,"Lon":5.23,"Coordinatenstelsel":"ETRS89"},"MetingenLijst":[)" +
         values + "]}]}";
}
std::string value(const std::string& at, const std::string& number, const std::string& quality = "00") {
  return R"({"Tijdstip":")" + at + R"(","Meetwaarde":{"Waarde_Numeriek":)" + number +
         R"(},"WaarnemingMetadata":{"Kwaliteitswaardecode":")" + quality +
         R"(","Statuswaarde":"Ongecontroleerd"}})";
}
Understood read(const std::string& bytes) {
  Context context;
  context.areas = &testing::exact_areas();
  context.source = {"rws"};
  return parse_rws_json(bytes, context);
}
}  // namespace

TEST_CASE("a_value_of_the_web_service_is_one_observation") {
  const Understood out = read(answer(value("2026-06-27T20:30:00.000+01:00", "312.0")));
  CHECK(out.verdict == Verdict::Accepted);
  CHECK_FALSE(out.full_list);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.kind == "water-level");
  CHECK(o.theme == "high-water");
  CHECK(o.quantity == observations::Quantity{312, "cm"});
  CHECK(o.t_observed == parse_instant("2026-06-27T19:30:00Z").value());  // +01:00 in summer too
  CHECK(o.quality == "measured");
  CHECK(o.place == "Culemborg brug");
  CHECK(o.place_precision == "exact");
  CHECK(std::get<geo::Point>(o.geometry.value()) == geo::Point{5.23, 51.95});
  CHECK(o.native_id == "culemborg/WATHTE/NAP/2026-06-27T19:30:00.000000Z");
}

TEST_CASE("a_forecast_of_the_web_service_has_no_observed_time_and_changes_by_run") {
  const std::string at = "2026-06-28T02:00:00.000+01:00";
  const Understood first = read(answer(value(at, "351"), "verwachting"));
  const Understood second = read(answer(value(at, "355"), "verwachting"));
  REQUIRE(first.observations.size() == 1);
  CHECK(first.observations[0].quality == "forecast");
  CHECK_FALSE(first.observations[0].t_observed);
  CHECK(first.observations[0].valid_from == parse_instant("2026-06-28T01:00:00Z").value());
  CHECK(first.observations[0].native_id == second.observations[0].native_id);
  CHECK(first.observations[0].id != second.observations[0].id);
  CHECK(read(answer(value(at, "351"), "astronomisch")).observations.empty());
}

TEST_CASE("gaps_of_the_web_service_are_no_observations") {
  const Understood out = read(answer(value("2026-06-27T20:30:00.000+01:00", "0.0", "99") + "," +
                                     value("2026-06-27T20:40:00.000+01:00", "999999999.0") + "," +
                                     value("2026-06-27T20:50:00.000+01:00", "null")));
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.observations.empty());
  const Understood listed = read(answer(
      R"({"Tijdstip":"2026-06-27T20:30:00.000+01:00","Meetwaarde":{"Waarde_Numeriek":0},"WaarnemingMetadata":{"KwaliteitswaardecodeLijst":["99"]}})"));
  CHECK(listed.observations.empty());
}

TEST_CASE("another_zero_level_is_another_series") {
  const std::string values = value("2026-06-27T20:30:00.000+01:00", "312");
  const Understood taw = read(answer(values, "meting", "TAW"));
  CHECK(taw.observations[0].native_id != read(answer(values)).observations[0].native_id);
  CHECK(taw.observations[0].place == "Culemborg brug (TAW)");
  CHECK(read(answer(values, "meting", "NVT", "Q")).observations[0].kind == "water-discharge");
}

TEST_CASE("what_the_service_refuses_is_rejected_in_its_words_and_no_data_is_normal") {
  const Understood refused = read(
      R"({"Succesvol":false,"Foutmelding":"Het maximaal aantal waarnemingen (160000) is overschreden.","WaarnemingenLijst":[]})");
  CHECK(refused.verdict == Verdict::Rejected);
  CHECK(refused.remarks[0].code == "source-refused");
  CHECK(refused.remarks[0].message.find("160000") != std::string::npos);
  const Understood none =
      read(R"({"Succesvol":false,"Foutmelding":"Geen gegevens gevonden!","WaarnemingenLijst":[]})");
  CHECK(none.verdict == Verdict::Accepted);
  CHECK(none.observations.empty());
}

TEST_CASE("a_faulty_value_or_series_costs_no_other") {
  const std::string good = value("2026-06-27T20:30:00.000+01:00", "312");
  const Understood out = read(answer("7," + value("gisteren", "1") + "," +
                                     value("2026-06-27T20:40:00.000+01:00", "\"veel\"") + "," + good));
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 4);
  CHECK(out.remarks[0].where == "/WaarnemingenLijst/0/MetingenLijst/0");
  CHECK(out.remarks[1].code == "bad-time");
  CHECK(out.remarks[3].code == "bad-value");
  std::string two = answer(good);
  two.insert(two.find("{\"AquoMetadata\""), R"({"Locatie":{"Code":"x"}},)");
  const Understood beside = read(two);
  CHECK(beside.observations.size() == 1);
  CHECK(beside.remarks[0].code == "missing-field");
}

TEST_CASE("latitude_and_longitude_of_a_station_the_wrong_way_round_are_turned") {
  std::string bytes = answer(value("2026-06-27T20:30:00.000+01:00", "312"));
  bytes.replace(bytes.find("\"Lat\":51.95,\"Lon\":5.23"), 22, "\"Lat\":5.23,\"Lon\":51.95");
  const Understood out = read(bytes);
  CHECK(std::get<geo::Point>(out.observations[0].geometry.value()) == geo::Point{5.23, 51.95});
  CHECK(out.remarks[0].code == "coordinates-swapped");
}

TEST_CASE("what_is_no_answer_of_the_service_is_rejected") {
  for (const std::string bytes : {"", "\"true\"", "{}", "[]", "<html></html>", "{\"WaarnemingenLijst\":7}"}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Rejected);
  }
}

}  // namespace voorzien::feeds
