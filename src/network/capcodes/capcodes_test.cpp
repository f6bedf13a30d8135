#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "network/capcodes/changes.h"
#include "network/capcodes/limits.h"
#include "network/capcodes/read.h"

using namespace voorzien;
using namespace voorzien::network;

namespace {
// Where something is wrong, "line:column", in order; remarks with a "~" in front.
std::string places(const CapcodesRead& read) {
  std::string out;
  for (const CapcodeFault& fault : read.faults)
    out += (out.empty() ? "" : " ") + std::string(fault.is_remark ? "~" : "") + std::to_string(fault.line) +
           ':' + std::to_string(fault.column);
  return out;
}

std::string parts(const CapcodeClaim& one) {
  return one.code + '|' + one.name + '|' + one.discipline + '|' + one.station + '|' + one.region;
}

std::string only(std::string_view line) {
  const CapcodesRead out = read_capcodes(line);
  CHECK(out.faults.empty());
  REQUIRE(out.claims.size() == 1);
  return parts(out.claims.front());
}

CapcodeList list(std::string source, std::string date, std::string_view text) {
  return {std::move(source), std::move(date), read_capcodes(text).claims};
}

constexpr std::string_view header = "code;discipline;region;station;function\n";
}  // namespace

TEST_CASE("seven_and_nine_digits_are_one_code") {
  CHECK(capcode_of("0709531") == "0709531");
  CHECK(capcode_of("000709531") == "0709531");
  CHECK(capcode_of("0000709531") == "0709531");
  CHECK(capcode_of("002029577") == "2029577");
  CHECK_FALSE(capcode_of("709531"));
  CHECK_FALSE(capcode_of("100709531"));
  CHECK_FALSE(capcode_of("00000709531"));
  CHECK_FALSE(capcode_of("07095x1"));
}

TEST_CASE("a_described_line_is_description_unit_and_region_whatever_slashes_they_hold") {
  CHECK(only("000709531 = CaCo / Brandweer  / Utrecht\n") == "0709531|CaCo|Brandweer||Utrecht");
  CHECK(only("0100010 = Tankautospuit-611 / Brandweer Aalsmeer / Amsterdam-Amstelland") ==
        "0100010|Tankautospuit-611|Brandweer|Aalsmeer|Amsterdam-Amstelland");
  CHECK(only("0100115 = Bemanning Tankautospuit / Waterongevallen  / Brandweer Amstelveen / Amstelland") ==
        "0100115|Bemanning Tankautospuit / Waterongevallen|Brandweer|Amstelveen|Amstelland");
  CHECK(only("0106410 = Postcommandant / Brandweer Halfweg / Spaarndam / Kennemerland") ==
        "0106410|Postcommandant|Brandweer|Halfweg / Spaarndam|Kennemerland");
  CHECK(only("0120022 = Expert C2000 / P2000 / Ambulance  / Amstelland") ==
        "0120022|Expert C2000 / P2000|Ambulance||Amstelland");
  CHECK(only("0100005 = OvD Aalsmeer/Uithoorn / Brandweer Aalsmeer / Amstelland") ==
        "0100005|OvD Aalsmeer/Uithoorn|Brandweer|Aalsmeer|Amstelland");
  CHECK(only("0700001 = Piket / Team Noord / Utrecht") == "0700001|Piket||Team Noord|Utrecht");
  CHECK(only("0700001 = Piket / Utrecht") == "0700001|Piket|||Utrecht");
  CHECK(only("0700001 = Piket / Politie Houten") == "0700001|Piket|Politie|Houten|");
  CHECK(only("# a list\n\n0700001 = Piket /  / Utrecht\n") == "0700001|Piket|||Utrecht");
}

TEST_CASE("a_table_is_read_by_its_header_with_any_of_three_separators") {
  const std::string row = "000709531;Brandweer;Utrecht;;CaCo";
  CHECK(only(std::string(header) + row) == "0709531|CaCo|Brandweer||Utrecht");
  CHECK(
      only("Function,Agency,Capcode,Region,Station\r\n\"CaCo, dag\",Brandweer,0709531,Utrecht,Houten\r\n") ==
      "0709531|CaCo, dag|Brandweer|Houten|Utrecht");
  CHECK(only("capcode\tomschrijving\n0709531\tCa\"Co\n") == "0709531|Ca\"Co|||");
  CHECK(only("sep=;\ncode;functie\n\"=\"\"0709531\"\"\";\"de \"\"Ca\"\"\"\n") == "0709531|de \"Ca\"|||");
  CHECK(only("code;functie\n'0709531;CaCo\xC2\xA0 dienst \n") == "0709531|CaCo dienst|||");
}

TEST_CASE("a_fault_names_line_and_column_and_leaves_out_only_its_line") {
  std::string text(header);
  text +=
      "0709531;Brandweer;Utrecht;;CaCo\n"
      "07x9531;Brandweer;Utrecht;;CaCo\n"
      ";Brandweer;Utrecht;;CaCo\n"
      "0709532;;Utrecht;;\n"
      "0709533;Brandweer;Utrecht;\"Houten;CaCo\n"
      "0709534;Brandweer;Utrecht;;CaCo;te veel\n"
      "  7,01E+05;Brandweer;Utrecht;;CaCo\n"
      "0709535;Brandweer;Utrecht;;Ca\x07"
      "Co\n"
      "\n"
      "0709536;Brandweer;Utrecht;;één; \n";
  const CapcodesRead out = read_capcodes(text);
  CHECK(places(out) == "3:1 4:1 5:1 6:27 7:33 8:3 9:30");
  CHECK(out.claims.size() == 2);
  CHECK(out.lines == 9);
  CHECK(out.faulty_lines == 7);
  CHECK(has_faults(out));
  CHECK(to_text(out.faults[0], "lijst.csv") ==
        "lijst.csv:3:1: '07x9531' is no capcode. Remedy: write its seven digits, or nine of which the first "
        "two "
        "are zero; one code a line.");
  CHECK(places(read_capcodes("0709531 = CaCo\n  07 = X\n0709532 CaCo\n0709533 = \nété = X\n")) ==
        "~1:11 2:3 3:1 4:11 5:1");
}

TEST_CASE("what_was_understood_though_it_could_be_otherwise_is_a_remark") {
  const CapcodesRead out =
      read_capcodes("code;functie;kleur\n709531;CaCo;rood\n0709531;CaCo;\n0709531;caco;\n");
  CHECK(places(out) == "~1:14 ~2:1 ~3:0");
  CHECK_FALSE(has_faults(out));
  CHECK(out.repeated == 1);
  CHECK(out.claims.size() == 2);  // in other words it is another claim
  CHECK(out.claims[0].code == "0709531");
}

TEST_CASE("what_is_no_list_is_told_once") {
  CHECK(places(read_capcodes("")) == "0:0");
  CHECK(places(read_capcodes("# niets\n\n")) == "0:0");
  CHECK(places(read_capcodes("<html>\n<body>\n")) == "1:1");
  CHECK(places(read_capcodes("0709531;Brandweer;Utrecht;;CaCo\n0709532;a;b;c;d\n")) == "1:1");
  CHECK(places(read_capcodes("code;regio\n0709531;Utrecht\n")) == "1:0");
  CHECK(places(read_capcodes("code;functie;functie\n0709531;a;b\n")) == "1:14");
  CHECK(places(read_capcodes(std::string_view("0709531 = a\0b\n", 14))) == "0:0");
}

TEST_CASE("latin_1_and_a_byte_order_mark_are_read") {
  const CapcodesRead latin = read_capcodes("0709531 = Caf\xe9 / Brandweer / Frysl\xe2n\n");
  CHECK(places(latin) == "~0:0");
  CHECK(latin.claims.at(0).name == "Café");
  CHECK(latin.claims.at(0).region == "Fryslân");
  CHECK(read_capcodes("\xEF\xBB\xBF"
                      "0709531 = Café / Brandweer / Fryslân\r\n")
            .claims.at(0)
            .name == "Café");
  CHECK(read_capcodes("0709531 = a / b / c\r0709532 = a / b / c\r").claims.size() == 2);
}

TEST_CASE("every_limit_is_told") {
  const std::string long_name(limits::capcode_text_bytes_max + 1, 'x');
  CHECK(places(read_capcodes("0709531 = " + long_name + " / b / c\n0709532 = a / b / c\n")) == "1:0");
  CHECK(places(read_capcodes("0709531 = a / b / c\n" +
                             std::string(limits::capcode_line_bytes_max + 1, 'x'))) == "2:0");
  std::string many_columns = "code;functie";
  many_columns.append(limits::capcode_columns_max, ';');
  CHECK(places(read_capcodes(many_columns)) == "1:0");
  std::string same_code;
  for (std::size_t i = 0; i <= limits::capcode_claims_each_max; ++i)
    same_code += "0709531 = naam " + std::to_string(i) + " / b / c\n";
  CHECK(places(read_capcodes(same_code)) == "21:0");
  std::string faulty = "0709531 = a / b / c\n";
  for (int i = 0; i < 1'500; ++i) faulty += "x = y\n";
  const CapcodesRead out = read_capcodes(faulty);
  CHECK(out.faults.size() == limits::capcode_faults_max);
  CHECK(out.faults_untold == 500);
  std::string lines;
  for (std::size_t i = 0; i <= limits::capcode_lines_max; ++i) lines += "x = y\n";
  const CapcodesRead all = read_capcodes(lines);
  CHECK(all.lines == limits::capcode_lines_max);
  CHECK(places(read_capcodes(std::string(limits::capcode_file_bytes_max + 1, ' '))) == "0:0");
}

TEST_CASE("lists_stand_side_by_side_the_newest_first_and_their_conflict_is_told") {
  const CapcodeBook book({list("oud", "2019-05-01", "0709531 = Hoofdofficier / Brandweer / Utrecht\n"),
                          list("bommel", "2024-01-01", "000709531 = CaCo / Brandweer / Utrecht\n"),
                          list("bommel", "2023-01-01", "0709531 = caco / BRANDWEER / Utrecht\n")});
  REQUIRE(book.lists().size() == 3);
  CHECK(book.lists()[0].date == "2024-01-01");
  const auto found = book.find("0709531");
  REQUIRE(found.size() == 3);
  CHECK(found[0].claim.name == "CaCo");
  CHECK(book.lists()[found[2].list].source == "oud");
  CHECK(is_conflict(found));
  CHECK_FALSE(is_conflict(found.first(2)));  // the same but for capitals
  CHECK(book.find("0709530").empty());
  CHECK(book.search("ca utr", 5) == std::vector<std::string>{"0709531"});
  CHECK(book.search("07095", 5) == std::vector<std::string>{"0709531"});
  CHECK(book.search("aco", 5).empty());
  CHECK(book.search(" - ", 5).empty());
  CHECK(to_text(found[0].claim) == "CaCo, Brandweer, Utrecht");
}

TEST_CASE("who_tells_less_does_not_disagree") {
  const CapcodeClaim less{"0709531", "CaCo", "Brandweer", "", "Noord- en Oost-Gelderland", 1};
  const CapcodeClaim more{"0709531", "CaCo", "", "Houten", "NOORD EN OOST GELDERLAND", 1};
  CHECK_FALSE(disagree(less, more));
  CapcodeClaim other = more;
  other.region = "Utrecht";
  CHECK(disagree(less, other));
}

TEST_CASE("an_import_says_what_is_new_changed_and_in_conflict") {
  const CapcodeBook now({list("bommel", "2023-01-01",
                              "0700001 = Eén / Brandweer / Utrecht\n0700002 = Twee / Brandweer / Utrecht\n"
                              "0700003 = Drie / Brandweer / Utrecht\n0700009 = Weg / Brandweer / Utrecht\n"),
                         list("ander", "2022-01-01", "0700003 = Vijf / Politie / Utrecht\n")});
  const CapcodeChanges out =
      changes_of(now, list("bommel", "2024-01-01",
                           "0700001 = Eén / Brandweer / Utrecht\n0700002 = Anders / Brandweer / Utrecht\n"
                           "0700003 = Drie / Brandweer / Utrecht\n0700004 = Nieuw / Brandweer / Utrecht\n"
                           "0700005 = Nieuw / Brandweer / Utrecht\n0700005 = Ook / Brandweer / Utrecht\n"));
  CHECK(out.codes == 5);
  CHECK(out.same == 1);
  CHECK(out.added ==
        std::vector<std::string>{"0700004 Nieuw, Brandweer, Utrecht", "0700005 Nieuw, Brandweer, Utrecht"});
  REQUIRE(out.changed.size() == 1);
  CHECK(out.changed[0].other == "Twee, Brandweer, Utrecht (bommel, 2023-01-01)");
  REQUIRE(out.conflicts.size() == 2);
  CHECK(out.conflicts[0].other == "Vijf, Politie, Utrecht (ander, 2022-01-01)");
  CHECK(out.conflicts[1].other == "Ook, Brandweer, Utrecht (bommel, 2024-01-01) in line 6");
  CHECK(out.gone == std::vector<std::string>{"0700009"});
  CHECK(out.before == "2023-01-01");
  CHECK_FALSE(out.replaces);
  const CapcodeChanges again =
      changes_of(now, list("bommel", "2023-01-01", "0700001 = Eén / Brandweer / Utrecht\n"));
  CHECK(again.replaces);
  CHECK(again.same == 1);
  CHECK(again.gone.size() == 3);
}

TEST_CASE("the_list_that_goes_round_is_read_without_a_fault") {
  const char* const shared = std::getenv("VOORZIEN_SHARED");
  const std::filesystem::path path =
      std::filesystem::path(shared == nullptr ? "" : shared) / "data/feeds/p2000/capcodes.dict";
  if (shared == nullptr || !std::filesystem::exists(path)) {
    MESSAGE("SKIPPED the public list of capcodes: VOORZIEN_SHARED names no folder with it");
    return;
  }
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const CapcodesRead out = read_capcodes(bytes);
  CHECK_FALSE(has_faults(out));
  CHECK(out.lines > 9'000);
  CHECK(out.claims.size() + out.repeated == out.lines);
  const CapcodeBook book({{"public", "2024-01-01", out.claims}});
  REQUIRE(book.find("0709531").size() == 1);
  CHECK(to_text(book.find("0709531")[0].claim) == "CaCo, Brandweer, Utrecht");
  CHECK(is_conflict(book.find("0709564")));  // the list disagrees with itself, in two regions
}
