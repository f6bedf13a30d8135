#include "adapters/http_server/websocket.h"

#include "adapters/http_server/testing.h"

using namespace voorzien::adapters;
using voorzien::adapters::testing::masked;

namespace {
using Event = ClientFrameReader::Event;

// All events of the bytes, given in pieces of this size.
std::vector<Event> events(std::string_view bytes, std::size_t piece, std::size_t limit = 100) {
  ClientFrameReader reader(limit);
  std::vector<Event> out;
  while (!bytes.empty()) {
    std::string_view part = bytes.substr(0, piece);
    bytes.remove_prefix(part.size());
    while (auto event = reader.read(part)) out.push_back(*event);
  }
  return out;
}

std::uint16_t fault_of(const std::string& bytes) {
  for (const Event& event : events(bytes, 1))
    if (event.kind == Event::Kind::Fault) return event.code;
  return 0;
}
}  // namespace

TEST_SUITE("http websocket") {
  TEST_CASE("reads_frames_the_same_however_they_are_torn") {
    const std::string bytes = masked(1, "text") + masked(9, "one") + masked(1, "frag", false) +
                              masked(9, "") + masked(0, "ment") + masked(10, "pong") +
                              masked(2, std::string(100, 'b')) + masked(8, "\x03\xe8 bye") + "rubbish";
    for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{7}, bytes.size()}) {
      const auto found = events(bytes, piece);
      REQUIRE(found.size() == 3);
      CHECK(found[0].kind == Event::Kind::Ping);
      CHECK(found[0].payload == "one");
      CHECK(found[1].payload.empty());
      CHECK(found[2].kind == Event::Kind::Close);
      CHECK(found[2].code == 1000);
    }
  }

  TEST_CASE("names_each_fault") {
    CHECK(fault_of("\x81\x02hi") == 1002);           // no mask
    CHECK(fault_of(masked(1 | 0x40, "x")) == 1002);  // reserved bit
    CHECK(fault_of(masked(3, "x")) == 1002);         // unknown opcodes
    CHECK(fault_of(masked(11, "x")) == 1002);
    CHECK(fault_of(masked(9, "x", false)) == 1002);                   // torn control frame
    CHECK(fault_of(masked(9, std::string(126, 'x'))) == 1002);        // long control frame
    CHECK(fault_of(masked(0, "x")) == 1002);                          // nothing to continue
    CHECK(fault_of(masked(1, "x", false) + masked(1, "y")) == 1002);  // a new message inside another
    CHECK(fault_of(masked(8, "x")) == 1002);                          // half a code
    CHECK(fault_of(masked(8, "\x03\xed")) == 1002);                   // 1005 is never sent
    CHECK(fault_of(masked(1, std::string(101, 'x'))) == 1009);
    CHECK(fault_of(masked(1, std::string(60, 'x'), false) + masked(0, std::string(60, 'x'))) == 1009);
    CHECK(fault_of("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x11\x22\x33\x44" + std::string("x")) != 0);
    CHECK(fault_of("\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff\x11\x22\x33\x44") == 1009);  // 2^64-1 bytes
    CHECK(fault_of(masked(8, "")) == 0);
  }

  TEST_CASE("makes_the_accept_key_of_the_rfc") {
    CHECK(websocket_accept_of("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    CHECK(is_websocket_key("dGhlIHNhbXBsZSBub25jZQ=="));
    for (const char* bad :
         {"", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQAA", "dGhlIHNhbXBsZSBub25j\r\n=="})
      CHECK(!is_websocket_key(bad));
    CHECK(close_frame(1002, std::string(200, 'r')).size() == 2 + 125);
    CHECK(close_frame(1005, "unsaid") == std::string("\x88\x00", 2));
  }
}
