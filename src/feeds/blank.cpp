#include "feeds/blank.h"

#include "feeds/areas.h"
#include "feeds/limits.h"

namespace voorzien::feeds {

observations::Observation blank(const Context& context, std::string_view kind, std::string_view theme) {
  observations::Observation out;
  out.source = context.source;
  out.t_received = context.received;
  out.kind = kind;
  out.theme = context.theme.empty() ? std::string(theme) : context.theme;
  out.quality = "official";
  out.personal = context.personal;
  return out;
}

bool complete(observations::Observation& o, const Context& context, const std::string& where,
              Remarks& remarks) {
  o.title = one_line(o.title);
  if (o.valid_from && o.valid_to && *o.valid_to < *o.valid_from)
    remarks.add("ends-before-start", where, "it ends before it begins; both are kept");
  if (o.place_precision.empty()) o.place_precision = o.geometry ? "exact" : "none";
  const bool coarse = set_areas(o, std::move(o.areas), context);
  o.id = id_of(o);
  return coarse;
}

void remark_coarse(Remarks& remarks) {
  remarks.add("areas-coarse", "",
              "no boundaries are loaded: areas are by code or by province outline; import boundaries for "
              "exact ones");
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text.substr(0, limits::text_bytes_max)) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return cut_text(trim(line), limits::title_bytes_max);
}

}  // namespace voorzien::feeds
