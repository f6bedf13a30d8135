#include "adapters/http_client/poller.h"

#include <doctest/doctest.h>

#include <future>

#include "adapters/memory/fetcher.h"

using namespace voorzien;
using namespace voorzien::adapters;

namespace {

Fetched news(std::string bytes, std::string etag) {
  Fetched answer;
  answer.kind = FetchKind::News;
  answer.status = 200;
  answer.bytes = std::move(bytes);
  answer.etag = std::move(etag);
  return answer;
}

}  // namespace

TEST_CASE("a_source_is_asked_on_its_rhythm_within_a_tenth") {
  PollSchedule schedule(1);
  schedule.add(seconds(60), Instant{0});
  CHECK_FALSE(schedule.take_due(Instant{-1}));
  const auto first = schedule.take_due(Instant{0} + seconds(6));
  REQUIRE(first);
  CHECK_FALSE(schedule.take_due(Instant{0} + hours(1)));  // it runs
  CHECK_FALSE(schedule.next_due());
  schedule.succeeded(*first, Instant{0} + seconds(7));
  REQUIRE(schedule.next_due());
  CHECK(*schedule.next_due() >= Instant{0} + seconds(67));
  CHECK(*schedule.next_due() <= Instant{0} + seconds(73));
}

TEST_CASE("failures_double_the_wait_up_to_a_quarter_of_an_hour_and_success_resets_it") {
  PollSchedule schedule(2);
  schedule.add(seconds(60), Instant{0});
  Instant now = Instant{0} + seconds(6);
  Duration last;
  for (int i = 0; i < 40; ++i) {
    const auto source = schedule.take_due(now);
    REQUIRE(source);
    schedule.failed(*source, now, Duration{});
    const Duration wait = *schedule.next_due() - now;
    CHECK(wait >= seconds(60));
    CHECK(wait <= minutes(15) + seconds(90));
    if (i == 1) CHECK(wait >= seconds(120));
    last = wait;
    now = *schedule.next_due();
  }
  CHECK(last >= minutes(15));
  schedule.succeeded(*schedule.take_due(now), now);
  CHECK(*schedule.next_due() - now <= seconds(66));
  CHECK(schedule.failures(0) == 0);
}

TEST_CASE("what_the_other_side_asks_for_is_kept_to") {
  PollSchedule schedule(3);
  schedule.add(seconds(1), Instant{0});
  const auto source = schedule.take_due(Instant{0} + seconds(1));
  schedule.failed(*source, Instant{0}, hours(2));
  CHECK(*schedule.next_due() >= Instant{0} + hours(2));
}

TEST_CASE("a_rhythm_of_nothing_is_a_second_and_the_same_seed_gives_the_same_waits") {
  PollSchedule a(4);
  PollSchedule b(4);
  for (PollSchedule* schedule : {&a, &b}) schedule->add(Duration{0}, Instant{0});
  const auto source = a.take_due(Instant{0} + seconds(1));
  (void)b.take_due(Instant{0} + seconds(1));
  a.succeeded(*source, Instant{0});
  b.succeeded(*source, Instant{0});
  CHECK(a.next_due() == b.next_due());
  CHECK(*a.next_due() >= Instant{0} + poll_every_min);
}

TEST_CASE("the_poller_hands_over_news_and_asks_again_with_the_etag") {
  MemoryFetcher fetcher;
  Fetched same;
  same.kind = FetchKind::NotModified;
  fetcher.put("http://a/", news("one", "\"1\""));
  fetcher.put("http://a/", same);
  std::promise<std::string> got;
  std::promise<void> heard;
  std::promise<int> failed;
  std::atomic<bool> heard_once = false;
  std::atomic<bool> failed_once = false;
  PollerCallbacks callbacks;
  callbacks.news = [&](const SourceId& id, std::string bytes) {
    got.set_value(id.value + ":" + bytes);
    return true;
  };
  callbacks.heard = [&](const SourceId&) {
    if (!heard_once.exchange(true)) heard.set_value();
  };
  callbacks.failed = [&](const SourceId& id, const Error& error, int failures) {
    CHECK(id.value == "b");
    CHECK(error.code == ErrorCode::NetFailed);
    if (!failed_once.exchange(true)) failed.set_value(failures);
  };
  PolledSource a{{"a"}, {}, seconds(1)};
  a.request.url = "http://a/";
  PolledSource b{{"b"}, {}, seconds(1)};
  b.request.url = "http://b/";
  {
    const Poller poller({a, b}, fetcher, callbacks, 7);
    CHECK(got.get_future().get() == "a:one");
    CHECK(failed.get_future().get() == 1);
    heard.get_future().get();
  }
  bool with_etag = false;
  for (const FetchRequest& request : fetcher.requests()) with_etag = with_etag || request.etag == "\"1\"";
  CHECK(with_etag);
}

TEST_CASE("what_was_of_no_use_is_asked_for_whole_again") {
  MemoryFetcher fetcher;
  fetcher.put("http://a/", news("rubbish", "\"1\""));
  fetcher.put("http://a/", news("good", "\"2\""));
  std::promise<void> good;
  std::atomic<bool> good_once = false;
  PollerCallbacks callbacks;
  callbacks.news = [&](const SourceId&, std::string bytes) {
    const bool is_good = bytes == "good";
    if (is_good && !good_once.exchange(true)) good.set_value();
    return is_good;
  };
  callbacks.failed = [](const SourceId&, const Error&, int) {};
  PolledSource a{{"a"}, {}, seconds(1)};
  a.request.url = "http://a/";
  {
    const Poller poller({a}, fetcher, callbacks, 7);
    good.get_future().get();
  }
  REQUIRE(fetcher.requests().size() >= 2);
  CHECK(fetcher.requests()[1].etag.empty());
}

TEST_CASE("a_poller_without_sources_ends_at_once") {
  MemoryFetcher fetcher;
  const Poller poller({}, fetcher, {}, 1);
  CHECK(fetcher.requests().empty());
}
