// procedures.toml (with the traits of the diagnosis), timers.toml and cards.toml.
#include "doctrine/load.h"

namespace voorzien::doctrine {
namespace {
constexpr std::int64_t day_s = 86'400;

Procedure read_procedure(Reader reader, std::vector<Fault>& faults) {
  static const std::vector<std::string_view> causes(step_causes.begin(), step_causes.end());
  Procedure out;
  reader.read("id", out.id, true);
  reader.read("name", out.name, true);
  reader.read("short_name", out.short_name, true);
  reader.read_word("kind", out.kind, {"flash", "tailored"});
  reader.read("levels", out.levels);
  reader.read("review_date", out.review_date);
  reader.read("begin", out.begin, true);
  reader.read("forms", out.forms);
  for (const toml::table* one : reader.tables("phase")) {
    Reader inner(*one, reader.file(), faults);
    Phase& phase = out.phases.emplace_back();
    inner.read("id", phase.id, true);
    inner.read("name", phase.name, true);
    inner.read("final", phase.final);
    inner.done();
  }
  for (const toml::table* one : reader.tables("step")) {
    Reader inner(*one, reader.file(), faults);
    PlanStep& step = out.steps.emplace_back();
    inner.read("from", step.from, true);
    inner.read("to", step.to, true);
    inner.read_word("on", step.on, causes);
    inner.read("guards", step.guards);
    inner.read("name", step.name);
    inner.done();
  }
  reader.done();
  return out;
}
}  // namespace

void load_procedures(const toml::table& root, const std::string& file, Doctrine& out,
                     std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  for (const toml::table* one : reader.tables("procedure"))
    out.plan.procedures.push_back(read_procedure({*one, file, faults}, faults));
  for (const toml::table* one : reader.tables("trait")) {
    Reader inner(*one, file, faults);
    Trait& trait = out.plan.traits.emplace_back();
    inner.read("id", trait.id, true);
    inner.read("text", trait.text, true);
    inner.read("points_to", trait.points_to, true);
    inner.read_word("from_colour", trait.from_colour, {"", "yellow", "orange", "red"});
    inner.read("themes", trait.themes);
    inner.read("scales", trait.scales);
    inner.read("municipalities_from", trait.municipalities_from, 0, 400);
    inner.read("expected", trait.expected);
    inner.read("asked", trait.asked);
    inner.done();
  }
  reader.done();
}

void load_timers(const toml::table& root, const std::string& file, Doctrine& out,
                 std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  for (const toml::table* one : reader.tables("criterion")) {
    Reader inner(*one, file, faults);
    Criterion& criterion = out.plan.criteria.emplace_back();
    inner.read("id", criterion.id, true);
    inner.read("name", criterion.name, true);
    inner.read("text", criterion.text, true);
    inner.done();
  }
  for (const toml::table* one : reader.tables("timer")) {
    Reader inner(*one, file, faults);
    PlanTimer& timer = out.plan.timers.emplace_back();
    inner.read("id", timer.id, true);
    inner.read("name", timer.name, true);
    inner.read("article", timer.article, true);
    inner.read("obligation", timer.obligation, true);
    inner.read("limit_s", timer.limit_s, 0, 30 * day_s);
    inner.read_word("anchor", timer.anchor, {"t0", "convened", "data", "none"});
    inner.read_word("met_by", timer.met_by,
                    {"alarm", "told", "description", "team", "positions", "heading", "situation", "hand"});
    inner.read("team", timer.team);
    inner.read("positions", timer.positions);
    inner.done();
  }
  reader.done();
}

void load_cards(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  for (const toml::table* one : reader.tables("card")) {
    Reader inner(*one, file, faults);
    ActionCard& card = out.plan.cards.emplace_back();
    inner.read("id", card.id, true);
    inner.read("title", card.title, true);
    inner.read("from_level", card.from_level);
    inner.read("team", card.team);
    inner.read("theme", card.theme);
    inner.read("procedure", card.procedure);
    inner.read("t0", card.t0);
    for (const toml::table* each : inner.tables("action")) {
      Reader innermost(*each, file, faults);
      CardAction& action = card.actions.emplace_back();
      innermost.read("text", action.text, true);
      innermost.read("owner", action.owner, true);
      innermost.read("within_s", action.within_s, 0, 30 * day_s);
      innermost.done();
    }
    inner.done();
  }
  reader.done();
}
}  // namespace voorzien::doctrine
