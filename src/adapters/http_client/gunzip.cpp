#include "adapters/http_client/gunzip.h"

#include <zlib.h>

#include <array>

namespace voorzien::adapters {
namespace {
constexpr int gzip_window = 15 + 16;  // zlib: largest window, gzip wrapper only
constexpr std::size_t step = 64U << 10U;

struct Inflater {
  z_stream stream{};
  bool ok = inflateInit2(&stream, gzip_window) == Z_OK;
  Inflater() = default;
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream); }
};
}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B\x08"); }

Result<std::string> gunzip(std::string_view bytes, std::size_t bytes_max) {
  const Error damaged{ErrorCode::BadEncoding, "gzip", "the compressed answer is damaged"};
  Inflater inflater;
  z_stream& stream = inflater.stream;
  std::string packed(bytes);  // zlib's interface wants it writable
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  std::array<char, step> piece;
  for (int code = inflater.ok ? Z_OK : Z_MEM_ERROR;;) {
    if (out.size() > bytes_max)
      return Error{ErrorCode::TooLarge, "gzip", "more than " + std::to_string(bytes_max) + " bytes"};
    if (code == Z_STREAM_END && stream.avail_in == 0) return out;
    if (code == Z_STREAM_END) code = inflateReset(&stream);
    if (code != Z_OK) return damaged;
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(step);
    code = inflate(&stream, Z_NO_FLUSH);
    const std::size_t made = step - stream.avail_out;
    out.append(piece.data(), made);
    if (code == Z_OK && stream.avail_in == 0 && made == 0) return damaged;  // cut
  }
}
}  // namespace voorzien::adapters
