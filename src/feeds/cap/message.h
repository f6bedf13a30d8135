// A CAP alert as it was read: views into the document, nothing judged yet. Made by reader.cpp, used by
// observe.cpp. Empty views stand for what is absent or empty.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string_view>
#include <vector>

#include "observations/observation.h"

namespace voorzien::feeds::cap {

enum class Version { V10, V11, V12 };

struct Pair {
  std::string_view name;
  std::string_view value;
};

struct Shape {
  pugi::xml_node node;
  std::string_view text;
};

struct Resource {
  pugi::xml_node node;
  std::string_view mime_type, uri, deref_uri;
};

struct Area {
  pugi::xml_node node;
  std::string_view description;
  std::vector<Shape> polygons;
  std::vector<Shape> circles;
  std::vector<Pair> geocodes;
  std::string_view altitude, ceiling;
};

struct Info {
  pugi::xml_node node;
  std::string_view language;
  std::string_view category;  // the first
  std::string_view event;
  std::string_view urgency, severity, certainty;
  std::string_view effective, onset, expires;
  std::string_view headline, description, instruction;
  std::string_view sender_name, web;
  std::vector<Pair> event_codes;
  std::string_view awareness_level;  // MeteoAlarm's parameter, "2; yellow; Moderate"
  std::string_view awareness_type;   // "1; Wind"
  bool all_clear = false;
  std::vector<Resource> resources;
  std::vector<Area> areas;
};

struct Message {
  pugi::xml_node node;
  Version version = Version::V12;
  std::string_view identifier, sender, sent, status, type, note, references;
  std::string_view scope, restriction, addresses;
  std::vector<std::string_view> codes;
  std::vector<Info> infos;
  bool has_signature = false;        // an element of XML Signature stands directly in the alert
  bool misplaced_signature = false;  // one stands deeper in it, where it signs nothing
  std::optional<observations::Provenance> provenance;  // told by the caller of observe()
};

}  // namespace voorzien::feeds::cap
