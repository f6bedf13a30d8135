#include "views/audience.h"

#include <doctest/doctest.h>

using namespace voorzien;
using namespace voorzien::views;

namespace {
const doctrine::Audience at_the_desk{true, true, true, true, {}};
const doctrine::Audience general{false, true, true, true, {}};
const doctrine::Audience reading{false, true, true, false, {}};
const doctrine::Audience picture_only{};
const doctrine::Audience energy{false, false, true, false, "energy"};

Crisis a_crisis() {
  Crisis out;
  out.id = "C";
  out.title = "Brand";
  out.level = "grip-2";
  out.lines = {
      {"a1", "loods", {}, {}, 1, {}}, {"b5", "gasdruk", {}, {}, 1, {}}, {"c1", "gewonden", {}, {}, 1, {}}};
  out.shared_with = {{"a1", {"all"}}, {"b5", {"energy", "water"}}, {"c1", {}}, {"c2", {"health"}}};
  crisis::Call call;
  call.name = "A. Prins";
  call.phone = "+31600000001";
  out.calls = {call};
  out.leader.person = "D. Wouters";
  out.leader.phone = "+31600000002";
  out.decisions.emplace_back();
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
