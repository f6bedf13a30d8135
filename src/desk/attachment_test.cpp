#include "desk/attachment.h"

#include <doctest/doctest.h>

#include "desk/desk.h"
#include "desk/limits.h"

using namespace voorzien;
using namespace std::string_literals;

namespace {
const Instant now = from_civil_utc({2026, 6, 27, 14, 0, 0, 0});

struct Desk {
  doctrine::Doctrine doctrine;
  desk::State state;
  Touched touched;
  desk::Context context() const { return {now, doctrine, "jan", "Jan", "caco"}; }
  desk::Decision act(const desk::Command& command) {
    desk::Decision out = desk::decide(state, command, context());
    for (const desk::Event& event : out.events) desk::evolve(state, event, context(), touched);
    return out;
  }
  void keep(const std::string& sha256, const std::string& name = "foto.jpg") {
    (void)act(desk::KeepAttachment{{sha256, name, "image/jpeg", 3}});
  }
};

desk::WriteLog line(std::vector<std::string> attachments) {
  desk::WriteLog out;
  out.text = "Brug dicht";
  out.signal = SignalId{"s-1"};
  out.attachments = std::move(attachments);
  return out;
}
}  // namespace

TEST_CASE("the_first_bytes_tell_the_type_whatever_the_name_says") {
  using desk::media_type_of;
  CHECK(media_type_of("\xff\xd8\xff\xe0..."s) == "image/jpeg");
  CHECK(media_type_of("\x89PNG\r\n\x1a\n..."s) == "image/png");
  CHECK(media_type_of("RIFF\0\0\0\0WEBPVP8 "s) == "image/webp");
  CHECK(media_type_of("%PDF-1.7"s) == "application/pdf");
  for (const std::string& other :
       {""s, "RIFF\0\0\0\0WAVE"s, "RIFF"s, "<svg onload=alert(1)>"s, "GIF89a"s, "\x89PNG"s})
    CHECK_FALSE(media_type_of(other));
}

TEST_CASE("a_file_name_is_one_line_without_a_path") {
  CHECK(desk::is_file_name("storing kaart é.png"));
  CHECK(desk::is_file_name(std::string(desk::limits::attachment_name_max, 'a')));
  CHECK_FALSE(desk::is_file_name(std::string(desk::limits::attachment_name_max + 1, 'a')));
  for (const char* bad : {"", "a/b", "a\\b", "a\r\nX: y", "\xc3"}) CHECK_FALSE(desk::is_file_name(bad));
}

TEST_CASE("a_line_names_what_was_kept_and_the_signal_is_told") {
  Desk desk;
  desk.keep("aa");
  desk.keep("bb", "plan.pdf");
  const desk::Decision written = desk.act(line({"bb", "aa"}));
  CHECK_FALSE(written.fault);
  REQUIRE(desk.state.log.size() == 1);
  REQUIRE(desk.state.log[0].attachments);
  CHECK(desk.state.log[0].attachments->at(0).name == "plan.pdf");
  CHECK(desk.state.attached.size() == 2);
  CHECK(desk.state.attached[0].type == "signal");
  CHECK(desk.state.attached[0].id == "s-1");
  CHECK(desk.touched.contains({"signal", "s-1"}));
  (void)desk.act(line({}));
  CHECK_FALSE(desk.state.log[1].attachments);
}

TEST_CASE("an_unknown_doubled_or_eleventh_attachment_is_a_fault_that_names_its_place") {
  Desk desk;
  desk.keep("aa");
  const auto where = [&](std::vector<std::string> hashes) {
    const desk::Decision decision = desk.act(line(std::move(hashes)));
    CHECK(decision.events.empty());
    return decision.fault ? decision.fault->where : "";
  };
  CHECK(where({"aa", "zz"}) == "/attachments/1");
  CHECK(where({"aa", "aa"}) == "/attachments/1");
  std::vector<std::string> many;
  for (std::size_t n = 0; n < desk::limits::attachments_max; ++n) {
    many.push_back("sha" + std::to_string(n));
    desk.keep(many.back());
  }
  CHECK_FALSE(desk.act(line(many)).fault);
  many.emplace_back("aa");
  CHECK(where(many) == "/attachments");
}

TEST_CASE("what_is_known_is_bounded_and_the_newest_stays") {
  Desk desk;
  for (std::size_t n = 0; n <= desk::limits::attachments_known_max; ++n) desk.keep("sha" + std::to_string(n));
  CHECK(desk.state.attachments.size() == desk::limits::attachments_known_max);
  CHECK(desk::find_attachment(desk.state, "sha0") == nullptr);
  desk.keep("sha7", "opnieuw.jpg");
  CHECK(desk.state.attachments.size() == desk::limits::attachments_known_max);
  CHECK(desk::find_attachment(desk.state, "sha7")->name == "opnieuw.jpg");
}
