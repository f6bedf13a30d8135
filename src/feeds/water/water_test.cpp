#include "feeds/water/water.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using observations::Understood;
using observations::Verdict;

const std::string short_header =
    "Datum;Tijd;Parameter;Locatie;Meting;Verwachting;Astronomisch getijden;Eenheid;Bemonsteringshoogte;"
    "Referentievlak;\n";
Understood read(std::string_view bytes, const geo::Gazetteer* places = nullptr) {
  Context context;
  context.source = {"rws"};
  context.places = places;
  return parse_rws_csv(bytes, context);
}
}  // namespace

TEST_CASE("reads_the_short_form_at_plus_one_hour_all_year") {
  const Understood out = read(
      short_header + "27-6-2026;14:20:00;Waterhoogte t.o.v. NAP in cm;Hagestein boven;312,5;;;cm;;NAP;\n");
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.kind == "water-level");
  CHECK(o.theme == "high-water");
  CHECK(o.quantity == observations::Quantity{312.5, "cm"});
  CHECK(o.t_observed == parse_instant("2026-06-27T13:20:00Z").value());
  CHECK(o.quality == "measured");
  CHECK(o.place == "Hagestein boven");
  CHECK(o.title == "Hagestein boven: 312.5 cm");
}

TEST_CASE("a_forecast_column_gives_forecasts") {
  const Understood out = read(short_header +
                              "27-6-2026;14:20:00;Waterhoogte;Hagestein;312;318;;cm;;NAP;\n"
                              "28-6-2026;02:00:00;Waterhoogte;Hagestein;;351;;cm;;NAP;\n");
  REQUIRE(out.observations.size() == 3);
  CHECK(out.observations[0].quality == "measured");
  CHECK(out.observations[1].quality == "forecast");
  CHECK(out.observations[0].native_id != out.observations[1].native_id);
  CHECK_FALSE(out.observations[2].t_observed);
  CHECK(out.observations[2].valid_from == parse_instant("2026-06-28T01:00:00Z").value());
}

TEST_CASE("a_forecast_that_changed_has_the_same_identity_and_another_id") {
  const auto forecast = [](const std::string& value) {
    return read(short_header + "28-6-2026;02:00:00;Waterhoogte;Hagestein;;" + value + ";;cm;;NAP;\n")
        .observations[0];
  };
  CHECK(forecast("351").native_id == forecast("355").native_id);
  CHECK(forecast("351").id != forecast("355").id);
  CHECK(forecast("351").id == forecast("351").id);
}

TEST_CASE("gaps_are_no_observations") {
  const Understood out = read(short_header +
                              "27-6-2026;14:20:00;Waterhoogte;H;999999999;;;cm;;NAP;\n"
                              "27-6-2026;14:30:00;Waterhoogte;H;-999999999;;;cm;;NAP;\n"
                              "27-6-2026;14:40:00;Waterhoogte;H;;;;cm;;NAP;\n");
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.observations.empty());
}

TEST_CASE("reads_the_long_form_with_carriage_returns_and_comma") {
  const Understood out = read(
      "MONSTER_IDENTIFICATIE;MEETPUNT_IDENTIFICATIE;LOCATIE_CODE;GROOTHEID_OMSCHRIJVING;GROOTHEID_CODE;"
      "HOEDANIGHEID_CODE;EENHEID_CODE;WAARNEMINGDATUM;WAARNEMINGTIJD (MET/CET);LIMIETSYMBOOL;NUMERIEKEWAARDE;"
      "KWALITEITSOORDEEL_CODE;STATUSWAARDE;EPSG;X;Y\r"
      ";Culemborg brug;CULB;Waterhoogte;WATHTE;NAP;cm;27-06-2026;14:20:00;;201,0;00;Ongecontroleerd;25831;"
      "645000,1;5758000,2\r"
      ";Culemborg "
      "brug;CULB;Waterhoogte;WATHTE;NAP;cm;27-06-2026;14:30:00;;0,0;99;Ongecontroleerd;25831;645000,1;"
      "5758000,2\r"
      ";Culemborg "
      "brug;CULB;Debiet;Q;NVT;m3/s;27-06-2026;14:30:00;;410,5;00;Ongecontroleerd;28992;142000;440000\r");
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 2);
  CHECK(out.observations[0].kind == "water-level");
  CHECK(out.observations[0].quantity == observations::Quantity{201, "cm"});
  CHECK(out.observations[0].t_observed == parse_instant("2026-06-27T13:20:00Z").value());
  CHECK(out.observations[0].place_precision == "exact");
  const auto& point = std::get<geo::Point>(out.observations[0].geometry.value());
  CHECK(point.lon == doctest::Approx(5.110090).epsilon(1e-7));
  CHECK(point.lat == doctest::Approx(51.953776).epsilon(1e-7));
  CHECK(out.observations[1].kind == "water-discharge");
}

TEST_CASE("a_computed_tide_is_no_measured_level_and_an_expected_level_is_a_forecast") {
  const Understood out = read(
      "MEETPUNT_IDENTIFICATIE;GROOTHEID_OMSCHRIJVING;GROOTHEID_ CODE;EENHEID_CODE;WAARNEMINGDATUM;"
      "WAARNEMINGTIJD;NUMERIEKEWAARDE;ALFANUMERIEKEWAARDE;KWALITEITSOORDEEL_CODE\r"
      "Scheveningen;Waterhoogte berekend;WATHTBRKD;cm;01-05-2020;00:00:00;-44;;Normale waarde\r"
      "Scheveningen;Waterhoogte verwacht;WATHTEVERWACHT;cm;01-05-2020;00:00:00;-40;;Normale waarde\r"
      "Scheveningen;Waterhoogte;WATHTE;cm;01-05-2020;00:00:00;;-42;Normale waarde\r"
      "Scheveningen;Waterhoogte;WATHTE;cm;01-05-2020;00:10:00;;9.99999E+37;Hiaat waarde\r"
      "Scheveningen;Waterhoogte;WATHTE;cm;01-05-2020;00:20:00;;9.99999E+37;Normale waarde\r"
      "Scheveningen;Getijextreemtype;GETETTPE;DIMSLS;01-05-2020;00:30:00;;hoogwater;Normale waarde\r");
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 3);
  CHECK(out.observations[0].kind == "water-tide");
  CHECK(out.observations[0].quality == "forecast");
  CHECK(out.observations[1].kind == "water-level");
  CHECK(out.observations[1].quality == "forecast");
  CHECK(out.observations[2].kind == "water-level");
  CHECK(out.observations[2].quality == "measured");
  CHECK(out.observations[2].quantity->value == -42);
}

TEST_CASE("columns_are_found_by_name") {
  const Understood out =
      read("Eenheid;Meting;Locatie;Tijd;Datum;Parameter\r\ncm;12;Driel;00:10;1-1-2026;Waterhoogte\r\n");
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].t_observed == parse_instant("2025-12-31T23:10:00Z").value());
  CHECK(out.observations[0].quantity->value == 12);
}

TEST_CASE("a_time_that_stands_under_referentie_is_read") {
  const Understood out = read(
      "MEETPUNT_IDENTIFICATIE;GROOTHEID_ CODE;EENHEID_CODE;WAARNEMINGDATUM;REFERENTIE;WAARNEMINGTIJD "
      "(MET/CET);NUMERIEKEWAARDE;REFERENTIEVLAK\n"
      "Culemborg brug;WATHTE;cm;31-12-2025;23:50:00  ;                        ;201;NAP\n"
      "Culemborg brug;WATHTE;cm;31-12-2025;;;202;NAP\n");
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].t_observed == parse_instant("2025-12-31T22:50:00Z").value());
  REQUIRE(out.remarks.size() == 1);
  CHECK(out.remarks[0].code == "bad-time");
}

TEST_CASE("a_station_gets_the_place_of_its_town") {
  const geo::Gazetteer places = geo::Gazetteer::build({{"Hagestein", {5.12, 51.98}, "GM1961", 1'500}}, {});
  const Understood out =
      read(short_header + "27-6-2026;14:20:00;Waterhoogte;Hagestein boven;312;;;cm;;NAP;\n", &places);
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].place_precision == "town");
  CHECK(out.observations[0].areas == std::vector<std::string>{"GM1961"});
}

TEST_CASE("a_faulty_line_costs_no_other_line") {
  const Understood out = read(short_header +
                              "31-2-2026;14:20:00;W;H;1;;;cm;;NAP;\n"
                              "27-6-2026;14:20:00;W;H;veel;;;cm;;NAP;\n"
                              "kort\n"
                              "27-6-2026;14:30:00;W;H;2;;;cm;;NAP;\n");
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 3);
  CHECK(out.remarks[0].code == "bad-time");
  CHECK(out.remarks[0].where == "line 2");
  CHECK(out.remarks[1].code == "bad-value");
}

TEST_CASE("what_is_no_table_is_rejected") {
  for (const std::string_view bytes : {"", "<html></html>", "Datum;Tijd\n1;2", "{\"a\":1}"})
    CHECK(read(bytes).verdict == Verdict::Rejected);
  CHECK(read(short_header).verdict == Verdict::Accepted);
}

TEST_CASE("the_download_of_one_day_gives_all_its_values") {
  const char* shared = std::getenv("VOORZIEN_SHARED");
  if (shared == nullptr) {
    MESSAGE("SKIPPED: VOORZIEN_SHARED is not set");
    std::puts("SKIPPED the_download_of_one_day_gives_all_its_values: VOORZIEN_SHARED is not set");
    return;
  }
  std::ifstream in(std::string(shared) + "/data/feeds/rws/waterinfo-NVT_WATHTE_SCHE_20200507.csv",
                   std::ios::binary);
  REQUIRE(in);
  const Understood out = read(std::string(std::istreambuf_iterator<char>(in), {}));
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.observations.size() == 144);
  CHECK(out.observations[0].t_observed == parse_instant("2020-05-06T23:00:00Z").value());
  CHECK(out.observations[0].quantity->value == -69);
}

}  // namespace voorzien::feeds
