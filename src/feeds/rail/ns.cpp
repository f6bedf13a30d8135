#include "feeds/rail/ns.h"

#include <fmt/format.h>

#include <algorithm>

#include "feeds/blank.h"
#include "feeds/dutch_point.h"
#include "feeds/json_values.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using json::element;
using json::object;
using observations::Observation;
using observations::Status;
using observations::Understood;
using simdjson::dom::array;

bool is_active(const object& in) {
  bool active = true;
  const std::optional<element> said = json::field(in, "isActive");
  return !said || said->get_bool().get(active) != simdjson::SUCCESS || active;
}

void add_line(std::string& to, const std::string& line) {
  if (line.empty() || to.find(line) != std::string::npos) return;
  to += (to.empty() ? "" : "\n") + line;
}

// The label of a field that is {"label": …}, or the field itself.
std::string label_of(const object& in, std::string_view key) {
  const std::optional<object> one = json::child(in, key);
  return one ? json::text(*one, "label") : json::text(in, key);
}

class Disruptions {
 public:
  Disruptions(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const element& document);

 private:
  void take(const object& in, const std::string& where);
  void sections(const object& in, const std::string& where, Observation& o);
  [[nodiscard]] static std::string words_of(const object& in);
  [[nodiscard]] static std::string level_of(const object& in);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  bool coarse_ = false;
};

// Each section is a line along its stations; a disruption at one station is a point.
void Disruptions::sections(const object& in, const std::string& where, Observation& o) {
  const std::optional<array> all = json::list(in, "publicationSections");
  if (!all) return;
  geo::MultiLineString lines;
  std::optional<geo::Point> single;
  std::string stations;
  json::each_object(
      *all, where + "/publicationSections", remarks_, [&](const object& one, const std::string& here) {
        const std::optional<object> section = json::child(one, "section");
        const std::optional<array> stops = section ? json::list(*section, "stations") : std::nullopt;
        if (!stops) return;
        std::vector<geo::Point> line;
        json::each_object(
            *stops, here + "/section/stations", remarks_, [&](const object& stop, const std::string& at) {
              const std::string name = json::text(stop, "name");
              if (!name.empty() && stations.size() < limits::title_bytes_max &&
                  stations.find(name) == std::string::npos)
                stations += (stations.empty() ? "" : ", ") + name;
              const std::optional<object> place = json::child(stop, "coordinate");
              const std::optional<double> lon = place ? json::number(*place, "lng") : std::nullopt;
              const std::optional<double> lat = place ? json::number(*place, "lat") : std::nullopt;
              if (!lon || !lat) return;
              const std::optional<geo::Point> point = dutch_point(*lon, *lat, at, remarks_);
              if (point && (line.empty() || !(line.back() == *point))) line.push_back(*point);
            });
        if (line.size() == 1 && !single) single = line.front();
        // The way back is the same line.
        const std::vector<geo::Point> back(line.rbegin(), line.rend());
        const bool is_new = std::ranges::find(lines.lines, line) == lines.lines.end() &&
                            std::ranges::find(lines.lines, back) == lines.lines.end();
        if (line.size() > 1 && is_new) lines.lines.push_back(std::move(line));
      });
  if (lines.lines.size() == 1) {
    o.geometry = geo::LineString{std::move(lines.lines.front())};
  } else if (!lines.lines.empty()) {
    o.geometry = std::move(lines);
  } else if (single) {
    o.geometry = *single;
  }
  o.place = cut_text(stations, limits::title_bytes_max);
}

std::string Disruptions::words_of(const object& in) {
  std::string out;
  add_line(out, json::text(in, "description"));  // of a calamity, which has no time spans
  if (const std::optional<array> paragraphs = json::list(in, "bodyItems"))
    for (const element item : *paragraphs)
      if (object one; item.get_object().get(one) == simdjson::SUCCESS)
        add_line(out, json::text(one, "content"));
  if (const std::optional<array> spans = json::list(in, "timespans"))
    for (const element item : *spans)
      if (object span; item.get_object().get(span) == simdjson::SUCCESS) {
        add_line(out, label_of(span, "situation"));
        add_line(out, label_of(span, "cause"));
      }
  if (const std::optional<object> duration = json::child(in, "expectedDuration"))
    add_line(out, json::text(*duration, "description"));
  if (const std::optional<object> extra = json::child(in, "summaryAdditionalTravelTime"))
    add_line(out, json::text(*extra, "label"));
  return cut_text(out, limits::text_bytes_max);
}

std::string Disruptions::level_of(const object& in) {
  std::string out = json::text(in, "type");
  if (const std::optional<object> impact = json::child(in, "impact"))
    if (const std::optional<double> value = json::number(*impact, "value"))
      out += fmt::format("; impact {}", *value);
  if (const std::string phase = label_of(in, "phase"); !phase.empty()) out += "; " + phase;
  return cut_text(out, 200);
}

void Disruptions::take(const object& in, const std::string& where) {
  if (out_.observations.size() >= limits::observations_max) {
    out_.full_list = false;
    return remarks_.add("too-many-observations", where, "the disruption is left out");
  }
  const std::optional<element> id = json::field(in, "id");
  Observation o = blank(context_, "disruption", "rail");
  if (id) o.native_id = json::text_or_number(*id);
  if (o.native_id.empty()) return remarks_.add("missing-field", where, "no id; the disruption is left out");
  const std::string type = json::text(in, "type");
  const bool planned = type == "MAINTENANCE";
  if (planned) o.kind = "planned-work";
  // Work that is announced is not active yet; its own times say when.
  if (!is_active(in) && !planned) o.status = Status::Ended;
  o.valid_from = json::time(in, "start", where, context_, remarks_);
  o.valid_to = json::time(in, "end", where, context_, remarks_);
  if (const std::optional<object> duration = json::child(in, "expectedDuration"); duration && !o.valid_to)
    o.valid_to = json::time(*duration, "endTime", where + "/expectedDuration", context_, remarks_);
  o.t_issued = json::time(in, "releaseTime", where, context_, remarks_);
  const std::optional<Instant> registered = json::time(in, "registrationTime", where, context_, remarks_);
  if (!o.t_issued) o.t_issued = json::time(in, "lastUpdated", where, context_, remarks_);
  if (!o.t_issued) o.t_issued = registered;
  o.t_observed = o.valid_from ? o.valid_from : registered;
  o.native_level = level_of(in);
  const std::string words = words_of(in);
  o.title = json::text(in, "title");
  if (o.title.empty()) o.title = json::text(in, "topic");
  const std::string first = words.substr(0, words.find('\n'));
  if (!first.empty()) o.title += (o.title.empty() ? "" : ": ") + first;
  if (o.title.empty()) o.title = "Verstoring " + o.native_id;
  if (!words.empty()) o.texts.push_back({"nl", one_line(o.title), words, ""});
  sections(in, where, o);
  coarse_ |= complete(o, context_, where, remarks_);
  out_.observations.push_back(std::move(o));
}

void Disruptions::read(const element& document) {
  const std::optional<array> listed = json::items_of(document, "payload");
  if (!listed)
    return remarks_.reject("not-of-format", "", "no list of disruptions; check the address and the key");
  out_.full_list = true;
  json::each_object(*listed, "", remarks_,
                    [this](const object& one, const std::string& where) { take(one, where); });
  if (listed->size() > 0 && out_.observations.empty())
    return remarks_.reject("not-of-format", "", "none of the items is a disruption; check the address");
  if (coarse_) remark_coarse(remarks_);
  remarks_.finish();
}
}  // namespace

Understood parse_ns(std::string_view bytes, const Context& context) {
  return json::read_document<Disruptions>(bytes, context);
}

}  // namespace voorzien::feeds
