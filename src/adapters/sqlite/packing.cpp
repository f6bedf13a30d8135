#include "adapters/sqlite/packing.h"

#include <zlib.h>

#include "base/ensure.h"

namespace voorzien::adapters::sqlite {
namespace {
constexpr std::size_t inflated_max =
    512U << 20U;  // a snapshot of half a million facts; a document is at most 64 MB
constexpr std::size_t deflate_from_bytes = 1'024;
// From here on a sample from the middle is tried first: deflating 25 MB in vain would hold up the whole
// region.
constexpr std::size_t sample_from_bytes = 256 * 1'024;
constexpr std::size_t sample_bytes = 16 * 1'024;
}  // namespace

std::string deflated(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  const int code = compress2(reinterpret_cast<Bytef*>(out.data()), &size,
                             reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), Z_BEST_SPEED);
  ENSURE(code == Z_OK, "the bound of zlib holds");
  out.resize(size);
  return out;
}

bool is_worth_deflating(std::string_view bytes) {
  if (bytes.size() < deflate_from_bytes) return false;
  if (bytes.size() < sample_from_bytes) return true;
  const std::string_view sample = bytes.substr(bytes.size() / 2, sample_bytes);
  return deflated(sample).size() < sample.size() / 10 * 9;
}

Result<std::string> inflated(std::string_view bytes, std::size_t size) {
  if (size > inflated_max) return Error{ErrorCode::StoreCorrupt, "raw", "impossible size"};
  std::string out(size, '\0');
  uLongf got = size;
  const int code = uncompress(reinterpret_cast<Bytef*>(out.data()), &got,
                              reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  if (code != Z_OK || got != size)
    return Error{ErrorCode::StoreCorrupt, "raw", "the deflated bytes are damaged"};
  return out;
}
}  // namespace voorzien::adapters::sqlite
