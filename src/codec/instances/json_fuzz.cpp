// Any bytes as the journal's events, an observation and an API body: never a crash, and what is taken comes
// back as the same value in canonical bytes.
#include <cstdint>
#include <string>
#include <string_view>

#include "codec/json.h"
#include "desk/commands.h"
#include "picture/events.h"

using namespace voorzien;

namespace {
template <class T>
void round(std::string_view bytes) {
  const Result<T> value = codec::decode<T>(bytes);
  if (!value) return;
  const std::string canonical = codec::encode(*value);
  const Result<T> again = codec::decode<T>(canonical);
  ENSURE(again && codec::encode(*again) == canonical, "what was read is written and read the same");
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  round<picture::Event>(bytes);
  round<observations::Observation>(bytes);
  round<geo::Geometry>(bytes);
  constexpr std::string_view required[] = {"text"};
  const Result<desk::WriteEntry> body = codec::decode_body<desk::WriteEntry>(bytes, required);
  if (body) round<desk::WriteEntry>(codec::encode(*body));
  return 0;
}
