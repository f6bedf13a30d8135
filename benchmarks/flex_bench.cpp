// Pager lines a second, beside the plainest possible reading of the same bytes in the same run: finding the
// ends of lines with memchr. Goal of the issue: 500,000 lines/s a core, in documents of the size that a
// receiver hands over after an outage of an hour; one document of 150,000 lines is told beside it.
#include <fmt/format.h>

#include <chrono>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "feeds/flex/flex.h"

namespace {
using namespace voorzien;

constexpr int lines = 150'000;  // below the limit of one document
constexpr std::size_t lines_a_document = 1'000;

// Different texts in the habits of the region, so that nothing joins.
std::string make_lines() {
  Random random(1);
  const char* const towns[] = {"Houten", "Vianen", "Zeist", "Wijk bij Duurstede", "NWGEIN", "Almere"};
  std::string out;
  for (int i = 0; i < lines; ++i) {
    const int second = i / 4;
    out += fmt::format("FLEX|2026-06-27 {:02}:{:02}:{:02}|1600/2/K/A|08.057|002029577 000701{:03}|ALN|",
                       second / 3600 % 24, second / 60 % 60, second % 60, random.below(1'000));
    const char* const town = towns[random.below(6)];
    if (random.below(3) == 0)
      out += fmt::format("P 1 BMD-04 (Middel BR) BR woning Zilverdreef {} {} 09{:04} 09{:04}\n", i, town,
                         random.below(10'000), random.below(10'000));
    else
      out += fmt::format("A1 09{} Rit: {} Zilverdreef {}\n", 100 + random.below(90), i, town);
  }
  return out;
}

std::vector<std::string_view> documents_of(std::string_view bytes) {
  std::vector<std::string_view> out;
  while (!bytes.empty()) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < lines_a_document && end < bytes.size(); ++i) end = bytes.find('\n', end) + 1;
    out.push_back(bytes.substr(0, end));
    bytes.remove_prefix(end);
  }
  return out;
}

template <class Work>
double lines_a_second(Work work) {
  double best = 0;
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::max(best, lines / took.count());
  }
  return best;
}
}  // namespace

int main() {
  const std::string bytes = make_lines();
  const geo::Gazetteer places =
      geo::Gazetteer::build({{"Houten", {5.17, 52.03}, "GM0321", 50'000},
                             {"Vianen", {5.09, 51.99}, "GM1961", 20'000},
                             {"Zeist", {5.23, 52.09}, "GM0355", 65'000},
                             {"Wijk bij Duurstede", {5.34, 51.97}, "GM0352", 24'000},
                             {"Nieuwegein", {5.08, 52.03}, "GM0356", 64'000},
                             {"Almere", {5.2, 52.37}, "GM0034", 220'000}},
                            {});
  feeds::Context context;
  context.source = {"pager"};
  context.places = &places;
  std::size_t observed = 0;
  std::size_t ends = 0;
  const std::vector<std::string_view> documents = documents_of(bytes);
  const double parse = lines_a_second([&] {
    observed = 0;
    for (const std::string_view document : documents)
      observed += feeds::parse_flex(document, context).observations.size();
  });
  std::size_t observed_at_once = 0;
  const double at_once =
      lines_a_second([&] { observed_at_once = feeds::parse_flex(bytes, context).observations.size(); });
  const double scan = lines_a_second([&] {
    ends = 0;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
      ++ends;
      at = static_cast<const char*>(found) + 1;
    }
  });
  fmt::print("{:<46}{:>14} {}\n{:<46}{:>14}\n{:<46}{:>14}\n{:<46}{:>14.4f}\n",
             "pager lines read to observations, lines/s", static_cast<long>(parse),
             parse >= 500'000 ? "(goal 500,000: reached)" : "(goal 500,000: NOT reached)",
             "the same in one document of 150,000, lines/s", static_cast<long>(at_once),
             "memchr over the same bytes, lines/s", static_cast<long>(scan), "ratio", parse / scan);
  return observed == static_cast<std::size_t>(lines) && ends == observed && observed_at_once == observed ? 0
                                                                                                         : 1;
}
