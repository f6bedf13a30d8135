#include "feeds/nl_alert/nl_alert.h"

#include <cstdint>
#include <string_view>

#include "base/ensure.h"

// Any bytes: no crash, every observation has an id, and reading twice gives the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voorzien;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  feeds::Context context;
  context.source = {"fuzz"};
  const observations::Understood out = feeds::parse_nl_alert(bytes, context);
  for (const observations::Observation& o : out.observations)
    ENSURE(!o.id.value.empty(), "an observation has an id");
  const observations::Understood again = feeds::parse_nl_alert(bytes, context);
  ENSURE(again.observations == out.observations && again.remarks == out.remarks,
         "parsing is a pure function");
  return 0;
}
