// SSE and WebSocket over real loopback sockets.
#include "adapters/http_server/server.h"
#include "adapters/http_server/testing.h"

using namespace voorzien::adapters;
using namespace voorzien::adapters::testing;

namespace {
std::string mark(std::uint64_t n) { return "<" + std::to_string(n) + ">"; }

// All marks <n> that stand whole in the text, in order. The length of a WebSocket frame may hold the byte '<'
// too.
std::vector<std::uint64_t> marks(const std::string& text) {
  std::vector<std::uint64_t> out;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const std::size_t end = text.find_first_not_of("0123456789", at + 1);
    if (end != at + 1 && end != std::string::npos && text[end] == '>')
      out.push_back(std::stoull(text.substr(at + 1, end - at - 1)));
  }
  return out;
}
}  // namespace

TEST_SUITE("http streams") {
  TEST_CASE("streams_changes_as_server_sent_events_with_the_version_as_id") {
    Running run;
    run.feed.publish();
    Peer peer = run.peer();
    peer.send(get("/sse?since=0"));
    const std::string head = peer.take_head();
    CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(head.find("Content-Type: text/event-stream\r\n") != std::string::npos);
    REQUIRE(peer.read_to("id: 1\ndata: [<1>]\n\n"));
    run.feed.publish();
    CHECK(peer.read_to("id: 2\ndata: <2>\n\n"));
    CHECK(run.server->counts().streams == 1);
  }

  TEST_CASE("last_event_id_wins_over_since") {
    Running run;
    for (int i = 0; i < 5; ++i) run.feed.publish();
    Peer peer = run.peer();
    peer.send(get("/sse?since=1", "Last-Event-ID: 3\r\n"));
    CHECK(peer.read_to("data: [<4><5>]\n\n"));
  }

  TEST_CASE("websocket_gets_changes_heartbeats_pongs_and_a_close") {
    HttpLimits limits;
    limits.heartbeat = HttpLimits::ms(20);
    Running run(limits);
    Peer peer = run.peer();
    peer.send(get("/ws?since=0", upgrade));
    const std::string head = peer.take_head();
    CHECK(head.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
    CHECK(head.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") != std::string::npos);
    run.feed.publish();
    CHECK(peer.read_to("<1>"));
    CHECK(
        peer.read_to("\x81\x04"
                     "beat"));
    peer.send(masked(9, "are you there"));
    CHECK(
        peer.read_to("\x8a\x0d"
                     "are you there"));
    peer.send(masked(8,
                     "\x03\xe8"
                     "bye"));
    CHECK(peer.read_to("\x88\x02\x03\xe8"));
    CHECK(peer.ended());
    CHECK(eventually([&] { return run.server->counts().open == 0; }));
  }

  TEST_CASE("who_joins_hears_what_time_it_is_long_before_the_next_heartbeat") {
    HttpLimits limits;
    limits.heartbeat = HttpLimits::ms(3'600'000);
    Running run(limits);
    Peer peer = run.peer();
    peer.send(get("/ws?since=0", upgrade));
    CHECK(
        peer.read_to("\x81\x04"
                     "beat"));
  }

  TEST_CASE("a_client_that_breaks_the_websocket_protocol_hears_why") {
    Running run;
    Peer unmasked = run.peer();
    unmasked.send(get("/ws", upgrade) + "\x81\x02hi");  // already behind the handshake
    CHECK(
        unmasked.read_to("\x03\xea"
                         "client frames must be masked"));
    CHECK(unmasked.ended());
    Peer large = run.peer();
    large.send(get("/ws", upgrade) + masked(1, std::string(5'000, 'x')));
    CHECK(
        large.read_to("\x03\xf1"
                      "message too big"));
    CHECK(large.ended());
  }

  TEST_CASE("refuses_an_incomplete_handshake_and_a_foreign_origin") {
    Running run;
    Peer plain = run.peer();
    plain.send(get("/ws"));
    const std::string answer = plain.take_answer();
    CHECK(answer.starts_with("HTTP/1.1 426 "));
    CHECK(answer.find("Sec-WebSocket-Version: 13\r\n") != std::string::npos);
    Peer keyless = run.peer();
    keyless.send(get("/ws", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"));
    CHECK(keyless.status() == 400);
    Peer foreign = run.peer();
    foreign.send(get("/ws", std::string(upgrade) + "Origin: https://evil.example\r\n"));
    CHECK(foreign.status() == 403);
    Peer own = run.peer();
    own.send(get("/ws", std::string(upgrade) +
                            "Origin: http://localhost:" + std::to_string(run.server->port()) + "\r\n"));
    CHECK(own.take_head().starts_with("HTTP/1.1 101 "));
  }

  TEST_CASE("a_comment_keeps_server_sent_events_alive") {
    HttpLimits limits;
    limits.comment = HttpLimits::ms(20);
    Running run(limits);
    Peer peer = run.peer();
    peer.send(get("/sse"));
    CHECK(peer.read_to("\n\n:\n\n:\n\n"));
  }

  TEST_CASE("two_hundred_clients_get_every_change_once_and_in_order") {
    Running run;
    std::vector<Peer> peers;
    for (int i = 0; i < 200; ++i) peers.emplace_back(run.server->port());
    for (std::size_t i = 0; i < peers.size(); ++i)
      peers[i].send(i % 2 == 0 ? get("/sse") : get("/ws", upgrade));
    for (int i = 0; i < 300; ++i) run.feed.publish();
    std::vector<std::uint64_t> all;
    for (std::uint64_t n = 1; n <= 300; ++n) all.push_back(n);
    for (Peer& peer : peers) {
      CHECK(peer.read_to(mark(300)));
      CHECK(marks(peer.in) == all);
    }
    CHECK(run.server->counts().streams == 200);
    peers.clear();
    CHECK(eventually([&] { return run.server->counts().open == 0; }));
  }

  TEST_CASE("resumes_by_since_without_gap_or_duplicate_over_a_hundred_reconnects") {
    Running run({}, 50);
    std::atomic<bool> enough{false};
    std::thread publisher([&] {
      while (!enough) run.feed.publish();
    });
    std::vector<std::uint64_t> seen;
    for (int i = 0; i < 100; ++i) {
      Peer peer = run.peer();
      const std::uint64_t since = seen.empty() ? 0 : seen.back();
      const bool socket = i % 2 == 1;
      peer.send(get((socket ? "/ws?since=" : "/sse?since=") + std::to_string(since), socket ? upgrade : ""));
      CHECK(!peer.take_head().empty());
      for (int reads = 0; reads < 4; ++reads) CHECK(peer.more());
      // A number at the very end may be cut off: only what is closed by '>' counts.
      const std::size_t whole = peer.in.rfind('>');
      if (whole == std::string::npos) continue;
      for (const std::uint64_t n : marks(peer.in.substr(0, whole + 1))) seen.push_back(n);
    }
    enough = true;
    publisher.join();
    REQUIRE(!seen.empty());
    bool consecutive = true;
    for (std::size_t i = 0; i < seen.size(); ++i) consecutive = consecutive && seen[i] == i + 1;
    CHECK(consecutive);
  }

  TEST_CASE("a_reader_that_fell_behind_the_ring_is_caught_up_by_version") {
    HttpLimits limits;
    limits.stream_ring_frames = 8;
    Running run(limits, 8);
    Peer peer(run.server->port(), 4'096);
    peer.send(get("/sse"));
    REQUIRE(peer.read_to("data: []"));
    const std::string padding(20'000, 'p');
    const int before = run.feed.catch_ups;
    std::uint64_t last = 0;
    // Nothing is read until the server has given up on the ring for this client.
    for (; last < 2'000; ++last) run.feed.publish(padding);
    REQUIRE(peer.read_to(mark(last)));
    CHECK(run.feed.catch_ups > before);
    CHECK(run.server->counts().caught_up >= 1);
    const auto seen = marks(peer.in);
    bool consecutive = true;
    for (std::size_t i = 0; i < seen.size(); ++i) consecutive = consecutive && seen[i] == i + 1;
    CHECK(consecutive);
    CHECK(seen.size() == last);
  }

  TEST_CASE("a_reader_that_takes_nothing_is_dropped_and_harms_nobody") {
    HttpLimits limits;
    limits.stream_stall = HttpLimits::ms(50);
    limits.tick = HttpLimits::ms(10);
    Running run(limits, 8);
    Peer slow(run.server->port(), 4'096);
    slow.send(get("/sse"));
    REQUIRE(slow.read_to("data: []"));
    Peer quick = run.peer();
    quick.send(get("/sse"));
    REQUIRE(quick.read_to("data: []"));
    const std::string padding(100'000, 'p');
    std::uint64_t last = 0;
    REQUIRE(eventually([&] {
      run.feed.publish(padding);
      ++last;
      const bool arrived = quick.read_to(mark(last));
      quick.in.clear();
      return run.server->counts().dropped_slow == 1 || !arrived;
    }));
    CHECK(eventually([&] { return run.server->counts().streams == 1; }));  // it is counted, then closed
    run.feed.publish();
    CHECK(quick.read_to(mark(last + 1)));
  }

  TEST_CASE("one_catch_up_serves_all_that_come_back_with_the_same_since") {
    HttpLimits limits;
    limits.tick = HttpLimits::ms(600'000);  // what is shared is forgotten at a tick
    Running run(limits);
    for (int i = 0; i < 10; ++i) run.feed.publish();
    std::vector<Peer> peers;
    for (int i = 0; i < 50; ++i) peers.emplace_back(run.server->port());
    for (Peer& peer : peers) peer.send(get("/sse?since=7"));
    for (Peer& peer : peers) CHECK(peer.read_to("data: [<8><9><10>]\n\n"));
    CHECK(run.feed.catch_ups == 1);
  }
}
