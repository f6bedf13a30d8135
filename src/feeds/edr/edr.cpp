#include "feeds/edr/edr.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "feeds/blank.h"
#include "feeds/dutch_point.h"
#include "feeds/edr/stations.h"
#include "feeds/json_values.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using json::element;
using json::object;
using observations::Observation;
using observations::Understood;
using simdjson::dom::array;

struct Parameter {
  std::string_view name;  // as KNMI calls it
  std::string_view kind;
  std::string_view words;  // Dutch, for the title
  std::string_view unit;   // when the document tells none
};
constexpr std::array parameters = {Parameter{"ff", "wind", "wind", "m/s"},
                                   Parameter{"gff", "gust", "windstoten", "m/s"},
                                   Parameter{"dd", "wind-direction", "windrichting", "degrees"},
                                   Parameter{"ta", "temperature", "temperatuur", "°C"},
                                   Parameter{"rg", "rain", "neerslag", "mm/h"},
                                   Parameter{"rh", "humidity", "luchtvochtigheid", "%"},
                                   Parameter{"n", "cloud", "bewolking", "octa"},
                                   Parameter{"ww", "present-weather", "weercode", "code"}};

struct Axis {
  char name = ' ';
  std::size_t size = 1;
};

class Coverages {
 public:
  Coverages(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const object& document);

 private:
  void coverage(const object& in, const std::string& where);
  bool axes(const object& in, const std::string& where);
  bool axis(const object& axes, std::string_view name, std::vector<double>& out) const;
  void range(const std::string& name, const object& in, const std::string& where);
  [[nodiscard]] std::vector<Axis> shape_of(const object& in) const;
  const Observation& spot(std::size_t x, std::size_t y, const std::string& where);
  void value(const Parameter& parameter, double number, const Observation& spot, Instant at);
  [[nodiscard]] std::string unit_of(const Parameter& parameter) const;

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  std::optional<object> described_;  // the document's or the coverage's own parameters
  std::optional<object> shared_;
  std::vector<double> x_, y_;
  std::vector<Instant> t_;
  std::string station_;
  std::string unit_;
  Observation spot_;
  std::size_t spot_x_ = 0, spot_y_ = 0;
  bool spot_known_ = false;
  bool coarse_ = false;
};

bool Coverages::axis(const object& axes, std::string_view name, std::vector<double>& out) const {
  out.clear();
  const std::optional<object> in = json::child(axes, name);
  const std::optional<array> values = in ? json::list(*in, "values") : std::nullopt;
  if (!values) return false;
  for (const element item : *values) {
    double number = 0;
    if (item.get_double().get(number) != simdjson::SUCCESS) return false;
    out.push_back(number);
  }
  return !out.empty() && out.size() <= limits::observations_max;
}

bool Coverages::axes(const object& in, const std::string& where) {
  const std::optional<object> domain = json::child(in, "domain");
  const std::optional<object> axes = domain ? json::child(*domain, "axes") : std::nullopt;
  const std::optional<object> time = axes ? json::child(*axes, "t") : std::nullopt;
  const std::optional<array> moments = time ? json::list(*time, "values") : std::nullopt;
  if (!moments || !axis(*axes, "x", x_) || !axis(*axes, "y", y_)) {
    remarks_.add("missing-field", where + "/domain/axes",
                 "axes x, y and t with values are needed; the coverage is left out");
    return false;
  }
  t_.clear();
  for (const element item : *moments) {
    const Result<Instant> at = parse_instant(json::text_or_number(item));
    if (!at) {
      remarks_.add("bad-time", where + "/domain/axes/t", at.error().detail + "; the coverage is left out");
      return false;
    }
    t_.push_back(*at);
  }
  return true;
}

// The axes of a range in the order in which its values run; without names it is the t of a series.
std::vector<Axis> Coverages::shape_of(const object& in) const {
  std::vector<Axis> out;
  const std::optional<array> names = json::list(in, "axisNames");
  if (!names) return {{'t', t_.size()}};
  for (const element item : *names) {
    const std::string name = json::text_or_number(item);
    const char letter = name.size() == 1 ? name[0] : ' ';
    out.push_back({letter, letter == 'x'   ? x_.size()
                           : letter == 'y' ? y_.size()
                           : letter == 't' ? t_.size()
                                           : 1});
  }
  return out;
}

std::string Coverages::unit_of(const Parameter& parameter) const {
  for (const std::optional<object>& described : {described_, shared_}) {
    const std::optional<object> one = described ? json::child(*described, parameter.name) : std::nullopt;
    const std::optional<object> unit = one ? json::child(*one, "unit") : std::nullopt;
    if (!unit) continue;
    std::string symbol = json::text(*unit, "symbol");
    if (const auto typed = json::child(*unit, "symbol")) symbol = json::text(*typed, "value");
    if (!symbol.empty()) return cut_text(symbol, 32);
  }
  return std::string(parameter.unit);
}

// All that the values of one place share, made once for values that follow each other.
const Observation& Coverages::spot(std::size_t x, std::size_t y, const std::string& where) {
  if (spot_known_ && spot_x_ == x && spot_y_ == y) return spot_;
  spot_known_ = true;
  spot_x_ = x;
  spot_y_ = y;
  spot_ = blank(context_, "", "weather");
  spot_.quality = "measured";
  spot_.place = station_;
  if (spot_.place.empty()) spot_.place = fmt::format("{:.3f}, {:.3f}", y_[y], x_[x]);
  if (const std::optional<geo::Point> point = dutch_point(x_[x], y_[y], where, remarks_))
    spot_.geometry = *point;
  coarse_ |= complete(spot_, context_, where, remarks_);
  return spot_;
}

void Coverages::value(const Parameter& parameter, double number, const Observation& spot, Instant at) {
  Observation o = spot;
  o.kind = parameter.kind;
  o.native_id = fmt::format("{}/{}/{}", o.place, parameter.name, format_rfc3339(at));
  o.quantity = {number, unit_};
  o.title = one_line(fmt::format("{}: {} {} {}", o.place, parameter.words, number, unit_));
  o.t_observed = o.valid_from = at;
  // A value that was corrected is another version of the same fact.
  o.id = {stable_id(fmt::format("{}\n{}\n{}", o.source.value, o.native_id, number))};
  out_.observations.push_back(std::move(o));
}

void Coverages::range(const std::string& name, const object& in, const std::string& where) {
  const auto known = std::ranges::find(parameters, name, &Parameter::name);
  if (known == parameters.end()) return;  // pressure, sight and the like are not asked for
  const std::optional<array> values = json::list(in, "values");
  const std::vector<Axis> shape = shape_of(in);
  std::size_t size = 1;
  for (const Axis& one : shape) size *= one.size;
  if (!values || values->size() != size)
    return remarks_.add("count-mismatch", where + "/values",
                        fmt::format("{} values for {} places and moments; the range is left out",
                                    values ? values->size() : 0, size));
  unit_ = unit_of(*known);
  std::size_t index = 0;
  for (const element item : *values) {
    std::size_t rest = index++;
    std::size_t x = 0, y = 0, t = 0;
    for (auto one = shape.rbegin(); one != shape.rend(); ++one) {
      const std::size_t at = rest % one->size;
      rest /= one->size;
      if (one->name == 'x') x = at;
      if (one->name == 'y') y = at;
      if (one->name == 't') t = at;
    }
    double number = 0;
    if (item.is_null()) continue;  // no reading
    const std::string here = where + "/values/" + std::to_string(index - 1);
    if (item.get_double().get(number) != simdjson::SUCCESS || !std::isfinite(number)) {
      remarks_.add("bad-value", here, "not a number; the value is left out");
    } else if (out_.observations.size() >= limits::observations_max) {
      return remarks_.add("too-many-observations", here, "this value and the rest are left out");
    } else {
      value(*known, number, spot(x, y, where), t_[t]);
    }
  }
}

void Coverages::coverage(const object& in, const std::string& where) {
  if (!axes(in, where)) return;
  spot_known_ = false;
  described_ = json::child(in, "parameters");
  station_ = edr::station_name(json::text(in, "eumetnet:locationId"));
  const std::optional<object> ranges = json::child(in, "ranges");
  if (!ranges) return remarks_.add("missing-field", where + "/ranges", "no ranges; the coverage is left out");
  for (const auto [key, value] : *ranges) {
    object one;
    const std::string name(key.substr(0, 64));
    if (value.get_object().get(one) == simdjson::SUCCESS) range(name, one, where + "/ranges/" + name);
  }
}

void Coverages::read(const object& document) {
  shared_ = json::child(document, "parameters");
  const std::optional<array> all = json::list(document, "coverages");
  if (all) {
    json::each_object(*all, "/coverages", remarks_,
                      [&](const object& one, const std::string& where) { coverage(one, where); });
  } else if (json::text(document, "type") == "Coverage") {
    coverage(document, "");
  } else {
    return remarks_.reject("not-of-format", "",
                           "no coverages; ask for CoverageJSON (f=CoverageJSON) and check the address");
  }
  if (coarse_) remark_coarse(remarks_);
  remarks_.finish();
}
}  // namespace

Understood parse_knmi_edr(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  if (const std::optional<object> document = json::parse_object(parser, bytes, remarks))
    Coverages(context, out, remarks).read(*document);
  return out;
}

}  // namespace voorzien::feeds
