#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "network/import/changes.h"
#include "network/import/columns.h"
#include "network/import/contacts.h"
#include "network/import/decode.h"
#include "network/import/rows.h"

using namespace voorzien;
using namespace voorzien::network;

namespace {
// Ten digits of the Netherlands; the real one is judged in adapters/phone_number/.
class TenDigits final : public PhoneNumbers {
 public:
  [[nodiscard]] std::optional<std::string> e164(std::string_view written) const override {
    std::string digits;
    for (const char c : written) {
      if (c >= '0' && c <= '9')
        digits += c;
      else if (c != ' ' && c != '-')
        return std::nullopt;
    }
    if (digits.size() == 9) digits.insert(digits.begin(), '0');
    if (digits.size() != 10) return std::nullopt;
    return "+31" + digits.substr(1);
  }
};

doctrine::Plan plan() {
  doctrine::Plan out;
  out.functions.push_back({"ovd-politie", "Officier van dienst politie", "hard"});
  return out;
}

ContactsRead read(std::string_view bytes) { return read_contacts(bytes, "lijst.csv", TenDigits{}, plan()); }

// Where something is wrong, "row:column", in order; remarks with a "~" in front.
std::string places(const ContactsRead& read) {
  std::string out;
  for (const ImportFault& fault : read.faults)
    out += (out.empty() ? "" : " ") + std::string(fault.is_remark ? "~" : "") + std::to_string(fault.row) +
           ':' + std::to_string(fault.column);
  return out;
}

std::string in_utf16(std::string_view ascii, bool mark) {
  std::string out = mark ? "\xff\xfe" : "";
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

constexpr std::string_view header = "organisatie;naam;functie;telefoon\n";
}  // namespace

TEST_CASE("a_table_of_contacts_is_read_with_its_columns_in_any_order") {
  const ContactsRead out = read(
      "Naam,E-mail,Organisatie,Tel. piket,Mobiel,Functie,Piketfunctie,Plaats,Gebied,Afkorting,Geldig van,"
      "Geldig tot\r\n"
      "\"Prins, A.\",a.prins@politie.example,Politie,0301234567,06 1234 5678,OvD,"
      "Officier van dienst politie,Utrecht,\"GM0344, VR09\",OvD-P,01-03-2026,2026-12-31\r\n");
  CHECK(places(out).empty());
  REQUIRE(out.contacts.size() == 1);
  const Contact& one = out.contacts.front();
  CHECK(one.name == "Prins, A.");
  CHECK(one.organisation == "Politie");
  CHECK(one.functions == std::vector<std::string>{"ovd-politie"});
  REQUIRE(one.numbers.size() == 2);
  CHECK(one.numbers[0].label == "piket");
  CHECK(one.numbers[0].e164 == "+31301234567");
  CHECK(one.numbers[1].label == "mobiel");
  CHECK(one.areas == std::vector<std::string>{"GM0344", "VR09"});
  CHECK(one.aliases == std::vector<std::string>{"OvD-P"});
  CHECK(format_rfc3339(*one.valid_from) == "2026-02-28T23:00:00.000000Z");
  CHECK(format_rfc3339(*one.valid_to) == "2026-12-31T23:00:00.000000Z");  // its last day is the 31st
  CHECK(one.source == "lijst.csv:2");
}

TEST_CASE("a_fault_names_row_and_column_and_leaves_out_only_its_row") {
  const ContactsRead out = read(std::string(header) +
                                "Politie;A. Prins;OvD;0612345678\n"
                                "Politie;B. Smit;OvD;06-12\n"
                                ";;;0612345678\n"
                                "GHOR;C. Mulder;OvDG;\n"
                                "Politie;a. prins;ovd;0687654321\n"
                                "Brandweer;D. Vos;HOvD;6,12E+08\n"
                                "Brandweer;E. Roos;AC;0612345678;te veel\n"
                                "Brandweer;F. Bosma;AC;0612345678\n");
  CHECK(places(out) == "3:4 4:0 5:0 6:0 7:4 8:5");
  CHECK(out.contacts.size() == 2);
  CHECK(out.rows == 8);
  CHECK(out.faulty_rows == 6);
  CHECK(out.faults[3].found.find("row 2") != std::string::npos);
  CHECK(
      to_text(out.faults[0], "lijst.csv") ==
      "lijst.csv: row 3, column D: '06-12' is no telephone number. Remedy: write all its digits, from abroad "
      "with +31; text about it goes elsewhere.");
}

TEST_CASE("what_was_understood_though_it_could_be_otherwise_is_a_remark") {
  const ContactsRead out = read("organisatie;naam;telefoon;schoenmaat\nPolitie;A. Prins;612345678;43\n");
  CHECK(places(out) == "~1:4 ~2:3");
  CHECK(out.contacts.size() == 1);
}

TEST_CASE("a_wrong_column_says_which_word_was_meant") {
  const ContactsRead out = read("organisatie;telefon\nPolitie;0612345678\n");
  CHECK(places(out) == "~1:2 1:0");  // and so nothing says how to reach them
  CHECK(out.faults[0].remedy.find("telefoon") != std::string::npos);
  CHECK(places(read("kleur;maat\nrood;3\n")) == "~1:1 ~1:2 1:0 1:0");
  CHECK(places(read("organisatie;naam;naam;telefoon\nA;B;C;0612345678\n")) == "1:3");
  CHECK(read("organisatie;telefoon 2;mobiel;Telefoon (privé)\n").faults.empty());
}

TEST_CASE("latin_1_utf_16_and_a_byte_order_mark_are_read") {
  const std::string table = std::string(header) + "GHOR;Ren\xe9 \x80uro;OvDG;0612345678\n";
  const ContactsRead latin = read(table);
  CHECK(places(latin) == "~0:0");
  CHECK(latin.contacts.at(0).name == "René €uro");
  const std::string ascii = std::string(header) + "GHOR;Rene;OvDG;0612345678\n";
  CHECK(read(in_utf16(ascii, true)).contacts.at(0).name == "Rene");
  CHECK(read(in_utf16(ascii, false)).contacts.at(0).name == "Rene");
  CHECK(read("\xef\xbb\xbf" + ascii).contacts.at(0).organisation == "GHOR");
  CHECK(decode_text(std::string_view("\xff\xfe\x3d\xd8\x00\xde", 6))->utf8 ==
        "\xf0\x9f\x98\x80");  // a surrogate pair
  CHECK_FALSE(decode_text("\xff\xfe\x3d\xd8"));
  CHECK_FALSE(decode_text("\xff\xfe\x3d"));
  CHECK_FALSE(decode_text(std::string_view("a;b\n\0", 5)));
}

TEST_CASE("quotes_hold_separators_lines_and_quotes_and_an_open_one_is_told") {
  const Table table = *read_rows("a,\"b,\"\"c\"\"\nd\",e\n\n,,\nf");
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0].cells == std::vector<std::string>{"a", "b,\"c\"\nd", "e"});
  CHECK(table.rows[1].number == 4);
  CHECK(read_rows("a;b\tc;d")->separator == ';');
  CHECK(places(read(std::string(header) + "Politie;\"A. Prins;OvD;0612345678\n")) == "2:0");
  CHECK(column_letters(1) == "A");
  CHECK(column_letters(28) == "AB");
}

TEST_CASE("every_limit_is_told") {
  CHECK_FALSE(read_rows(std::string(limits::import_columns_max, ';')));
  CHECK_FALSE(read_rows("a;b\n\"" + std::string(limits::import_cell_bytes_max + 1, 'x')));
  std::string many(header);
  for (int i = 0; i < 1'500; ++i) many += "Politie;A;B;12\n";
  const ContactsRead out = read(many);
  CHECK(out.faults.size() == limits::import_faults_max);
  CHECK(out.faults_untold == 500);
  CHECK(out.faulty_rows == 1'500);
}

TEST_CASE("an_import_again_changes_only_what_differs") {
  const ContactsRead first =
      read(std::string(header) + "Politie;A. Prins;OvD;0612345678\nGHOR;C. Mulder;OvDG;0612345679\n");
  const ContactsRead again =
      read(std::string(header) + "Brandweer;E. Roos;AC;0612345670\nPolitie;A. Prins;OvD;0687654321\n");
  CHECK(changes_of(first.contacts, first.contacts, "lijst.csv").same == 2);
  const ContactChanges changes = changes_of(first.contacts, again.contacts, "lijst.csv");
  REQUIRE(changes.added.size() == 1);
  CHECK(changes.added[0].is->name == "E. Roos");
  REQUIRE(changes.changed.size() == 1);
  CHECK(changes.changed[0].fields == std::vector<std::string_view>{"numbers"});
  REQUIRE(changes.absent.size() == 1);
  CHECK(changes.absent[0].was->name == "C. Mulder");
  CHECK(changes_of(first.contacts, again.contacts, "andere.csv").absent.empty());
}
