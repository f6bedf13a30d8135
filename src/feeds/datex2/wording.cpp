#include "feeds/datex2/wording.h"

#include <span>

namespace voorzien::feeds::datex2 {
namespace {
struct Entry {
  std::string_view key;
  std::string_view words;
};

constexpr Entry types[] = {
    {"Accident", "Ongeval"},
    {"RoadOrCarriagewayOrLaneManagement", "Verkeersmaatregel"},
    {"ReroutingManagement", "Omleiding"},
    {"VehicleObstruction", "Voertuig op de weg"},
    {"GeneralObstruction", "Object op de weg"},
    {"SpeedManagement", "Snelheidsbeperking"},
    {"GeneralNetworkManagement", "Verkeersmaatregel"},
    {"GeneralInstructionOrMessageToRoadUsers", "Bericht aan weggebruikers"},
    {"MaintenanceWorks", "Wegwerkzaamheden"},
    {"ConstructionWorks", "Wegwerkzaamheden"},
    {"Roadworks", "Wegwerkzaamheden"},
    {"AbnormalTraffic", "File"},
    {"PublicEvent", "Evenement"},
    {"AnimalPresenceObstruction", "Dieren op de weg"},
    {"EnvironmentalObstruction", "Weg belemmerd door natuur"},
    {"InfrastructureDamageObstruction", "Schade aan de weg"},
    {"PoorEnvironmentConditions", "Slecht weer op de weg"},
    {"WeatherRelatedRoadConditions", "Gladde of natte weg"},
    {"NonWeatherRelatedRoadConditions", "Slecht wegdek"},
    {"EquipmentOrSystemFault", "Storing aan de weg"},
    {"AuthorityOperation", "Optreden van hulpdienst of overheid"},
    {"DisturbanceActivity", "Verstoring"},
    {"WinterDrivingManagement", "Wintermaatregel"},
    {"RoadsideAssistance", "Hulp langs de weg"},
};

// Of the leaf of a type; they say more than the type.
constexpr Entry details[] = {
    {"roadClosed", "Weg dicht"},
    {"carriagewayClosures", "Rijbaan dicht"},
    {"laneClosures", "Rijstrook dicht"},
    {"intermittentClosures", "Weg af en toe dicht"},
    {"hardShoulderRunningInOperation", "Spitsstrook open"},
    {"lanesDeviated", "Rijstroken verlegd"},
    {"narrowLanes", "Versmalde rijstroken"},
    {"useOfSpecifiedLanesOrCarriagewaysAllowed", "Bepaalde rijstroken vrijgegeven"},
    {"singleAlternateLineTraffic", "Om en om rijden"},
    {"contraflow", "Verkeer over andere rijbaan"},
    {"rushHourLaneInOperation", "Spitsstrook open"},
    {"tidalFlowLaneInOperation", "Wisselstrook open"},
    {"brokenDownVehicle", "Pechgeval"},
    {"brokenDownHeavyLorry", "Pechgeval vrachtwagen"},
    {"abandonedVehicle", "Verlaten voertuig"},
    {"vehicleOnWrongCarriageway", "Spookrijder"},
    {"vehicleOnFire", "Voertuigbrand"},
    {"spillageOnTheRoad", "Lading op de weg"},
    {"shedLoad", "Lading op de weg"},
    {"peopleOnRoadway", "Mensen op de weg"},
    {"childrenOnRoadway", "Kinderen op de weg"},
    {"cyclistsOnRoadway", "Fietsers op de weg"},
    {"fallenTrees", "Boom op de weg"},
    {"flooding", "Water op de weg"},
    {"multivehicleAccident", "Kettingbotsing"},
    {"accidentInvolvingHeavyLorries", "Ongeval met vrachtwagen"},
    {"bridgeSwingInOperation", "Brug open"},
    {"bridgeClosed", "Brug dicht"},
};

constexpr Entry closed_parts[] = {{"entrySlipRoad", "Oprit dicht"},
                                  {"exitSlipRoad", "Afrit dicht"},
                                  {"connectingCarriageway", "Verbindingsweg dicht"},
                                  {"parallelCarriageway", "Parallelbaan dicht"}};

constexpr Entry causes[] = {{"roadMaintenance", "wegwerkzaamheden"},
                            {"accident", "ongeval"},
                            {"roadworks", "wegwerkzaamheden"},
                            {"obstruction", "versperring"},
                            {"congestion", "file"},
                            {"poorWeather", "slecht weer"},
                            {"publicEvent", "evenement"},
                            {"vehicleObstruction", "voertuig op de weg"}};

std::string_view look_up(std::span<const Entry> table, std::string_view key, std::string_view otherwise) {
  for (const Entry& entry : table)
    if (entry.key == key) return entry.words;
  return otherwise;
}

std::string_view subject_of(const Wording& w) {
  if (w.detail == "carriagewayClosures") return look_up(closed_parts, w.carriageway, "Rijbaan dicht");
  const std::string_view from_type = look_up(types, w.type, "Verkeersmelding");
  if (w.type == "VehicleObstruction" && w.vehicle == "constructionOrMaintenanceVehicle")
    return look_up(details, w.detail, "Werkvoertuig op de weg");
  return look_up(details, w.detail, from_type);
}
}  // namespace

std::string title_of(const Wording& w) {
  std::string title(subject_of(w));
  if (w.type == "SpeedManagement" && !w.speed.empty()) {
    const std::size_t point = w.speed.find('.');
    const bool whole = point == std::string_view::npos ||
                       w.speed.find_first_not_of('0', point + 1) == std::string_view::npos;
    title += ' ';
    title += whole ? w.speed.substr(0, point) : w.speed;
    title += " km/u";
  }
  if (!w.road.empty()) {
    title += ", ";
    title += w.road;
  }
  const std::string_view cause = look_up(causes, w.cause, "");
  if (!cause.empty()) {
    title += " (";
    title += cause;
    title += ')';
  }
  return title;
}

}  // namespace voorzien::feeds::datex2
