// Reader: takes named values out of a TOML table and notes every fault with file:line:column.
//
// Only the loader uses it. `done` names each key that nobody asked for, so that a misspelt key is a fault.
#pragma once

#include <toml++/toml.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "doctrine/doctrine.h"

namespace voorzien::doctrine {

class Reader {
 public:
  Reader(const toml::table& table, std::string file, std::vector<Fault>& faults)
      : table_(table), file_(std::move(file)), faults_(faults) {}

  void read(std::string_view key, std::string& out, bool required = false);
  void read(std::string_view key, std::int64_t& out, std::int64_t min, std::int64_t max);
  void read(std::string_view key, double& out);
  void read(std::string_view key, bool& out);
  void read(std::string_view key, std::vector<std::string>& out, bool required = false);
  // One of a closed list of words.
  void read_word(std::string_view key, std::string& out, const std::vector<std::string_view>& allowed);
  // The tables of an array of tables; an absent key is an empty list.
  [[nodiscard]] std::vector<const toml::table*> tables(std::string_view key);
  [[nodiscard]] const toml::table* table(std::string_view key);
  void fault(std::string_view key, std::string message);
  void done();
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  const toml::node* take(std::string_view key, bool required);
  void fault_at(const toml::source_position& at, std::string message);

  const toml::table& table_;
  std::string file_;
  std::vector<Fault>& faults_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace voorzien::doctrine
