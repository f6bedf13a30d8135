// The shared corpus of real CAP messages through the whole of reading, signatures included: verdicts of three
// XSD engines, and what xmlsec1 says of each signature. Needs VOORZIEN_SHARED.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>

#include "adapters/xml_signature/xml_signature.h"
#include "feeds/feed.h"
#include "journal/hash.h"

namespace voorzien {
namespace {
using observations::SignatureVerdict;
using observations::Verdict;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct Row {
  std::string file, well_formed, libxml2, xmlschema, xerces, signature;
};
std::vector<Row> rows_of(const std::filesystem::path& path) {
  std::vector<Row> out;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> columns;
    std::istringstream parts(line);
    for (std::string part; std::getline(parts, part, '\t');) columns.push_back(part);
    if (columns.size() >= 7)
      out.push_back({columns[0], columns[2], columns[3], columns[4], columns[5], columns[6]});
  }
  return out;
}

// xmlsec1 as it stands; the same after white space was stripped; neither; no signature.
SignatureVerdict expected_of(const Row& row) {
  if (row.signature == "sig:OK") return SignatureVerdict::Verified;
  if (row.signature == "sig:OK-after-blank-strip") return SignatureVerdict::VerifiedNormalised;
  return row.signature == "-" ? SignatureVerdict::Unsigned : SignatureVerdict::NotVerified;
}

bool names_a_rule(const observations::Understood& got) {
  return std::ranges::any_of(got.remarks, [](const auto& one) { return one.code.starts_with("schema-"); });
}
}  // namespace

TEST_CASE("each_message_of_the_corpus_gets_the_verdicts_of_others_on_schema_and_signature") {
  const char* shared = std::getenv("VOORZIEN_SHARED");
  if (shared == nullptr) {
    std::cout
        << "SKIPPED each_message_of_the_corpus_gets_the_verdicts_of_others: VOORZIEN_SHARED is not set\n";
    return;
  }
  const std::filesystem::path folder = std::filesystem::path(shared) / "data" / "cap";
  const auto signatures = adapters::make_xml_signatures({});
  REQUIRE(signatures);
  feeds::Context context;
  context.source = {"check"};
  context.signatures = signatures->get();
  std::map<std::string, int> signed_as;
  int checked = 0;
  for (const Row& row : rows_of(folder / "VERDICTS.tsv")) {
    const std::filesystem::path path = folder / row.file;
    if (!std::filesystem::exists(path)) continue;  // the bulk is walked by feeds/cap/cap_corpus_test.cpp
    const std::string bytes = bytes_of(path);
    const std::string before = journal::to_hex(journal::sha256(bytes));
    const observations::Understood got = feeds::parse(feeds::Format::Cap, bytes, context);
    INFO(row.file);
    CHECK(journal::to_hex(journal::sha256(bytes)) == before);  // the original is only read
    const bool valid = row.libxml2 == "valid" && row.xmlschema == "valid" && row.xerces == "valid";
    if (row.well_formed == "no") CHECK(got.verdict == Verdict::Rejected);
    if (valid) CHECK((got.verdict != Verdict::Rejected && !names_a_rule(got)));
    if (row.well_formed == "yes" && !valid) CHECK((got.verdict == Verdict::Rejected || names_a_rule(got)));
    if (got.provenance) {
      CHECK(got.provenance->signature == expected_of(row));
      CHECK((got.provenance->signature == SignatureVerdict::Unsigned ||
             !got.provenance->signature_reason.empty()));
    } else {
      CHECK(got.verdict == Verdict::Rejected);
      CHECK(row.signature == "-");
    }
    ++signed_as[row.signature];
    ++checked;
  }
  CHECK(checked > 100);
  CHECK(signed_as["sig:FAIL"] > 0);
  CHECK(signed_as["sig:OK"] > 0);
  CHECK(signed_as["sig:OK-after-blank-strip"] > 0);
}

}  // namespace voorzien
