// The failures that sources show in practice, each for every format that can show it. docs/feeds/failures.md
// tells which test covers which. The documents are tests/corpus/<target>/{good,empty,test}.<ending>, which
// the fuzz targets start from as well; a format without them fails the first test.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "feeds/feed.h"
#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Observation;
using observations::Status;
using observations::Understood;
using observations::Verdict;

struct Sample {
  std::string_view format;
  std::string_view folder;
  std::string_view ending;
  bool has_empty = true;  // a document that says "nothing is going on"
  bool has_test = true;   // a word of the source for a test
  bool by_line = false;   // a faulty line costs no other
};
constexpr std::array samples = {
    Sample{"cap", "cap_fuzz", "xml"},
    Sample{"knmi-warnings", "knmi_fuzz", "json"},
    Sample{"datex2", "datex2_fuzz", "xml"},
    Sample{"rws-csv", "rws_fuzz", "csv", true, false, true},
    Sample{"flex", "flex_fuzz", "txt", false, true, true},
    Sample{"observations", "own_fuzz", "json"},
    Sample{"rws-json", "rws_json_fuzz", "json", true, false},
    Sample{"meteoalarm-json", "meteoalarm_json_fuzz", "json"},
    Sample{"meteoalarm-atom", "meteoalarm_atom_fuzz", "xml"},
    Sample{"knmi-edr", "knmi_edr_fuzz", "json", true, false},
    Sample{"energy-nl", "energy_nl_fuzz", "json"},
    Sample{"nl-alert", "nl_alert_fuzz", "json"},
    Sample{"usgs-geojson", "usgs_fuzz", "json", true, false},
    Sample{"gdacs-rss", "gdacs_fuzz", "xml", true, false},
    Sample{"luchtmeetnet", "luchtmeetnet_fuzz", "json", true, false},
    Sample{"csaf", "csaf_fuzz", "json", true, false},
    Sample{"ns-disruptions", "ns_disruptions_fuzz", "json", true, false},
};

std::string document(const Sample& sample, std::string_view name) {
  const std::string path = std::string(VOORZIEN_SOURCE_DIR) + "/tests/corpus/" + std::string(sample.folder) +
                           "/" + std::string(name) + "." + std::string(sample.ending);
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in, path);
  return {std::istreambuf_iterator<char>(in), {}};
}

Understood read(std::string_view format, std::string_view bytes, std::string zone = "Europe/Amsterdam") {
  Context context;
  context.areas = &testing::exact_areas();
  context.source = {"source"};
  context.zone = std::move(zone);
  return parse(format_by_name(format).value(), bytes, context);
}

bool has_remark(const Understood& out, std::string_view code) {
  return std::ranges::any_of(out.remarks, [&](const auto& one) { return one.code == code; });
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}
}  // namespace

TEST_CASE("every_format_has_its_samples") {
  for (const std::string& name : format_names()) {
    CAPTURE(name);
    const auto sample = std::ranges::find(samples, name, &Sample::format);
    REQUIRE(sample != samples.end());
    const std::string good = document(*sample, "good");
    const Understood out = read(name, good);
    CHECK(out.verdict == Verdict::Accepted);
    REQUIRE(out.observations.size() == 1);
    CHECK(out.observations[0].status == Status::Actual);
    CHECK_FALSE(out.observations[0].title.empty());
    CHECK(guess_format(good) == format_by_name(name));
  }
}

TEST_CASE("an_html_page_behind_a_200_is_rejected_by_every_format") {
  for (const Sample& sample : samples)
    for (const std::string_view page :
         {"<!DOCTYPE html><html><head><title>Site Unavailable</title></head><body></body></html>",
          "<html><body>Log in</body></html>", "\n\n<HTML>\n"}) {
      CAPTURE(sample.format);
      const Understood out = read(sample.format, page);
      CHECK(out.verdict == Verdict::Rejected);
      CHECK_FALSE(out.full_list);  // or everything would have ended
      CHECK_FALSE(out.remarks.empty());
    }
}

TEST_CASE("an_empty_list_is_normal") {
  for (const Sample& sample : samples) {
    if (!sample.has_empty) continue;
    CAPTURE(sample.format);
    const Understood out = read(sample.format, document(sample, "empty"));
    CHECK(out.verdict == Verdict::Accepted);
    CHECK(out.observations.empty());
  }
}

TEST_CASE("a_test_on_the_live_channel_is_a_test") {
  for (const Sample& sample : samples) {
    if (!sample.has_test) continue;
    CAPTURE(sample.format);
    const Understood out = read(sample.format, document(sample, "test"));
    REQUIRE(out.observations.size() == 1);
    CHECK(out.observations[0].status == Status::Test);
    CHECK_FALSE(out.observations[0].test_reason.empty());
  }
}

TEST_CASE("a_byte_order_mark_changes_nothing") {
  for (const Sample& sample : samples) {
    CAPTURE(sample.format);
    const std::string good = document(sample, "good");
    CHECK(read(sample.format, "\xef\xbb\xbf" + good).observations == read(sample.format, good).observations);
    CHECK(guess_format("\xef\xbb\xbf" + good) == format_by_name(sample.format));
  }
}

TEST_CASE("half_a_document_never_ends_what_it_does_not_name") {
  for (const Sample& sample : samples) {
    CAPTURE(sample.format);
    const std::string good = document(sample, "good");
    const std::size_t whole = good.find_last_not_of("\r\n") + 1;
    for (std::size_t cut = 0; cut < whole; ++cut) {
      CAPTURE(cut);
      const Understood out = read(sample.format, std::string_view(good).substr(0, cut));
      if (sample.by_line) {
        CHECK_FALSE(out.full_list);
      } else {
        CHECK(out.verdict == Verdict::Rejected);
      }
    }
  }
}

TEST_CASE("garbage_after_valid_content_is_seen") {
  for (const Sample& sample : samples) {
    CAPTURE(sample.format);
    const Understood out = read(sample.format, document(sample, "good") + "}\x01<garbage;\x7f\n");
    if (sample.by_line) {
      CHECK(out.observations.size() == 1);
      CHECK(out.verdict == Verdict::AcceptedWithRemarks);
    } else {
      CHECK(out.verdict == Verdict::Rejected);
    }
  }
}

TEST_CASE("bit_errors_never_make_an_observation_without_identity_or_more_than_one") {
  for (const Sample& sample : samples) {
    CAPTURE(sample.format);
    const std::string good = document(sample, "good");
    std::size_t understood = 0;
    for (std::size_t at = 0; at < good.size(); ++at)
      for (const unsigned bit : {0x01U, 0x20U, 0x80U}) {
        std::string hit = good;
        hit[at] = static_cast<char>(static_cast<unsigned char>(hit[at]) ^ bit);
        const Understood out = read(sample.format, hit);
        CHECK(out.observations.size() <= 1);
        for (const Observation& one : out.observations) CHECK_FALSE(one.id.value.empty());
        understood += out.observations.size();
      }
    CHECK(understood > good.size() / 4);  // an error in the text costs the text and not the message
  }
}

TEST_CASE("the_same_id_with_another_version_is_the_same_fact") {
  const struct {
    std::string_view format, from, to;
  } versions[] = {{"cap", "14:00:00+02:00", "14:10:00+02:00"},
                  {"knmi-warnings", "\"version_id\":2", "\"version_id\":3"},
                  {"datex2", "version=\"3\"", "version=\"4\""},
                  {"rws-csv", "312,5", "313"},
                  {"observations", "\"s-1\"", "\"s-1\",\"native_version\":\"2\""}};
  for (const auto& one : versions) {
    CAPTURE(one.format);
    const Sample& sample = *std::ranges::find(samples, one.format, &Sample::format);
    const std::string good = document(sample, "good");
    const Understood first = read(one.format, good);
    const Understood second = read(one.format, replaced(good, one.from, one.to));
    REQUIRE(second.observations.size() == 1);
    CHECK(first.observations[0].native_id == second.observations[0].native_id);
    CHECK(first.observations[0].id != second.observations[0].id);
  }
}

TEST_CASE("offsets_of_every_kind_give_the_same_moment") {
  const std::string own = document(samples[5], "good");
  const Instant at = read("observations", own).observations[0].t_observed.value();
  for (const std::string_view written :
       {"2026-06-27T15:04:00+0200", "2026-06-27T15:04:00.000000000+02:00", "2026-06-27T13:04:00-00:00",
        "2026-06-27T130400Z", "2026-06-27T13:04:00.0Z"}) {
    CAPTURE(written);
    const Understood out = read("observations", replaced(own, "2026-06-27T15:04:00+02:00", written));
    CHECK(out.observations[0].t_observed == at);
    CHECK(out.verdict == Verdict::Accepted);
  }
  const std::string cap = document(samples[0], "good");
  const Instant sent = read("cap", cap).observations[0].t_issued.value();
  CHECK(read("cap", replaced(cap, "14:00:00+02:00", "12:00:00-00:00")).observations[0].t_issued == sent);
  const Understood nanoseconds = read("datex2", document(samples[2], "good"));
  CHECK(nanoseconds.observations[0].t_issued == parse_instant("2026-06-27T13:59:59.123456Z").value());
}

TEST_CASE("an_offset_that_is_an_hour_off_is_remarked_when_it_leads_past_the_receipt") {
  for (const Sample& sample : samples) {
    if (sample.format == "flex") continue;  // compares each line: flex_test.cpp
    CAPTURE(sample.format);
    const std::string good = document(sample, "good");
    const Observation one = read(sample.format, good).observations[0];
    const Instant told = std::max(one.t_issued, one.t_observed).value();
    Context context;
    context.source = {"source"};
    context.received = told - minutes(58);  // an hour of summer time, and two minutes under way
    CHECK(has_remark(parse(format_by_name(sample.format).value(), good, context), "time-far-from-receipt"));
    context.received = told + minutes(2);
    CHECK_FALSE(
        has_remark(parse(format_by_name(sample.format).value(), good, context), "time-far-from-receipt"));
  }
}

TEST_CASE("a_time_without_offset_is_read_in_the_zone_of_the_source_and_remarked") {
  const std::string own =
      replaced(document(samples[5], "good"), "2026-06-27T15:04:00+02:00", "2026-06-27T15:04:00");
  const Understood local = read("observations", own);
  CHECK(local.observations[0].t_observed == parse_instant("2026-06-27T13:04:00Z").value());
  CHECK(has_remark(local, "time-without-zone"));
  CHECK(read("observations", own, "utc").observations[0].t_observed ==
        parse_instant("2026-06-27T15:04:00Z").value());
}

TEST_CASE("until_24_00_is_the_end_of_the_day") {
  const Instant midnight = parse_instant("2026-06-27T22:00:00Z").value();
  const std::string own =
      replaced(document(samples[5], "good"), "\"s-1\"", "\"s-1\",\"valid_to\":\"2026-06-27T24:00:00+02:00\"");
  CHECK(read("observations", own).observations[0].valid_to == midnight);
  const std::string cap =
      replaced(document(samples[0], "good"), "2026-06-27T18:00:00+02:00", "2026-06-27T24:00:00+02:00");
  CHECK(read("cap", cap).observations[0].valid_to == midnight);
  const std::string row = replaced(document(samples[3], "good"), "27-6-2026;14:20:00", "27-6-2026;24:00:00");
  CHECK(read("rws-csv", row).observations[0].t_observed == parse_instant("2026-06-27T23:00:00Z").value());
}

TEST_CASE("an_end_before_the_start_or_a_minute_after_it_is_kept") {
  const std::string cap = document(samples[0], "good");
  const Understood before =
      read("cap", replaced(cap, "2026-06-27T18:00:00+02:00", "2026-06-27T13:00:00+02:00"));
  REQUIRE(before.observations.size() == 1);
  CHECK(*before.observations[0].valid_to < *before.observations[0].valid_from);
  CHECK(has_remark(before, "ends-before-start"));
  const Understood minute =
      read("cap", replaced(cap, "2026-06-27T18:00:00+02:00", "2026-06-27T14:01:00+02:00"));
  CHECK(minute.verdict == Verdict::Accepted);
  CHECK(*minute.observations[0].valid_to - *minute.observations[0].valid_from == minutes(1));
}

TEST_CASE("latin1_cr_alone_and_a_decimal_comma_are_read") {
  const std::string cap = replaced(replaced(document(samples[0], "good"), "UTF-8", "ISO-8859-1"),
                                   "Stroom uit", "Storing caf\xe9");
  CHECK(read("cap", cap).observations[0].title == "Storing café in Houten");
  std::string row = document(samples[3], "good");
  std::ranges::replace(row, '\n', '\r');
  row = replaced(row, "Hagestein", "Br\xfcggen");
  const Understood out = read("rws-csv", row);
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].quantity->value == 312.5);
  CHECK(out.observations[0].place == "Brüggen boven");
}

TEST_CASE("coordinates_at_zero_or_outside_the_world_are_no_place") {
  const std::string own = document(samples[5], "good");
  for (const std::string_view place : {"\"lon\":0,\"lat\":0", "\"lon\":5.08,\"lat\":520.3"}) {
    const Understood out = read("observations", replaced(own, "\"lon\":5.08,\"lat\":52.03", place));
    REQUIRE(out.observations.size() == 1);
    CHECK_FALSE(out.observations[0].geometry);
    CHECK(has_remark(out, "outside-world"));
  }
  const std::string ring = replaced(document(samples[1], "good"), "[5.4,52.2],[5,52]]", "[5.4,52.2]]");
  const Understood open = read("knmi-warnings", ring);
  CHECK(open.observations[0].geometry.has_value());
  CHECK(has_remark(open, "ring-closed"));
}

TEST_CASE("latitude_and_longitude_the_wrong_way_round_are_turned_and_remarked") {
  const std::string header = "Datum;Tijd;Parameter;Locatie;Meting;Eenheid;EPSG;X;Y\n";
  const Understood out =
      read("rws-csv", header + "27-6-2026;14:20:00;Waterhoogte;Culemborg;201;cm;4258;51.95;5.23\n");
  REQUIRE(out.observations.size() == 1);
  CHECK(std::get<geo::Point>(out.observations[0].geometry.value()) == geo::Point{5.23, 51.95});
  CHECK(has_remark(out, "coordinates-swapped"));
  const std::string own =
      replaced(document(samples[5], "good"), "\"lon\":5.08,\"lat\":52.03", "\"lon\":52.03,\"lat\":5.08");
  CHECK(std::get<geo::Point>(read("observations", own).observations[0].geometry.value()) ==
        geo::Point{5.08, 52.03});
}

TEST_CASE("two_counts_of_the_same_list_that_differ_are_remarked") {
  const std::string knmi = replaced(document(samples[1], "good"), "\"num_warnings\":1", "\"num_warnings\":3");
  const Understood out = read("knmi-warnings", knmi);
  CHECK(out.observations.size() == 1);
  CHECK(has_remark(out, "count-mismatch"));
}

TEST_CASE("a_schema_of_another_version_is_said_and_read_as_far_as_it_goes") {
  const Understood knmi = read("knmi-warnings", replaced(document(samples[1], "good"), "\"0.5\"", "\"0.6\""));
  CHECK(knmi.observations.size() == 1);
  CHECK(has_remark(knmi, "schema-changed"));
  CHECK(read("rws-csv", "Date;Time;Station;Value\n27-6-2026;14:20:00;H;1\n").verdict == Verdict::Rejected);
  const std::string cap = replaced(document(samples[0], "good"), "cap:1.2", "cap:1.3");
  CHECK(read("cap", cap).observations.size() == 1);
  CHECK(has_remark(read("cap", cap), "schema-namespace"));
  const std::string datex = replaced(document(samples[2], "good"), "<mc:messageContainer ",
                                     "<mc:messageContainer modelBaseVersion=\"4\" ");
  CHECK_FALSE(read("datex2", datex).observations.empty());
  CHECK(has_remark(read("datex2", datex), "schema-changed"));
  CHECK_FALSE(has_remark(read("datex2", document(samples[2], "good")), "schema-changed"));
}

TEST_CASE("ten_times_the_volume_loses_nothing") {
  std::string pager;
  for (int i = 0; i < 2'100; ++i)  // ten times a real busy hour
    pager += "FLEX|2026-06-27 12:" + std::to_string(10 + i % 50) + ":20|1600/2/K/A|08.057|00070" +
             std::to_string(1'000 + i % 900) + "|ALN|P 1 BMD-04 BR woning nr" + std::to_string(i) +
             " Houten 091234\n";
  CHECK(read("flex", pager).observations.size() == 2'100);
  const std::string one = document(samples[2], "good");
  const std::size_t from = one.find("<sit:situation ");
  const std::size_t to = one.find("</mc:payload>");
  std::string many = one.substr(0, from);
  for (int i = 0; i < 8'530; ++i)  // ten times a real publication
    many += replaced(one.substr(from, to - from), "id=\"R1\"", "id=\"R" + std::to_string(i) + "\"");
  const Understood out = read("datex2", many + one.substr(to));
  CHECK(out.observations.size() == 8'530);
  CHECK(out.full_list);
}

}  // namespace voorzien::feeds
