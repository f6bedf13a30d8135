#include "doctrine/checks/checker.h"

#include <algorithm>

namespace voorzien::doctrine {
namespace {
constexpr std::size_t slip_max = 2;  // letters by which a misspelt name may differ from what was meant

// Letters to change, add or leave out to come from one word to the other.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t changed = corner + (from[i - 1] == to[j - 1] ? 0 : 1);
      corner = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[to.size()];
}

std::string_view meant(std::string_view word, const Names& known) {
  std::string_view best;
  std::size_t least = slip_max + 1;
  for (const std::string_view one : known) {
    // Words whose lengths differ more cannot be that near; this also bounds the work on long rubbish.
    if (std::max(one.size(), word.size()) - std::min(one.size(), word.size()) > slip_max) continue;
    if (word.size() > 64) continue;
    if (const std::size_t here = distance(word, one); here < least) {
      least = here;
      best = one;
    }
  }
  return best;
}

bool is_id(std::string_view id) {
  return !id.empty() && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}
}  // namespace

Checker::Checker(const Doctrine& all, const Places& places, std::vector<Fault>& faults)
    : doctrine(all),
      plan(all.plan),
      levels(names_of(plan.levels)),
      teams(names_of(plan.teams)),
      functions(names_of(plan.functions)),
      procedures(names_of(plan.procedures)),
      roles(names_of(all.access.roles)),
      places_(places),
      faults_(faults) {
  for (const PlanTeam& team : plan.teams)
    for (const PlanPosition& position : team.positions) positions.push_back(position.id);
  for (const Theme& theme : all.themes) themes.push_back(theme.id.value);
}

void Checker::fault(const std::string& path, std::string message) {
  const Place at = places_.at(path);
  faults_.push_back({at.file, at.line, at.column, std::move(message)});
}

bool Checker::known(const std::string& path, std::string_view what, const std::string& name,
                    const Names& known, std::string_view where) {
  if (std::ranges::find(known, name) != known.end()) return true;
  const std::string_view near = meant(name, known);
  fault(path, std::string(what) + " '" + name + "' does not exist: " +
                  (near.empty() ? "add it to " + std::string(where) + ", or name one that is there"
                                : "did you mean '" + std::string(near) + "'?"));
  return false;
}

void Checker::known_all(const std::string& path, std::string_view what, const std::vector<std::string>& names,
                        const Names& all, std::string_view where) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    known(path_of(path, i), what, names[i], all, where);
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
        names.begin() + static_cast<std::ptrdiff_t>(i))
      fault(path_of(path, i), "'" + names[i] + "' stands twice in this list: take one out");
  }
}

void Checker::unique(const std::string& path, std::string_view what, const Names& ids) {
  std::map<std::string_view, std::size_t> first;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string here = path_of(path, i, "id");
    if (!is_id(ids[i]))
      fault(here, "the id '" + std::string(ids[i]) + "' may hold only letters, digits and hyphens");
    if (const auto [found, fresh] = first.emplace(ids[i], i); !fresh)
      fault(here, std::string(what) + " '" + std::string(ids[i]) + "' is named twice, first in line " +
                      std::to_string(line_of(path_of(path, found->second, "id"))) + ": give it another id");
  }
}

bool Checker::activated(const PlanTeam& team) const {
  return team.at_t0 || team.by_hand || std::ranges::any_of(plan.levels, [&](const PlanLevel& level) {
           return std::ranges::find(level.teams, team.id) != level.teams.end();
         });
}

bool Checker::activated(std::string_view team) const {
  const PlanTeam* found = plan.team(team);
  return found != nullptr && activated(*found);
}

void check_plan(const Doctrine& doctrine, const Places& places, std::vector<Fault>& faults) {
  Checker checker(doctrine, places, faults);
  check_overall(checker);
  check_levels(checker);
  check_teams(checker);
  check_procedures(checker);
  check_traits(checker);
  check_timers(checker);
  check_headings(checker);
  check_partners(checker);
  check_decisions(checker);
  check_cards(checker);
}
}  // namespace voorzien::doctrine
