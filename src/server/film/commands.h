// What `feed check`, `film check` and `film compose` do, apart from reading the command line (apps/voorzien).
// Machine output goes to `out`, everything else to `err`. Each returns the exit code of interfaces.md:
// 0 good, 1 a fault in the input, 2 wrong use.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "feeds/feed.h"

namespace voorzien::film {

struct FeedCheck {
  std::string format;  // a format's name, or "auto"
  std::vector<std::string> files;
  bool observations = false;  // print the observations as JSON Lines instead of one verdict a file
  // Areas, places, zone and source id for the parsers. An empty zone reads pager times by the form of the
  // line (multimon-ng writes UTC, the others local time).
  feeds::Context context{.source = {"check"}, .theme = "", .received = {}, .zone = ""};
};
// One JSON line a file: {"file","format","verdict","observations":N,"remarks":[{"code","where","message"}]};
// for CAP and its kin also "signature", "signature_reason", "signer" and "profiles".
[[nodiscard]] int feed_check(const FeedCheck& check, std::ostream& out, std::ostream& err);

// {"file","lines","from","to","faults":N,"first_faults":[{"where","message"}]} as one JSON line, or words.
[[nodiscard]] int film_check(const std::string& file, const std::vector<std::string>& known_sources,
                             bool json, std::ostream& out, std::ostream& err);

// Composes `script` and writes the film to `target` ("-": to `out`).
[[nodiscard]] int film_compose(const std::string& script, const std::string& target, std::ostream& out,
                               std::ostream& err);

}  // namespace voorzien::film
