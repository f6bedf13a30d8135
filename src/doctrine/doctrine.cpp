#include "doctrine/doctrine.h"

#include <algorithm>

#include "doctrine/load.h"

namespace voorzien::doctrine {
namespace {
template <class List, class Get>
auto find_by(const List& list, std::string_view id, Get get) -> decltype(list.data()) {
  const auto found = std::ranges::find_if(list, [&](const auto& one) { return get(one) == id; });
  return found == list.end() ? nullptr : &*found;
}

using Part = void (*)(const toml::table&, const std::string&, Doctrine&, std::vector<Fault>&);
}  // namespace

const Theme* Doctrine::theme(std::string_view id) const {
  return find_by(themes, id, [](const Theme& one) -> std::string_view { return one.id.value; });
}
const Source* Doctrine::source(std::string_view id) const {
  return find_by(sources, id, [](const Source& one) -> std::string_view { return one.id.value; });
}
const SignalRule* Rules::signal(std::string_view id) const {
  return find_by(signals, id, [](const SignalRule& one) -> std::string_view { return one.id; });
}
const StationRule* Rules::station(std::string_view id) const {
  return find_by(stations, id, [](const StationRule& one) -> std::string_view { return one.id; });
}

std::string Fault::to_text() const {
  return file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + message;
}

Loaded load(const Files& files) {
  Loaded out;
  const std::pair<const char*, Part> parts[] = {{"region.toml", load_region},
                                                {"themes.toml", load_themes},
                                                {"sources.toml", load_sources},
                                                {"access.toml", load_access}};
  for (const auto& [name, part] : parts) {
    const auto text = files.find(name);
    if (text == files.end()) {
      out.faults.push_back({name, 1, 1, "the file is missing"});
      continue;
    }
    try {
      part(toml::parse(text->second, std::string_view{name}), name, out.doctrine, out.faults);
    } catch (const toml::parse_error& error) {
      const toml::source_position at = error.source().begin;
      out.faults.push_back(
          {name, static_cast<int>(at.line), static_cast<int>(at.column), std::string(error.description())});
    }
  }
  for (const auto& [name, text] : files) {
    const bool known = std::ranges::any_of(parts, [&](const auto& part) { return name == part.first; });
    if (!known) out.faults.push_back({name, 1, 1, "this file name is not known"});
  }
  return out;
}
}  // namespace voorzien::doctrine
