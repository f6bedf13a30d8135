#include <set>

#include "feeds/blank.h"
#include "feeds/cap/observe.h"
#include "feeds/cap/profiles.h"
#include "feeds/cap/provenance.h"
#include "feeds/json_values.h"
#include "feeds/limits.h"
#include "feeds/meteoalarm/meteoalarm.h"

namespace voorzien::feeds {
namespace {
using json::element;
using json::object;
using observations::Understood;

// Views into the parsed document, which outlives the message.
std::string_view view(const object& in, std::string_view key) {
  std::string_view out;
  const std::optional<element> value = json::field(in, key);
  if (!value || value->get_string().get(out) != simdjson::SUCCESS) return {};
  return trim(out);
}

// Calls visit(text) for a text, or for each text of a list.
template <class Visit>
void each_text(const object& in, std::string_view key, const Visit& visit) {
  if (const auto items = json::list(in, key)) {
    for (const element item : *items)
      if (std::string_view text; item.get_string().get(text) == simdjson::SUCCESS) visit(trim(text));
  } else if (const std::string_view text = view(in, key); !text.empty()) {
    visit(text);
  }
}

template <class Visit>
void each_pair(const object& in, std::string_view key, const Visit& visit) {
  const auto items = json::list(in, key);
  if (!items) return;
  for (const element item : *items)
    if (object pair; item.get_object().get(pair) == simdjson::SUCCESS)
      visit(cap::Pair{view(pair, "valueName"), view(pair, "value")});
}

cap::Area area_of(const object& in) {
  cap::Area out;
  out.description = view(in, "areaDesc");
  each_text(in, "polygon", [&](std::string_view text) { out.polygons.push_back({{}, text}); });
  each_text(in, "circle", [&](std::string_view text) { out.circles.push_back({{}, text}); });
  each_pair(in, "geocode", [&](cap::Pair pair) { out.geocodes.push_back(pair); });
  return out;
}

cap::Info info_of(const object& in, const std::string& where, Remarks& remarks) {
  cap::Info out;
  out.language = view(in, "language");
  out.event = view(in, "event");
  out.urgency = view(in, "urgency");
  out.severity = view(in, "severity");
  out.certainty = view(in, "certainty");
  out.effective = view(in, "effective");
  out.onset = view(in, "onset");
  out.expires = view(in, "expires");
  out.headline = view(in, "headline");
  out.description = view(in, "description");
  out.instruction = view(in, "instruction");
  each_text(in, "category", [&](std::string_view text) {
    if (out.category.empty()) out.category = text;
  });
  each_text(in, "responseType", [&](std::string_view text) { out.all_clear |= text == "AllClear"; });
  each_pair(in, "eventCode", [&](cap::Pair pair) { out.event_codes.push_back(pair); });
  each_pair(in, "parameter", [&](cap::Pair pair) {
    if (pair.name == "awareness_level") out.awareness_level = pair.value;
    if (pair.name == "awareness_type") out.awareness_type = pair.value;
  });
  if (const auto areas = json::list(in, "area"))
    json::each_object(*areas, where + "/area", remarks,
                      [&](const object& one, const std::string&) { out.areas.push_back(area_of(one)); });
  return out;
}

cap::Message message_of(const object& in, const std::string& where, Remarks& remarks) {
  cap::Message out;
  out.identifier = view(in, "identifier");
  out.sender = view(in, "sender");
  out.sent = view(in, "sent");
  out.status = view(in, "status");
  out.type = view(in, "msgType");
  out.note = view(in, "note");
  out.references = view(in, "references");
  if (const auto infos = json::list(in, "info"))
    json::each_object(*infos, where + "/info", remarks, [&](const object& one, const std::string& here) {
      out.infos.push_back(info_of(one, here, remarks));
    });
  return out;
}

class Feed {
 public:
  Feed(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const object& document) {
    const auto warnings = json::list(document, "warnings");
    if (!warnings || json::field(document, "metadata"))
      return remarks_.reject("not-of-format", "", "no list `warnings` as MeteoAlarm has; check the address");
    json::each_object(*warnings, "/warnings", remarks_,
                      [&](const object& one, const std::string& where) { take(one, where); });
    if (warnings->size() > 0 && out_.observations.empty())
      return remarks_.reject("not-of-format", "/warnings", "none of the warnings holds an alert");
    if (coarse_) remark_coarse(remarks_);
    remarks_.finish();
  }

 private:
  void take(const object& warning, const std::string& where) {
    const std::optional<object> alert = json::child(warning, "alert");
    if (!alert || view(*alert, "identifier").empty())
      return remarks_.add("missing-field", where, "no alert with an identifier; the warning is left out");
    if (out_.observations.size() >= limits::observations_max)
      return remarks_.add("too-many-observations", where, "the warning is left out");
    const std::string here = where + "/alert";
    cap::Message message = message_of(*alert, here, remarks_);
    // The same alert may be listed for each of its areas; another version of it is another fact.
    if (!seen_.emplace(message.identifier, message.sent).second) return;
    cap::tell_provenance(cap::meteoalarm, message);
    cap::merge_provenance(*message.provenance, out_.provenance);
    const cap::Where all = [&here](pugi::xml_node) { return here; };
    coarse_ |= cap::observe(message, all, context_, remarks_, out_.observations);
  }

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  std::set<std::pair<std::string_view, std::string_view>> seen_;
  bool coarse_ = false;
};
}  // namespace

Understood parse_meteoalarm_json(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  if (const std::optional<object> document = json::parse_object(parser, bytes, remarks))
    Feed(context, out, remarks).read(*document);
  return out;
}

}  // namespace voorzien::feeds
