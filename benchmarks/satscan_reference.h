// The part of `./bench detection` about being right: clusters of generated data whose strongest
// SaTScan 10.3.2 was asked for (circle, window, count, ratio). The data comes from the generator,
// gen_scan.py beside the sample data, and needs python3 with numpy.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unordered_map>

#include "detection/clusters/scan.h"

namespace satscan {
using namespace voorzien::detection;

struct Reference {
  int places, days, reports;
  double ratio;
  std::size_t circle, window;
  double observed;
};
constexpr Reference references[2] = {{500, 90, 20'000, 6.839574, 22, 5, 80},
                                     {1000, 180, 50'000, 11.919430, 12, 7, 53}};

// Kilometres on a plane become degrees about the equator, where they are as good as plane.
inline ScanReports read(const std::string& prefix, int days) {
  constexpr double km_a_degree = 111.195;
  ScanReports out;
  out.periods = static_cast<std::size_t>(days);
  std::unordered_map<std::string, std::uint32_t> index;
  std::string id;
  std::string date;
  double x = 0;
  double y = 0;
  for (std::ifstream in(prefix + ".geo"); in >> id >> x >> y;) {
    index.emplace(id, static_cast<std::uint32_t>(out.places.size()));
    out.places.push_back({x / km_a_degree, (y - 50) / km_a_degree});
  }
  for (std::ifstream in(prefix + ".pop"); in >> id >> date >> x;) out.population.push_back(x);
  std::uint32_t day = 0;
  std::string last;
  int count = 0;
  for (std::ifstream in(prefix + ".cas"); in >> id >> count >> date;) {
    if (!last.empty() && date != last) ++day;  // every day has reports
    last = date;
    out.cases.insert(out.cases.end(), static_cast<std::size_t>(count), {index.at(id), day});
  }
  return out;
}

inline bool strongest_is_the_same(bool (*reached)(const char*, double, const char*, bool)) {
  const char* const shared = std::getenv("VOORZIEN_SHARED");
  const auto folder = std::filesystem::temp_directory_path() / "voorzien-satscan";
  bool ok = true;
  for (const Reference& one : references) {
    const std::string prefix = (folder / std::to_string(one.places)).string();
    std::filesystem::create_directories(folder);
    const std::string make =
        fmt::format("/usr/bin/python3 '{}/tools/gen_scan.py' {} {} {} 1.6 7 '{}' 2>/dev/null",
                    shared == nullptr ? "" : shared, one.places, one.days, one.reports, prefix);
    if (shared == nullptr || std::system(make.c_str()) != 0) {
      fmt::print("{:<58}{:>12}\n", "clusters beside SaTScan's", "SKIPPED: needs gen_scan.py and numpy");
      break;
    }
    ScanOptions options;
    options.model = ScanModel::Poisson;
    options.replicas = 19;  // the ratio does not depend on them
    const auto found = find_clusters(read(prefix, one.days), options);
    double off = 1;
    if (found && !found->empty()) {
      const Cluster& best = found->front();
      const bool same = best.places == one.circle && best.window.last - best.window.first + 1 == one.window &&
                        std::abs(best.observed - one.observed) < 0.5;
      if (same) off = std::abs(best.ratio / one.ratio - 1);
    }
    ok = reached(fmt::format("clusters, {} places: ratio beside SaTScan's, relative", one.places).c_str(),
                 off, "<= 1e-6", off <= 1e-6) &&
         ok;
  }
  std::filesystem::remove_all(folder);
  return ok;
}
}  // namespace satscan
