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

// Where each value stands, for the checks on what was loaded.
void note_places(const toml::node& node, const std::string& path, Places& places) {
  const toml::source_position at = node.source().begin;
  places.note(path, static_cast<int>(at.line), static_cast<int>(at.column));
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table) note_places(value, path + "/" + std::string(key.str()), places);
  } else if (const toml::array* list = node.as_array()) {
    std::size_t index = 0;
    for (const toml::node& item : *list) note_places(item, path + "/" + std::to_string(index++), places);
  }
}
}  // namespace

void load_part(const std::string& name, const std::string& text, Part part, Doctrine& out,
               std::vector<Fault>& faults, Places* places) {
  try {
    const toml::table root = toml::parse(text, std::string_view{name});
    if (places != nullptr) note_places(root, name, *places);
    part(root, name, out, faults);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    faults.push_back(
        {name, static_cast<int>(at.line), static_cast<int>(at.column), std::string(error.description())});
  }
}

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
    load_part(name, text->second, part, out.doctrine, out.faults);
  }
  Places places;
  (void)load_plan(files, out.doctrine, out.faults, places);
  for (const auto& [name, text] : files) {
    const bool known = std::ranges::any_of(parts, [&](const auto& part) { return name == part.first; });
    if (!known && !is_plan_file(name)) out.faults.push_back({name, 1, 1, "this file name is not known"});
  }
  return out;
}
}  // namespace voorzien::doctrine
