// view(state, id) -> entity: the only way that state reaches a screen. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crisis/crisis.h"
#include "desk/desk.h"
#include "network/network.h"
#include "picture/picture.h"
#include "views/entities.h"

namespace voorzien::views {

// What the server knows of the region that is not in the journal: the film that plays.
struct RegionFacts {
  bool demo = false;
  std::string film_title;
  std::optional<Instant> film_from;
  std::optional<Instant> film_to;
  double film_speed = 0;
  bool film_ended = false;
  std::vector<Chapter> chapters;
  bool coarse_areas = false;
  std::optional<StoreFault> store_fault;  // set by the engine itself
};

struct Sight {  // what is looked at
  const picture::State& picture;
  const desk::State& desk;
  const network::State& network;
  const crisis::State& crisis;
  const doctrine::Doctrine& doctrine;
  RegionFacts region;
  Instant now;
};

// Nothing when there is no such entity (any more): a removal for who knew it.
[[nodiscard]] std::optional<Entity> view(const Sight& sight, std::string_view type, std::string_view id);
// Every (type, id) there is, for a full snapshot.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> all_keys(const Sight& sight);
// The why of a theme, signal, source, station or fact; entry numbers and hashes are filled in by the engine
// (it knows the journal): WhyFact::entry and leaf_hash stay 0 and empty here.
[[nodiscard]] std::optional<Why> why(const Sight& sight, std::string_view type, std::string_view id);

}  // namespace voorzien::views
