// Observation: one fact that a source reported, with its times, place, validity and grade.
//
// The vocabulary of everything that comes in; `docs/formats/observation.md` tells each field. Values only.
// What counts as one observation per format stands in the feed's folder. Two observations with the same
// `source` and `native_id` are versions of one fact: see observations/supersession.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "base/instant.h"
#include "geo/geometry.h"

namespace voorzien::observations {

// Our five states of severity, end to end. Grey is unknown and never an answer of a source.
enum class Level { Grey, Green, Yellow, Orange, Red };
DESCRIBE_ENUM(Level, Grey, Green, Yellow, Orange, Red)

enum class Status { Actual, Test, Exercise, System, Draft, Ended };
DESCRIBE_ENUM(Status, Actual, Test, Exercise, System, Draft, Ended)

struct Text {
  std::string language;  // BCP 47, "nl", "en"
  std::string headline;
  std::string description;
  std::string instruction;
  bool operator==(const Text&) const = default;
};
DESCRIBE(Text, language, headline, description, instruction)

struct Quantity {
  double value = 0;
  std::string unit;  // as the source says it: "cm", "m NAP", "km/h", "households"
  bool operator==(const Quantity&) const = default;
};
DESCRIBE(Quantity, value, unit)

// What an XML signature on the message says, over the bytes as they came.
enum class SignatureVerdict {
  Verified,            // over the message as it stands
  VerifiedNormalised,  // after undoing what a pretty printer did to it; the reason says what
  NotVerified,         // there is a signature, and the reason says why it does not hold
  Unsigned,
};
DESCRIBE_ENUM(SignatureVerdict, Verified, VerifiedNormalised, NotVerified, Unsigned)

// Where a message says it comes from, and whether that could be checked (docs/feeds/cap.md).
struct Provenance {
  static constexpr bool left_out_when_absent = true;  // observations of other formats do not carry a null
  SignatureVerdict signature = SignatureVerdict::Unsigned;
  std::string signature_reason;       // English, empty when there is nothing to say
  std::string signer;                 // subject of the certificate, as text; empty without one
  std::vector<std::string> profiles;  // MeteoAlarm, KNMI, IPAWS, CAP-CP, ...
  bool operator==(const Provenance&) const = default;
};
DESCRIBE(Provenance, signature, signature_reason, signer, profiles)

struct Observation {
  ObservationId id;
  SourceId source;
  std::string native_id;
  std::string native_version;
  std::vector<std::string> references;  // native ids this one updates, cancels or belongs to
  std::string kind;                     // weather-warning, traffic, page, water-level, ...
  std::string theme;  // theme id; set by the source's configuration, else the format's default
  std::string title;
  std::vector<Text> texts;
  Status status = Status::Actual;
  std::string test_reason;
  std::optional<Instant> t_observed;
  std::optional<Instant> t_issued;
  std::optional<Instant> t_received;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_to;
  std::string native_level;
  std::optional<Level> level;
  std::optional<Quantity> quantity;
  std::optional<geo::Geometry> geometry;
  std::string place;            // name of the place as the source gives it, or ""
  std::string place_precision;  // exact, town, municipality, region, none
  std::vector<std::string> areas;
  std::string quality;  // measured, official, report, hand:unsure|likely|sure, ...
  bool personal = false;
  std::string raw_sha256;
  std::optional<Provenance> provenance;  // of formats that carry signatures or profiles
  bool operator==(const Observation&) const = default;
};
DESCRIBE(Observation, id, source, native_id, native_version, references, kind, theme, title, texts, status,
         test_reason, t_observed, t_issued, t_received, valid_from, valid_to, native_level, level, quantity,
         geometry, place, place_precision, areas, quality, personal, raw_sha256, provenance)

}  // namespace voorzien::observations
