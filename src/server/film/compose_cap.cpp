// CAP 1.2 messages of partners in a film: `hh:mm cap partners id=... type=Alert headline="..." ...`.
#include <fmt/format.h>

#include "server/film/composer.h"

namespace voorzien::film {
namespace {
// sent="14:05": when the sender sent it, if earlier than it was received.
Result<std::string> message(const Statement& s, const Composer& c, Instant received) {
  const Instant sent = c.moment(s.field("sent")).value_or(received);
  const std::string sender = s.field("sender", "caco@partner.example");
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n"
      "  <identifier>{}</identifier>\n  <sender>{}</sender>\n  <sent>{}</sent>\n  <status>{}</status>\n"
      "  <msgType>{}</msgType>\n  <scope>Public</scope>\n",
      xml_text(s.field("id")), sender, local_time(sent), s.field("status", "Actual"),
      s.field("type", "Alert"));
  if (const std::string refs = s.field("refs"); !refs.empty()) {  // id@hh:mm
    const std::size_t at = refs.find('@');
    const std::optional<Instant> of = at == std::string::npos ? std::nullopt : c.moment(refs.substr(at + 1));
    if (!of) return script_error(s, "refs needs id@hh:mm of the message referred to");
    out += fmt::format("  <references>{},{},{}</references>\n", sender, xml_text(refs.substr(0, at)),
                       local_time(*of));
  }
  out += fmt::format(
      "  <info>\n    <language>nl-NL</language>\n    <category>{}</category>\n    <event>{}</event>\n"
      "    <urgency>{}</urgency>\n    <severity>{}</severity>\n    <certainty>{}</certainty>\n",
      s.field("category", "Safety"), xml_text(s.field("event")), s.field("urgency", "Expected"),
      s.field("severity", "Moderate"), s.field("certainty", "Likely"));
  if (const std::optional<Instant> onset = c.moment(s.field("onset")))
    out += fmt::format("    <onset>{}</onset>\n", local_time(*onset));
  if (const std::optional<Instant> expires = c.moment(s.field("expires")))
    out += fmt::format("    <expires>{}</expires>\n", local_time(*expires));
  out += fmt::format(
      "    <senderName>{}</senderName>\n    <headline>{}</headline>\n    <description>{}</description>\n",
      xml_text(s.field("name", "Partner")), xml_text(s.field("headline")), xml_text(s.field("text")));
  if (const std::string advice = s.field("advice"); !advice.empty())
    out += fmt::format("    <instruction>{}</instruction>\n", xml_text(advice));
  out += fmt::format("    <area>\n      <areaDesc>{}</areaDesc>\n",
                     xml_text(s.field("area", "Midden-Nederland")));
  const auto points = points_of(s.field("polygon"));  // lon,lat in the script; CAP wants lat,lon
  if (!points.empty()) {
    std::string ring;
    for (const auto& [lon, lat] : points) ring += fmt::format("{},{} ", lat, lon);
    ring += fmt::format("{},{}", points.front().second, points.front().first);
    out += "      <polygon>" + ring + "</polygon>\n";
  }
  const auto circle = points_of(s.field("circle"));  // lon,lat
  if (!circle.empty())
    out += fmt::format("      <circle>{},{} {}</circle>\n", circle[0].second, circle[0].first,
                       s.field("km", "1"));
  return out + "    </area>\n  </info>\n</alert>\n";
}
}  // namespace

Done compose_cap(const Script& script, Composer& c) {
  for (const Statement& s : script.statements) {
    if (s.word(1) != "cap") continue;
    const std::optional<Instant> at = c.moment(s.word(0));
    const std::string source = s.word(2);
    if (!at || s.field("id").empty())
      return script_error(s, "a message is 'hh:mm cap SOURCE id=... field=...'");
    if (!c.formats.contains(source)) return script_error(s, "the script names no source " + source);
    ASSIGN_OR_RETURN(std::string body, message(s, c, *at));
    c.emit(*at + seconds(1), source, std::move(body));
  }
  return Nothing{};
}

}  // namespace voorzien::film
