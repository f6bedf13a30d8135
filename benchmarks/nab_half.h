// The given half of the Numenta Anomaly Benchmark (NAB 1.1, MIT), read from the sample data and scored by its
// rules: docs/detection/measurement.md repeats them. For benchmarks only.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "detection/measurement/measurement_model.h"
#include "detection/tables/measurements.h"

namespace nab {
using voorzien::detection::Measurement;

struct Row {
  double score = 0;
  int window = -1;   // its number in the file, -1 outside
  double worth = 0;  // of an alarm here: within a window 0 to 1, outside 0 to -1
};

struct File {
  std::string name;
  int windows = 0;
  std::vector<Row> rows;  // without the first ones, which NAB does not score
  std::size_t measured = 0;
};

struct Profile {
  const char* name;
  double miss;
  double false_alarm;
};
constexpr Profile profiles[3] = {{"standard", 1, 0.11}, {"low-FP", 1, 0.22}, {"low-FN", 2, 0.11}};

inline std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline double falling(double x) { return x > 3 ? -1 : 2 / (1 + std::exp(5 * x)) - 1; }

// Gives each scored row its worth.
inline File judged(const std::string& name, const std::vector<Measurement>& table,
                   const std::vector<std::pair<std::size_t, std::size_t>>& windows) {
  File out;
  out.name = name;
  out.windows = static_cast<int>(windows.size());
  out.measured = table.size();
  const std::size_t first = std::min<std::size_t>(table.size() * 15 / 100, 750);
  std::size_t next = 0;
  voorzien::detection::MeasurementState state;
  for (std::size_t i = 0; i < table.size(); ++i) {
    Row row;
    row.score = voorzien::detection::step(state, table[i].at, table[i].value).score;
    row.worth = -1;
    const bool inside = next < windows.size() && i >= windows[next].first;
    if (inside) {
      const auto [a, b] = windows[next];
      row.window = static_cast<int>(next);
      row.worth = falling(-static_cast<double>(b - i + 1) / static_cast<double>(b - a + 1)) / falling(-1);
      if (i == b) ++next;
    } else if (next > 0) {
      const auto [a, b] = windows[next - 1];
      row.worth = falling(static_cast<double>(i - b) / static_cast<double>(b - a));
    }
    if (i >= first) out.rows.push_back(row);
  }
  return out;
}

inline std::vector<File> read_half(const std::string& shared) {
  const std::string folder = shared + "/data/nab/";
  simdjson::dom::parser parser;
  simdjson::dom::element labels;
  std::vector<File> out;
  const std::string text = content(folder + "labels/combined_windows.json");
  if (parser.parse(simdjson::padded_string(text)).get(labels) != simdjson::SUCCESS) return out;
  std::ifstream list(folder + "files.txt");
  for (std::string name; std::getline(list, name);) {
    const std::string table_text = content(folder + "data/" + name);
    const auto table = voorzien::detection::read_measurements(table_text);
    simdjson::dom::array pairs;
    if (!table || labels.at_key(name).get(pairs) != simdjson::SUCCESS) continue;
    std::map<std::string, std::size_t> row_of;
    for (std::size_t i = 0; i < table->size(); ++i)
      row_of.emplace(std::string((*table)[i].time.substr(0, 19)), i);
    std::vector<std::pair<std::size_t, std::size_t>> windows;
    for (const simdjson::dom::element pair : pairs) {
      std::string_view from;
      std::string_view until;
      if (pair.at(0).get(from) != simdjson::SUCCESS || pair.at(1).get(until) != simdjson::SUCCESS) continue;
      windows.emplace_back(row_of[std::string(from.substr(0, 19))], row_of[std::string(until.substr(0, 19))]);
    }
    out.push_back(judged(name, *table, windows));
  }
  return out;
}

// 0: nothing alarmed; 100: every window at its first row and nothing else.
inline double score(const std::vector<File>& files, const Profile& profile, double threshold) {
  double sum = 0;
  double windows = 0;
  for (const File& file : files) {
    std::vector<double> best(static_cast<std::size_t>(file.windows), -profile.miss);
    for (const Row& row : file.rows) {
      if (row.score < threshold) continue;
      if (row.window < 0)
        sum += profile.false_alarm * row.worth;
      else
        best[static_cast<std::size_t>(row.window)] =
            std::max(best[static_cast<std::size_t>(row.window)], row.worth);
    }
    for (const double one : best) sum += one;
    windows += file.windows;
  }
  return 100 * (sum + profile.miss * windows) / (windows + profile.miss * windows);
}
}  // namespace nab
