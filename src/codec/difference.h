// What changed between two versions of one entity, as JSON that holds only that (docs/formats/api.md, the
// rewind): members whose value differs, and for lists that lost items at the front and gained some at the
// end (series, acts, facts) only those.
//
//   before  {"type":"source","id":"rws","version":3,"state":"ok","recent":[1,2,3]}
//   after   {"type":"source","id":"rws","version":7,"state":"ok","recent":[2,3,4]}
//   gives   {"type":"source","id":"rws","version":7,"lists":{"recent":[1,[4]]}}
#pragma once

#include <string>
#include <string_view>

namespace voorzien::codec {

// Both are objects as append_entity writes them: the same members in the same order, the first three being
// type, id and version. Empty when nothing but the version differs.
[[nodiscard]] std::string difference(std::string_view before, std::string_view after);

}  // namespace voorzien::codec
