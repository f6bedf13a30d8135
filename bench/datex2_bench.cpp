// One NDW file (3.7 MB, 853 records; the real one when VOORZIEN_SHARED is set, else one of that size made
// here) to observations with areas, beside pugixml's bare parse in the same run. Goal: 30 ms.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>

#include "base/random.h"
#include "feeds/datex2/datex2.h"
#include "feeds/xml_gate.h"
#include "geo/boundaries.h"

namespace {
using namespace voorzien;

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string shared(const char* name) {
  const char* folder = std::getenv("VOORZIEN_SHARED");
  return folder == nullptr || *folder == '\0' ? "" : file(std::string(folder) + "/data/feeds/" + name);
}

std::string make_publication() {
  Random random(1);
  std::string out =
      R"(<mc:messageContainer xmlns:mc="m" xmlns:sit="s" xmlns:com="c" xmlns:loc="l"><mc:payload )"
      R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="sit:SituationPublication" lang="nl">)"
      "<com:publicationTime>2026-07-03T15:00:00Z</com:publicationTime>";
  for (int i = 0; i < 853; ++i) {
    std::string line;
    for (int k = 0; k < 130; ++k)
      line += fmt::format("{:.6f} {:.6f} ", 51.5 + static_cast<double>(random.below(1'000'000)) / 1e6,
                          4.5 + static_cast<double>(random.below(1'000'000)) / 1e6);
    out += fmt::format(
        R"(<sit:situation id="S{0}"><sit:overallSeverity>medium</sit:overallSeverity><sit:headerInformation>)"
        "<com:informationStatus>real</com:informationStatus></sit:headerInformation>"
        R"(<sit:situationRecord xsi:type="sit:SpeedManagement" id="R{0}" version="1">)"
        "<sit:situationRecordVersionTime>2026-07-03T14:00:00.123456789Z</sit:situationRecordVersionTime>"
        "<sit:validity><com:validityTimeSpecification><com:overallStartTime>2026-07-03T14:00:00Z"
        "</com:overallStartTime></com:validityTimeSpecification></sit:validity><sit:locationReference>"
        "<loc:supplementaryPositionalDescription><loc:carriageway><loc:carriageway>mainCarriageway</"
        "loc:carriageway>"
        "</loc:carriageway></loc:supplementaryPositionalDescription><loc:gmlLineString><loc:posList>{1}</"
        "loc:posList>"
        "</loc:gmlLineString></sit:locationReference><sit:temporarySpeedLimit>70.0</sit:temporarySpeedLimit>"
        "</sit:situationRecord></sit:situation>",
        i, line);
  }
  return out + "</mc:payload></mc:messageContainer>";
}

geo::AreaIndex boundaries() {
  const std::string bytes = shared("geo/nl-vr-gm.topo.json");
  if (!bytes.empty())
    if (auto read = geo::read_boundaries(bytes))
      return geo::AreaIndex::build(std::move(read.value().areas), false);
  std::vector<geo::Area> areas;
  for (int i = 0; i < 342; ++i) {
    const geo::Point middle{3.6 + i % 19 * 0.18, 50.9 + i / 19 * 0.14};
    areas.push_back({fmt::format("GM{:04}", i), "", "VR09", {{geo::circle(middle, 7'000, 128)}}});
  }
  return geo::AreaIndex::build(std::move(areas), false);
}

template <class Work>
double best_ms(Work work) {
  double best = 1e9;
  for (int round = 0; round < 15; ++round) {
    const auto start = std::chrono::steady_clock::now();
    work();
    best = std::min(
        best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}
}  // namespace

int main() {
  std::string bytes = shared("datex2-ndw/ndw_actueel_beeld.xml");
  const bool real = !bytes.empty();
  if (!real) bytes = make_publication();
  const geo::AreaIndex index = boundaries();
  feeds::Context context;
  context.source = {"ndw"};
  context.areas = &index;
  std::size_t observed = 0;
  const double ours = best_ms([&] { observed = feeds::parse_datex2(bytes, context).observations.size(); });
  const double gate = best_ms([&] {
    feeds::GatedXml out;
    if (feeds::pass_gate(bytes, out)) std::abort();
  });
  const double peer = best_ms([&] {
    pugi::xml_document tree;
    if (!tree.load_buffer(bytes.data(), bytes.size())) std::abort();
  });
  fmt::print("{} file of {} bytes\n", real ? "the real NDW" : "a made", bytes.size());
  fmt::print("{:<46}{:>8.2f} ms\n{:<46}{:>8.2f} ms\n", "pugixml load_buffer alone", peer, "the gate alone",
             gate);
  fmt::print("{:<46}{:>8.2f} ms (goal 30: {})\n{:<46}{:>8.2f}\n", "gate, parse, observations, areas", ours,
             ours < 30 ? "reached" : "NOT reached", "ratio to the bare parse", ours / peer);
  return observed == 853 ? 0 : 1;
}
