#include "feeds/cap/observe.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <unordered_set>

#include "feeds/areas.h"
#include "feeds/blank.h"
#include "feeds/cap/group.h"
#include "feeds/cap/shape.h"
#include "feeds/limits.h"
#include "feeds/time_text.h"

namespace voorzien::feeds::cap {
namespace {
using observations::Level;
using observations::Observation;
using observations::Status;

Status status_of(const Message& message) {
  const auto says = [&](std::string_view word) { return equal_folded(message.status, word); };
  if (says("Test")) return Status::Test;
  if (says("Exercise")) return Status::Exercise;
  if (says("Draft")) return Status::Draft;
  if (says("System") || equal_folded(message.type, "Ack") || equal_folded(message.type, "Error"))
    return Status::System;
  return equal_folded(message.type, "Cancel") ? Status::Ended : Status::Actual;
}

// "2; yellow; Moderate": the colour, by its word or by its number.
std::optional<Level> level_of(std::string_view awareness) {
  const std::string_view number = trim(awareness.substr(0, awareness.find(';')));
  std::string_view rest = awareness.substr(std::min(awareness.size(), awareness.find(';')));
  if (!rest.empty()) rest.remove_prefix(1);
  const std::string_view word = trim(rest.substr(0, rest.find(';')));
  constexpr std::array<std::pair<std::string_view, Level>, 4> levels = {
      {{"green", Level::Green}, {"yellow", Level::Yellow}, {"orange", Level::Orange}, {"red", Level::Red}}};
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (equal_folded(word, levels[i].first)) return levels[i].second;
  if (number.size() == 1 && number[0] >= '1' && number[0] <= '4')
    return levels[static_cast<std::size_t>(number[0] - '1')].second;
  return std::nullopt;
}

// "sender,identifier,sent", blank between triples: the identifiers. `text` is left where the limit was
// reached.
std::vector<std::string> references_of(std::string_view& text) {
  std::vector<std::string> out;
  while (!(text = trim(text)).empty() && out.size() < limits::references_max) {
    const std::string_view triple = text.substr(0, text.find_first_of(" \t\r\n"));
    text.remove_prefix(triple.size());
    const std::size_t first = triple.find(',');
    const std::size_t last = triple.rfind(',');
    std::string_view id = triple;
    if (first != std::string_view::npos && last > first) id = triple.substr(first + 1, last - first - 1);
    if (!id.empty() && std::find(out.begin(), out.end(), id) == out.end()) out.emplace_back(id);
  }
  return out;
}

class Observer {
 public:
  Observer(const Message& message, const Where& where, const Context& context, Remarks& remarks)
      : message_(message), where_(where), context_(context), remarks_(remarks) {}

  bool run(std::vector<Observation>& out) {
    const Observation common = common_part();
    const std::vector<Group> groups = group_infos(infos());
    if (groups.empty()) {
      Observation& one = out.emplace_back(common);
      one.kind = "warning";
      one.valid_from = one.t_issued;
      one.title =
          one_line(message_.note.empty() ? fmt::format("CAP {} {}", message_.type, message_.identifier)
                                         : std::string(message_.note));
      one.place_precision = "none";
      one.id = id_of(one);
      return false;
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
      Observation& one = out.emplace_back(common);
      if (i > 0) one.native_id += fmt::format("#{}", i + 1);
      fill(one, groups[i]);
      one.id = id_of(one);
    }
    return coarse_;
  }

 private:
  std::span<const Info> infos() {
    const std::span<const Info> all = message_.infos;
    if (all.size() <= limits::infos_max) return all;
    remarks_.add("too-large", where_(all[limits::infos_max].node),
                 fmt::format("more than {} info blocks; the rest is left out", limits::infos_max));
    return all.first(limits::infos_max);
  }

  Observation common_part() {
    Observation one;
    one.source = context_.source;
    one.native_id = message_.identifier;
    if (one.native_id.empty())
      one.native_id =
          "unidentified-" + stable_id(fmt::format("{}\n{}\n{}", message_.sender, message_.sent,
                                                  message_.infos.empty() ? "" : message_.infos[0].headline));
    one.native_version = message_.sent;
    std::string_view references = message_.references;
    one.references = references_of(references);
    if (!references.empty())
      remarks_.add("too-large", where_(message_.node),
                   fmt::format("more than {} references; the rest is left out", limits::references_max));
    one.theme = context_.theme.empty() ? "weather" : context_.theme;
    one.status = status_of(message_);
    if (one.status == Status::Test) one.test_reason = "CAP status Test";
    if (one.status == Status::Exercise) one.test_reason = "CAP status Exercise";
    one.t_issued = time(message_.sent, message_.node);
    one.t_received = context_.received;
    one.quality = "official";
    one.personal = context_.personal;
    one.provenance = message_.provenance;
    return one;
  }

  std::optional<Instant> time(std::string_view text, pugi::xml_node node) {
    if (text.empty()) return std::nullopt;
    const TimeText read = read_time(text, context_);
    if (read.zone_missing)
      remarks_.add("time-without-zone", where_(node),
                   fmt::format("'{}' has no offset; read as {}", text.substr(0, 40), context_.zone));
    if (!read.at) remarks_.add("bad-time", where_(node), fmt::format("'{}' is no time", text.substr(0, 40)));
    return read.at;
  }

  void fill(Observation& one, const Group& group) {
    const Info& first = *group.front();
    one.kind = first.category == "Met" ? "weather-warning" : "warning";
    const Info* spoken = &first;
    for (const Info* info : group) {
      one.texts.push_back({std::string(language_of(*info)), cut_text(info->headline, limits::text_bytes_max),
                           cut_text(info->description, limits::text_bytes_max),
                           cut_text(info->instruction, limits::text_bytes_max)});
      const std::string_view language = language_of(*info);
      const bool dutch =
          equal_folded(language.substr(0, 2), "nl") && (language.size() == 2 || language[2] == '-');
      if (dutch && spoken == &first) spoken = info;
      if (info->all_clear && one.status == Status::Actual) one.status = Status::Ended;
    }
    if (one.texts.size() > 1) drop_repeated(one.texts);
    one.title = one_line(spoken->headline.empty() ? spoken->event : spoken->headline);
    if (one.title.empty()) one.title = one_line(first.event.empty() ? message_.identifier : first.event);
    const std::string_view from = !first.onset.empty() ? first.onset : first.effective;
    one.valid_from = from.empty() ? one.t_issued : time(from, first.node);
    if (!one.valid_from) one.valid_from = one.t_issued;
    one.valid_to = time(first.expires, first.node);
    if (one.valid_from && one.valid_to && *one.valid_to < *one.valid_from)
      remarks_.add("ends-before-start", where_(first.node), "it expires before it begins; both are kept");
    if (!first.awareness_level.empty()) {
      one.native_level = first.awareness_level;
      one.level = level_of(first.awareness_level);
    } else if (!first.severity.empty() || !first.certainty.empty() || !first.urgency.empty()) {
      one.native_level = fmt::format("{}/{}/{}", first.severity, first.certainty, first.urgency);
    }
    place(one, group);
  }

  // Blocks of one language that differ in their area only give one text.
  static void drop_repeated(std::vector<observations::Text>& texts) {
    for (std::size_t i = 1; i < texts.size();)
      if (std::find(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(i), texts[i]) !=
          texts.begin() + static_cast<std::ptrdiff_t>(i)) {
        texts.erase(texts.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
  }

  void place(Observation& one, const Group& group) {
    Shapes shapes;
    std::unordered_set<std::string_view> shape_texts;  // a language repeats the areas; each shape counts once
    std::vector<std::string_view> names;
    std::vector<std::string> codes;
    const auto is_new = [&shape_texts, several = group.size() > 1](std::string_view text) {
      return !several || shape_texts.insert(text).second;
    };
    pugi::xml_node at;
    const ShapeSink sink = [this, &at](std::string_view code, std::string message) {
      remarks_.add(code, where_(at), std::move(message));
    };
    for (const Info* info : group)
      for (const Area& area : info->areas) {
        for (const Shape& shape : area.polygons)
          if (is_new(shape.text)) at = shape.node, shapes.add_polygon(shape.text, sink);
        for (const Shape& shape : area.circles)
          if (is_new(shape.text)) at = shape.node, shapes.add_circle(shape.text, sink);
        for (const Pair& code : area.geocodes) add_geocode(code.name, code.value, codes);
        if (info == group.front() && !area.description.empty()) names.push_back(area.description);
      }
    at = group.front()->node;
    one.geometry = std::move(shapes).geometry(sink);
    for (const std::string_view name : names) {
      if (one.place.size() + name.size() > limits::title_bytes_max) break;
      if (!one.place.empty()) one.place += ", ";
      one.place += name;
    }
    coarse_ |= set_areas(one, std::move(codes), context_);
    const bool is_point = one.geometry && std::holds_alternative<geo::Point>(*one.geometry);
    one.place_precision = is_point                                                     ? "exact"
                          : (one.geometry || !one.areas.empty() || !one.place.empty()) ? "region"
                                                                                       : "none";
  }

  const Message& message_;
  const Where& where_;
  const Context& context_;
  Remarks& remarks_;
  bool coarse_ = false;
};
}  // namespace

bool observe(const Message& message, const Where& where, const Context& context, Remarks& remarks,
             std::vector<Observation>& out) {
  return Observer(message, where, context, remarks).run(out);
}

}  // namespace voorzien::feeds::cap
