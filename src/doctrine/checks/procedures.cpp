// procedures.toml: each procedure is explored whole (explore.h); the traits that choose between them.
#include <algorithm>

#include "doctrine/checks/checker.h"
#include "doctrine/checks/explore.h"
#include "doctrine/limits.h"

namespace voorzien::doctrine {
namespace {
bool names_are_known(Checker& checker, const Procedure& procedure, const std::string& here) {
  const Names phases = names_of(procedure.phases);
  const Names guards(guard_names.begin(), guard_names.end());
  checker.unique(here + "/phase", "phase", phases);
  const std::string where = "the phases of '" + procedure.id + "'";
  bool good = checker.known(here + "/begin", "phase", procedure.begin, phases, where);
  for (std::size_t i = 0; i < procedure.steps.size(); ++i) {
    const PlanStep& step = procedure.steps[i];
    const std::string at = path_of(here, "step", i);
    checker.known_all(at + "/from", "phase", step.from, phases, where);
    good = checker.known(at + "/to", "phase", step.to, phases, where) && good;
    for (std::size_t j = 0; j < step.guards.size(); ++j)
      good = checker.known(path_of(at, "guards", j), "guard", step.guards[j], guards,
                           "docs/formats/doctrine.md only with code") &&
             good;
    for (const std::string& from : step.from) good = good && std::ranges::find(phases, from) != phases.end();
    if (step.on == "step" && step.name.empty())
      checker.fault(at + "/on", "a step that a person takes needs a 'name', which is on its button");
  }
  return good;
}

// Phases by themselves: what the drawing on paper already shows.
void check_drawing(Checker& checker, const Procedure& procedure, const std::string& here) {
  const auto goes_on = [&](const Phase& phase) {
    return std::ranges::any_of(procedure.steps, [&](const PlanStep& step) {
      return step.to != phase.id && std::ranges::find(step.from, phase.id) != step.from.end();
    });
  };
  if (std::ranges::none_of(procedure.phases, &Phase::final))
    checker.fault(here, "procedure '" + procedure.id + "' has no final phase: give one final = true");
  for (std::size_t i = 0; i < procedure.phases.size(); ++i) {
    const Phase& phase = procedure.phases[i];
    const std::string at = path_of(here, "phase", i);
    if (!phase.final && !goes_on(phase))
      checker.fault(at, "phase '" + phase.id + "' is a dead end: add a step from it, or make it final");
    if (phase.final && goes_on(phase))
      checker.fault(at + "/final",
                    "phase '" + phase.id + "' is final and a step leads on from it: choose one");
  }
}

void check_steps(Checker& checker, const Procedure& procedure, const Exploration& found,
                 const std::string& here) {
  for (std::size_t i = 0; i < procedure.steps.size(); ++i) {
    const PlanStep& step = procedure.steps[i];
    const std::string at = path_of(here, "step", i);
    if (!found.possible.contains(i))
      checker.fault(at + (step.guards.empty() ? "/on" : "/guards"),
                    "this step to '" + step.to + "' can never be taken: in procedure '" + procedure.id +
                        "' its guards cannot hold when '" + step.on + "' happens; change 'guards' or 'on'");
    else if (!found.taken.contains(i) &&
             std::ranges::any_of(step.from, [&](const auto& from) { return found.phases.contains(from); }))
      checker.fault(at, "this step to '" + step.to + "' is never taken: '" + step.on +
                            "' does not happen in the phases of 'from' while its guards hold");
  }
  for (const Clash& clash : found.clashes)
    checker.fault(path_of(here, "step", clash.second),
                  "this step is ambiguous: '" + procedure.steps[clash.second].on + "' can lead to '" +
                      procedure.steps[clash.second].to + "' and, by the step in line " +
                      std::to_string(checker.line_of(path_of(here, "step", clash.first))) + ", to '" +
                      procedure.steps[clash.first].to + "'; give them other guards, or other names");
}

void check_phases(Checker& checker, const Procedure& procedure, const Exploration& found,
                  const std::string& here) {
  bool ends = false;
  for (std::size_t i = 0; i < procedure.phases.size(); ++i) {
    const Phase& phase = procedure.phases[i];
    const bool reached = found.phases.contains(phase.id);
    ends = ends || (reached && phase.final);
    if (!reached)
      checker.fault(path_of(here, "phase", i), "phase '" + phase.id + "' can never be reached from '" +
                                                   procedure.begin + "': add a step to it, or take it out");
  }
  if (!ends && std::ranges::any_of(procedure.phases, &Phase::final))
    checker.fault(here + "/begin",
                  "no final phase can be reached from '" + procedure.begin + "': add the steps that end it");
  for (std::size_t i = 0; ends && i < procedure.phases.size(); ++i)
    if (const auto stuck = found.stuck.find(procedure.phases[i].id); stuck != found.stuck.end())
      checker.fault(path_of(here, "phase", i), "from phase '" + stuck->first +
                                                   "' no final phase can be reached any more when " +
                                                   words_of(stuck->second) + ": add a step for that case");
}

void check_one(Checker& checker, const Procedure& procedure, const std::string& here) {
  if (procedure.phases.empty()) {
    checker.fault(here, "procedure '" + procedure.id + "' has no [[procedure.phase]]");
    return;
  }
  if (procedure.phases.size() > phases_max || procedure.steps.size() > steps_max) {
    checker.fault(here, "procedure '" + procedure.id + "' is too large: at most " +
                            std::to_string(phases_max) + " phases and " + std::to_string(steps_max) +
                            " steps");
    return;
  }
  if (procedure.kind == "tailored" && procedure.forms.empty())
    checker.fault(here + "/kind", "a tailored procedure needs 'forms' to choose from");
  if (!names_are_known(checker, procedure, here)) return;
  check_drawing(checker, procedure, here);
  const Exploration found = explore(procedure);
  check_steps(checker, procedure, found, here);
  check_phases(checker, procedure, found, here);
}
}  // namespace

void check_procedures(Checker& checker) {
  const Plan& plan = checker.plan;
  checker.unique("procedures.toml/procedure", "procedure", checker.procedures);
  if (plan.procedures.size() > procedures_max) {
    checker.fault("procedures.toml", "there are " + std::to_string(plan.procedures.size()) +
                                         " procedures: at most " + std::to_string(procedures_max));
    return;
  }
  for (std::size_t i = 0; i < plan.procedures.size(); ++i)
    check_one(checker, plan.procedures[i], path_of("procedures.toml", "procedure", i));
  for (const std::string_view kind : {"flash", "tailored"})
    if (std::ranges::none_of(plan.procedures, [&](const Procedure& one) { return one.kind == kind; }))
      checker.fault("procedures.toml", "there is no procedure of kind '" + std::string(kind) + "': add one");
  if (!plan.levels.empty() && std::ranges::none_of(plan.procedures, &Procedure::levels))
    checker.fault("procedures.toml", "levels can be declared in no procedure: give one levels = true");
}

void check_traits(Checker& checker) {
  const std::vector<Trait>& traits = checker.plan.traits;
  checker.unique("procedures.toml/trait", "trait", names_of(traits));
  Names targets = checker.procedures;
  targets.insert(targets.end(), checker.levels.begin(), checker.levels.end());
  Names scales;
  for (const SignalRule& rule : checker.doctrine.rules.signals)
    for (const LevelStep& step : rule.steps)
      if (!step.scale.empty()) scales.push_back(step.scale);
  for (std::size_t i = 0; i < traits.size(); ++i) {
    const Trait& trait = traits[i];
    const std::string here = path_of("procedures.toml", "trait", i);
    checker.known(here + "/points_to", "procedure or level", trait.points_to, targets,
                  "procedures.toml or levels.toml");
    checker.known_all(here + "/themes", "theme", trait.themes, checker.themes, "themes.toml");
    checker.known_all(here + "/scales", "scale", trait.scales, scales, "a step of themes.toml");
    const bool seen = !trait.from_colour.empty() || !trait.themes.empty() || !trait.scales.empty() ||
                      trait.municipalities_from > 0 || trait.expected;
    if (seen == trait.asked)
      checker.fault(here, seen ? "trait '" + trait.id + "' is asked and follows from signals: choose one"
                               : "trait '" + trait.id + "' follows from nothing: say from what, or ask it");
  }
}
}  // namespace voorzien::doctrine
