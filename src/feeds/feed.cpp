#include "feeds/feed.h"

#include "feeds/cap/cap.h"
#include "feeds/datex2/datex2.h"
#include "feeds/flex/flex.h"
#include "feeds/knmi/knmi.h"
#include "feeds/limits.h"
#include "feeds/own/own.h"
#include "feeds/remarks.h"
#include "feeds/water/water.h"

namespace voorzien::feeds {
namespace {
observations::Understood dispatch(Format format, std::string_view bytes, const Context& context) {
  switch (format) {
    case Format::KnmiWarnings:
      return parse_knmi(bytes, context);
    case Format::Cap:
      return parse_cap(bytes, context);
    case Format::Datex2:
      return parse_datex2(bytes, context);
    case Format::RwsCsv:
      return parse_rws_csv(bytes, context);
    case Format::Flex:
      return parse_flex(bytes, context);
    case Format::Observations:
      return parse_observations(bytes, context);
  }
  observations::Understood out;
  Remarks(out).reject("not-of-format", "", "this build has no parser for it");
  return out;
}
}  // namespace

observations::Understood parse(Format format, std::string_view bytes, const Context& context) {
  if (bytes.size() > limits::document_bytes_max) {
    observations::Understood out;
    Remarks(out).reject("too-large", "",
                        std::to_string(bytes.size()) + " bytes; the limit of a document is " +
                            std::to_string(limits::document_bytes_max) + "; ask the sender for less at once");
    return out;
  }
  return dispatch(format, bytes, context);
}

}  // namespace voorzien::feeds
