// The XML schemas of CAP 1.0, 1.1 and 1.2 as tables: which elements stand in which order, how often, and
// what their text may be. reader.cpp walks them; a fault is a remark, never a reason to drop an alert.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "feeds/cap/message.h"

namespace voorzien::feeds::cap {

enum class Field : std::uint8_t {
  Other,  // read by the schema only
  Identifier,
  Sender,
  Sent,
  Status,
  Type,
  Note,
  Scope,
  Restriction,
  Addresses,
  Code,
  References,
  Info,
  Language,
  Category,
  Event,
  ResponseType,
  Urgency,
  Severity,
  Certainty,
  EventCode,
  Effective,
  Onset,
  Expires,
  Headline,
  Description,
  Instruction,
  SenderName,
  Web,
  Parameter,
  Resource,
  Area,
  AreaDescription,
  Polygon,
  Circle,
  Geocode,
  Altitude,
  Ceiling,
  MimeType,
  ResourceUri,
  DerefUri,
  PairName,
  PairValue,
  Signature,
};

enum class Content : std::uint8_t { Text, Time, Choice, Language, Uri, Integer, Decimal, Elements, Anything };

struct Rule {
  std::string_view name;
  Field field = Field::Other;
  Content content = Content::Text;
  bool required = false;
  bool many = false;
  std::span<const std::string_view> choices = {};
};

struct Grammar {
  std::string_view uri;
  std::string_view version;
  std::span<const Rule> alert, info, resource, area, pair;
  bool strict_time = false;     // the pattern of 1.2: offset required, no Z, no fraction
  bool has_signature = false;   // elements of XML Signature may end the alert
  bool pairs_are_text = false;  // 1.0 writes "name=value"
};

[[nodiscard]] const Grammar& grammar_of(Version version);
// Nothing when the namespace is none of CAP's.
[[nodiscard]] const Version* version_of(std::string_view uri);

// Whether a text is what the schema allows; `strict_time` as above.
[[nodiscard]] bool fits(std::string_view text, const Rule& rule, bool strict_time);

}  // namespace voorzien::feeds::cap
