// Traffic of a film as NDW publishes it (DATEX II v3): `record` statements are there from a moment until
// another and end by vanishing; `works 34` scatters road works over the `road` lines as a steady background.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "server/film/composer.h"

namespace voorzien::film {
namespace {
using Points = std::vector<std::pair<double, double>>;  // lon, lat

struct Record {
  std::string id;
  std::string situation;
  std::string type;  // DATEX II record type: Accident, VehicleObstruction, ...
  std::string leaf;  // its own element: <sit:accidentType>...</sit:accidentType>
  std::string severity;
  std::string comment;
  std::string publisher;
  bool safety = false;
  Points points;
  Instant shown_from;
  Instant shown_until;
  Instant created;
  std::optional<Instant> ends;
};

// The element in which each type of record says what it is.
std::string leaf_of(const std::string& type, const std::string& value) {
  const std::string name = type == "Accident"              ? "accidentType"
                           : type == "VehicleObstruction"  ? "vehicleObstructionType"
                           : type == "GeneralObstruction"  ? "obstructionType"
                           : type == "SpeedManagement"     ? "speedManagementType"
                           : type == "AbnormalTraffic"     ? "abnormalTrafficType"
                           : type == "ReroutingManagement" ? "reroutingManagementType"
                                                           : "roadOrCarriagewayOrLaneManagementType";
  return fmt::format("<sit:{0}>{1}</sit:{0}>", name, xml_text(value));
}

// NDW writes nine digits of a second.
std::string nano(Instant at) { return format_rfc3339(at).substr(0, 26) + "417Z"; }

std::string location(const Points& points) {
  if (points.size() == 1)
    return fmt::format(
        R"(<sit:locationReference xsi:type="loc:PointLocation"><loc:pointByCoordinates><loc:pointCoordinates><loc:latitude>{:.6f}</loc:latitude><loc:longitude>{:.6f}</loc:longitude></loc:pointCoordinates></loc:pointByCoordinates></sit:locationReference>)",
        points[0].second, points[0].first);
  std::string list;
  for (const auto& [lon, lat] : points)
    list += fmt::format("{}{:.6f} {:.6f}", list.empty() ? "" : " ", lat, lon);
  return fmt::format(
      R"(<sit:locationReference xsi:type="loc:LinearLocation"><loc:gmlLineString srsName="WGS 84"><loc:posList>{}</loc:posList></loc:gmlLineString></sit:locationReference>)",
      list);
}

std::string record_xml(const Record& r) {
  std::string out = fmt::format(
      R"(<sit:situation id="{}"><sit:overallSeverity>{}</sit:overallSeverity><sit:situationVersionTime>{}</sit:situationVersionTime><sit:headerInformation><com:confidentiality>noRestriction</com:confidentiality><com:informationStatus>real</com:informationStatus></sit:headerInformation><sit:situationRecord xsi:type="sit:{}" id="{}" version="1"><sit:situationRecordCreationTime>{}</sit:situationRecordCreationTime><sit:situationRecordVersionTime>{}</sit:situationRecordVersionTime><sit:probabilityOfOccurrence>certain</sit:probabilityOfOccurrence>)",
      r.situation, r.severity, nano(r.created), r.type, r.id, nano(r.created), nano(r.created));
  if (r.safety) out += "<sit:safetyRelatedMessage>true</sit:safetyRelatedMessage>";
  out += fmt::format(
      R"(<sit:source><com:sourceName><com:values><com:value lang="nl">{}</com:value></com:values></com:sourceName></sit:source><sit:validity><com:validityStatus>definedByValidityTimeSpec</com:validityStatus><com:validityTimeSpecification><com:overallStartTime>{}</com:overallStartTime>)",
      xml_text(r.publisher), nano(r.created));
  if (r.ends) out += fmt::format("<com:overallEndTime>{}</com:overallEndTime>", nano(*r.ends));
  out += "</com:validityTimeSpecification></sit:validity>";
  if (!r.comment.empty())
    out += fmt::format(
        R"(<sit:generalPublicComment><sit:comment><com:values><com:value lang="nl">{}</com:value></com:values></sit:comment></sit:generalPublicComment>)",
        xml_text(r.comment));
  return out + location(r.points) + r.leaf + "</sit:situationRecord></sit:situation>";
}

std::string publication(const std::vector<Record>& records, Instant at) {
  std::string out = fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><mc:messageContainer xmlns:sit="http://datex2.eu/schema/3/situation" xmlns:mc="http://datex2.eu/schema/3/messageContainer" xmlns:ex="http://datex2.eu/schema/3/exchangeInformation" xmlns:loc="http://datex2.eu/schema/3/locationReferencing" xmlns:com="http://datex2.eu/schema/3/common" modelBaseVersion="3"><mc:payload xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="sit:SituationPublication" lang="nl" modelBaseVersion="3"><com:publicationTime>{}</com:publicationTime><com:publicationCreator><com:country>nl</com:country><com:nationalIdentifier>NDWNL</com:nationalIdentifier></com:publicationCreator>)",
      nano(at));
  for (const Record& r : records)
    if (r.shown_from <= at && at < r.shown_until) out += record_xml(r);
  return out + fmt::format(
                   "</mc:payload><mc:exchangeInformation modelBaseVersion=\"3\"><ex:dynamicInformation>"
                   "<ex:exchangeStatus>online</ex:exchangeStatus><ex:messageGenerationTimestamp>{}</ex:"
                   "messageGenerationTimestamp></ex:dynamicInformation></mc:exchangeInformation></"
                   "mc:messageContainer>",
                   nano(at));
}

// record ID TYPE LEAF lon,lat [lon,lat ...] shown=13:54 gone=16:40 severity=high situation=... comment="..."
Result<Record> read_record(const Statement& s, const Composer& c) {
  Record r;
  r.id = s.word(1);
  r.type = s.word(2);
  r.leaf = leaf_of(r.type, s.word(3));
  std::string points;
  for (std::size_t i = 4; i < s.words.size(); ++i) points += s.words[i] + " ";
  r.points = points_of(points);
  const std::optional<Instant> shown = c.moment(s.field("shown"));
  const std::optional<Instant> gone =
      s.field("gone").empty() ? c.out.to + days(1) : c.moment(s.field("gone"));
  if (r.points.empty() || !shown || !gone)
    return script_error(s, "a record is 'record ID TYPE LEAF lon,lat shown=hh:mm [gone=hh:mm]'");
  r.shown_from = *shown;
  r.shown_until = *gone;
  r.created = *shown - seconds(40);
  r.situation = s.field("situation", r.id + "_SIT");
  r.severity = s.field("severity", "unknown");
  r.comment = s.field("comment");
  r.publisher = s.field("publisher", "NDW");
  r.safety = r.type == "Accident" || r.type.ends_with("Obstruction");
  return r;
}

std::pair<double, double> along(const Points& road, double share) {
  const double place = share * static_cast<double>(road.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(place), road.size() - 2);
  const double f = place - static_cast<double>(i);
  return {road[i].first + (road[i + 1].first - road[i].first) * f,
          road[i].second + (road[i + 1].second - road[i].second) * f};
}

Done add_works(const Statement& s, const std::vector<std::pair<std::string, Points>>& roads,
               const Composer& c, std::vector<Record>& records) {
  const std::optional<double> count = number_of(s.word(1));
  if (!count || *count < 1 || *count > 10'000 || roads.empty())
    return script_error(s, "works needs a number, and roads above it");
  struct Kind {
    const char* type;
    const char* leaf;
    const char* comment;
  };
  constexpr Kind kinds[] = {
      {"RoadOrCarriagewayOrLaneManagement", "laneClosures", "Rijstrook dicht, wegwerkzaamheden"},
      {"RoadOrCarriagewayOrLaneManagement", "narrowLanes", "Versmalde rijstroken"},
      {"SpeedManagement", "speedRestrictionInOperation", "Tijdelijke snelheid 70"},
      {"ReroutingManagement", "followDiversionSigns", "Omleiding volg gele borden"}};
  Random random = c.random_of(s);
  for (int i = 0; i < static_cast<int>(*count); ++i) {
    const auto& [name, line] = roads[random.below(roads.size())];
    const Kind& kind = kinds[random.below(std::size(kinds))];
    const double share = static_cast<double>(random.below(9'000)) / 10'000.0;
    Record r;
    r.id = fmt::format("RWS01_W{:06}_{}", 300'000 + i * 17, name);
    r.situation = r.id + "_SIT";
    r.type = kind.type;
    r.leaf = leaf_of(r.type, kind.leaf);
    r.severity = random.below(3) == 0 ? "lowest" : "medium";
    r.comment = name + ": " + kind.comment;
    r.publisher = "WNZ [wegbeheerder]";
    r.points = {along(line, share), along(line, share + 0.02), along(line, share + 0.04)};
    r.shown_from = c.out.from - days(1);
    r.shown_until = c.out.to + days(1);
    r.created = c.out.from - hours(20 + static_cast<std::int64_t>(random.below(300)));
    r.ends = c.out.to + hours(12 + static_cast<std::int64_t>(random.below(500)));
    records.push_back(std::move(r));
  }
  return Nothing{};
}
}  // namespace

Done compose_traffic(const Script& script, Composer& c) {
  std::vector<Record> records;
  std::vector<std::pair<std::string, Points>> roads;
  for (const Statement& s : script.statements) {
    if (s.word(0) == "road") {
      std::string points;
      for (std::size_t i = 2; i < s.words.size(); ++i) points += s.words[i] + " ";
      roads.emplace_back(s.word(1), points_of(points));
      if (roads.back().second.size() < 2) return script_error(s, "a road is 'road NAME lon,lat lon,lat ...'");
    } else if (s.word(0) == "works") {
      RETURN_IF_ERROR(add_works(s, roads, c, records));
    } else if (s.word(0) == "record") {
      ASSIGN_OR_RETURN(Record record, read_record(s, c));
      records.push_back(std::move(record));
    }
  }
  for (const Statement& s : script.statements) {
    if (s.word(0) != "snapshots" || s.word(1) != "ndw") continue;
    if (!c.formats.contains("ndw")) return script_error(s, "the script names no source ndw");
    ASSIGN_OR_RETURN(const std::vector<Instant> moments, c.moments(s));
    for (const Instant at : moments) c.emit(at + seconds(6), "ndw", publication(records, at));
  }
  return Nothing{};
}

}  // namespace voorzien::film
