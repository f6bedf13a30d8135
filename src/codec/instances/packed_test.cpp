#include "codec/packed.h"

#include <doctest/doctest.h>

#include "codec/json.h"
#include "engine/state.h"

using namespace voorzien;

namespace {
engine::SnapshotState sample() {
  engine::SnapshotState out;
  out.state.seq = UINT64_MAX;
  out.state.at = Instant{1'782'571'640'000'001};
  for (int n = 0; n < 30; ++n) {
    observations::Observation one;
    one.id.value = "o" + std::to_string(n);
    one.source.value = "pager";
    one.title = std::string(static_cast<std::size_t>(n) * 7, 'x') + "é\n\"";
    one.t_observed = n % 2 == 0 ? std::nullopt : std::optional(Instant{-5 + n});
    one.level = n % 3 == 0 ? std::nullopt : std::optional(observations::Level::Red);
    one.quantity = observations::Quantity{0.1 * n, "m"};
    if (n % 4 == 1) one.geometry = geo::Point{5.1 + n, -52.0};
    if (n % 4 == 2) one.geometry = geo::Polygon{{{{1, 2}, {3, 4}, {1, 2}}, {}}};
    if (n % 4 == 3) one.geometry = geo::MultiPolygon{{{{{{1, 2}}}}, {}}};
    one.areas = {"VR09", "GM0321"};
    one.personal = n % 5 == 0;
    out.state.picture.observations[one.id.value] = one;
    out.state.picture.live.insert("pager/" + one.id.value);
    out.index.versions["fact"][one.id.value] = static_cast<std::uint64_t>(n);
  }
  out.state.film_line = -7;
  out.index.removals = {{"fact", "gone", 3}};
  return out;
}
}  // namespace

TEST_CASE("what_is_packed_comes_out_the_same") {
  const engine::SnapshotState before = sample();
  const std::string bytes = codec::pack(before);
  const auto after = codec::unpack<engine::SnapshotState>(bytes);
  REQUIRE(after);
  CHECK(codec::encode(*after) == codec::encode(before));
  CHECK(bytes.size() * 3 < codec::encode(before).size());
}

TEST_CASE("packed_bytes_that_end_early_or_go_on_are_an_error") {
  const std::string bytes = codec::pack(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK(!codec::unpack<engine::SnapshotState>(std::string_view(bytes).substr(0, size)));
  CHECK(!codec::unpack<engine::SnapshotState>(bytes + "x"));
}

TEST_CASE("packed_bytes_with_any_flipped_byte_are_read_without_harm") {
  const std::string bytes = codec::pack(sample());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x91);
    (void)codec::unpack<engine::SnapshotState>(damaged);  // an error or another value; never a crash
  }
}

TEST_CASE("bytes_of_another_shape_are_refused") {
  std::string bytes = codec::pack(sample());
  bytes[5] = bytes[5] == 'A' ? 'B' : 'A';
  const auto read = codec::unpack<engine::SnapshotState>(bytes);
  REQUIRE(!read);
  CHECK(read.error().code == ErrorCode::NotOfFormat);
}
