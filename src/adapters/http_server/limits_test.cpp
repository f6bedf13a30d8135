// Each limit of limits.h that a peer can reach, reached.
#include "adapters/http_server/limits.h"

#include "adapters/http_server/admission.h"
#include "adapters/http_server/hosts.h"
#include "adapters/http_server/testing.h"

using namespace voorzien::adapters;
using namespace voorzien::adapters::testing;

namespace {
int status_of(const HttpLimits& limits, std::string_view request) {
  const Running run(limits);
  Peer peer = run.peer();
  peer.send(request);
  const int status = peer.status();
  if (status >= 400) CHECK(peer.ended());  // what is refused here is not read on
  return status;
}

std::string post(std::string_view path, std::string_view fields, std::string_view body = {}) {
  return std::string("POST ")
      .append(path)
      .append(" HTTP/1.1\r\nHost: localhost\r\n")
      .append(fields)
      .append("\r\n")
      .append(body);
}
}  // namespace

TEST_SUITE("http limits") {
  TEST_CASE("refuses_each_request_that_breaks_the_rules_with_its_own_status") {
    const std::vector<std::pair<int, std::string>> cases{
        {400, "nonsense\r\n\r\n"},
        {400, "GET /x HTTP/1.1\r\n\r\n"},                                // no Host
        {400, "GET /x HTTP/1.1\r\nHost: localhost\r\nHost: b\r\n\r\n"},  // two
        {400, get("/a/../b")},                                           // dot segment
        {400, get("/a/..%2fb")},                                         // decoded to one
        {400, get("/a%zz")},
        {400, get("/a%00b")},
        {400, get("x")},
        {400, post("/x", "Content-Length: 1\r\nContent-Length: 2\r\n", "ab")},
        {400, post("/x", "Content-Length: -1\r\n")},
        {400, post("/x", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")},
        {400, post("/x", "Transfer-Encoding: chunked\r\n", "zz\r\n")},
        {400, post("/x", "Transfer-Encoding: chunked\r\n", "1\r\nab\r\n")},
        {417, post("/x", "Expect: miracles\r\nContent-Length: 1\r\n", "a")},
        {421, "GET /x HTTP/1.1\r\nHost: evil.example\r\n\r\n"},
        {501, post("/x", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n")},
        {501, "BREW /x HTTP/1.1\r\nHost: localhost\r\n\r\n"},
        {505, "GET /x HTTP/2.0\r\nHost: localhost\r\n\r\n"},
        {200, get("/x")},
    };
    for (const auto& [status, request] : cases) {
      CAPTURE(request);
      CHECK(status_of({}, request) == status);
    }
  }

  TEST_CASE("bounds_request_line_head_fields_and_body") {
    HttpLimits limits;
    limits.request_line_bytes = 100;
    limits.header_bytes = 500;
    limits.header_fields = 5;
    limits.body_bytes = 10;
    limits.feed_body_bytes = 20;
    limits.attachment_body_bytes = 15;
    CHECK(status_of(limits, get("/" + std::string(60, 'a'))) == 200);
    CHECK(status_of(limits, get("/" + std::string(100, 'a'))) == 414);
    CHECK(status_of(limits, "GET /" + std::string(200, 'a')) == 414);  // without an end
    CHECK(status_of(limits, get("/", "X: " + std::string(600, 'a') + "\r\n")) == 431);
    CHECK(status_of(limits, get("/", "A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\n")) == 200);
    CHECK(status_of(limits, get("/", "A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\n")) == 431);
    CHECK(status_of(limits, post("/x", "Content-Length: 10\r\n", "0123456789")) == 200);
    CHECK(status_of(limits, post("/x", "Content-Length: 11\r\n")) == 413);
    CHECK(status_of(limits, post("/api/feeds/knmi", "Content-Length: 20\r\n", "01234567890123456789")) ==
          200);
    CHECK(status_of(limits, post("/api/feeds/knmi", "Content-Length: 21\r\n")) == 413);
    CHECK(status_of(limits, post("/api/attachments", "Content-Length: 15\r\n", "0123456789abcde")) == 200);
    CHECK(status_of(limits, post("/api/attachments", "Content-Length: 16\r\n")) == 413);
    const std::string chunked = "Transfer-Encoding: chunked\r\n";
    CHECK(status_of(limits, post("/x", chunked, "6\r\nabcdef\r\n4\r\nabcd\r\n0\r\n\r\n")) == 200);
    CHECK(status_of(limits, post("/x", chunked, "6\r\nabcdef\r\n5\r\n")) == 413);
    CHECK(status_of(limits, post("/x", chunked, "ffffffffffffffffff\r\n")) == 413);
    limits.chunk_line_bytes = 10;
    limits.trailer_bytes = 10;
    CHECK(status_of(limits, post("/x", chunked, "1;" + std::string(8, 'e') + "\r\na\r\n0\r\n\r\n")) == 200);
    CHECK(status_of(limits, post("/x", chunked, "1;" + std::string(9, 'e') + "\r\na\r\n0\r\n\r\n")) == 400);
    CHECK(status_of(limits, post("/x", chunked, "1;" + std::string(20, 'e'))) == 400);
    CHECK(status_of(limits, post("/x", chunked, "0\r\nTrailer: long\r\n\r\n")) == 431);
  }

  TEST_CASE("refuses_new_bodies_when_too_much_is_under_way") {
    HttpLimits limits;
    limits.bodies_in_memory = 1'000;
    const Running run(limits);
    Peer first = run.peer();
    first.send(post("/x", "Content-Length: 5000\r\n", std::string(2'000, 'a')));
    CHECK(first.status() == 503);
    Peer second = run.peer();  // what the refused one had sent is free again
    second.send(post("/x", "Content-Length: 3\r\n", "abc"));
    CHECK(second.status() == 200);
  }

  TEST_CASE("says_408_when_a_request_comes_too_slowly_and_503_when_an_answer_does") {
    HttpLimits limits;
    limits.tick = HttpLimits::ms(5);
    limits.header_wait = limits.body_wait = limits.answer_wait = HttpLimits::ms(20);
    Running run(limits);
    Peer head = run.peer();
    head.send("GET /x HT");
    CHECK(head.status() == 408);
    Peer body = run.peer();
    body.send(post("/x", "Content-Length: 5\r\n", "ab"));
    CHECK(body.status() == 408);
    Peer answer = run.peer();
    answer.send(get("/late"));
    CHECK(answer.status() == 503);
    run.handler.release("too late");
    Peer silent = run.peer();
    CHECK(silent.ended());
    CHECK(silent.in.empty());
  }

  TEST_CASE("closes_idle_connections_and_those_that_read_nothing") {
    HttpLimits limits;
    limits.tick = HttpLimits::ms(5);
    limits.idle_wait = limits.write_wait = HttpLimits::ms(20);
    Running run(limits);
    Peer idle = run.peer();
    idle.send(get("/x"));
    CHECK(idle.status() == 200);
    CHECK(idle.ended());
    Peer deaf(run.server->port(), 4'096);
    deaf.send(get("/big"));
    CHECK(eventually([&] { return run.server->counts().open == 0 && run.server->counts().requests == 2; }));
  }

  TEST_CASE("bounds_what_it_reads_ahead_of_an_answer") {
    HttpLimits limits;
    limits.read_ahead_bytes = 1'000;
    Running run(limits);
    Peer peer = run.peer();
    peer.send(get("/late"));
    REQUIRE(eventually([&] { return run.handler.waiting() == 1; }));
    std::string more;
    for (int i = 0; i < 200; ++i) more += get("/" + std::to_string(i));
    std::thread sender([&] { peer.send(more); });
    sender.join();
    run.handler.release("now");
    CHECK(peer.take_answer().ends_with("now"));
    for (int i = 0; i < 200; ++i) CHECK(peer.take_answer().ends_with("GET /" + std::to_string(i) + "? "));
  }

  TEST_CASE("turns_connections_away_when_all_places_are_taken") {
    HttpLimits limits;
    limits.connections = 3;
    Running run(limits);
    std::vector<Peer> peers;
    for (int i = 0; i < 3; ++i) {
      peers.emplace_back(run.server->port());
      peers.back().send(get("/x"));
      CHECK(peers.back().status() == 200);
    }
    Peer fourth = run.peer();
    CHECK(fourth.status() == 503);
    CHECK(fourth.ended());
    CHECK(run.server->counts().refused == 1);
    peers.pop_back();
    REQUIRE(eventually([&] { return run.server->counts().open == 2; }));
    Peer fifth = run.peer();
    fifth.send(get("/x"));
    CHECK(fifth.status() == 200);
  }

  TEST_CASE("one_address_cannot_take_all_places") {
    const auto admission = std::make_shared<Admission>(10, 2);
    auto first = admission->take("192.0.2.1");
    const auto second = admission->take("192.0.2.1");
    CHECK(first);
    CHECK(second);
    CHECK(!admission->take("192.0.2.1"));
    const auto other = admission->take("192.0.2.2");
    CHECK(other);
    CHECK(admission->open() == 3);
    first.reset();
    CHECK(admission->take("192.0.2.1"));
    std::vector<std::optional<Admission::Seat>> uncounted;
    for (int i = 0; i < 8; ++i) uncounted.push_back(admission->take(""));
    CHECK(!admission->take(""));
    CHECK(admission->open() == 10);
  }

  TEST_CASE("knows_its_own_names_only") {
    const Hosts local({}, "127.0.0.1", 8080);
    for (const char* good : {"localhost:8080", "LocalHost", "127.0.0.1:8080", "[::1]:8080"})
      CHECK(local.knows(good));
    for (const char* bad : {"", "evil.example", "localhost:81", "localhost.evil.example", "192.0.2.1"})
      CHECK(!local.knows(bad));
    CHECK(local.welcomes_origin(""));
    CHECK(local.welcomes_origin("http://localhost:8080"));
    for (const char* bad : {"null", "http://localhost", "http://evil.example", "file://localhost:8080"})
      CHECK(!local.welcomes_origin(bad));
    const Hosts named({"Voorzien.example", "10.0.0.1:90"}, "0.0.0.0", 8080);
    CHECK(named.knows("voorzien.example:443"));
    CHECK(named.welcomes_origin("https://voorzien.example"));
    CHECK(!named.knows("10.0.0.1:91"));
    CHECK(named.knows("localhost:8080"));
    CHECK(!named.knows("192.0.2.7:8080"));
    const Hosts behind_a_proxy({"voorzien.example"}, "127.0.0.1", 8080);
    CHECK(behind_a_proxy.knows("voorzien.example"));
    CHECK(behind_a_proxy.knows("127.0.0.1:8080"));  // who watches it from this machine
    const Hosts everywhere({}, "0.0.0.0", 8080);
    CHECK(everywhere.knows("192.0.2.7:8080"));
    CHECK(everywhere.knows("[2001:db8::1]:8080"));
    CHECK(!everywhere.knows("evil.example:8080"));
  }
}
