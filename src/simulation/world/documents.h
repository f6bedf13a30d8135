// Documents: bytes as the sources send them, from a few values, for the real parsers. All content is
// invented.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace voorzien::simulation {

[[nodiscard]] std::string pager_line(Instant paged, std::string_view codes, std::string_view text);

struct KnmiWarning {
  std::string mark;
  std::string color;  // yellow, orange, red
  int version = 1;
  Instant issued, onset, expires;
  bool is_test = false;
};
[[nodiscard]] std::string knmi_list(Instant generated, const std::vector<KnmiWarning>& warnings);

struct CapMessage {
  std::string id;
  std::string type = "Alert";     // Update, Cancel
  std::string status = "Actual";  // Test, Exercise
  std::string references;         // id of the message that this one replaces or ends
  Instant references_sent;
  Instant sent, expires;
  std::string headline;
};
[[nodiscard]] std::string cap_message(const CapMessage& message);

struct Item {  // of our own observations JSON
  std::string id;
  int version = 1;
  std::string kind, title, place, status, level;
  std::optional<Instant> observed, issued, from, until;
  std::optional<double> value;
  std::string unit;
};
[[nodiscard]] std::string own_list(Instant published, const std::vector<Item>& items);

}  // namespace voorzien::simulation
