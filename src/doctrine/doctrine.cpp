#include "doctrine/doctrine.h"

#include <algorithm>

#include "doctrine/checks/check_plan.h"
#include "doctrine/limits.h"
#include "doctrine/load.h"

namespace voorzien::doctrine {
namespace {
template <class List, class Get>
auto find_by(const List& list, std::string_view id, Get get) -> decltype(list.data()) {
  const auto found = std::ranges::find_if(list, [&](const auto& one) { return get(one) == id; });
  return found == list.end() ? nullptr : &*found;
}

// Where each value stands, for the checks on what was loaded. A list past its limit is a fault.
void note_places(const toml::node& node, const std::string& path, Places& places, const std::string& file,
                 std::vector<Fault>& faults) {
  const toml::source_position at = node.source().begin;
  const int line = static_cast<int>(at.line), column = static_cast<int>(at.column);
  places.note(path, line, column);
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table)
      note_places(value, path + "/" + std::string(key.str()), places, file, faults);
  } else if (const toml::array* list = node.as_array()) {
    if (list->size() > plan_list_max) {
      faults.push_back(
          {file, line, column,
           "this list holds " + std::to_string(list->size()) + ": at most " + std::to_string(plan_list_max)});
      return;
    }
    std::size_t index = 0;
    for (const toml::node& item : *list)
      note_places(item, path + "/" + std::to_string(index++), places, file, faults);
  }
}
}  // namespace

void load_part(const std::string& name, const std::string& text, Part part, Doctrine& out,
               std::vector<Fault>& faults, Places* places) {
  if (places != nullptr && text.size() > plan_file_bytes_max) {
    faults.push_back(
        {name, 1, 1, "the file is larger than " + std::to_string(plan_file_bytes_max) + " bytes"});
    return;
  }
  try {
    const toml::table root = toml::parse(text, std::string_view{name});
    if (places != nullptr) note_places(root, name, *places, name, faults);
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
  Places places;  // of the plan, and of the roles, whose tasks are the plan's
  for (const auto& [name, part] : parts) {
    const auto text = files.find(name);
    if (text == files.end()) {
      out.faults.push_back({name, 1, 1, "the file is missing"});
      continue;
    }
    const bool noted = std::string_view(name) == "access.toml";
    load_part(name, text->second, part, out.doctrine, out.faults, noted ? &places : nullptr);
  }
  constexpr std::string_view optional = "detection.toml";
  if (const auto text = files.find(std::string(optional)); text != files.end())
    load_part(text->first, text->second, load_detection, out.doctrine, out.faults);
  // What the plan names lies in these too: with a fault there it would be told twice.
  const bool names_good = std::ranges::none_of(out.faults, [](const Fault& fault) {
    return fault.file == "access.toml" || fault.file == "themes.toml";
  });
  if (load_plan(files, out.doctrine, out.faults, places) && names_good)
    check_plan(out.doctrine, places, out.faults);
  for (const auto& [name, text] : files) {
    const bool known = std::ranges::any_of(parts, [&](const auto& part) { return name == part.first; });
    if (!known && name != optional && !is_plan_file(name))
      out.faults.push_back({name, 1, 1, "this file name is not known"});
  }
  return out;
}
}  // namespace voorzien::doctrine
