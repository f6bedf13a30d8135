// For tests only: the files of a region's folder as text, and the faults after an edit of them.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "doctrine/doctrine.h"

namespace voorzien::doctrine::testing {

inline Files files_of(const std::string& region) {
  Files out;
  for (const auto& item :
       std::filesystem::directory_iterator(std::string(VOORZIEN_SOURCE_DIR) + "/doctrine/" + region)) {
    std::ifstream in(item.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    out[item.path().filename().string()] = text.str();
  }
  return out;
}

// One text replaced once, after the first place of `anchor`.
struct Edit {
  std::string file, anchor, from, to;
};

inline Files edited(Files files, const Edit& edit) {
  std::string& text = files[edit.file];
  const std::size_t start = text.find(edit.anchor);
  REQUIRE_MESSAGE(start != std::string::npos, edit.file, " holds no ", edit.anchor);
  const std::size_t at = text.find(edit.from, start);
  REQUIRE_MESSAGE(at != std::string::npos, edit.file, " holds no ", edit.from);
  text.replace(at, edit.from.size(), edit.to);
  return files;
}

inline std::string all_of(const std::vector<Fault>& faults) {
  std::string out;
  for (const Fault& fault : faults) out += fault.to_text() + "\n";
  return out;
}

}  // namespace voorzien::doctrine::testing
