#include "server/polling/behind_index.h"

#include <doctest/doctest.h>

#include "adapters/memory/fetcher.h"

using namespace voorzien;
using namespace voorzien::adapters;
using server::BehindIndex;

namespace {
Fetched answer(std::string bytes) {
  Fetched out;
  out.kind = FetchKind::News;
  out.status = 200;
  out.bytes = std::move(bytes);
  return out;
}
FetchRequest feed() {
  FetchRequest out;
  out.url = "https://feeds.example/atom";
  out.headers = {{"X-Key", "geheim"}};
  out.body = "{}";
  out.etag = "\"1\"";
  return out;
}
std::string index(const std::vector<std::string>& links) {
  std::string out = "<feed>";
  for (const std::string& link : links)
    out += "<entry><link href='" + link + "' type='application/cap+xml'/></entry>";
  return out + "</feed>";
}
struct Following {
  MemoryFetcher fetcher;
  BehindIndex behind{fetcher};
  std::vector<std::string> taken;
  int failures = 0;
  Instant now;
  Duration each;
  bool follow(const std::vector<std::string>& links) {
    return behind.follow(feed(), index(links),
                         {[this](std::string bytes) {
                            taken.push_back(std::move(bytes));
                            return true;
                          },
                          [this](const Error&) { ++failures; },
                          [this] {
                            now = now + each;
                            return now;
                          }});
  }
};
const std::string a = "https://feeds.example/a";
const std::string b = "https://feeds.example/b";
}  // namespace

TEST_CASE("what_stands_behind_an_index_is_fetched_once_with_its_key_and_without_its_question") {
  Following f;
  f.fetcher.put(a, answer("<a/>"));
  f.fetcher.put(b, answer("<b/>"));
  CHECK(f.follow({a}));
  CHECK(f.follow({a, b}));
  CHECK(f.taken == std::vector<std::string>{"<a/>", "<b/>"});
  REQUIRE(f.fetcher.requests().size() == 2);
  const FetchRequest asked = f.fetcher.requests()[0];
  CHECK(asked.headers == feed().headers);
  CHECK(asked.body.empty());
  CHECK(asked.etag.empty());
  CHECK(asked.redirects_max == 0);
}

TEST_CASE("links_to_another_host_are_not_followed") {
  Following f;
  for (const char* link : {"https://feeds.example.evil/a", "http://feeds.example/a", "https://10.0.0.1/a",
                           "https://feeds.example:8443/a", "https://feeds.example@evil/a"})
    CHECK(f.follow({link}));
  CHECK(f.fetcher.requests().empty());
}

TEST_CASE("what_fails_is_tried_three_times_and_then_left") {
  Following f;
  f.fetcher.put(a, Fetched{});
  f.fetcher.put(a, Fetched{});
  f.fetcher.put(a, Fetched{});
  CHECK_FALSE(f.follow({a}));
  CHECK_FALSE(f.follow({a}));
  CHECK(f.follow({a}));
  CHECK(f.follow({a}));
  CHECK(f.failures == 3);
  CHECK(f.fetcher.requests().size() == 3);
}

TEST_CASE("the_rest_waits_for_the_next_asking_when_time_is_up") {
  Following f;
  f.each = seconds(6);
  f.fetcher.put(a, answer("<a/>"));
  f.fetcher.put(b, answer("<b/>"));
  CHECK_FALSE(f.follow({a, b}));
  CHECK(f.taken == std::vector<std::string>{"<a/>"});
  CHECK(f.follow({a, b}));
  CHECK(f.taken == std::vector<std::string>{"<a/>", "<b/>"});
}
