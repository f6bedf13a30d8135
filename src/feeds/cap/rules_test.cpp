#include "feeds/cap/rules.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "feeds/cap/cap.h"

namespace voorzien::feeds {
namespace {
struct Parts {
  std::string identifier = "A-1";
  std::string type = "Alert";
  std::string scope = "<scope>Public</scope>";
  std::string references = {};
  std::string info = {};
};
std::string info(const std::string& language, const std::string& rest) {
  return "<info><language>" + language +
         "</language><category>Met</category><event>Wind</event><urgency>Expected</urgency>"
         "<severity>Severe</severity><certainty>Likely</certainty>" +
         rest + "</info>";
}
std::size_t count(const Parts& parts, std::string_view code) {
  const auto got =
      parse_cap("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>" + parts.identifier +
                    "</identifier><sender>weer@example.org</sender><sent>2026-07-03T14:00:00+02:00"
                    "</sent><status>Actual</status><msgType>" +
                    parts.type + "</msgType>" + parts.scope + parts.references + parts.info + "</alert>",
                Context{});
  CHECK(got.verdict != observations::Verdict::Rejected);
  CHECK(std::ranges::none_of(got.remarks, [](const auto& one) { return one.code.starts_with("schema-"); }));
  return static_cast<std::size_t>(
      std::ranges::count_if(got.remarks, [code](const auto& one) { return one.code == code; }));
}
std::size_t in_info(const std::string& rest, std::string_view code) {
  return count({.info = info("en", rest)}, code);
}
}  // namespace

TEST_CASE("an_identifier_that_references_cannot_name_is_remarked") {
  CHECK(count({}, "cap-identity") == 0);
  for (const std::string bad : {"A 1", "A,1", "A&lt;1", "A&amp;1"})
    CHECK(count({.identifier = bad}, "cap-identity") == 1);
}

TEST_CASE("restriction_belongs_to_restricted_and_addresses_to_private") {
  CHECK(count({.scope = "<scope>Public</scope><restriction>x</restriction>"}, "cap-scope") == 1);
  CHECK(count({.scope = "<scope>Restricted</scope><restriction>x</restriction>"}, "cap-scope") == 0);
  CHECK(count({.scope = "<scope>Private</scope>"}, "cap-scope") == 1);
  CHECK(count({.scope = "<scope>Private</scope><addresses>a@b</addresses>"}, "cap-scope") == 0);
}

TEST_CASE("references_are_triples_of_others_sent_before") {
  const auto of = [](const std::string& references) {
    return count({.type = "Update", .references = "<references>" + references + "</references>"},
                 "cap-references");
  };
  CHECK(of("weer@example.org,A-0,2026-07-03T13:00:00+02:00\n other,B,2026-07-03T12:00:00-00:00") == 0);
  CHECK(of("A-0") == 1);
  CHECK(of("weer@example.org,A-1,2026-07-03T14:00:00+02:00") == 1);
  CHECK(of("weer@example.org,A-2,2026-07-03T15:00:00+02:00") == 1);
  CHECK(count({.type = "Update"}, "cap-references") == 1);
  CHECK(count({.type = "Alert"}, "cap-references") == 0);
}

TEST_CASE("the_same_words_in_two_languages_are_remarked_once") {
  const std::string words = "<description>Wind</description>";
  CHECK(count({.info = info("en", words) + info("fr", words) + info("de", words)}, "cap-language") == 1);
  CHECK(count({.info = info("en", words) + info("en-GB", words)}, "cap-language") == 0);
  CHECK(count({.info = info("en", words) + info("fr", "<description>Vent</description>")}, "cap-language") ==
        0);
}

TEST_CASE("addresses_media_types_and_embedded_files_have_their_form") {
  CHECK(in_info("<web>https://example.org/a</web>", "cap-web") == 0);
  CHECK(in_info("<web>www.example.org</web>", "cap-web") == 1);
  const auto resource = [](const std::string& type, const std::string& rest) {
    return in_info(
        "<resource><resourceDesc>map</resourceDesc><mimeType>" + type + "</mimeType>" + rest + "</resource>",
        "cap-resource");
  };
  CHECK(resource("image/png", "<uri>https://example.org/a.png</uri>") == 0);
  CHECK(resource("text/html; charset=utf-8", "") == 0);
  CHECK(resource("png", "") == 1);
  CHECK(resource("image/png", "<uri>a.png</uri>") == 1);
  CHECK(resource("image/png", "<uri>a.png</uri><derefUri>QUJD\n QUI=</derefUri>") == 0);
  CHECK(resource("image/png", "<derefUri>AB=D</derefUri>") == 1);
  CHECK(resource("image/png", "<derefUri>ABC</derefUri>") == 1);
}

TEST_CASE("a_ceiling_stands_above_an_altitude") {
  const auto heights = [](const std::string& rest) {
    return in_info("<area><areaDesc>Here</areaDesc>" + rest + "</area>", "cap-ceiling");
  };
  CHECK(heights("<altitude>100</altitude><ceiling>200.5</ceiling>") == 0);
  CHECK(heights("<ceiling>200</ceiling>") == 1);
  CHECK(heights("<altitude>300</altitude><ceiling>200</ceiling>") == 1);
  CHECK(heights("<altitude>300</altitude>") == 0);
}

}  // namespace voorzien::feeds
