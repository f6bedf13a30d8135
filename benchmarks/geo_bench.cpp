// Containment, overlap and search, beside asking every shape in turn. Boundaries from VOORZIEN_SHARED when it
// is there, else composed cells of the same number.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/random.h"
#include "geo/boundaries.h"
#include "geo/builtin.h"
#include "geo/shape.h"

using namespace voorzien::geo;

namespace {

double unit(voorzien::Random& random) { return static_cast<double>(random.next() >> 11) * 0x1p-53; }

template <class Work>
double seconds_of(const Work& work) {
  const auto from = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

std::vector<Area> areas() {
  if (const char* shared = std::getenv("VOORZIEN_SHARED")) {
    std::ifstream in(std::string(shared) + "/data/feeds/geo/nl-vr-gm.topo.json", std::ios::binary);
    const std::string json((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    auto read = read_boundaries(json);
    if (read) {
      fmt::print("boundaries: {} areas of the shared file, read in {:.1f} ms\n", read->areas.size(),
                 1e3 * std::min({seconds_of([&json] { (void)read_boundaries(json); }),
                                 seconds_of([&json] { (void)read_boundaries(json); })}));
      return std::move(read->areas);
    }
  }
  fmt::print("boundaries: 361 composed cells (VOORZIEN_SHARED is not set)\n");
  std::vector<Area> cells;
  for (int i = 0; i < 361; ++i) {
    Area area;
    area.code = fmt::format("GM{:04}", i);
    area.shape.polygons.push_back(circle({3.6 + 0.18 * (i % 19), 50.8 + 0.14 * (i / 19)}, 5'500, 40));
    cells.push_back(std::move(area));
  }
  return cells;
}

}  // namespace

int main() {
  const std::vector<Area> all = areas();
  std::vector<Area> municipalities;
  for (const Area& area : all) {
    if (area.code.starts_with("GM")) municipalities.push_back(area);
  }
  std::optional<AreaIndex> index;
  double built = 1;
  for (int round = 0; round < 5; ++round) {
    std::vector<Area> copy = municipalities;
    built = std::min(built, seconds_of([&] { index.emplace(AreaIndex::build(std::move(copy), false)); }));
  }
  fmt::print("build, {} municipalities: {:.1f} ms (goal < 10)\n", municipalities.size(), 1e3 * built);
  const AreaIndex both = AreaIndex::build(all, false);

  voorzien::Random random(1);
  std::vector<Point> points;
  for (int i = 0; i < 200'000; ++i) points.push_back({3.5 + unit(random) * 3.6, 50.9 + unit(random) * 2.6});
  std::size_t hits = 0;
  std::vector<Shape> shapes;
  for (const Area& area : municipalities) {
    for (const Polygon& polygon : area.shape.polygons) shapes.push_back(Shape::of(polygon));
  }
  std::size_t plain_hits = 0;
  const double plain = seconds_of([&] {
    for (std::size_t i = 0; i < 20'000; ++i) {
      for (const Shape& shape : shapes) plain_hits += shape.contains(points[i]) ? 1 : 0;
    }
  });
  const double indexed = seconds_of([&] {
    for (int round = 0; round < 5; ++round) {
      for (const Point p : points) hits += index->at(p).size();
    }
  });
  const double with_regions = seconds_of([&] {
    for (const Point p : points) hits += both.at(p).size();
  });
  fmt::print(
      "point -> municipality: {:.2f} M/s (goal 6); with regions {:.2f} M/s; every shape in turn {:.3f} M/s\n",
      1.0 / indexed, 0.2 / with_regions, 0.02 / plain);

  std::vector<Geometry> warnings;
  for (int i = 0; i < 5'000; ++i) {
    warnings.emplace_back(
        circle({4 + unit(random) * 2.5, 51.2 + unit(random) * 2}, 5'000 + unit(random) * 25'000, 64));
  }
  std::size_t touched = 0;
  const double overlap = seconds_of([&] {
    for (const Geometry& warning : warnings) touched += both.touching(warning).size();
  });
  fmt::print("64-point warning x all {} areas: {:.1f} k/s, {:.1f} areas each (goal 10 k/s)\n", all.size(),
             5.0 / overlap, static_cast<double>(touched) / 5'000);

  const Gazetteer gazetteer = builtin_gazetteer();
  double worst = 0;
  for (const char* text : {"Houten", "amersvoort", "a", "A27 66,2", "wijk bij", "qqqqq", "136000 455000"}) {
    worst = std::max(worst, seconds_of([&] { (void)gazetteer.find(text, 10); }));
  }
  fmt::print("gazetteer, slowest of seven searches: {:.2f} ms (goal < 5)\n", 1e3 * worst);
  return hits + plain_hits + touched == 0 ? 1 : 0;
}
