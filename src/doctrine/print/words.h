// The Dutch words of the closed lists and names of a plan, for paper.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doctrine/doctrine.h"

namespace voorzien::doctrine {

// A word of a closed list: "t0-set" -> "t0 is gezet". A word without Dutch stays as it is.
[[nodiscard]] std::string dutch(std::string_view word);
[[nodiscard]] std::string duration_words(std::int64_t seconds);  // "45 min", "8 uur", "10 s"
[[nodiscard]] std::string date_words(std::string_view date);     // "2026-04-15" -> "15 april 2026"
[[nodiscard]] std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");

// Names by id. An id that names nothing stays as it is.
class NamesOf {
 public:
  explicit NamesOf(const Doctrine& doctrine) : doctrine_(doctrine) {}
  [[nodiscard]] std::string role(const std::string& id) const;
  [[nodiscard]] std::string function(const std::string& id) const;
  [[nodiscard]] std::string position(const std::string& id) const;
  [[nodiscard]] std::string team(const std::string& id) const;
  [[nodiscard]] std::string level(const std::string& id) const;
  [[nodiscard]] std::string theme(const std::string& id) const;
  [[nodiscard]] std::string procedure(const std::string& id) const;
  // Whatever it is: team, position, function, role, level, theme, procedure, phase or word of a closed list.
  [[nodiscard]] std::string any(const std::string& id) const;
  using Get = std::string (NamesOf::*)(const std::string&) const;
  [[nodiscard]] std::string list(const std::vector<std::string>& ids, Get get) const;

 private:
  const Doctrine& doctrine_;
};

}  // namespace voorzien::doctrine
