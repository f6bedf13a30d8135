// Teams and positions of a crisis: looked up, made by the plan, and the calls that are to fill them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "crisis/crisis.h"

namespace voorzien::crisis {

// The team that stands now (activated, not closed), or nothing.
[[nodiscard]] const CrisisTeam* standing_team(const Crisis& crisis, std::string_view id);
// The plan's id of its kind: of a second CoPI that of the first.
[[nodiscard]] const std::string& kind_of(const CrisisTeam& team);
// Any that stands of a kind.
[[nodiscard]] const CrisisTeam* standing_kind(const Crisis& crisis, std::string_view kind);
[[nodiscard]] bool has_standing_team(const Crisis& crisis);
// Of any team that stands, or the leader.
[[nodiscard]] const CrisisPosition* find_position(const Crisis& crisis, std::string_view id);
[[nodiscard]] const CrisisPosition* find_position(const CrisisTeam& team, std::string_view id);
// In a team that stands, or with no team the leader's own before a team has it.
[[nodiscard]] const CrisisPosition* find_post(const Crisis& crisis, const std::string& team,
                                              const std::string& position);
// "": of nobody in the directory.
[[nodiscard]] std::optional<ContactOfPost> contact_of(const std::string& contact);
// All positions have begun that the plan does not call optional.
[[nodiscard]] bool is_filled(const CrisisTeam& team);
[[nodiscard]] bool is_open(const CrisisAction& action);
[[nodiscard]] std::vector<const CrisisAction*> open_actions(const Crisis& crisis);

// A team as the plan makes it, with the leader's post taken over where it has one.
[[nodiscard]] CrisisTeam make_team(const doctrine::PlanTeam& team, const Crisis& crisis,
                                   const Context& context);
// A second one of the kind, at a place of its own. Its posts have ids of their own ("leider-copi-2").
[[nodiscard]] CrisisTeam make_twin(const doctrine::PlanTeam& team, const Crisis& crisis,
                                   const std::string& where, const Context& context);
// The teams that large-scale alarm calls whatever the level (BVR 2.2.3 lid 1).
[[nodiscard]] std::vector<std::string> teams_of_t0(const doctrine::Plan& plan);

// The next one in line for a function, or a call without a contact when nobody is (left) on duty: a gap that
// is shown is better than none. `team` and `position` are empty for who is only told.
[[nodiscard]] Call next_call(const Crisis& crisis, const std::string& function, const std::string& team,
                             const std::string& position, const Context& context, std::size_t number);
[[nodiscard]] bool is_for(const Call& call, const std::string& team, const std::string& position);
// Who is to be called after this one, when it was the last in line so far and there is somebody left.
[[nodiscard]] std::optional<Call> next_in_line(const Crisis& crisis, const Call& call,
                                               const Context& context);
// Calls for all positions of a team that nobody was called for yet.
[[nodiscard]] std::vector<Event> call_team(const Crisis& crisis, const CrisisTeam& team,
                                           const doctrine::PlanTeam& plan, const Context& context,
                                           std::size_t& number);

}  // namespace voorzien::crisis
