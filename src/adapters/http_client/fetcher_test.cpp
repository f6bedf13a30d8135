#include <doctest/doctest.h>
#include <zlib.h>

#include <chrono>

#include "adapters/http_client/address.h"
#include "adapters/http_client/curl_fetcher.h"
#include "adapters/http_client/hostile_server.h"

using namespace voorzien;
using namespace voorzien::adapters;
using voorzien::adapters::testing::answer_of;
using voorzien::adapters::testing::HostileServer;

namespace {

FetchRequest to(const std::string& url) {
  FetchRequest request;
  request.url = url;
  request.allow_private = true;
  request.timeout = seconds(10);
  return request;
}

HostileServer always(const std::string& bytes) {
  return HostileServer(
      [bytes](const std::string&, int fd, const std::atomic<bool>&) { HostileServer::send_all(fd, bytes); });
}

std::string gzip(const std::string& plain) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

sockaddr_storage address_of(const char* text) {
  sockaddr_storage storage{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  if (::inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    return storage;
  }
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  REQUIRE(::inet_pton(AF_INET6, text, &v6->sin6_addr) == 1);
  v6->sin6_family = AF_INET6;
  return storage;
}

bool is_private(const char* text) {
  const sockaddr_storage storage = address_of(text);
  return is_private_address(reinterpret_cast<const sockaddr&>(storage));
}

}  // namespace

TEST_CASE("a_good_answer_gives_bytes_and_validators") {
  const HostileServer server = always(answer_of(
      "200 OK",
      "Content-Type: application/xml\r\nETag: \"a1\"\r\nLast-Modified: Sun, 21 Jun 2026 10:00:00 GMT\r\n",
      "<a/>"));
  CurlFetcher fetcher;
  FetchRequest request = to(server.url());
  request.content_types = content_types_of("cap");
  const Fetched got = fetcher.fetch(request);
  REQUIRE(got.kind == FetchKind::News);
  CHECK(got.bytes == "<a/>");
  CHECK(got.etag == "\"a1\"");
  CHECK(got.last_modified == "Sun, 21 Jun 2026 10:00:00 GMT");
}

TEST_CASE("an_unchanged_page_is_304_by_its_etag") {
  const HostileServer server([](const std::string& request, int fd, const std::atomic<bool>&) {
    const bool same = request.find("If-None-Match: \"a1\"") != std::string::npos;
    HostileServer::send_all(fd, same ? "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
                                     : answer_of("200 OK", "ETag: \"a1\"\r\n", "x"));
  });
  CurlFetcher fetcher;
  FetchRequest request = to(server.url());
  CHECK(fetcher.fetch(request).kind == FetchKind::News);
  request.etag = "\"a1\"";
  CHECK(fetcher.fetch(request).kind == FetchKind::NotModified);
}

TEST_CASE("a_body_is_posted_as_json_and_never_taken_elsewhere") {
  const HostileServer server([](const std::string& request, int fd, const std::atomic<bool>&) {
    const bool posted = request.starts_with("POST ") &&
                        request.find("Content-Type: application/json") != std::string::npos &&
                        request.find("Content-Length: 7") != std::string::npos;
    HostileServer::send_all(fd,
                            posted ? answer_of("200 OK", "", "good") : answer_of("404 Not Found", "", ""));
  });
  CurlFetcher fetcher;
  FetchRequest request = to(server.url());
  CHECK(fetcher.fetch(request).kind == FetchKind::Failed);
  request.body = "{\"a\":1}";
  const Fetched got = fetcher.fetch(request);
  REQUIRE(got.kind == FetchKind::News);
  CHECK(got.bytes == "good");
  const HostileServer elsewhere = always(answer_of("302 Found", "Location: /again\r\n", ""));
  request.url = elsewhere.url();
  CHECK(fetcher.fetch(request).error.code == ErrorCode::NetRefused);
}

TEST_CASE("304_without_having_asked_for_it_is_a_failure") {
  const HostileServer server = always("HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n");
  CurlFetcher fetcher;
  CHECK(fetcher.fetch(to(server.url())).kind == FetchKind::Failed);
}

TEST_CASE("204_is_empty_and_errors_carry_their_status_and_wait") {
  CurlFetcher fetcher;
  const HostileServer empty = always("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  CHECK(fetcher.fetch(to(empty.url())).kind == FetchKind::Empty);
  const HostileServer busy = always(answer_of("429 Too Many", "Retry-After: 120\r\n", "later"));
  const Fetched got = fetcher.fetch(to(busy.url()));
  CHECK(got.kind == FetchKind::Failed);
  CHECK(got.status == 429);
  CHECK(got.retry_after == seconds(120));
  CHECK(got.error.detail == "status 429");
  CHECK(got.bytes.empty());
}

TEST_CASE("a_gzip_bomb_is_cut_at_the_limit_of_decoded_bytes") {
  const std::string bomb = gzip(std::string(20U << 20U, 'a'));
  REQUIRE(bomb.size() < 100'000);
  const HostileServer server = always(answer_of("200 OK", "Content-Encoding: gzip\r\n", bomb));
  CurlFetcher fetcher;
  FetchRequest request = to(server.url());
  request.bytes_max = 1U << 20U;
  const Fetched got = fetcher.fetch(request);
  CHECK(got.kind == FetchKind::Failed);
  CHECK(got.error.code == ErrorCode::TooLarge);
  CHECK(got.bytes.empty());
  const HostileServer small = always(answer_of("200 OK", "Content-Encoding: gzip\r\n", gzip("hallo")));
  CHECK(fetcher.fetch(to(small.url())).bytes == "hallo");
}

TEST_CASE("a_gz_file_is_unpacked_within_the_limit_and_a_cut_one_is_refused") {
  const std::string document(200'000, 'x');
  CurlFetcher fetcher;
  const std::string packed = gzip(document);
  const HostileServer file = always(answer_of("200 OK", "Content-Type: application/gzip\r\n", packed));
  FetchRequest request = to(file.url());
  CHECK(fetcher.fetch(request).bytes == document);
  request.bytes_max = 100'000;
  CHECK(fetcher.fetch(request).error.code == ErrorCode::TooLarge);
  const HostileServer joined = always(answer_of("200 OK", "", gzip("eerste ") + gzip("tweede")));
  CHECK(fetcher.fetch(to(joined.url())).bytes == "eerste tweede");
  for (const std::size_t size : {packed.size() - 1, packed.size() / 2, std::size_t{4}}) {
    const HostileServer cut = always(answer_of("200 OK", "", packed.substr(0, size)));
    CHECK(fetcher.fetch(to(cut.url())).error.code == ErrorCode::BadEncoding);
  }
  const HostileServer html = always(answer_of("200 OK", "", gzip("<html>log in</html>")));
  CHECK(fetcher.fetch(to(html.url())).error.code == ErrorCode::NotOfFormat);
}

TEST_CASE("a_redirect_loop_ends_after_the_limit") {
  const HostileServer server = always(answer_of("302 Found", "Location: /again\r\n", ""));
  CurlFetcher fetcher;
  const Fetched got = fetcher.fetch(to(server.url()));
  CHECK(got.kind == FetchKind::Failed);
  CHECK(got.error.detail == "more than 3 redirects");
  CHECK(server.asked() == 4);
}

TEST_CASE("a_redirect_to_a_file_is_refused") {
  const HostileServer server = always(answer_of("302 Found", "Location: file:///etc/passwd\r\n", ""));
  CurlFetcher fetcher;
  const Fetched got = fetcher.fetch(to(server.url()));
  CHECK(got.kind == FetchKind::Failed);
  CHECK(got.error.code == ErrorCode::NetRefused);
  CHECK(got.bytes.empty());
  CHECK(fetcher.fetch(to("file:///etc/passwd")).error.code == ErrorCode::NetRefused);
}

TEST_CASE("a_redirect_is_not_followed_with_a_key") {
  const HostileServer server = always(answer_of("302 Found", "Location: http://127.0.0.1:1/\r\n", ""));
  CurlFetcher fetcher;
  FetchRequest request = to(server.url());
  request.headers.emplace_back("X-Api-Key", "geheim");
  const Fetched got = fetcher.fetch(request);
  CHECK(got.error.code == ErrorCode::NetRefused);
  CHECK(server.asked() == 1);
  request.headers.back().second = "a\r\nX-Other: b";
  CHECK(fetcher.fetch(request).error.code == ErrorCode::BadConfig);
}

TEST_CASE("private_addresses_are_refused_also_by_name") {
  const HostileServer server = always(answer_of("200 OK", "", "inside"));
  CurlFetcher fetcher;
  FetchRequest request = to(server.url());
  request.allow_private = false;
  CHECK(fetcher.fetch(request).error.code == ErrorCode::NetRefused);
  request.url = "http://localhost:" + std::to_string(server.port()) + "/";
  CHECK(fetcher.fetch(request).error.code == ErrorCode::NetRefused);
  CHECK(server.asked() == 0);
}

TEST_CASE("addresses_that_are_not_of_the_open_internet_are_known") {
  for (const char* text : {"127.0.0.1",       "10.1.2.3",        "172.16.0.1",   "172.31.255.255",
                           "192.168.1.1",     "169.254.169.254", "100.64.0.1",   "0.0.0.0",
                           "224.0.0.1",       "255.255.255.255", "::",           "::1",
                           "fe80::1",         "fc00::1",         "fd12::1",      "ff02::1",
                           "::ffff:10.0.0.1", "64:ff9b::a00:1",  "2002:a00:1::", "::7f00:1"}) {
    CHECK_MESSAGE(is_private(text), std::string(text));
  }
  for (const char* text : {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "192.0.1.1",
                           "2001:4860::8888", "::ffff:8.8.8.8", "2002:808:808::"}) {
    CHECK_MESSAGE(!is_private(text), std::string(text));
  }
  sockaddr unix_address{};
  unix_address.sa_family = AF_UNIX;
  CHECK(is_private_address(unix_address));
}

TEST_CASE("a_slow_drip_is_given_up") {
  const HostileServer server([](const std::string&, int fd, const std::atomic<bool>& gone) {
    HostileServer::send_all(fd, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    while (!gone) {  // one byte each 100 ms, until the other side hangs up
      if (::send(fd, "x", 1, MSG_NOSIGNAL) <= 0) return;
      pollfd wait{fd, POLLIN, 0};
      if (::poll(&wait, 1, 100) > 0) return;
    }
  });
  CurlFetcher fetcher;
  FetchRequest request = to(server.url());
  request.drip_for = seconds(1);
  const auto before = std::chrono::steady_clock::now();
  const Fetched got = fetcher.fetch(request);
  CHECK(got.kind == FetchKind::Failed);
  CHECK(got.error.detail.find("too slow") == 0);
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(8));
}

TEST_CASE("html_behind_200_is_refused_with_a_clear_error") {
  CurlFetcher fetcher;
  const HostileServer typed =
      always(answer_of("200 OK", "Content-Type: text/html; charset=utf-8\r\n", "<html>log in</html>"));
  FetchRequest request = to(typed.url());
  request.content_types = content_types_of("cap");
  const Fetched got = fetcher.fetch(request);
  CHECK(got.kind == FetchKind::Failed);
  CHECK(got.error.code == ErrorCode::NotOfFormat);
  CHECK(got.error.detail.find("HTML page") != std::string::npos);
  CHECK(got.bytes.empty());
  const HostileServer disguised =
      always(answer_of("200 OK", "Content-Type: application/xml\r\n", "\n <!DOCTYPE HTML><p>"));
  request.url = disguised.url();
  CHECK(fetcher.fetch(request).error.code == ErrorCode::NotOfFormat);
  const HostileServer picture = always(answer_of("200 OK", "Content-Type: image/png\r\n", "x"));
  request.url = picture.url();
  CHECK(fetcher.fetch(request).error.detail == "image/png came; expected application/xml");
}

TEST_CASE("a_cut_answer_and_rubbish_are_failures") {
  CurlFetcher fetcher;
  const HostileServer cut = always("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this");
  CHECK(fetcher.fetch(to(cut.url())).kind == FetchKind::Failed);
  const HostileServer rubbish = always(std::string("\x00\xff rubbish\r\n\r\n", 13));
  CHECK(fetcher.fetch(to(rubbish.url())).kind == FetchKind::Failed);
  CHECK(fetcher.fetch(to("not a url")).kind == FetchKind::Failed);
}

TEST_CASE("stopping_ends_a_fetch_that_hangs") {
  const HostileServer server([](const std::string&, int fd, const std::atomic<bool>& gone) {
    while (!gone) {  // says nothing
      pollfd wait{fd, POLLIN, 0};
      if (::poll(&wait, 1, 50) > 0) return;
    }
  });
  CurlFetcher fetcher;
  std::thread stopper([&fetcher] { fetcher.stop(); });
  const Fetched got = fetcher.fetch(to(server.url()));
  stopper.join();
  CHECK(got.error.detail == "stopped");
}
