#include "server/film/film.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "base/base64.h"
#include "server/film/player.h"

namespace voorzien::film {
namespace {
Instant at(int hour, int minute, int second = 0) {
  return from_civil_utc(
      {.year = 2026, .month = 6, .day = 27, .hour = hour, .minute = minute, .second = second});
}
std::string line_of(int hour, int minute, std::string source = "pager", std::string format = "flex") {
  std::string out;
  write_line({at(hour, minute), std::move(source), std::move(format), "FLEX|text"}, out);
  return out;
}
Film film_of(std::string text) {
  Result<Film> film = Film::from_text(std::move(text));
  REQUIRE(film);
  return std::move(film).value();
}
}  // namespace

TEST_CASE("a_line_comes_back_as_it_was_written") {
  const FilmLine line{at(12, 0), "knmi", "knmi-warnings", "{\"a\":\"quote \\\" and newline\n\"}"};
  std::string text;
  write_line(line, text);
  CHECK(text.find("\"body\":") != std::string::npos);
  const Result<FilmLine> back = read_line(std::string_view(text).substr(0, text.size() - 1), 1);
  REQUIRE(back);
  CHECK(*back == line);
}

TEST_CASE("bytes_that_are_not_utf8_travel_as_base64") {
  const FilmLine line{at(12, 0), "ndw", "datex2", std::string("\xff\xfe\0x", 4)};
  std::string text;
  write_line(line, text);
  CHECK(text.find("\"body_base64\":\"//4AeA==\"") != std::string::npos);
  const Result<FilmLine> back = read_line(std::string_view(text).substr(0, text.size() - 1), 1);
  REQUIRE(back);
  CHECK(*back == line);
}

TEST_CASE("base64_is_read_strictly") {
  CHECK(decode_base64("").value() == "");
  CHECK(decode_base64("TQ==").value() == "M");
  CHECK(decode_base64("TWE=").value() == "Ma");
  CHECK(decode_base64("TWFu").value() == "Man");
  CHECK_FALSE(decode_base64("TWF"));
  CHECK_FALSE(decode_base64("TW=u"));
  CHECK_FALSE(decode_base64("TR=="));  // bits left over
  CHECK_FALSE(decode_base64("===="));
  CHECK_FALSE(decode_base64("T\nQ="));
}

TEST_CASE("a_faulty_line_is_named_by_its_number") {
  const auto fault = [](std::string_view line) {
    const Result<FilmLine> read = read_line(line, 7);
    REQUIRE_FALSE(read);
    CHECK(read.error().where == "line 7");
    return read.error().detail;
  };
  CHECK(fault("") == "not one JSON object");
  CHECK(fault("[]") == "not one JSON object");
  CHECK(fault(R"({"received":"2026-06-27T12:00:00Z","source":"a","format":"cap"})") ==
        "body (or body_base64) is missing");
  CHECK(fault(R"({"received":"2026-06-27T12:00:00Z","source":"a","format":"cap","body":"x"} x)") ==
        "not one JSON object");
  CHECK(
      fault(
          R"({"received":"2026-06-27T12:00:00Z","source":"a","format":"cap","body":"x","body_base64":""})") ==
      "field 'body_base64' is given twice");
  CHECK(fault(R"({"received":"2026-06-27T12:00:00Z","source":"","format":"cap","body":"x"})") ==
        "source is empty");
  CHECK(fault(R"({"received":"yesterday","source":"a","format":"cap","body":"x"})").find("received: ") == 0);
  CHECK(fault(R"({"recieved":"2026-06-27T12:00:00Z"})") == "unknown field 'recieved'");
  CHECK(fault(R"({"source":1})") == "source is no text");
}

TEST_CASE("a_film_gives_any_line_by_index_and_skips_empty_lines") {
  const Film film = film_of(line_of(12, 0) + "\n" + line_of(12, 5) + "\r\n" + line_of(12, 9));
  REQUIRE(film.size() == 3);
  CHECK(film.line(2)->received == at(12, 9));
  CHECK(film.line(0)->received == at(12, 0));
  CHECK(film.first_at_or_after(at(11, 0)) == 0);
  CHECK(film.first_at_or_after(at(12, 5)) == 1);
  CHECK(film.first_at_or_after(at(12, 6)) == 2);
  CHECK(film.first_at_or_after(at(13, 0)) == 3);
}

TEST_CASE("a_faulty_line_does_not_hide_the_lines_around_it_when_searching") {
  const Film film = film_of(line_of(12, 0) + "rubbish\n" + line_of(12, 5) + "rubbish\n");
  CHECK(film.first_at_or_after(at(12, 5)) <= 2);
  CHECK(film.first_at_or_after(at(12, 5)) >= 1);
  CHECK(film.first_at_or_after(at(12, 0)) == 0);
}

TEST_CASE("a_film_file_reads_the_same_as_a_film_in_memory") {
  const auto path = std::filesystem::temp_directory_path() / "voorzien_film_test.jsonl";
  std::string text;
  for (int i = 0; i < 3000; ++i) text += line_of(12, i % 60);
  text += line_of(13, 1).substr(0, line_of(13, 1).size() - 1);  // without its newline
  std::ofstream(path, std::ios::binary) << text;
  const Result<Film> film = Film::open(path.string());
  REQUIRE(film);
  CHECK(film->size() == 3001);
  CHECK(film->line(3000)->received == at(13, 1));
  CHECK(film->line(59)->received == at(12, 59));
  std::filesystem::remove(path);
  CHECK_FALSE(Film::open(path.string()));
}

TEST_CASE("check_names_disorder_unknown_formats_and_unknown_sources") {
  const Film film = film_of(line_of(12, 5) + line_of(12, 0) + line_of(12, 6, "pager", "fax") + "x\n" +
                            line_of(12, 7, "nobody"));
  const CheckReport report = check(film, {"pager"});
  CHECK(report.lines == 5);
  REQUIRE(report.faults.size() == 4);
  CHECK(report.faults[0].where == "record 2");
  CHECK(report.faults[1].message == "unknown format 'fax'");
  CHECK(report.faults[2].where == "line 4");
  CHECK(report.faults[3].message == "unknown source 'nobody'");
  CHECK(report.first == "2026-06-27T12:05:00.000000Z");
  CHECK(report.last == "2026-06-27T12:07:00.000000Z");
}

TEST_CASE("check_counts_all_faults_but_names_a_bounded_number") {
  std::string text;
  for (int i = 0; i < 150; ++i) text += "x\n";
  const CheckReport report = check(film_of(std::move(text)), {});
  CHECK(report.faults.size() == 100);
  CHECK(report.faults_counted == 150);
}

TEST_CASE("film_time_runs_at_its_speed_and_stops_at_the_end") {
  PlayerClock clock(at(12, 0), at(13, 0), 60, seconds(100));
  CHECK(clock.now(seconds(100)) == at(12, 0));
  CHECK(clock.now(seconds(110)) == at(12, 10));
  CHECK(clock.until(at(12, 20), seconds(110), seconds(60)) == seconds(10));
  CHECK(clock.until(at(12, 20), seconds(110), seconds(4)) == seconds(4));
  CHECK(clock.until(at(12, 5), seconds(110), seconds(4)) == seconds(0));
  clock.set_speed(0, seconds(110));
  CHECK(clock.now(seconds(500)) == at(12, 10));
  CHECK(clock.until(at(12, 20), seconds(500), seconds(5)) == seconds(5));
  clock.set_speed(100'000, seconds(500));
  CHECK(clock.speed() == 600);
  CHECK(clock.now(seconds(9999)) == at(13, 0));
  CHECK(clock.ended(seconds(9999)));
  clock.jump(at(12, 30), seconds(9999));
  CHECK(clock.now(seconds(9999)) == at(12, 30));
  CHECK(clock.now(seconds(0)) == at(12, 30));  // a machine clock that goes back moves nothing
}

}  // namespace voorzien::film
