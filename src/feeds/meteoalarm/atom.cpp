#include <array>
#include <map>

#include "feeds/blank.h"
#include "feeds/cap/observe.h"
#include "feeds/cap/profiles.h"
#include "feeds/cap/provenance.h"
#include "feeds/limits.h"
#include "feeds/meteoalarm/meteoalarm.h"
#include "feeds/time_text.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds {
namespace {
using observations::Level;
using observations::Understood;

bool starts_folded(std::string_view text, std::string_view word) {
  return text.size() > word.size() && equal_folded(text.substr(0, word.size()), word) &&
         text[word.size()] == ' ';
}

// The feed has no awareness_level; its colour is the first word of event or title: "Yellow Wind".
std::optional<Level> colour_of(std::string_view words) {
  constexpr std::array<std::pair<std::string_view, Level>, 4> colours = {
      {{"green", Level::Green}, {"yellow", Level::Yellow}, {"orange", Level::Orange}, {"red", Level::Red}}};
  for (const auto& [word, level] : colours)
    if (starts_folded(words, word)) return level;
  return std::nullopt;
}

class Feed {
 public:
  Feed(XmlDocument& document, const Context& context, Understood& out, Remarks& remarks)
      : document_(document), context_(context), out_(out), remarks_(remarks) {}

  void read() {
    const pugi::xml_node root = document_.root();
    std::size_t links_only = 0;
    for (const pugi::xml_node entry : root.children())
      if (local_name(entry) == "entry" && !take(entry)) ++links_only;
    for (Alert& alert : alerts_) observe(alert);
    if (links_only > 0)
      remarks_.add("cap-index-only", document_.where(root),
                   std::to_string(links_only) +
                       " entries say nothing but a link; the alerts stand behind it, as format cap");
    out_.published = read_time(document_.trimmed(child_of(root, "updated")), context_).at;
    if (coarse_) remark_coarse(remarks_);
    remarks_.finish();
  }

 private:
  struct Alert {
    cap::Message message;
    std::string_view title;
  };

  std::string_view text(pugi::xml_node entry, std::string_view local) {
    return document_.trimmed(child_of(entry, local));
  }

  // False when the entry has no CAP fields.
  bool take(pugi::xml_node entry) {
    const std::string_view identifier = text(entry, "identifier");
    if (identifier.empty()) return false;
    const auto [known, is_new] = by_id_.try_emplace(identifier, alerts_.size());
    if (is_new) alerts_.push_back(first_of(entry, identifier));
    cap::Area area = area_of(entry);
    cap::Info& info = alerts_[known->second].message.infos.front();
    // The same area stands there once more for each of its geocodes and languages.
    if (!info.areas.empty() && info.areas.back().description == area.description && area.polygons.empty())
      info.areas.back().geocodes.insert(info.areas.back().geocodes.end(), area.geocodes.begin(),
                                        area.geocodes.end());
    else
      info.areas.push_back(std::move(area));
    return true;
  }

  Alert first_of(pugi::xml_node entry, std::string_view identifier) {
    Alert out;
    out.title = text(entry, "title");
    cap::Message& message = out.message;
    message.node = entry;
    message.identifier = identifier;
    message.sent = text(entry, "sent");
    message.status = text(entry, "status");
    message.type = text(entry, "message_type");
    if (message.type.empty()) message.type = text(entry, "msgType");
    cap::Info& info = message.infos.emplace_back();
    info.node = entry;
    info.category = "Met";
    info.event = text(entry, "event");
    info.headline = out.title;
    info.urgency = text(entry, "urgency");
    info.severity = text(entry, "severity");
    info.certainty = text(entry, "certainty");
    info.effective = text(entry, "effective");
    info.onset = text(entry, "onset");
    info.expires = text(entry, "expires");
    for (const pugi::xml_node child : entry.children())
      if (local_name(child) == "parameter" && text(child, "valueName") == "awareness_level")
        info.awareness_level = text(child, "value");
    return out;
  }

  cap::Area area_of(pugi::xml_node entry) {
    cap::Area out;
    out.description = text(entry, "areaDesc");
    for (const pugi::xml_node child : entry.children()) {
      if (local_name(child) == "geocode") {
        out.geocodes.push_back({text(child, "valueName"), text(child, "value")});
      } else if (local_name(child) == "polygon") {
        out.polygons.push_back({child, document_.trimmed(child)});
      }
    }
    return out;
  }

  void observe(Alert& alert) {
    if (out_.observations.size() >= limits::observations_max)
      return remarks_.add("too-many-observations", document_.where(alert.message.node),
                          "the alert is left out");
    const cap::Where where = [this](pugi::xml_node node) { return document_.where(node); };
    cap::tell_provenance(cap::meteoalarm, alert.message);
    cap::merge_provenance(*alert.message.provenance, out_.provenance);
    const std::size_t first = out_.observations.size();
    coarse_ |= cap::observe(alert.message, where, context_, remarks_, out_.observations);
    for (std::size_t i = first; i < out_.observations.size(); ++i) {
      observations::Observation& one = out_.observations[i];
      if (!one.level) one.level = colour_of(alert.message.infos.front().event);
      if (!one.level) one.level = colour_of(alert.title);
    }
  }

  XmlDocument& document_;
  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  std::vector<Alert> alerts_;  // in the order of the feed
  std::map<std::string_view, std::size_t> by_id_;
  bool coarse_ = false;
};
}  // namespace

Understood parse_meteoalarm_atom(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  XmlDocument document;
  if (!load_or_reject(document, bytes, remarks)) return out;
  if (local_name(document.root()) != "feed") {
    remarks.reject("not-of-format", document.where(document.root()),
                   "the root element is no Atom <feed>; a single alert is format cap");
    return out;
  }
  Feed(document, context, out, remarks).read();
  return out;
}

}  // namespace voorzien::feeds
