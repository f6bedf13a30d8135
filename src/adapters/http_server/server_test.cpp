// Requests and answers over real loopback sockets.
#include "adapters/http_server/server.h"

#include "adapters/http_server/testing.h"

using namespace voorzien::adapters;
using namespace voorzien::adapters::testing;

TEST_SUITE("http server") {
  TEST_CASE("answers_many_requests_on_one_connection") {
    Running run;
    Peer peer = run.peer();
    for (int i = 0; i < 50; ++i) {
      peer.send(get("/a%20b?x=" + std::to_string(i)));
      const std::string answer = peer.take_answer();
      CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
      CHECK(answer.ends_with("GET /a b?x=" + std::to_string(i) + " "));
      CHECK(answer.find("Date: ") != std::string::npos);
    }
    CHECK(run.server->counts().requests == 50);
    CHECK(run.server->counts().open == 1);
  }

  TEST_CASE("answers_pipelined_requests_in_order_also_after_a_late_one") {
    Running run;
    Peer peer = run.peer();
    std::string all = get("/late");
    for (int i = 0; i < 100; ++i) all += get("/" + std::to_string(i));
    peer.send(all);
    REQUIRE(eventually([&] { return run.handler.waiting() == 1; }));
    run.handler.release("now");
    CHECK(peer.take_answer().ends_with("\r\n\r\nnow"));
    for (int i = 0; i < 100; ++i) CHECK(peer.take_answer().ends_with("GET /" + std::to_string(i) + "? "));
  }

  TEST_CASE("reads_a_request_that_arrives_byte_by_byte") {
    Running run;
    Peer peer = run.peer();
    const std::string request =
        "POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n";
    for (const char c : request + request) peer.send({&c, 1});
    CHECK(peer.take_answer().ends_with("POST /x? abcde"));
    CHECK(peer.take_answer().ends_with("POST /x? abcde"));
  }

  TEST_CASE("continues_when_the_peer_expects_it") {
    Running run;
    Peer peer = run.peer();
    peer.send("POST /x HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    CHECK(peer.take_head() == "HTTP/1.1 100 Continue\r\n\r\n");
    peer.send("abc");
    CHECK(peer.take_answer().ends_with("POST /x? abc"));
  }

  TEST_CASE("answers_head_without_body_and_304_without_length") {
    Running run;
    Peer peer = run.peer();
    peer.send("HEAD /abc HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/none") + get("/after"));
    const std::string head = peer.take_answer(false);
    CHECK(head.find("Content-Length: 11\r\n") != std::string::npos);
    const std::string none = peer.take_answer(false);
    CHECK(none.starts_with("HTTP/1.1 304 Not Modified\r\n"));
    CHECK(none.find("Content-Length") == std::string::npos);
    CHECK(peer.take_answer().ends_with("GET /after? "));
  }

  TEST_CASE("speaks_http_1_0_and_closes_after_it") {
    Running run;
    Peer peer = run.peer();
    peer.send("GET /old HTTP/1.0\r\n\r\n");
    const std::string answer = peer.take_answer();
    CHECK(answer.find("Connection: close\r\n") != std::string::npos);
    CHECK(answer.ends_with("GET /old? "));
    CHECK(peer.ended());
  }

  TEST_CASE("answers_a_peer_that_shut_its_side") {
    Running run;
    Peer peer = run.peer();
    peer.send(get("/late"));
    peer.finish();
    REQUIRE(eventually([&] { return run.handler.waiting() == 1; }));
    run.handler.release("still here");
    CHECK(peer.take_answer().ends_with("still here"));
    CHECK(peer.ended());
    CHECK(eventually([&] { return run.server->counts().open == 0; }));
  }

  TEST_CASE("answers_500_when_a_handler_throws_or_forgets") {
    Running run;
    Peer peer = run.peer();
    peer.send(get("/throws") + get("/dropped") + get("/fine"));
    CHECK(peer.status() == 500);
    CHECK(peer.status() == 500);
    CHECK(peer.status() == 200);
  }

  TEST_CASE("sends_a_large_answer_to_a_slow_peer_whole") {
    Running run;
    Peer peer(run.server->port(), 4'096);
    peer.send(get("/big") + get("/after"));
    const std::string answer = peer.take_answer();
    CHECK(answer.size() > 8'000'000);
    CHECK(answer.substr(answer.size() - 8'000'000).find_first_not_of('b') == std::string::npos);
    CHECK(peer.take_answer().ends_with("GET /after? "));
  }

  TEST_CASE("answers_from_other_threads_reach_their_own_connection") {
    Running run;
    std::vector<Peer> peers;
    for (int i = 0; i < 64; ++i) peers.emplace_back(run.server->port());
    for (Peer& peer : peers) peer.send(get("/late"));
    REQUIRE(eventually([&] { return run.handler.waiting() == peers.size(); }));
    std::thread other([&] { run.handler.release("late"); });
    for (Peer& peer : peers) CHECK(peer.take_answer().ends_with("late"));
    other.join();
  }

  TEST_CASE("stops_fast_with_open_connections_and_unanswered_requests") {
    Running run;
    Peer idle = run.peer();
    Peer waiting = run.peer();
    Peer stream = run.peer();
    waiting.send(get("/late"));
    stream.send(get("/sse"));
    REQUIRE(stream.read_to("data: []"));
    REQUIRE(eventually([&] { return run.handler.waiting() == 1; }));
    const auto before = std::chrono::steady_clock::now();
    run.server.reset();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(1));
    run.handler.release("too late");  // meets no server, and does no harm
    run.feed.publish();
    CHECK(idle.ended());
    CHECK(waiting.ended());
    CHECK(stream.ended());
  }

  TEST_CASE("says_why_it_cannot_listen") {
    Running run;
    HttpServerOptions options;
    options.port = run.server->port();
    const auto second = HttpServer::listen(options, run.handler, run.feed);
    REQUIRE(!second);
    CHECK(second.error().detail.starts_with("bind: "));
    options.host = "no such host";
    CHECK(!HttpServer::listen(options, run.handler, run.feed));
  }
}
