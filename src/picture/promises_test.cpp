#include "picture/promises.h"

#include <doctest/doctest.h>

using namespace voorzien;
using namespace voorzien::picture;

namespace {
void promise(State& state, const std::string& id, const std::string& words, std::optional<Instant> until) {
  Signal& signal = state.signals[id];
  signal.id.value = id;
  signal.theme = "energy";
  signal.hands.promise = words;
  signal.hands.call_back_at = until;
  state.open.insert("energy/" + id);
}

std::string kept(const State& state, const std::vector<std::string>& names, std::string_view on = "") {
  const Signal* found = promise_to(state, names, on);
  return found == nullptr ? "" : found->id.value;
}
}  // namespace

TEST_CASE("a_promise_is_kept_by_word_from_the_one_that_it_names") {
  State state;
  promise(state, "a", "Bel Netbeheerder terug", Instant{200});
  promise(state, "b", "netbeheerder vragen", Instant{100});
  promise(state, "c", "", Instant{50});
  CHECK(kept(state, {"netbeheerder"}) == "b");  // due first
  CHECK(kept(state, {"netb"}) == "b");
  CHECK(kept(state, {"netbeheerder"}, "a") == "a");  // that of the signal it belongs to
  CHECK(kept(state, {"beheerder"}).empty());         // inside a word
  CHECK(kept(state, {"bel"}).empty());               // too short to tell
  CHECK(kept(state, {""}).empty());
  CHECK(kept(state, {}).empty());
  state.open.clear();
  CHECK(kept(state, {"netbeheerder"}).empty());
}

TEST_CASE("the_names_of_a_line_stand_behind_its_at_signs") {
  CHECK(names_in("@Stedin belde, mail naar info@stedin.nl; ook @waterschap.") ==
        std::vector<std::string>{"Stedin", "waterschap"});
  CHECK(names_in("niemand").empty());
}
