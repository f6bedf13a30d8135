// What is kept in packed form: the snapshots of the region's state.
#include "codec/describe_packed.h"
#include "codec/instances/geo_json.h"
#include "engine/state.h"

namespace voorzien::codec {

#define VOORZIEN_PACKED_BY(type, member)                                                        \
  template <>                                                                                   \
  struct Packed<type> {                                                                         \
    using Member = decltype(type::member);                                                      \
    static void put(const type& value, Packer& out) { Packed<Member>::put(value.member, out); } \
    static bool take(Unpacker& in, type& out) { return Packed<Member>::take(in, out.member); }  \
  };
VOORZIEN_PACKED_BY(geo::LineString, points)
VOORZIEN_PACKED_BY(geo::MultiLineString, lines)
VOORZIEN_PACKED_BY(geo::Polygon, rings)
VOORZIEN_PACKED_BY(geo::MultiPolygon, polygons)
#undef VOORZIEN_PACKED_BY

template std::string pack<engine::SnapshotState>(const engine::SnapshotState&);
template Result<engine::SnapshotState> unpack<engine::SnapshotState>(std::string_view);

}  // namespace voorzien::codec
