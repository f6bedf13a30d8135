#include "views/audience.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

using namespace voorzien;
using namespace voorzien::views;

namespace {
const doctrine::Audience at_the_desk{true, true, true, true, {}, false, {}, {}};
const doctrine::Audience general{false, true, true, true, {}, false, {}, {}};
const doctrine::Audience reading{false, true, true, false, {}, false, {}, {}};
const doctrine::Audience picture_only{};
const doctrine::Audience energy{false, false, true, false, "energy", false, {}, {}};

Crisis a_crisis() {
  Crisis out;
  out.id = "C";
  out.title = "Brand";
  out.level = "grip-2";
  out.lines = {
      {"a1", "loods", {}, {}, 1, {}}, {"b5", "gasdruk", {}, {}, 1, {}}, {"c1", "gewonden", {}, {}, 1, {}}};
  out.shared_with = {
      {"a1", {{"all"}, ""}},    {"b5", {{"energy", "water"}, ""}}, {"c1", {{}, ""}},
      {"c2", {{"health"}, ""}}, {"copi-aanpak", {{}, "copi"}},     {"rot-aanpak", {{}, "rot"}}};
  crisis::Call call;
  call.name = "A. Prins";
  call.phone = "+31600000001";
  out.calls = {call};
  out.leader.person = "D. Wouters";
  out.leader.phone = "+31600000002";
  out.decisions.emplace_back();
  return out;
}

crisis::CrisisTeam a_team(const std::string& id, const std::string& person,
                          const std::vector<std::string>& tasks = {}) {
  crisis::CrisisTeam out;
  out.id = id;
  crisis::CrisisPosition one;
  one.id = "partner-1";
  one.person = person;
  one.added = true;
  one.tasks = tasks;
  out.positions = {one};
  return out;
}

template <class T>
std::optional<T> seen(const doctrine::Audience& audience, const T& entity) {
  const std::optional<Entity> out = shown_to(audience, entity);
  return out ? std::optional(std::get<T>(*out)) : std::nullopt;
}
}  // namespace

TEST_CASE("a_partner_sees_of_a_crisis_the_headings_of_its_task_and_nothing_of_people") {
  const std::optional<Crisis> partner = seen(energy, a_crisis());
  REQUIRE(partner);
  CHECK(partner->title == "Brand");
  CHECK(partner->level == "grip-2");
  REQUIRE(partner->lines.size() == 2);
  CHECK(partner->lines[1].text == "gasdruk");
  CHECK(partner->headings_shown == std::vector<std::string>{"a1", "b5"});
  CHECK(partner->calls.empty());
  CHECK(partner->decisions.empty());
  CHECK(partner->leader.person.empty());
  doctrine::Audience other = energy;
  other.task = "none";
  CHECK(seen(other, a_crisis())->lines.size() == 1);
}

TEST_CASE("numbers_of_people_are_for_who_may_read_the_directory") {
  CHECK(form_of(general, a_crisis()).extent == Form::Extent::Whole);
  const std::optional<Crisis> read = seen(reading, a_crisis());
  REQUIRE(read);
  CHECK(read->calls[0].name == "A. Prins");
  CHECK(read->calls[0].phone.empty());
  CHECK(read->leader.phone.empty());
  CHECK(read->headings_shown.empty());
  Duty duty;
  duty.contacts = {{"1", "A. Prins", "Politie", "+31600000001"}};
  CHECK(seen(general, duty)->contacts[0].phone == "+31600000001");
  CHECK(seen(reading, duty)->contacts[0].phone.empty());
  CHECK_FALSE(seen(energy, duty));
}

TEST_CASE("who_may_read_neither_gets_neither") {
  CHECK_FALSE(seen(picture_only, a_crisis()));
  CHECK_FALSE(seen(picture_only, LogLine{}));
  CHECK_FALSE(seen(picture_only, CrisisPlan{}));
  CHECK(seen(picture_only, Theme{}));
  CHECK(seen(energy, CrisisPlan{}));
  CHECK_FALSE(seen(energy, LogLine{}));
  CHECK(seen(reading, LogLine{}));
}

TEST_CASE("only_the_desk_reads_pager_text_and_exact_places") {
  Fact page;
  page.personal = true;
  page.title = "P 1 BR woning Kerkstraat";
  page.place = "Kerkstraat";
  CHECK(seen(at_the_desk, page)->title == page.title);
  CHECK(seen(general, page)->title.empty());
  CHECK(seen(general, page)->place.empty());
  Signal signal;
  signal.geometry_kind = "reports";
  signal.point = geo::Point{5.123456, 52.098765};
  CHECK(seen(at_the_desk, signal)->point->lon == 5.123456);
  CHECK(seen(general, signal)->point->lon == doctest::Approx(5.12));
  signal.geometry_kind = "official";
  CHECK(form_of(general, signal).extent == Form::Extent::Whole);
}

TEST_CASE("audiences_that_see_the_same_of_an_entity_share_its_form") {
  Fact page;
  page.personal = true;
  CHECK(form_of(general, page) == form_of(energy, page));
  CHECK(form_of(general, page) != form_of(at_the_desk, page));
  CHECK(form_of(reading, a_crisis()) != form_of(energy, a_crisis()));
  CHECK(form_of(general, a_crisis()) == form_of(at_the_desk, a_crisis()));
}

TEST_CASE("a_mayor_sees_the_crises_of_the_own_municipality_and_those_in_whose_teams_he_sits") {
  const doctrine::Audience zeist{false, false, true, true, {}, true, "GM0355", "J. de Vries"};
  const doctrine::Audience nowhere{false, false, true, true, {}, true, {}, "J. de Vries"};
  Crisis crisis = a_crisis();
  crisis.municipalities = {"GM0310"};
  CHECK_FALSE(seen(zeist, crisis));
  CHECK(seen(general, crisis));

  Crisis here = crisis;
  here.municipalities.push_back("GM0355");
  CHECK(seen(zeist, here));
  CHECK_FALSE(seen(nowhere, here));  // of no municipality: nothing

  Crisis applied = crisis;  // WVR 39 names it
  applied.article_39.emplace_back().municipalities = {"GM0310", "GM0355"};
  CHECK(seen(zeist, applied));

  Crisis sits = crisis;
  sits.teams = {a_team("rbt", "J. de Vries")};
  CHECK(seen(zeist, sits));
  CHECK(seen(nowhere, sits));
  sits.teams[0].positions[0].state = "refused";
  CHECK_FALSE(seen(zeist, sits));
  sits.teams = {a_team("rbt", "")};  // an empty chair is nobody's
  doctrine::Audience nameless = nowhere;
  nameless.person.clear();
  CHECK_FALSE(seen(nameless, sits));
}

TEST_CASE("a_partner_sees_the_crises_and_the_own_pictures_of_the_teams_in_which_it_takes_part") {
  const doctrine::Audience grid{false, false, true, false, "energy", true, {}, "K. Jansen"};
  Crisis crisis = a_crisis();
  CHECK_FALSE(seen(grid, crisis));
  crisis.teams = {a_team("copi", "iemand anders", {"water"})};
  CHECK_FALSE(seen(grid, crisis));
  crisis.teams = {a_team("copi", "iemand anders", {"energy"})};  // by its task
  REQUIRE(seen(grid, crisis));
  CHECK(seen(grid, crisis)->headings_shown == std::vector<std::string>{"a1", "b5", "copi-aanpak"});
  crisis.teams = {a_team("copi-2", "K. Jansen")};  // by name, in a second one of the kind
  crisis.teams[0].twin = crisis::Twin{"copi", "Rhenen"};
  REQUIRE(seen(grid, crisis));
  CHECK(seen(grid, crisis)->headings_shown == std::vector<std::string>{"a1", "b5", "copi-aanpak"});
  crisis.teams.push_back(a_team("rot", "K. Jansen"));
  crisis.teams[0].closed = Instant{1};  // what that team still writes is not theirs any more
  CHECK(seen(grid, crisis)->headings_shown == std::vector<std::string>{"a1", "b5", "rot-aanpak"});
  // Partners of one task in other teams see another form.
  doctrine::Audience other = grid;
  other.person = "B. Ander";
  Crisis two = crisis;
  two.teams.push_back(a_team("copi", "B. Ander"));
  CHECK(form_of(grid, two) != form_of(other, two));
}

// Whatever the crisis and whoever looks: who sees their own only sees nothing of one that names neither their
// municipality, nor them, nor their task.
TEST_CASE("nothing_is_seen_of_a_crisis_that_does_not_name_who_looks") {
  std::mt19937 random(7);
  const auto below = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  const std::vector<std::string> codes = {"GM0001", "GM0002", "GM0003"};
  const std::vector<std::string> names = {"", "A", "B", "C"};
  const std::vector<std::string> tasks = {"energy", "water", "none"};
  std::size_t shown = 0;
  for (int n = 0; n < 3'000; ++n) {
    Crisis crisis = a_crisis();
    crisis.municipalities = {codes[below(3)]};
    std::set<std::string> named = {crisis.municipalities[0]};
    for (std::size_t team = below(3); team > 0; --team) {
      const std::string name = names[below(4)];
      const std::string task = tasks[below(2)];
      crisis.teams.push_back(a_team("copi", name, {task}));
      named.insert({name, task});
    }
    named.erase("");
    const bool is_partner = below(2) == 0;
    const doctrine::Audience who{false,
                                 false,
                                 true,
                                 below(2) == 0,
                                 is_partner ? tasks[below(3)] : "",
                                 true,
                                 below(2) == 0 ? codes[below(3)] : "",
                                 names[below(4)]};
    const bool is_theirs = named.contains(who.area) || named.contains(who.person) || named.contains(who.task);
    CHECK(seen(who, crisis).has_value() == is_theirs);
    shown += is_theirs ? 1U : 0U;
  }
  CHECK(shown > 500);
  CHECK(shown < 2'500);
}

TEST_CASE("who_sits_in_a_team_is_known_by_the_person_of_the_directory_that_was_chosen") {
  Crisis crisis = a_crisis();
  crisis.teams = {a_team("copi", "Jan (burgemeester)")};
  doctrine::Audience mayor{false, false, true, true, {}, true, "GM0355", "J. de Vries"};
  CHECK_FALSE(seen(mayor, crisis));
  crisis.teams[0].positions[0].contact = crisis::ContactOfPost{"c-1"};
  CHECK_FALSE(seen(mayor, crisis));  // a person whom the directory does not know (any more)
  crisis.known_as = {{"c-1", "J. de Vries"}};
  CHECK(seen(mayor, crisis));
  mayor.person = "";
  crisis.known_as = {{"c-1", ""}};  // a desk without a name is nobody's
  CHECK_FALSE(seen(mayor, crisis));
}
