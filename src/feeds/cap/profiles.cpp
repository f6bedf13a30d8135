#include "feeds/cap/profiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "feeds/cap/group.h"

namespace voorzien::feeds::cap {
namespace {
constexpr std::size_t profiles_max = 8;
constexpr std::size_t name_bytes_max = 32;

bool starts_folded(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && equal_folded(text.substr(0, start.size()), start);
}

bool holds_folded(std::string_view text, std::string_view word) {
  for (std::size_t i = 0; i + word.size() <= text.size(); ++i)
    if (equal_folded(text.substr(i, word.size()), word)) return true;
  return false;
}

// "profile:CAP-CP:0.4", "urn:...:profile:CAP-AU:1.0": the name after `profile:`.
std::string_view named_in(std::string_view code) {
  constexpr std::string_view word = "profile:";
  std::size_t at = 0;
  if (!starts_folded(code, word)) {
    at = code.find(":profile:");
    if (at == std::string_view::npos) return {};
    ++at;
  }
  std::string_view name = code.substr(at + word.size());
  name = name.substr(0, name.find(':'));
  const bool good = !name.empty() && name.size() <= name_bytes_max && std::ranges::all_of(name, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
  return good ? name : std::string_view();
}

template <class Fits>
bool any_event_code(const Message& message, const Fits& fits) {
  return std::ranges::any_of(message.infos,
                             [&](const Info& info) { return std::ranges::any_of(info.event_codes, fits); });
}
template <class Fits>
bool any_geocode(const Message& message, const Fits& fits) {
  return std::ranges::any_of(message.infos, [&](const Info& info) {
    return std::ranges::any_of(info.areas,
                               [&](const Area& area) { return std::ranges::any_of(area.geocodes, fits); });
  });
}
bool is_canadian(const Pair& pair) { return starts_folded(pair.name, "profile:CAP-CP:"); }
bool is_emma(const Pair& pair) { return equal_folded(pair.name, "EMMA_ID"); }
bool is_same(const Pair& pair) { return equal_folded(pair.name, "SAME"); }

bool has_code(const Message& message, std::string_view start) {
  return std::ranges::any_of(message.codes,
                             [start](std::string_view code) { return starts_folded(code, start); });
}

bool is_meteoalarm(const Message& message) {
  return std::ranges::any_of(message.infos,
                             [](const Info& info) {
                               return !info.awareness_level.empty() || !info.awareness_type.empty();
                             }) ||
         any_geocode(message, is_emma);
}

// Numbers of the Dutch weather service under the WMO's root, with and without the letters before them.
bool is_dutch_service(std::string_view id) {
  if (starts_folded(id, "urn:oid:")) id.remove_prefix(8);
  return id.starts_with("2.49.0.0.528.") || id.starts_with("2.49.0.1.528.") || id == "2.49.0.0.528" ||
         id == "2.49.0.1.528";
}
bool is_knmi(const Message& message) {
  return is_dutch_service(message.identifier) || is_dutch_service(message.sender) ||
         holds_folded(message.sender, "knmi") || std::ranges::any_of(message.infos, [](const Info& info) {
           return starts_folded(info.sender_name, "KNMI") || holds_folded(info.sender_name, "(KNMI)");
         });
}

bool is_cap_cp(const Message& message) {
  return has_code(message, "profile:CAP-CP:") || any_event_code(message, is_canadian) ||
         any_geocode(message, is_canadian);
}

bool holds(const std::vector<std::string>& all, std::string_view one) {
  return std::ranges::any_of(all, [one](const std::string& each) { return equal_folded(each, one); });
}

class Checker {
 public:
  Checker(const Message& message, const Where& where, Remarks& remarks)
      : message_(message), where_(where), remarks_(remarks) {}

  void check_meteoalarm() {
    for (const Info& info : message_.infos) {
      if (info.awareness_level.empty() || info.awareness_type.empty())
        add("profile-meteoalarm", info.node, "MeteoAlarm asks for awareness_level and awareness_type");
      for (const std::string_view value : {info.awareness_level, info.awareness_type})
        if (!value.empty() && !is_numbered(value))
          add("profile-meteoalarm", info.node,
              fmt::format("'{}' is not written as MeteoAlarm does: number; words", value.substr(0, 40)));
    }
  }

  void check_ipaws() {
    if (!has_code(message_, "IPAWSv")) add("profile-ipaws", message_.node, "no code IPAWSv1.0");
    for (const Info& info : message_.infos) {
      if (info.expires.empty()) add("profile-ipaws", info.node, "IPAWS asks for expires");
      if (info.areas.empty()) add("profile-ipaws", info.node, "IPAWS asks for an area");
      if (std::ranges::none_of(info.event_codes, is_same))
        add("profile-ipaws", info.node, "IPAWS asks for an eventCode of SAME");
    }
  }

  void check_cap_cp() {
    if (!has_code(message_, "profile:CAP-CP:"))
      add("profile-cap-cp", message_.node, "CAP-CP asks for its code, profile:CAP-CP:0.4");
    bool english = false;
    bool french = false;
    for (const Info& info : message_.infos) {
      english |= starts_folded(language_of(info), "en");
      french |= starts_folded(language_of(info), "fr");
      if (std::ranges::none_of(info.event_codes, is_canadian))
        add("profile-cap-cp", info.node, "CAP-CP asks for an eventCode of its list");
      for (const Area& area : info.areas)
        if (std::ranges::none_of(area.geocodes, is_canadian))
          add("profile-cap-cp", area.node, "CAP-CP asks for a geocode of its list of places");
    }
    if (!message_.infos.empty() && !(english && french))
      add("profile-cap-cp", message_.node, "CAP-CP asks for English and French");
  }

  void check_cap_au() {
    for (const Info& info : message_.infos) {
      if (info.event_codes.size() != 1)
        add("profile-cap-au", info.node, "CAP-AU asks for exactly one eventCode");
      if (!info.effective.empty() && equal_folded(message_.type, "Cancel"))
        add("profile-cap-au", info.node, "CAP-AU has no effective in a Cancel");
    }
  }

 private:
  void add(std::string_view code, pugi::xml_node node, std::string message) {
    remarks_.add(code, where_(node), std::move(message));
  }

  // "2; yellow; Moderate", "1; Wind"
  static bool is_numbered(std::string_view value) {
    const std::string_view number = trim(value.substr(0, value.find(';')));
    return value.find(';') != std::string_view::npos && !number.empty() && number.size() <= 2 &&
           std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
  }

  const Message& message_;
  const Where& where_;
  Remarks& remarks_;
};
}  // namespace

std::vector<std::string> profiles_of(const Message& message) {
  std::vector<std::string> out;
  if (is_meteoalarm(message)) out.emplace_back(meteoalarm);
  if (is_knmi(message)) out.emplace_back(knmi);
  if (has_code(message, "IPAWS")) out.emplace_back(ipaws);
  if (is_cap_cp(message)) out.emplace_back(cap_cp);
  for (const std::string_view code : message.codes)
    if (const std::string_view name = named_in(code);
        !name.empty() && out.size() < profiles_max && !holds(out, name))
      out.emplace_back(name);
  return out;
}

void check_profiles(const Message& message, const std::vector<std::string>& profiles, const Where& where,
                    Remarks& remarks) {
  Checker checker(message, where, remarks);
  if (holds(profiles, meteoalarm)) checker.check_meteoalarm();
  if (holds(profiles, ipaws)) checker.check_ipaws();
  if (holds(profiles, cap_cp)) checker.check_cap_cp();
  if (holds(profiles, cap_au)) checker.check_cap_au();
}

}  // namespace voorzien::feeds::cap
