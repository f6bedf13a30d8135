// Past readings, from a table to what is taken over.
#include "server/readings/import_readings.h"

#include <doctest/doctest.h>

#include "picture/limits.h"

namespace voorzien::server {
namespace {
const Instant now = *parse_rfc3339("2026-06-27T12:00:00Z");
}

TEST_CASE("readings_are_put_in_order_and_what_does_not_count_is_left_out") {
  const auto read = read_readings(
      "timestamp,value\n2026-06-27T10:10:00Z,2\n2026-06-27T10:00:00Z,1\n2026-06-27T10:20:00Z,\n"
      "2026-06-27T10:10:00Z,2.5\n2026-06-27T12:00:00Z,9\n",
      now);
  REQUIRE(read);
  REQUIRE(read->readings.size() == 2);
  CHECK(read->readings[0] == picture::Point{now - hours(2), 1});
  CHECK(read->readings[1] == picture::Point{now - minutes(110), 2.5});  // the last one of its moment
  CHECK(read->missing == 1);
  CHECK(read->repeated == 1);
  CHECK(read->too_new == 1);
}

TEST_CASE("a_table_that_cannot_be_read_names_line_and_column") {
  const auto read = read_readings("timestamp,value\n2026-06-27T10:00:00Z,1\ngisteren,2\n", now);
  REQUIRE(!read);
  CHECK(read.error().where.starts_with("3:1"));
}

TEST_CASE("many_readings_are_brought_in_entries_of_as_many_as_one_may_hold") {
  struct Counting final : engine::Submit {
    std::vector<std::size_t> sizes;
    void command(engine::CommandRequest request,
                 std::function<void(const engine::Outcome&)> answer) override {
      const auto& taken = std::get<picture::TakeReadings>(std::get<picture::Command>(request.command));
      sizes.push_back(taken.readings.size());
      answer(engine::Accepted{sizes.size(), taken.station});
    }
    void deliver(observations::Delivery, std::function<void(const Result<std::uint64_t>&)>) override {}
  } engine;
  picture::TakeReadings all{"rws/culemborg/water-level", {}, "test"};
  for (std::int64_t k = 0; k < 25'000; ++k) all.readings.push_back({now - minutes(30'000 - k), 1});
  REQUIRE(bring_readings(engine, "id", {"", "R. Terpstra", "command-line"}, all));
  const std::size_t most = picture::limits::readings_taken_max;
  CHECK(engine.sizes == std::vector<std::size_t>{most, most, 25'000 - 2 * most});
}
}  // namespace voorzien::server
