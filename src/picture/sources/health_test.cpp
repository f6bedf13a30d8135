#include "picture/sources/health.h"

#include <doctest/doctest.h>

#include "picture/testing.h"

namespace voorzien::picture {
namespace {
using observations::Arrival;
using observations::Verdict;
using testing::at;
using testing::Play;

const doctrine::Doctrine& region() {
  static const doctrine::Doctrine it = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  return it;
}

observations::Delivery failure(const std::string& source, Instant when) {
  observations::Delivery out;
  out.arrival = Arrival::Failed;
  out.source.value = source;
  out.received = when;
  out.understood.verdict = Verdict::Rejected;
  out.understood.remarks = {{"fetch-failed", "https://example.org/", source + ": status 500"}};
  return out;
}

observations::Delivery unchanged(const std::string& source, Instant when) {
  observations::Delivery out;
  out.arrival = Arrival::Unchanged;
  out.source.value = source;
  out.received = when;
  return out;
}

observations::Delivery remarked(const std::string& source, Instant when) {
  observations::Delivery out;
  out.source.value = source;
  out.received = when;
  out.raw_sha256 = "ab";
  out.understood.verdict = Verdict::AcceptedWithRemarks;
  out.understood.remarks = {{"bad-time", "3:1", ""}};
  return out;
}
}  // namespace

TEST_CASE("not_modified_keeps_a_source_alive_without_counting_a_document") {
  Play play(region());
  play.deliver("knmi", at("15:00"), {}, true);
  play.deliver(unchanged("knmi", at("15:20")));
  play.advance(at("15:31"));
  const Health& knmi = play.state.sources.at("knmi");
  CHECK(knmi.state == "ok");
  CHECK(knmi.last_received == at("15:20"));
  CHECK(knmi.received == 1);
  CHECK(knmi.unchanged == 1);
  CHECK(knmi.recent.size() == 1);
  play.advance(at("15:50"));
  CHECK(play.state.sources.at("knmi").state == "silent");
}

TEST_CASE("a_failed_asking_is_remarked_and_is_no_sign_of_life") {
  Play play(region());
  play.deliver("knmi", at("15:00"), {}, true);
  play.deliver(failure("knmi", at("15:10")));
  const Health& knmi = play.state.sources.at("knmi");
  CHECK(knmi.condition == "remarked");
  CHECK(knmi.last_remarks.front().code == "fetch-failed");
  CHECK(knmi.last_bad_sha256.empty());
  CHECK(knmi.last_received == at("15:00"));
  CHECK(knmi.failed == 1);
  CHECK(knmi.received == 1);
  play.advance(at("15:31"));
  CHECK(knmi.state == "silent");
  play.deliver(unchanged("knmi", at("15:32")));
  CHECK(knmi.state == "ok");
  CHECK(knmi.condition == "none");
}

TEST_CASE("a_source_that_never_answered_stays_silent_and_says_why") {
  Play play(region());
  play.deliver(failure("knmi", at("15:00")));
  CHECK(play.state.sources.at("knmi").state == "silent");
  CHECK(play.state.sources.at("knmi").condition == "remarked");
  CHECK(play.theme("weather") == Level::Grey);
}

TEST_CASE("what_was_wrong_with_the_last_document_stays_said_while_it_is_not_modified") {
  Play play(region());
  play.deliver(remarked("knmi", at("15:00")));
  play.deliver(unchanged("knmi", at("15:05")));
  CHECK(play.state.sources.at("knmi").condition == "remarked");
  play.deliver("knmi", at("15:10"), {}, true);
  CHECK(play.state.sources.at("knmi").condition == "none");
}

TEST_CASE("only_the_turn_of_asking_is_written_at_once") {
  Play play(region());
  CHECK(turns(play.state, failure("knmi", at("15:00"))));
  play.deliver(failure("knmi", at("15:00")));
  CHECK_FALSE(turns(play.state, failure("knmi", at("15:01"))));
  CHECK(turns(play.state, unchanged("knmi", at("15:02"))));
  play.deliver(unchanged("knmi", at("15:02")));
  CHECK_FALSE(turns(play.state, unchanged("knmi", at("15:03"))));
  CHECK(turns(play.state, failure("knmi", at("15:04"))));
}

TEST_CASE("what_is_merged_counts_the_same_as_one_by_one") {
  const std::vector<observations::Delivery> heard = {
      remarked("knmi", at("15:00")), unchanged("knmi", at("15:01")), failure("knmi", at("15:02")),
      unchanged("knmi", at("15:03"))};
  Health one_by_one;
  std::optional<Heard> merged;
  for (const observations::Delivery& one : heard) {
    hear(one_by_one, heard_of(one, false));
    if (!merged)
      merged = heard_of(one, false);
    else
      merge_into(*merged, heard_of(one, false));
    Health together;
    hear(together, *merged);
    CHECK(together.condition == one_by_one.condition);
    CHECK(together.failing == one_by_one.failing);
    CHECK(together.unchanged == one_by_one.unchanged);
    CHECK(together.failed == one_by_one.failed);
    CHECK(together.received == one_by_one.received);
    CHECK(together.last_received == one_by_one.last_received);
    CHECK(together.last_bad_sha256 == one_by_one.last_bad_sha256);
    CHECK(together.last_remarks == one_by_one.last_remarks);
  }
}
}  // namespace voorzien::picture
