#include "feeds/feed.h"

#include "feeds/air/luchtmeetnet.h"
#include "feeds/cap/cap.h"
#include "feeds/cyber/csaf.h"
#include "feeds/datex2/datex2.h"
#include "feeds/edr/edr.h"
#include "feeds/energy/energy.h"
#include "feeds/flex/flex.h"
#include "feeds/gdacs/gdacs.h"
#include "feeds/knmi/knmi.h"
#include "feeds/limits.h"
#include "feeds/meteoalarm/meteoalarm.h"
#include "feeds/nl_alert/nl_alert.h"
#include "feeds/own/own.h"
#include "feeds/quake/usgs.h"
#include "feeds/rail/ns.h"
#include "feeds/remarks.h"
#include "feeds/water/rws_json.h"
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
    case Format::RwsJson:
      return parse_rws_json(bytes, context);
    case Format::MeteoalarmJson:
      return parse_meteoalarm_json(bytes, context);
    case Format::MeteoalarmAtom:
      return parse_meteoalarm_atom(bytes, context);
    case Format::KnmiEdr:
      return parse_knmi_edr(bytes, context);
    case Format::EnergyNl:
      return parse_energy(bytes, context);
    case Format::NsDisruptions:
      return parse_ns(bytes, context);
    case Format::NlAlert:
      return parse_nl_alert(bytes, context);
    case Format::UsgsGeojson:
      return parse_usgs(bytes, context);
    case Format::GdacsRss:
      return parse_gdacs(bytes, context);
    case Format::Luchtmeetnet:
      return parse_luchtmeetnet(bytes, context);
    case Format::Csaf:
      return parse_csaf(bytes, context);
    case Format::Observations:
      return parse_observations(bytes, context);
  }
  observations::Understood out;
  Remarks(out).reject("not-of-format", "", "this build has no parser for it");
  return out;
}
constexpr Duration ahead_of_receipt_max = minutes(15);  // clocks differ; an hour is a wrong zone

// What was issued or observed after it was received tells of a wrong clock or zone. One remark a document;
// the pager compares each line itself.
void compare_with_receipt(const Context& context, observations::Understood& out) {
  if (!context.received) return;
  const Instant latest = *context.received + ahead_of_receipt_max;
  std::size_t count = 0;
  std::string first;
  for (const observations::Observation& one : out.observations) {
    if (one.t_issued <= latest && one.t_observed <= latest) continue;
    if (++count == 1) first = one.native_id;
  }
  if (count == 0) return;
  Remarks remarks(out);
  remarks.add(
      "time-far-from-receipt", cut_text(first, 128),
      std::to_string(count) +
          " observations are dated later than they were received, this one first; check the clock and "
          "the zone of the source");
  remarks.finish();
}
// Measured values stand at the end of their hour; a value that tells both ends does so already.
void put_at_end_of_hour(observations::Understood& out) {
  for (observations::Observation& one : out.observations) {
    const bool measured = one.quantity && one.quality == "measured" && one.t_observed;
    if (!measured || (one.valid_from && *one.valid_from != *one.t_observed)) continue;
    one.valid_from = one.t_observed;
    one.t_observed = *one.t_observed + hours(1);
  }
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
  observations::Understood out = dispatch(format, bytes, context);
  if (context.hour_at_start) put_at_end_of_hour(out);
  if (format != Format::Flex) compare_with_receipt(context, out);
  return out;
}

}  // namespace voorzien::feeds
