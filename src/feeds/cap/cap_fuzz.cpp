#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "feeds/cap/cap.h"
#include "feeds/cap/links.h"

// Any bytes: no crash, every observation has an id, nothing rejected without a reason, and reading twice
// gives the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voorzien;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  feeds::Context context;
  context.source = {"fuzz"};
  const observations::Understood out = feeds::parse_cap(bytes, context);
  for (const observations::Observation& o : out.observations)
    ENSURE(!o.id.value.empty() && !o.native_id.empty(), "an observation has an id");
  ENSURE(out.verdict == observations::Verdict::Accepted || !out.remarks.empty(), "a verdict has a reason");
  const observations::Understood again = feeds::parse_cap(bytes, context);
  ENSURE(again.observations == out.observations && again.remarks == out.remarks,
         "parsing is a pure function");
  const std::vector<std::string> links = feeds::cap::links_behind(bytes);
  ENSURE(links.size() <= feeds::cap::links_max, "links are bounded");
  for (const std::string& link : links)
    ENSURE(link.starts_with("http") && link.size() <= feeds::cap::link_bytes_max, "a link is an address");
  return 0;
}
