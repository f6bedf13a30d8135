// The parts of `load`, one a file; only doctrine.cpp calls them.
#pragma once

#include "doctrine/reader.h"

namespace voorzien::doctrine {
void load_themes(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
// After load_themes: a source names a theme.
void load_sources(const toml::table& root, const std::string& file, Doctrine& out,
                  std::vector<Fault>& faults);
void load_access(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
void load_region(const toml::table& root, const std::string& file, Doctrine& out, std::vector<Fault>& faults);
}  // namespace voorzien::doctrine
