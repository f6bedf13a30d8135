#include "doctrine/checks/explore.h"

#include <algorithm>
#include <array>

namespace voorzien::doctrine {
namespace {
struct Meaning {
  std::string_view guard;
  Facts fact;
  bool wanted;
};
constexpr std::array<Meaning, guard_names.size()> meanings = {{{"has-t0", fact_t0, true},
                                                               {"has-level", fact_level, true},
                                                               {"has-no-level", fact_level, false},
                                                               {"a-team-begun", fact_begun, true},
                                                               {"all-teams-closed", fact_open, false},
                                                               {"leader-called", fact_called, true},
                                                               {"leader-begun", fact_leader, true},
                                                               {"has-review-date", fact_review, true},
                                                               {"actions-owned", fact_owned, true},
                                                               {"has-analysis", fact_analysis, true}}};
// At the start nothing is open, so nothing is without an owner.
constexpr Facts at_start = fact_owned;

constexpr Facts with(Facts facts, Facts more) { return static_cast<Facts>(facts | more); }
constexpr Facts without(Facts facts, Facts less) { return static_cast<Facts>(facts & ~less); }

struct Event {
  std::string_view cause;  // empty: a fact changed by itself, which makes no step
  Facts after;
};

// What can happen while the facts are so.
std::vector<Event> events(const Procedure& procedure, Facts now) {
  std::vector<Event> out = {{"alarm-begun", with(now, fact_open)},
                            {"description-sent", now},
                            {"team-begun", with(now, fact_begun | fact_open)},
                            {"questions-answered", now},
                            {"step", now},
                            {"", with(now, fact_called)},
                            {"", static_cast<Facts>(now ^ fact_owned)},
                            {"", with(now, fact_analysis)}};
  if (procedure.kind == "flash") out.push_back({"t0-set", with(now, fact_t0)});
  if (procedure.levels) out.push_back({"level-set", with(now, fact_level)});
  if ((now & fact_level) != 0) out.push_back({"level-ended", without(now, fact_level)});
  if ((now & fact_called) != 0) out.push_back({"", with(now, fact_leader)});
  if ((now & fact_open) != 0) {
    if ((now & fact_begun) != 0) {
      out.push_back({"team-closed", now});  // others go on
      out.push_back({"team-closed", without(now, fact_open)});
    }
    out.push_back({"", without(now, fact_open)});  // an alarm that was taken back
  }
  if (procedure.review_date) {
    out.push_back({"", with(now, fact_review)});
    out.push_back({"reviewed", now});
    out.push_back({"reviewed", without(now, fact_review)});
  }
  return out;
}

// A step as bits, since each is asked for each state.
struct Compiled {
  std::uint64_t from = 0;  // phases; checks/procedures.cpp lets no procedure have more (limits.h)
  std::size_t to = 0;
  Facts asked = 0, wanted = 0;  // of the facts that its guards ask for, those that must be so
  bool impossible = false;      // its guards exclude each other, or one is no guard
  std::size_t choice = 0;       // the first step of the same cause, and name when a person chooses
};

void add_guard(Compiled& step, std::string_view guard) {
  const auto found = std::ranges::find(meanings, guard, &Meaning::guard);
  if (found == meanings.end()) {
    step.impossible = true;
    return;
  }
  const Facts wanted = found->wanted ? found->fact : Facts{0};
  if ((step.asked & found->fact) != 0 && (step.wanted & found->fact) != wanted) step.impossible = true;
  step.asked = with(step.asked, found->fact);
  step.wanted = with(step.wanted, wanted);
}

// The procedure with phases as numbers, so that a state is one index.
class Explorer {
 public:
  explicit Explorer(const Procedure& procedure) : procedure_(procedure) {
    for (std::size_t i = 0; i < procedure.steps.size(); ++i) steps_.push_back(compiled(i));
    taken_.resize(steps_.size());
    leads_to_.resize(steps_.size());
    reached_.resize(procedure.phases.size() << fact_count);
    before_.resize(reached_.size());
  }

  Exploration run() {
    visit_world();
    const std::size_t begin = phase(procedure_.begin);
    if (begin >= procedure_.phases.size()) return out_;
    for (const std::size_t next : steps_by("started", begin, at_start)) reach(index(next, at_start), {});
    if (todo_.empty()) reach(index(begin, at_start), {});
    while (!todo_.empty()) {
      const std::size_t state = todo_.back();
      todo_.pop_back();
      expand(state);
    }
    for (std::size_t i = 0; i < taken_.size(); ++i)
      if (taken_[i]) out_.taken.insert(i);
    find_stuck();
    return out_;
  }

 private:
  [[nodiscard]] Compiled compiled(std::size_t index) const {
    const PlanStep& step = procedure_.steps[index];
    Compiled out;
    for (const std::string& one : step.from)
      if (const std::size_t at = phase(one); at < procedure_.phases.size())
        out.from |= std::uint64_t{1} << at;
    out.to = phase(step.to);
    for (const std::string& guard : step.guards) add_guard(out, guard);
    while (procedure_.steps[out.choice].on != step.on ||
           (step.on == "step" && procedure_.steps[out.choice].name != step.name))
      ++out.choice;
    return out;
  }
  [[nodiscard]] bool holds(std::size_t step, std::string_view cause, Facts facts) const {
    const Compiled& one = steps_[step];
    return (facts & one.asked) == one.wanted && !one.impossible && procedure_.steps[step].on == cause;
  }

  [[nodiscard]] std::size_t phase(std::string_view id) const {
    const auto found = std::ranges::find(procedure_.phases, id, &Phase::id);
    return static_cast<std::size_t>(found - procedure_.phases.begin());
  }
  static std::size_t index(std::size_t phase, Facts facts) { return (phase << fact_count) | facts; }
  static std::size_t phase_of(std::size_t state) { return state >> fact_count; }
  static Facts facts_of(std::size_t state) {
    return static_cast<Facts>(state & ((std::size_t{1} << fact_count) - 1));
  }

  // Which steps can ever happen by their own cause and guards: the facts alone, without phases.
  void visit_world() {
    std::vector<bool> seen(std::size_t{1} << fact_count);
    std::vector<Facts> left = {at_start};
    seen[at_start] = true;
    note_possible("started", at_start);
    while (!left.empty()) {
      const Facts now = left.back();
      left.pop_back();
      for (const Event& event : events(procedure_, now)) {
        note_possible(event.cause, event.after);
        if (seen[event.after]) continue;
        seen[event.after] = true;
        left.push_back(event.after);
      }
    }
  }
  void note_possible(std::string_view cause, Facts facts) {
    for (std::size_t i = 0; i < steps_.size(); ++i)
      if (holds(i, cause, facts)) out_.possible.insert(i);
  }

  // The phases that a cause leads to from here; notes what was taken and what clashed.
  std::vector<std::size_t> steps_by(std::string_view cause, std::size_t from, Facts facts) {
    std::vector<std::size_t> out;
    std::ranges::fill(leads_to_, steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      const Compiled& step = steps_[i];
      if (((step.from >> from) & 1U) == 0 || step.to >= procedure_.phases.size() || !holds(i, cause, facts))
        continue;
      // Of what cannot be chosen between, all must lead to one phase.
      std::size_t& first = leads_to_[step.choice];
      if (first == steps_.size())
        first = i;
      else if (steps_[first].to != step.to)
        out_.clashes.insert({first, i});
      taken_[i] = true;
      if (std::ranges::find(out, step.to) == out.end()) out.push_back(step.to);
    }
    return out;
  }

  void expand(std::size_t state) {
    const std::size_t here = phase_of(state);
    if (procedure_.phases[here].final) return;
    for (const Event& event : events(procedure_, facts_of(state))) {
      const std::vector<std::size_t> next =
          event.cause.empty() ? std::vector<std::size_t>{} : steps_by(event.cause, here, event.after);
      for (const std::size_t to : next) reach(index(to, event.after), state);
      if (next.empty()) reach(index(here, event.after), state);
    }
  }

  void reach(std::size_t state, std::optional<std::size_t> from) {
    if (from == state) return;
    if (from) {
      before_[state].push_back(*from);
      ++out_.moves;
    }
    if (reached_[state]) return;
    reached_[state] = true;
    ++out_.states;
    out_.phases.insert(procedure_.phases[phase_of(state)].id);
    todo_.push_back(state);
  }

  // Backwards from the final phases; what is reached and not met on that way can never end.
  void find_stuck() {
    std::vector<bool> ends(reached_.size());
    std::vector<std::size_t> left;
    for (std::size_t state = 0; state < reached_.size(); ++state)
      if (reached_[state] && procedure_.phases[phase_of(state)].final) {
        ends[state] = true;
        left.push_back(state);
      }
    while (!left.empty()) {
      const std::size_t state = left.back();
      left.pop_back();
      for (const std::size_t from : before_[state])
        if (!ends[from]) {
          ends[from] = true;
          left.push_back(from);
        }
    }
    for (std::size_t state = 0; state < reached_.size(); ++state)
      if (reached_[state] && !ends[state])
        out_.stuck.emplace(procedure_.phases[phase_of(state)].id, facts_of(state));
  }

  const Procedure& procedure_;
  std::vector<Compiled> steps_;
  std::vector<bool> taken_;
  std::vector<std::size_t> leads_to_;  // by choice, the first step that fits; of one call of steps_by
  std::vector<bool> reached_;
  std::vector<std::vector<std::size_t>> before_;
  std::vector<std::size_t> todo_;
  Exploration out_;
};
}  // namespace

std::optional<bool> guard_holds(std::string_view guard, Facts facts) {
  const auto found = std::ranges::find(meanings, guard, &Meaning::guard);
  if (found == meanings.end()) return {};
  return ((facts & found->fact) != 0) == found->wanted;
}

std::string words_of(Facts facts) {
  std::string out;
  for (const Meaning& one : meanings)
    if (((facts & one.fact) != 0) == one.wanted) out += (out.empty() ? "" : ", ") + std::string(one.guard);
  return out;
}

Exploration explore(const Procedure& procedure) { return Explorer(procedure).run(); }
}  // namespace voorzien::doctrine
