// What the reader of a desk takes, and where it says that something is wrong.
#include "detection/tables/desk_files.h"

#include <doctest/doctest.h>

using namespace voorzien;
using namespace voorzien::detection;

namespace {
constexpr std::string_view series =
    "id,place,category,theme,lat,lon,neighbours,region\n"
    "0,P00,fire.00,fire,52.1,5.1,P01,R0\n"
    "1,P01,fire.00,fire,52.1,5.2,P00;P77,R1\n";
constexpr std::string_view events = "start,end,themes,places,factor,name\n3,5,*,P01,1.5,holiday\n";

Result<DeskData> read(std::string_view counts, std::string_view of_events = events) {
  return read_desk({series, of_events, counts}, 6, 8);
}
}  // namespace

TEST_CASE("reads_a_desk_with_its_ticks_and_events") {
  const auto desk = read("tick,series,count\n0,1,2\n0,0,1\n6,1,3\n");
  REQUIRE(desk);
  CHECK(desk->series.size() == 2);
  CHECK(desk->regions == 2);
  CHECK(desk->neighbours[1] == std::vector<std::uint32_t>{0});
  CHECK(desk->first_of_tick == std::vector<std::size_t>{0, 2, 2, 2, 2, 2, 2, 3, 3});
  CHECK(desk->counts[2].series == 1);
  REQUIRE(desk->events.size() == 1);
  CHECK(desk->events[0].themes[0]);
  CHECK(!desk->events[0].places[0]);
  CHECK(desk->events[0].places[1]);
}

TEST_CASE("faults_name_file_line_and_column") {
  CHECK(read("tick,series\n").error().where == "counts.csv:1:1");
  CHECK(read("tick,series,count\n0,1,2\n0,9,1\n").error().where == "counts.csv:3:1");
  CHECK(read("tick,series,count\n4,1,2\n3,1,1\n").error().where == "counts.csv:3:1");
  CHECK(read("tick,series,count\n8,1,2\n").error().where == "counts.csv:2:1");
  CHECK(read("tick,series,count\n0,1,-2\n").error().where == "counts.csv:2:5");
  CHECK(read("tick,series,count\n0,1,99999999\n").error().code == ErrorCode::TooLarge);
  CHECK(read("tick,series,count\n", "start,end,themes,places,factor,name\n5,3,*,*,1,x\n").error().where ==
        "events.csv:2:3");
  CHECK(read("tick,series,count\n", "start,end,themes,places,factor,name\n1,3,*,*,nan,x\n").error().where ==
        "events.csv:2:9");
  CHECK(read_desk({"id,place\n", events, ""}, 6, 8).error().where == "series.csv:1:1");
  CHECK(read_desk({series, events, ""}, 9, 8).error().where == "meta.json");
}
