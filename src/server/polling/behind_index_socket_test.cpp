// BehindIndex over real sockets: one feed, and the links behind it as servers show them.
#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>

#include "adapters/http_client/curl_fetcher.h"
#include "adapters/http_client/hostile_server.h"
#include "adapters/system/clock.h"
#include "server/polling/behind_index.h"

using namespace voorzien;
using namespace voorzien::adapters;
using server::BehindIndex;
using voorzien::adapters::testing::answer_of;
using voorzien::adapters::testing::HostileServer;

namespace {
using Taken = std::vector<std::string>;

std::string path_of(const std::string& request) {
  const std::size_t from = request.find(' ') + 1;
  return request.substr(from, request.find(' ', from) - from);
}

void hang(int fd, const std::atomic<bool>& gone) {
  while (!gone) {  // says nothing until the other side hangs up
    pollfd wait{fd, POLLIN, 0};
    if (::poll(&wait, 1, 50) > 0) return;
  }
}

const std::string cap = "Content-Type: application/cap+xml\r\n";

// What each path answers; remembers what was asked.
struct World {
  std::mutex mutex;
  Taken asked;
  HostileServer inside{[](const std::string&, int fd, const std::atomic<bool>&) {
    HostileServer::send_all(fd, answer_of("200 OK", cap, "<inside/>"));
  }};
  HostileServer server{[this](const std::string& request, int fd, const std::atomic<bool>& gone) {
    const std::string path = path_of(request);
    {
      const std::scoped_lock lock(mutex);
      asked.push_back(path);
    }
    if (path == "/hangs") return hang(fd, gone);
    HostileServer::send_all(fd, answer(path, request));
  }};

  std::string answer(const std::string& path, const std::string& request) const {
    if (path == "/feed") {
      const bool same = request.find("If-None-Match: \"v1\"") != std::string::npos;
      return same ? "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
                  : answer_of("200 OK", "Content-Type: application/atom+xml\r\nETag: \"v1\"\r\n", "<feed/>");
    }
    if (path.starts_with("/good")) return answer_of("200 OK", cap, "<alert>" + path + "</alert>");
    if (path == "/away") return answer_of("302 Found", "Location: " + inside.url() + "\r\n", "");
    if (path == "/again") return answer_of("302 Found", "Location: /good-elsewhere\r\n", "");
    if (path == "/large") return answer_of("200 OK", cap, std::string(server::followed_bytes_max + 1, 'a'));
    if (path == "/page") return answer_of("200 OK", "Content-Type: text/html\r\n", "<html>Log in</html>");
    if (path == "/picture") return answer_of("200 OK", "Content-Type: image/png\r\n", "x");
    if (path == "/cut") return "HTTP/1.1 200 OK\r\n" + cap + "Content-Length: 1000\r\n\r\n<alert>";
    return answer_of("404 Not Found", "", "");
  }
};

struct Following {
  World world;
  CurlFetcher curl;
  BehindIndex behind{curl};
  Taken taken;
  std::vector<Error> failures;
  FetchRequest feed;

  Following() {
    feed.url = world.server.url("/feed");
    feed.allow_private = true;
    feed.timeout = seconds(1);
  }
  bool follow(const Taken& paths) {
    std::string index = "<feed>";
    for (const std::string& path : paths)
      index += "<entry><link href='" + (path.starts_with("/") ? world.server.url(path) : path) +
               "' type='application/cap+xml'/></entry>";
    return behind.follow(feed, index + "</feed>",
                         {[this](std::string bytes) {
                            taken.push_back(std::move(bytes));
                            return true;
                          },
                          [this](const Error& error) { failures.push_back(error); }, machine_now});
  }
  [[nodiscard]] std::ptrdiff_t times(const std::string& path) {
    const std::scoped_lock lock(world.mutex);
    return std::ranges::count(world.asked, path);
  }
};
}  // namespace

TEST_CASE("one_link_that_is_gone_costs_no_other_and_is_told") {
  Following f;
  CHECK_FALSE(f.follow({"/good-1", "/gone", "/good-2"}));
  CHECK(f.taken == Taken{"<alert>/good-1</alert>", "<alert>/good-2</alert>"});
  REQUIRE(f.failures.size() == 1);
  CHECK(f.failures[0].detail == "status 404");
  CHECK(f.failures[0].where == f.world.server.url("/gone"));
  CHECK_FALSE(f.follow({"/good-1", "/gone", "/good-2"}));
  CHECK(f.follow({"/good-1", "/gone", "/good-2"}));
  CHECK(f.follow({"/good-1", "/gone", "/good-2"}));
  CHECK(f.times("/gone") == 3);
  CHECK(f.times("/good-1") == 1);
}

TEST_CASE("a_link_is_never_redirected_neither_inside_nor_on_its_own_host") {
  Following f;
  CHECK_FALSE(f.follow({"/away", "/again", "/good"}));
  CHECK(f.taken == Taken{"<alert>/good</alert>"});
  CHECK(f.failures.size() == 2);
  CHECK(f.world.inside.asked() == 0);
  CHECK(f.times("/good-elsewhere") == 0);
}

TEST_CASE("a_private_host_behind_a_link_is_not_asked_also_by_another_name") {
  Following f;
  CHECK(f.follow(
      {f.world.inside.url("/good"), "http://localhost:" + std::to_string(f.world.server.port()) + "/good"}));
  CHECK(f.world.inside.asked() == 0);
  CHECK(f.world.server.asked() == 0);
  f.feed.allow_private = false;  // a feed of the open internet whose name leads inside
  CHECK_FALSE(f.follow({"/good"}));
  REQUIRE(f.failures.size() == 1);
  CHECK(f.failures[0].code == ErrorCode::NetRefused);
  CHECK(f.world.server.asked() == 0);
}

TEST_CASE("what_is_too_large_cut_or_no_cap_is_left_out_and_said") {
  Following f;
  CHECK_FALSE(f.follow({"/large", "/page", "/picture", "/cut", "/good"}));
  CHECK(f.taken == Taken{"<alert>/good</alert>"});
  REQUIRE(f.failures.size() == 4);
  CHECK(f.failures[0].code == ErrorCode::TooLarge);
  CHECK(f.failures[1].code == ErrorCode::NotOfFormat);
  CHECK(f.failures[2].code == ErrorCode::NotOfFormat);
  CHECK(f.failures[3].code == ErrorCode::NetFailed);
}

TEST_CASE("a_link_that_hangs_is_given_up_and_tried_after_those_that_were_not_tried") {
  Following f;
  CHECK_FALSE(f.follow({"/hangs", "/good-1"}));
  CHECK(f.taken == Taken{"<alert>/good-1</alert>"});
  CHECK(f.failures.size() == 1);
  CHECK_FALSE(f.follow({"/hangs", "/good-1", "/good-2"}));
  CHECK(f.taken.back() == "<alert>/good-2</alert>");
  const std::scoped_lock lock(f.world.mutex);
  CHECK(f.world.asked == Taken{"/hangs", "/good-1", "/good-2", "/hangs"});
}

TEST_CASE("the_tag_of_the_index_is_not_sent_for_what_stands_behind_it") {
  Following f;
  CHECK(f.curl.fetch(f.feed).etag == "\"v1\"");
  f.feed.etag = "\"v1\"";
  CHECK(f.curl.fetch(f.feed).kind == FetchKind::NotModified);
  CHECK(f.follow({"/good", "/feed-of-others"}) == false);
  CHECK(f.taken == Taken{"<alert>/good</alert>"});
}
