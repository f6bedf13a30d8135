// The parts of `load`, one a file; only doctrine.cpp and load_plan.cpp call them.
#pragma once

#include "doctrine/places.h"
#include "doctrine/reader.h"

namespace voorzien::doctrine {
void load_themes(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
// After load_themes: a source names a theme.
void load_sources(const toml::table& root, const std::string& file, Doctrine& out,
                  std::vector<Fault>& faults);
void load_access(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
void load_region(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
// After load_sources: it names sources and themes.
void load_detection(const toml::table& root, const std::string& file, Doctrine& out,
                    std::vector<Fault>& faults);

// Parses one file and reads it; a text that is no TOML is a fault at its place.
using Part = void (*)(const toml::table&, const std::string&, Doctrine&, std::vector<Fault>&);
void load_part(const std::string& name, const std::string& text, Part part, Doctrine& out,
               std::vector<Fault>& faults, Places* places = nullptr);

// The plan files (load_plan.cpp): all of them, or none. True when the plan can be checked (checks/).
[[nodiscard]] bool load_plan(const Files& files, Doctrine& out, std::vector<Fault>& faults, Places& places);
[[nodiscard]] bool is_plan_file(std::string_view name);
void load_levels(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
void load_teams(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
void load_procedures(const toml::table& root, const std::string& file, Doctrine& out,
                     std::vector<Fault>& faults);
void load_timers(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
void load_headings(const toml::table& root, const std::string& file, Doctrine& out,
                   std::vector<Fault>& faults);
void load_decisions(const toml::table& root, const std::string& file, Doctrine& out,
                    std::vector<Fault>& faults);
void load_cards(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
}  // namespace voorzien::doctrine
