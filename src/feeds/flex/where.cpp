#include "feeds/flex/where.h"

#include <algorithm>
#include <array>

#include "feeds/flex/line.h"
#include "feeds/remarks.h"

namespace voorzien::feeds::flex {
namespace {
constexpr std::size_t known_max = 8'192;
constexpr int words_back = 6;    // how far from the end a name may stand
constexpr int words_joined = 4;  // "Wijk bij Duurstede", "Loenen aan de Vecht"

std::string region_code(int region) {
  std::string code = "VR00";
  code[2] = static_cast<char>('0' + region / 10);
  code[3] = static_cast<char>('0' + region % 10);
  return code;
}

// Safety regions by the first two of a capcode's seven digits (inputs.md 2.7); 0 ends a row.
constexpr std::array<std::array<int, 3>, 16> regions_of_prefix = {{{0},
                                                                   {11, 12, 13},
                                                                   {10},
                                                                   {2},
                                                                   {1},
                                                                   {3},
                                                                   {4, 5},
                                                                   {9, 14, 25},
                                                                   {6},
                                                                   {7, 8},
                                                                   {23, 24},
                                                                   {21, 22},
                                                                   {20},
                                                                   {19},
                                                                   {17, 18},
                                                                   {15, 16}}};

void areas_of_codes(std::string_view codes, std::vector<std::string>& out) {
  each_code(codes, [&](std::string_view code) {
    const auto prefix = static_cast<std::size_t>((code[0] - '0') * 10 + (code[1] - '0'));
    if (prefix >= regions_of_prefix.size()) return;
    for (const int region : regions_of_prefix[prefix])
      if (region > 0) out.push_back(region_code(region));
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

bool ends_word(char c) { return c == ',' || c == '.' || c == ';' || c == ':' || c == ')'; }
bool is_capital(char c) {
  return (c >= 'A' && c <= 'Z') || c == '\'' || static_cast<unsigned char>(c) >= 0xc3;
}
}  // namespace

const Where::Found* Where::town(std::string_view name) {
  if (name.size() < 3 || !is_capital(name.front())) return nullptr;
  key_ = name;
  if (const auto hit = known_.find(key_); hit != known_.end()) return hit->second ? &*hit->second : nullptr;
  std::optional<Found>& found = known_[key_];
  const std::string_view full = town_of_abbreviation(name);
  const std::optional<geo::Place> place =
      context_.places == nullptr ? std::nullopt : context_.places->exact(full.empty() ? name : full);
  if (place) {
    found = {place->name, place->point, {}};
    if (context_.areas != nullptr) found->areas = context_.areas->at(place->point);
    if (!place->municipality.empty()) found->areas.push_back(place->municipality);
    std::sort(found->areas.begin(), found->areas.end());
    found->areas.erase(std::unique(found->areas.begin(), found->areas.end()), found->areas.end());
  } else if (!full.empty()) {
    found = {std::string(full), {}, {}};
  }
  return found ? &*found : nullptr;
}

// The longest name at the end of the text; then further to the left, where names of four letters and up
// count.
const Where::Found* Where::town_in(std::string_view body) {
  std::size_t end = body.size();
  for (int back = 0; back < words_back && end > 0; ++back) {
    while (end > 0 && (body[end - 1] == ' ' || ends_word(body[end - 1]))) --end;
    const Found* best = nullptr;
    std::size_t start = end;
    for (int words = 0; words < words_joined && start > 0; ++words) {
      const std::size_t space = body.rfind(' ', start - 1);
      start = space == std::string_view::npos ? 0 : space;
      const std::string_view name =
          body.substr(start == 0 ? 0 : start + 1, end - (start == 0 ? 0 : start + 1));
      if (back > 0 && name.size() < 4) continue;
      if (const Found* found = town(name); found != nullptr) best = found;
    }
    if (best != nullptr) return best;
    const std::size_t space = end == 0 ? std::string_view::npos : body.rfind(' ', end - 1);
    end = space == std::string_view::npos ? 0 : space;
  }
  return nullptr;
}

// "A28 Re 34,5": a motorway with the side and the post.
bool Where::hectometre(std::string_view body, observations::Observation& out) const {
  if (context_.places == nullptr) return false;
  for (const std::string_view side : {" Re ", " Li "}) {
    const std::size_t at = body.find(side);
    if (at == std::string_view::npos || at < 2) continue;
    const std::size_t start = body.rfind(' ', at - 1) + 1;  // npos + 1 = 0
    std::size_t end = at + side.size();
    while (end < body.size() &&
           ((body[end] >= '0' && body[end] <= '9') || body[end] == ',' || body[end] == '.'))
      ++end;
    if (end == at + side.size()) continue;
    const std::vector<geo::Place> places = context_.places->find(body.substr(start, end - start), 1);
    if (places.empty() || places.front().kind != geo::PlaceKind::Hectometre) continue;
    out.geometry = places.front().point;
    out.place_precision = "exact";
    if (context_.areas != nullptr) out.areas = context_.areas->at(places.front().point);
    return true;
  }
  return false;
}

void Where::fill(const Grammar& grammar, std::string_view codes, observations::Observation& out) {
  if (known_.size() >= known_max)
    known_.clear();  // here only: while a line is read, what was found is pointed at
  const bool on_road = hectometre(grammar.body, out);
  if (const Found* found = town_in(grammar.body); found != nullptr) {
    out.place = found->name;
    if (!on_road && geo::is_place(found->point)) {
      out.geometry = found->point;
      out.place_precision = "town";
    }
    if (out.areas.empty()) out.areas = found->areas;
  }
  if (out.areas.empty() && grammar.region > 0) out.areas.push_back(region_code(grammar.region));
  if (out.areas.empty()) areas_of_codes(codes, out.areas);
  if (out.place_precision.empty()) out.place_precision = out.areas.empty() ? "none" : "region";
}

}  // namespace voorzien::feeds::flex
