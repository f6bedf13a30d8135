// A request must read the same however its bytes are torn, stay within its limits, and never be read as two.
#include <cstdint>

#include "adapters/http_server/request_reader.h"
#include "base/ensure.h"

using namespace voorzien::adapters;

namespace {
std::string read_all(std::string_view bytes, std::size_t piece, const HttpLimits& limits) {
  std::string out;
  std::string kept;
  RequestReader reader(limits);
  while (!bytes.empty()) {
    kept.append(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    for (;;) {
      kept.erase(0, reader.read(kept));
      ENSURE(reader.body_size() <= limits.feed_body_bytes, "bodies are bounded");
      if (reader.state() == RequestReader::State::Failed)
        return out + std::to_string(reader.failure().status);
      if (reader.state() != RequestReader::State::Done) break;
      const auto request = reader.take();
      ENSURE(request.path.starts_with('/'), "paths are absolute");
      out += request.method + ' ' + request.path + '?' + request.query + ' ' + request.body + '\n';
      reader = RequestReader(limits);
      if (kept.empty()) break;
    }
    ENSURE(kept.size() <= limits.header_bytes + piece, "what is kept is bounded");
  }
  return out;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  HttpLimits limits;
  limits.request_line_bytes = 200;
  limits.header_bytes = 1'000;
  limits.body_bytes = 500;
  limits.feed_body_bytes = 900;
  limits.trailer_bytes = 100;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string torn = read_all(bytes, 1, limits);
  const std::string whole = read_all(bytes, size, limits);
  ENSURE(torn == whole, "torn requests read the same");
  return 0;
}
