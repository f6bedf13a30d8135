#include "simulation/world/crisis_acts.h"

#include <fmt/format.h>

namespace voorzien::simulation {
namespace {
using views::Crisis;

const std::vector<std::string> levels{"", "grip-1", "grip-2", "grip-3", "grip-9"};
const std::vector<std::string> headings{"a1", "a2", "b1", "copi-aanpak", "no-such-heading"};
const std::vector<std::string> teams{"copi", "rot", "okt", "no-such-team"};
const std::vector<std::string> reasons{"", "kort", "De leider neemt niet op, drie keer gebeld"};
const std::vector<std::string> names{"R. Terpstra", "L. Hoekstra", "A. Dekker", ""};

std::vector<const Crisis*> running(const Mirror& screen) {
  std::vector<const Crisis*> out;
  for (const auto& [key, known] : screen)
    if (const auto* crisis = std::get_if<Crisis>(known.entity.get()); crisis != nullptr && !crisis->closed)
      out.push_back(crisis);
  return out;
}

crisis::StartCrisis start(Draws& draws, const Mirror& screen) {
  crisis::StartCrisis out;
  out.title = draws.chance(900) ? "Stroomuitval Houten" : "";
  out.procedure = draws.pick(std::vector<std::string>{"spc", "spc", "mcp", "xyz"});
  out.municipalities = {"GM0321"};
  if (draws.chance(500)) return out;
  for (const auto& [key, known] : screen)
    if (key.first == "signal" && draws.chance(100)) out.signals.push_back(SignalId{key.second});
  return out;
}

crisis::DeclareLevel declare(Draws& draws, const Crisis& crisis, AskedCommand& asked) {
  crisis::DeclareLevel out;
  out.id = CrisisId{crisis.id};
  out.level = draws.pick(levels);
  out.was = draws.chance(250) ? draws.pick(levels) : crisis.level;  // a dialog that stood open for a while
  out.reason = draws.pick(reasons);
  out.criterion = draws.chance(300) ? "b" : "";
  out.actions_to = draws.chance(500) ? "Gemeente" : "";
  asked.saw = SawOfCrisis{crisis.id, "level", out.was};
  return out;
}

crisis::WriteLine write(Draws& draws, const Crisis& crisis, AskedCommand& asked) {
  crisis::WriteLine out;
  out.id = CrisisId{crisis.id};
  out.heading = draws.pick(headings);
  out.text = fmt::format("Stand {}", draws.between(1, 999));
  for (const crisis::SituationLine& line : crisis.lines)
    if (line.heading == out.heading) out.version = line.version;
  if (out.version > 0 && draws.chance(250)) --out.version;
  asked.saw = SawOfCrisis{crisis.id, out.heading, std::to_string(out.version)};
  return out;
}

crisis::ActivateTeam on_team(Draws& draws, const Crisis& crisis) {
  crisis::ActivateTeam out;
  out.id = CrisisId{crisis.id};
  out.team = draws.pick(teams);
  out.act = draws.pick(std::vector<std::string>{"activate", "activate", "begin", "close"});
  out.reason = draws.pick(reasons);
  out.actions_to = draws.chance(500) ? "Gemeente" : "";
  if (out.act == "activate" && draws.chance(300)) out.where = "Rhenen";
  return out;
}

crisis::Command on_post(Draws& draws, const Crisis& crisis) {
  std::string team;
  std::string position = crisis.leader.id;
  if (!crisis.teams.empty() && draws.chance(700)) {
    const crisis::CrisisTeam& one = draws.pick(crisis.teams);
    team = one.id;
    if (!one.positions.empty()) position = draws.pick(one.positions).id;
  }
  const CrisisId id{crisis.id};
  if (draws.chance(150))
    return crisis::OfferHandover{id, team, position, draws.pick(names), "Lees de acties"};
  if (draws.chance(150)) return crisis::TakeHandover{id, team, position};
  const std::string state =
      draws.pick(std::vector<std::string>{"coming", "begun", "begun", "refused", "open"});
  return crisis::FillPosition{id, team, position, state, draws.pick(names), "", {}, {}};
}

crisis::Command on_action(Draws& draws, const Crisis& crisis) {
  const CrisisId id{crisis.id};
  if (crisis.actions.empty() || draws.chance(400))
    return crisis::WriteAction{id, "", "Bel de netbeheerder", "rol", {}, "open", "", "", ""};
  const std::string action = draws.pick(crisis.actions).id;
  return crisis::WriteAction{id, action, "", "", {}, draws.chance(700) ? "done" : "dropped", "", "", ""};
}
}  // namespace

crisis::Command crisis_act(Draws& draws, const Mirror& screen, AskedCommand& asked) {
  const std::vector<const Crisis*> known = running(screen);
  if (known.empty() || draws.chance(60)) {
    asked.kind = "start a crisis";
    return start(draws, screen);
  }
  const Crisis& crisis = *draws.pick(known);
  const CrisisId id{crisis.id};
  const std::int64_t kind = draws.between(0, 11);
  asked.kind = fmt::format("crisis {} act {}", crisis.number, kind);
  switch (kind) {
    case 0:
    case 1:
      return declare(draws, crisis, asked);
    case 2:
    case 3:
    case 4:
      return write(draws, crisis, asked);
    case 5:
      return on_team(draws, crisis);
    case 6:
    case 7:
      return on_post(draws, crisis);
    case 8:
      return on_action(draws, crisis);
    case 9:
      return draws.chance(500) ? crisis::Command{crisis::WithdrawLevel{id}}
                               : crisis::Command{crisis::SendSituation{id, ""}};
    case 10:
      return crisis::SetT0{id, "b", {}, draws.pick(reasons)};
    default:
      return crisis::CloseCrisis{id, draws.pick(reasons), "Gemeente", "Gemeente", "release"};
  }
}
}  // namespace voorzien::simulation
