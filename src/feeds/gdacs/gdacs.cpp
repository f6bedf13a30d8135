#include "feeds/gdacs/gdacs.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "feeds/blank.h"
#include "feeds/limits.h"
#include "feeds/time_text.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds {
namespace {
using observations::Level;
using observations::Observation;
using observations::Status;
using observations::Understood;

struct Kind {
  std::string_view letters;
  std::string_view kind;
};
constexpr std::array<Kind, 7> kinds = {{{"EQ", "quake"},
                                        {"TC", "cyclone"},
                                        {"FL", "flood"},
                                        {"VO", "volcano"},
                                        {"DR", "drought"},
                                        {"WF", "wildfire"},
                                        {"TS", "tsunami"}}};

std::optional<Level> level_of(std::string_view word) {
  if (equal_folded(word, "green")) return Level::Green;
  if (equal_folded(word, "yellow")) return Level::Yellow;
  if (equal_folded(word, "orange")) return Level::Orange;
  if (equal_folded(word, "red")) return Level::Red;
  return std::nullopt;
}

std::optional<double> number_of(std::string_view text) {
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
  return out;
}

class Items {
 public:
  Items(XmlDocument& document, const Context& context, Understood& out, Remarks& remarks)
      : document_(document), context_(context), out_(out), remarks_(remarks) {}

  void read();

 private:
  std::string_view text(pugi::xml_node node, std::string_view local) {
    return document_.trimmed(child_of(node, local));
  }
  void take(pugi::xml_node item);
  void times(pugi::xml_node item, Observation& o);
  void place(pugi::xml_node item, Observation& o);
  std::optional<Instant> time(pugi::xml_node item, std::string_view local);

  XmlDocument& document_;
  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  bool coarse_ = false;
};

std::optional<Instant> Items::time(pugi::xml_node item, std::string_view local) {
  const std::string_view written = text(item, local);
  if (written.empty()) return std::nullopt;
  const std::optional<Instant> at = read_rss_time(written);
  if (!at)
    remarks_.add("bad-time", document_.where(child_of(item, local)),
                 fmt::format("'{}' is no time of RSS; it is left out", written.substr(0, 40)));
  return at;
}

void Items::times(pugi::xml_node item, Observation& o) {
  o.t_issued = time(item, "datemodified");
  if (!o.t_issued) o.t_issued = time(item, "pubDate");
  o.t_observed = o.valid_from = time(item, "fromdate");
  // Of what goes on, `todate` is only the moment of the last look.
  const std::optional<Instant> until = time(item, "todate");
  if (equal_folded(text(item, "iscurrent"), "false")) o.valid_to = until;
}

void Items::place(pugi::xml_node item, Observation& o) {
  o.place = cut_text(text(item, "country"), limits::title_bytes_max);
  const pugi::xml_node point = child_of(item, "Point");
  const std::optional<double> lat = number_of(text(point, "lat"));
  const std::optional<double> lon = number_of(text(point, "long"));
  if (!lat || !lon) return;
  if (geo::is_place({*lon, *lat})) {
    o.geometry = geo::Point{*lon, *lat};
  } else {
    remarks_.add("outside-world", document_.where(point),
                 "the coordinates are no place on earth; the place is left out");
  }
}

void Items::take(pugi::xml_node item) {
  if (out_.observations.size() >= limits::observations_max)
    return remarks_.add("too-many-observations", document_.where(item), "the event is left out");
  const std::string_view type = text(item, "eventtype");
  const std::string_view id = text(item, "eventid");
  if (type.empty() || id.empty())
    return remarks_.add("missing-field", document_.where(item),
                        "no eventtype or no eventid; the event is left out");
  Observation o = blank(context_, "disaster", "own-organisation");
  for (const Kind& one : kinds)
    if (type == one.letters) o.kind = one.kind;
  o.native_id = std::string(type) + std::string(id);
  o.native_version = fmt::format("{}.{}", text(item, "episodeid"), text(item, "version"));
  o.title = text(item, "title");
  if (o.title.empty()) o.title = o.native_id;
  if (const std::string_view more = text(item, "description"); !more.empty())
    o.texts.push_back({"en", one_line(o.title), cut_text(more, limits::text_bytes_max), ""});
  o.native_level = text(item, "alertlevel");
  o.level = level_of(o.native_level);
  if (!o.native_level.empty() && !o.level)
    remarks_.add("unknown-level", document_.where(child_of(item, "alertlevel")),
                 fmt::format("'{}' is no known colour", o.native_level.substr(0, 32)));
  const pugi::xml_node severity = child_of(item, "severity");
  if (const auto value = number_of(attribute_of(severity, "value")))
    o.quantity = {*value, std::string(attribute_of(severity, "unit"))};
  times(item, o);
  place(item, o);
  coarse_ |= complete(o, context_, document_.where(item), remarks_);
  out_.observations.push_back(std::move(o));
}

void Items::read() {
  const pugi::xml_node channel = child_of(document_.root(), "channel");
  if (local_name(document_.root()) != "rss" || !channel)
    return remarks_.reject("not-of-format", document_.where(document_.root()),
                           "not an RSS channel; check the address");
  std::size_t listed = 0;
  for (const pugi::xml_node item : channel.children()) {
    if (!is_element(item) || local_name(item) != "item") continue;
    ++listed;
    take(item);
  }
  if (listed > 0 && out_.observations.empty())
    return remarks_.reject("not-of-format", document_.where(channel),
                           "none of the items is an event of GDACS; check the address");
  out_.published = read_rss_time(text(channel, "pubDate"));
  if (coarse_) remark_coarse(remarks_);
  remarks_.finish();
}
}  // namespace

Understood parse_gdacs(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  XmlDocument document;
  if (!load_or_reject(document, bytes, remarks)) return out;
  Items(document, context, out, remarks).read();
  return out;
}

}  // namespace voorzien::feeds
