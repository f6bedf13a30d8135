#include "detection/tables/expected_reports.h"

#include <algorithm>
#include <span>
#include <tuple>

#include <fmt/format.h>

#include "detection/tables/limits.h"

namespace voorzien::detection {
namespace {
using Count = PopulationTable::Count;

// People of one group at one place, at moments that only go on.
class People {
 public:
  explicit People(std::span<const Count> counts) : counts_(counts) {}  // by day
  double at(double day) {
    while (next_ < counts_.size() && static_cast<double>(counts_[next_].day) <= day) ++next_;
    if (next_ == 0) return counts_.front().people;
    if (next_ == counts_.size()) return counts_.back().people;
    const Count& before = counts_[next_ - 1];
    const Count& after = counts_[next_];
    const double part = (day - static_cast<double>(before.day)) / static_cast<double>(after.day - before.day);
    return before.people + (after.people - before.people) * part;
  }

 private:
  std::span<const Count> counts_;
  std::size_t next_ = 0;
};

// `put(place, group, period, person_days)` for every place, group and period.
template <class Put>
void each_cell(const std::vector<Count>& sorted, const std::vector<double>& begins, const Put& put) {
  for (std::size_t from = 0, to = 0; from < sorted.size(); from = to) {
    const Count& one = sorted[from];
    for (to = from; to < sorted.size() && sorted[to].place == one.place && sorted[to].group == one.group;)
      ++to;
    People people{std::span(sorted).subspan(from, to - from)};
    double before = people.at(begins.front());
    for (std::size_t period = 0; period + 1 < begins.size(); ++period) {
      const double after = people.at(begins[period + 1]);
      put(one.place, one.group, period, (before + after) / 2 * (begins[period + 1] - begins[period]));
      before = after;
    }
  }
}
}  // namespace

Result<std::vector<double>> expected_reports(const PopulationTable& population, const CaseTable& cases,
                                             std::uint32_t category, std::int64_t first, std::int64_t last) {
  const auto periods = static_cast<std::size_t>(last - first) + 1;
  if (population.places.size() * periods > most_expected_cells)
    return Error{ErrorCode::TooLarge, "",
                 fmt::format("{} places in {} periods are more than {}: take a coarser --period, or a later "
                             "--from.",
                             population.places.size(), periods, most_expected_cells)};
  std::vector<double> begins;
  for (std::int64_t period = first; period <= last + 1; ++period)
    begins.push_back(begin_of(period, cases.period));
  std::vector<double> reports(population.groups.size(), 0);
  for (const CaseRow& row : cases.rows)
    if (row.category == category && row.period >= first && row.period <= last)
      reports[row.group] += static_cast<double>(row.count);
  std::vector<Count> sorted = population.counts;
  std::ranges::sort(sorted, {}, [](const Count& one) { return std::tuple(one.place, one.group, one.day); });
  std::vector<double> person_days(population.groups.size(), 0);
  each_cell(sorted, begins, [&](std::uint32_t, std::uint32_t group, std::size_t, double days) {
    person_days[group] += days;
  });
  for (std::size_t group = 0; group < reports.size(); ++group)
    if (reports[group] > 0 && !(person_days[group] > 0))
      return Error{ErrorCode::BadValue, "",
                   fmt::format("{} reports of the group `{}`, in which the population counts nobody.",
                               reports[group], population.groups[group])};
  std::vector<double> out(population.places.size() * periods, 0);
  each_cell(sorted, begins, [&](std::uint32_t place, std::uint32_t group, std::size_t period, double days) {
    if (reports[group] > 0) out[place * periods + period] += reports[group] / person_days[group] * days;
  });
  return out;
}

}  // namespace voorzien::detection
