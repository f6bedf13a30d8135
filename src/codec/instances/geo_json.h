// geo::Geometry in JSON is a GeoJSON geometry (RFC 7946) with `type` first and positions of two numbers;
// every other geo type is as described.
#pragma once

#include "codec/describe_json.h"
#include "geo/geometry.h"

namespace voorzien::codec {

template <>
struct Codec<geo::Geometry> {
  static void write(const geo::Geometry& value, std::string& out);
  static bool read(Reader& reader, geo::Geometry& out);
  static const TypeInfo& type();
};

}  // namespace voorzien::codec
