#include "feeds/cyber/csaf.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/cyber/ncsc_rss.h"
#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Status;
using observations::Understood;
using observations::Verdict;

std::string advisory(const std::string& version = "1.01", const std::string& status = "final",
                     const std::string& current = "2026-06-27T13:00:00.000Z") {
  return R"({"document":{"category":"csaf_security_advisory","csaf_version":"2.0","lang":"nl","title":"Kwetsbaarheden verholpen in Voorbeeld","aggregate_severity":{"text":"High"},"notes":[{"category":"legal_disclaimer","text":"x"},{"category":"summary","text":"Een aanvaller kan binnenkomen."}],"tracking":{"id":"NCSC-2026-0001","version":")" +
         version + R"(","status":")" + status +
         R"(","initial_release_date":"2026-06-20T09:00:00Z","current_release_date":")" + current +
         R"("}},"product_tree":{},"vulnerabilities":[{"cve":"CVE-2026-0001"},{"cve":"CVE-2026-0002"}]})";
}
std::string item(
    const std::string& title = "NCSC-2026-0369 [1.01] [M/H] Kwetsbaarheden verholpen in Voorbeeld",
    const std::string& date = "Sat, 27 Jun 2026 15:00:00 +0200") {
  return "<item><title>" + title +
         "</title><link>https://example.org/1</link><description>Kort.</description><pubDate>" + date +
         "</pubDate><guid>g-1</guid></item>";
}
std::string rss(const std::string& items) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>NCSC</title>" +
         items + "</channel></rss>";
}
Understood read(const std::string& bytes) {
  Context context;
  context.source = {"ncsc"};
  return parse_csaf(bytes, context);
}
}  // namespace

TEST_CASE("an_advisory_is_one_observation") {
  const Understood out = read(advisory());
  CHECK(out.verdict == Verdict::Accepted);
  CHECK_FALSE(out.full_list);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "NCSC-2026-0001");
  CHECK(o.native_version == "1.01");
  CHECK(o.kind == "advisory");
  CHECK(o.theme == "cyber");
  CHECK(o.title == "Kwetsbaarheden verholpen in Voorbeeld");
  CHECK(o.native_level == "High");
  CHECK(o.t_issued == parse_instant("2026-06-27T13:00:00Z").value());
  CHECK(o.valid_from == parse_instant("2026-06-20T09:00:00Z").value());
  CHECK(o.texts[0].language == "nl");
  CHECK(o.texts[0].description == "Een aanvaller kan binnenkomen.\n\nCVE-2026-0001, CVE-2026-0002");
}

TEST_CASE("a_draft_is_a_draft_and_a_republished_one_with_old_dates_is_another_version") {
  CHECK(read(advisory("0.1", "draft")).observations[0].status == Status::Draft);
  const Understood first = read(advisory("1.01"));
  const Understood second = read(advisory("1.02"));
  CHECK(first.observations[0].native_id == second.observations[0].native_id);
  CHECK(first.observations[0].id != second.observations[0].id);
  CHECK(second.observations[0].native_version == "1.02");
}

TEST_CASE("the_title_of_ncsc_holds_id_version_and_grade") {
  const cyber::Title title = cyber::read_title("NCSC-2024-0369 [1.01] [M/H] Kwetsbaarheden [oud] in X");
  CHECK(title.id == "NCSC-2024-0369");
  CHECK(title.version == "1.01");
  CHECK(title.grade == "M/H");
  CHECK(title.words == "Kwetsbaarheden [oud] in X");
  CHECK(cyber::read_title("Nieuwsbericht").words == "Nieuwsbericht");
  CHECK(cyber::read_title("NCSC-2024-0369").words.empty());
  CHECK(cyber::read_title("NCSC-2024-0369 [1.01 x").words == "[1.01 x");
}

TEST_CASE("an_item_of_the_rss_is_one_observation") {
  const Understood out = read("\n" + rss(item()).substr(rss(item()).find("<rss")));
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "NCSC-2026-0369");
  CHECK(o.native_version == "1.01");
  CHECK(o.native_level == "M/H");
  CHECK_FALSE(o.level);
  CHECK(o.t_issued == parse_instant("2026-06-27T13:00:00Z").value());
  CHECK(o.texts[0].description == "Kort.");
}

TEST_CASE("a_faulty_item_costs_no_other_advisory") {
  const Understood out = read(rss("<item></item>" + item("NCSC-2026-1 [1] [L/L] X", "gisteren") + item()));
  CHECK(out.observations.size() == 2);
  REQUIRE(out.remarks.size() == 2);
  CHECK(out.remarks[0].code == "missing-field");
  CHECK(out.remarks[1].code == "bad-time");
}

TEST_CASE("bytes_after_the_advisory_are_seen") {
  CHECK(read(advisory() + "x").verdict == Verdict::Rejected);
  CHECK(read(advisory() + "\n").verdict == Verdict::Accepted);
}

TEST_CASE("another_version_of_csaf_is_said") {
  std::string bytes = advisory();
  bytes.replace(bytes.find("\"2.0\""), 5, "\"2.1\"");
  const Understood out = read(bytes);
  CHECK(out.observations.size() == 1);
  CHECK(out.remarks[0].code == "schema-changed");
}

TEST_CASE("no_advisories_is_normal_and_other_bytes_are_rejected") {
  CHECK(read(rss("")).verdict == Verdict::Accepted);
  CHECK(read("{\"feed\":{\"id\":\"x\",\"entry\":[]}}").verdict == Verdict::Accepted);
  for (const std::string bytes :
       {"", "{}", "[]", "<html></html>", "{\"document\":{}}", "{\"canonical_url\":\"x\"}"}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Rejected);
  }
}

TEST_CASE("published_examples_are_read") {
  const char* name = "published_examples_are_read";
  const auto bsi = testing::sample("csaf/bsi-2022-0001.json", name);
  if (!bsi) return;
  const Understood one = read(*bsi);
  CHECK(one.verdict == Verdict::Accepted);
  REQUIRE(one.observations.size() == 1);
  CHECK(one.observations[0].native_id == "BSI-2022-0001");
  CHECK(read(testing::sample("csaf/rhsa-2022_0011.json", name).value()).observations.size() == 1);
  CHECK(
      read(testing::sample("csaf/rolie-example-01-feed-tlp-white.json", name).value()).observations.size() ==
      1);
  CHECK(read(testing::sample("csaf/provider-metadata-example.json", name).value()).verdict ==
        Verdict::Rejected);
}

}  // namespace voorzien::feeds
