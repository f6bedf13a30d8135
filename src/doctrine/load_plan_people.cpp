// levels.toml and teams.toml.
#include "doctrine/load.h"

namespace voorzien::doctrine {
namespace {
constexpr std::int64_t day_s = 86'400;

PlanPosition read_position(Reader reader) {
  PlanPosition out;
  reader.read("id", out.id, true);
  reader.read("name", out.name, true);
  reader.read("function", out.function);
  reader.read("mandate", out.mandate, true);
  reader.read("competence", out.competence);
  reader.read("begins_s", out.begins_s, 0, day_s);
  reader.read("chair", out.chair);
  reader.read("optional", out.optional);
  reader.done();
  return out;
}

PlanTeam read_team(Reader reader, std::vector<Fault>& faults) {
  PlanTeam out;
  reader.read("id", out.id, true);
  reader.read("name", out.name, true);
  reader.read("task", out.task, true);
  reader.read("article", out.article, true);
  reader.read_word("layer", out.layer, {"besturen", "richten", "inrichten", "verrichten"});
  reader.read("convened", out.convened);
  reader.read("several", out.several);
  reader.read("at_t0", out.at_t0);
  reader.read("by_hand", out.by_hand);
  reader.read("relief_after_s", out.relief_after_s, 0, 7 * day_s);
  reader.read("asks", out.asks);
  std::string coordinates;
  reader.read("coordinates", coordinates);
  if (!coordinates.empty()) out.coordinates = std::move(coordinates);
  for (const toml::table* one : reader.tables("position"))
    out.positions.push_back(read_position({*one, reader.file(), faults}));
  reader.done();
  return out;
}
}  // namespace

void load_levels(const toml::table& root, const std::string& file, Doctrine& out,
                 std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  for (const toml::table* one : reader.tables("level")) {
    Reader inner(*one, file, faults);
    PlanLevel& level = out.plan.levels.emplace_back();
    inner.read("id", level.id, true);
    inner.read("name", level.name, true);
    inner.read("rank", level.rank, 1, 100);
    inner.read("reach", level.reach, true);
    inner.read("trigger", level.trigger, true);
    inner.read("teams", level.teams, true);
    inner.read("may_declare", level.may_declare, true);
    inner.read("advised_by", level.advised_by);
    inner.read("told", level.told);
    inner.read("authority", level.authority, true);
    inner.read_word("proposes", level.proposes, {"", "article-39"});
    inner.read("source", level.source, true);
    inner.done();
  }
  reader.done();
}

void load_teams(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  for (const toml::table* one : reader.tables("function")) {
    Reader inner(*one, file, faults);
    PlanFunction& function = out.plan.functions.emplace_back();
    inner.read("id", function.id, true);
    inner.read("name", function.name, true);
    inner.read_word("duty", function.duty, {"hard", "free", "office"});
    inner.done();
  }
  for (const toml::table* one : reader.tables("team"))
    out.plan.teams.push_back(read_team({*one, file, faults}, faults));
  reader.done();
}
}  // namespace voorzien::doctrine
