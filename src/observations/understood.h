// Understood: what a parser made of one document: observations, plus what it did not understand.
//
// A parser never fails whole: a fault in one item is a Remark and costs no other item. Only bytes that
// are not of the format at all are `Rejected` (with at least one remark saying so).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "observations/observation.h"

namespace voorzien::observations {

enum class Verdict { Accepted, AcceptedWithRemarks, Rejected };
DESCRIBE_ENUM(Verdict, Accepted, AcceptedWithRemarks, Rejected)

struct Remark {
  std::string code;     // kebab-case, stable; the list stands in docs/formats/remarks.md
  std::string where;    // line:column, JSON pointer, element path or item id
  std::string message;  // what was found and what the remedy is, English; screens translate the code
  bool operator==(const Remark&) const = default;
};
DESCRIBE(Remark, code, where, message)

struct Understood {
  Verdict verdict = Verdict::Accepted;
  std::vector<Observation> observations;
  std::vector<Remark> remarks;
  // True when the document lists everything that is going on: what was there before and is absent now has
  // ended ("vanished from a full list", NDW, KNMI).
  bool full_list = false;
  // What is not a list of everything may be one of some groups (references of observations): a member of such
  // a group that was there before and is absent now has ended.
  std::vector<std::string> whole_groups;
  // Of the whole document: the weakest signature of its messages, and all their profiles.
  std::optional<Provenance> provenance;
  std::optional<Instant> published;  // the document's own publication time, to recognise a frozen file
};

}  // namespace voorzien::observations
