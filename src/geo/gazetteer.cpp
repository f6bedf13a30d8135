#include "geo/gazetteer.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "geo/fold.h"
#include "geo/limits.h"
#include "geo/rd.h"

namespace voorzien::geo {
namespace {

// How control rooms write and people say it; made by ourselves, folded.
constexpr std::pair<std::string_view, std::string_view> aliases[] = {
    {"driebergen", "driebergen rijsenburg"},
    {"driebergen r", "driebergen rijsenburg"},
    {"wijk bij duurst", "wijk bij duurstede"},
    {"wbd", "wijk bij duurstede"},
    {"wijk bd", "wijk bij duurstede"},
    {"ysselstein", "ijsselstein"},
    {"s hertogenbosch", "den bosch"},
    {"s gravenhage", "den haag"},
    {"the hague", "den haag"},
    {"almere stad", "almere"},
    {"almere haven", "almere"},
    {"almere buiten", "almere"},
    {"almere poort", "almere"},
    {"adam", "amsterdam"},
    {"rdam", "rotterdam"},
    {"amf", "amersfoort"},
    {"ut", "utrecht"},
    {"hvs", "hilversum"},
    {"loenen ad vecht", "loenen aan de vecht"},
    {"loenen a d vecht", "loenen aan de vecht"},
    {"nieuwersluis", "loenen aan de vecht"},
    {"spakenburg", "bunschoten"},
    {"bunschoten spakenburg", "bunschoten"},
    {"elst utr", "elst ut"},
    {"tienhoven utr", "tienhoven ut"},
    {"tull en t waal", "tull en t waal"},
    {"den ham", "haarzuilens"},
    {"doorn ut", "doorn"},
    {"nieuwegein zuid", "nieuwegein"},
    {"rijsenburg", "driebergen rijsenburg"},
    {"t gooi", "hilversum"},
    {"s graveland", "sgraveland"},
    {"t goy", "t goy"},
};

struct Entry {
  NamedPlace place;
  std::string folded;
};

struct Number {
  double value = 0;
  bool comma = false;
};

// Reads "66,2" or "66.2" at the start of the text and takes it off.
std::optional<Number> take_number(std::string_view& text) {
  std::size_t end = text.starts_with('-') ? 1 : 0;
  bool point = false;
  bool comma = false;
  bool digit = false;
  std::string plain(text.substr(0, end));
  for (; end < text.size(); ++end) {
    const char c = text[end];
    const bool mark = (c == '.' || c == ',') && !point && end + 1 < text.size() && text[end + 1] >= '0' &&
                      text[end + 1] <= '9';
    if (!mark && (c < '0' || c > '9')) break;
    if (mark) {
      point = true;
      comma = c == ',';
    }
    digit = digit || !mark;
    plain += mark ? '.' : c;
  }
  if (!digit || plain.size() > 20) return std::nullopt;
  text.remove_prefix(end);
  return Number{std::strtod(plain.c_str(), nullptr), comma};
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

// "52.03, 5.16" (latitude first, as people say it), "5.16 52.03", or RD "136000 455000".
std::optional<Place> coordinates(std::string_view text) {
  skip_blanks(text);
  const auto first = take_number(text);
  if (!first) return std::nullopt;
  skip_blanks(text);
  if (text.starts_with(',') || text.starts_with(';')) text.remove_prefix(1);
  skip_blanks(text);
  const auto second = take_number(text);
  skip_blanks(text);
  if (!second || !text.empty()) return std::nullopt;
  Place place;
  place.kind = PlaceKind::Coordinates;
  place.score = 1;
  const Rd rd{first->value, second->value};
  if (is_in_rd_grid(rd) && std::abs(rd.x_m) > 180) {
    place.point = from_rd(rd);
    place.name = fmt::format("RD {:.0f} {:.0f}", rd.x_m, rd.y_m);
    return place;
  }
  // In the Netherlands latitude is 50 to 54 and longitude 3 to 8: so the order tells itself.
  const bool latitude_first =
      !(second->value > 50 && second->value < 54 && first->value > 3 && first->value < 8);
  place.point = latitude_first ? Point{second->value, first->value} : Point{first->value, second->value};
  if (!is_place(place.point)) return std::nullopt;
  place.name = fmt::format("{:.5f}, {:.5f}", place.point.lat, place.point.lon);
  return place;
}

struct Hectometre {
  std::string ref;
  double km = 0;
  std::string side;  // Re, Li or empty
};

std::string take_side(std::string_view& text) {
  static constexpr std::pair<std::string_view, std::string_view> sides[] = {
      {"hrr", "Re"}, {"hrl", "Li"}, {"rechts", "Re"}, {"links", "Li"},
      {"re", "Re"},  {"li", "Li"},  {"r", "Re"},      {"l", "Li"}};
  for (const auto& [word, side] : sides) {
    if (text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ')) {
      text.remove_prefix(word.size());
      skip_blanks(text);
      return std::string(side);
    }
  }
  return {};
}

// "A27 66,2", "a 28 re 34.5", "A12 km 62,0 Li", "A2 HRL 70,1".
std::optional<Hectometre> hectometre(std::string_view given) {
  std::string lower;
  for (const char c : given) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::string_view text = lower;
  skip_blanks(text);
  if (!text.starts_with('a') && !text.starts_with('n')) return std::nullopt;
  Hectometre mark;
  mark.ref = text.front() == 'a' ? "A" : "N";
  text.remove_prefix(1);
  skip_blanks(text);
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > 3) return std::nullopt;
  mark.ref += text.substr(0, digits);
  text.remove_prefix(digits);
  skip_blanks(text);
  mark.side = take_side(text);
  for (const std::string_view word : {"hmp", "hm", "km"}) {
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      break;
    }
  }
  skip_blanks(text);
  const auto km = take_number(text);
  if (!km || km->value < 0) return std::nullopt;
  mark.km = km->value;
  skip_blanks(text);
  if (mark.side.empty()) mark.side = take_side(text);
  if (!text.empty()) return std::nullopt;
  return mark;
}

Point at_part(const std::vector<Point>& line, double part) {
  double whole = 0;
  for (std::size_t i = 1; i < line.size(); ++i) whole += distance_m(line[i - 1], line[i]);
  double left = whole * part;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double step = distance_m(line[i - 1], line[i]);
    if (step >= left && step > 0) {
      const double t = left / step;
      return {line[i - 1].lon + t * (line[i].lon - line[i - 1].lon),
              line[i - 1].lat + t * (line[i].lat - line[i - 1].lat)};
    }
    left -= step;
  }
  return line.back();
}

// How well the name fits, 0 for not at all; `size` from 0 to 1 lifts larger towns a little.
double fit(std::string_view name, std::string_view wanted, double size) {
  if (name == wanted) return 1;
  if (name.starts_with(wanted)) return 0.75 + 0.15 * size;
  const bool inner_word = name.find(" " + std::string(wanted)) != std::string_view::npos;
  if (inner_word) return 0.55 + 0.15 * size;
  if (wanted.size() >= 4 && begins_with_one_typo(name, wanted)) return 0.3 + 0.15 * size;
  return 0;
}

}  // namespace

struct Gazetteer::Inside {
  std::vector<Entry> entries;  // largest first
  std::map<std::string, std::uint32_t, std::less<>> by_name;
  std::vector<Road> roads;

  [[nodiscard]] Place place_of(const Entry& entry, double score) const {
    const PlaceKind kind = entry.place.population < 0 ? PlaceKind::Municipality : PlaceKind::Town;
    return {entry.place.name, kind, entry.place.point, entry.place.municipality, score};
  }
  [[nodiscard]] std::optional<Place> on_road(const Hectometre& mark) const;
  void by_names(std::string_view wanted, double weight, std::vector<Place>& found) const;
};

std::optional<Place> Gazetteer::Inside::on_road(const Hectometre& mark) const {
  constexpr double beyond_km = 1.0;  // marks are approximate, also at the ends of what we know
  const Road* best = nullptr;
  double best_off = beyond_km;
  for (const Road& road : roads) {
    if (road.ref != mark.ref || road.line.empty()) continue;
    const double low = std::min(road.km_first, road.km_last);
    const double high = std::max(road.km_first, road.km_last);
    const double off = std::max({0.0, low - mark.km, mark.km - high});
    if (best == nullptr ? off <= best_off : off < best_off) {
      best = &road;
      best_off = off;
    }
  }
  if (best == nullptr) return std::nullopt;
  const double span = best->km_last - best->km_first;
  const double part = std::abs(span) > 0 ? std::clamp((mark.km - best->km_first) / span, 0.0, 1.0) : 0;
  std::string name = fmt::format("{} {:.1f}", mark.ref, mark.km);
  std::replace(name.begin(), name.end(), '.', ',');
  if (!mark.side.empty()) name += " " + mark.side;
  return Place{std::move(name), PlaceKind::Hectometre, at_part(best->line, part), "",
               best_off > 0 ? 0.6 : 1.0};
}

void Gazetteer::Inside::by_names(std::string_view wanted, double weight, std::vector<Place>& found) const {
  if (wanted.empty()) return;
  for (const auto& [from, to] : aliases) {
    if (from != wanted) continue;
    const auto known = by_name.find(to);
    if (known != by_name.end()) found.push_back(place_of(entries[known->second], weight));
  }
  for (const Entry& entry : entries) {
    const double size =
        entry.place.population > 1 ? std::min(1.0, std::log10(entry.place.population) / 6) : 0;
    const double score = fit(entry.folded, wanted, size);
    if (score > 0) found.push_back(place_of(entry, score * weight));
  }
}

Gazetteer::Gazetteer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Gazetteer Gazetteer::build(std::vector<NamedPlace> places, std::vector<Road> roads) {
  auto inside = std::make_unique<Inside>();
  std::stable_sort(places.begin(), places.end(),
                   [](const NamedPlace& a, const NamedPlace& b) { return a.population > b.population; });
  for (NamedPlace& place : places) {
    std::string folded = fold(place.name);
    inside->by_name.try_emplace(folded, static_cast<std::uint32_t>(inside->entries.size()));
    inside->entries.push_back({std::move(place), std::move(folded)});
  }
  inside->roads = std::move(roads);
  return Gazetteer(std::move(inside));
}

std::vector<Place> Gazetteer::find(std::string_view text, std::size_t limit) const {
  std::vector<Place> found;
  if (limit == 0 || text.size() > limits::gazetteer_text_bytes_max) return found;
  if (auto place = coordinates(text)) return {*std::move(place)};
  if (const auto mark = hectometre(text)) {
    if (auto place = inside_->on_road(*mark)) found.push_back(*std::move(place));
    return found;
  }
  std::string wanted = fold(text);
  double weight = 1;
  inside_->by_names(wanted, weight, found);
  // "houten zuid": what we know of it is Houten.
  while (found.empty() && wanted.find(' ') != std::string::npos) {
    wanted.resize(wanted.rfind(' '));
    weight *= 0.7;
    if (wanted.size() >= 3) inside_->by_names(wanted, weight, found);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Place& a, const Place& b) { return a.score > b.score; });
  const auto same = [](const Place& a, const Place& b) {
    return a.name == b.name && a.kind == b.kind && a.point == b.point;
  };
  found.erase(std::unique(found.begin(), found.end(), same), found.end());
  if (found.size() > limit) found.resize(limit);
  return found;
}

std::optional<Place> Gazetteer::exact(std::string_view name) const {
  if (name.size() > limits::gazetteer_text_bytes_max) return std::nullopt;
  const std::string wanted = fold(name);
  auto known = inside_->by_name.find(wanted);
  for (const auto& [from, to] : aliases) {
    if (known == inside_->by_name.end() && from == wanted) known = inside_->by_name.find(to);
  }
  if (known == inside_->by_name.end()) return std::nullopt;
  return inside_->place_of(inside_->entries[known->second], 1);
}

std::optional<Place> Gazetteer::nearest(Point point) const {
  const Entry* best = nullptr;
  double best_off = 0;
  const double shrink = std::cos(point.lat * 3.14159265358979323846 / 180);
  for (const Entry& entry : inside_->entries) {
    if (entry.place.population < 0) continue;
    const double dx = (entry.place.point.lon - point.lon) * shrink;
    const double dy = entry.place.point.lat - point.lat;
    const double off = dx * dx + dy * dy;
    if (best == nullptr || off < best_off) {
      best = &entry;
      best_off = off;
    }
  }
  if (best == nullptr) return std::nullopt;
  return inside_->place_of(*best, 1);
}

}  // namespace voorzien::geo
