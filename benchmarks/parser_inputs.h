// Documents of about 5 MB for every wire format, composed here: one valid record, again and again with a
// number of its own, and shapes that no sender means well with.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "feeds/feed.h"

namespace voorzien::bench {

inline constexpr std::size_t document_bytes = 5'000'000;

struct Composed {
  feeds::Format format;
  const char* peer;         // library whose bare parse stands beside it; "" for lines of text
  std::string_view begin;   // of the document
  std::string_view record;  // ~ becomes the number of the record
  std::string_view between;
  std::string_view end;
  bool one_observation = false;  // all records are parts of one
};

inline const std::vector<Composed>& composed() {
  using feeds::Format;
  static const std::vector<Composed> all = {
      {Format::Cap, "pugixml",
       R"(<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-07-03T14:00:00Z</updated>)",
       R"(<entry><content type="text/xml"><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>V-~</identifier><sender>weer@example.org</sender><sent>2026-07-03T14:00:00+02:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>nl-NL</language><category>Met</category><event>Onweer</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty><onset>2026-07-03T16:00:00+02:00</onset><expires>2026-07-03T20:00:00+02:00</expires><headline>Zwaar onweer</headline><description>Vanaf het einde van de middag trekken buien over met hagel en zware windstoten.</description><area><areaDesc>Utrecht</areaDesc><polygon>52.0,5.0 52.0,5.2 52.1,5.2 52.0,5.0</polygon></area></info></alert></content></entry>)",
       "\n", "</feed>"},
      {Format::MeteoalarmAtom, "pugixml",
       R"(<feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><generator>Meteoalarm Producer Server</generator><updated>2026-06-27T11:05:00Z</updated>)",
       R"(<entry><cap:geocode><valueName>EMMA_ID</valueName><value>NL015</value></cap:geocode><cap:areaDesc>Utrecht</cap:areaDesc><cap:event>Orange Thunderstorm</cap:event><cap:sent>2026-06-27T11:00:00+00:00</cap:sent><cap:onset>2026-06-27T13:00:00+00:00</cap:onset><cap:expires>2026-06-27T17:00:00+00:00</cap:expires><cap:certainty>Likely</cap:certainty><cap:severity>Severe</cap:severity><cap:urgency>Future</cap:urgency><cap:message_type>Alert</cap:message_type><cap:status>Actual</cap:status><cap:identifier>2.49.0.0.528.0.NL.~</cap:identifier><link href="https://example.org/~" type="application/cap+xml"/><title>Orange Thunderstorm Warning - Utrecht</title></entry>)",
       "\n", "</feed>"},
      {Format::Datex2, "pugixml",
       R"(<mc:messageContainer xmlns:mc="http://datex2.eu/schema/3/messageContainer" xmlns:sit="http://datex2.eu/schema/3/situation" xmlns:com="http://datex2.eu/schema/3/common" xmlns:loc="http://datex2.eu/schema/3/locationReferencing"><mc:payload xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="sit:SituationPublication" lang="nl"><com:publicationTime>2026-06-27T14:00:00Z</com:publicationTime>)",
       R"(<sit:situation id="S~"><sit:headerInformation><com:informationStatus>real</com:informationStatus></sit:headerInformation><sit:situationRecord xsi:type="sit:Accident" id="R~" version="3"><sit:situationRecordVersionTime>2026-06-27T13:59:59.123456789Z</sit:situationRecordVersionTime><sit:validity><com:validityTimeSpecification><com:overallStartTime>2026-06-27T13:50:00Z</com:overallStartTime></com:validityTimeSpecification></sit:validity><sit:locationReference><loc:pointCoordinates><loc:latitude>52.1</loc:latitude><loc:longitude>5.1</loc:longitude></loc:pointCoordinates></sit:locationReference></sit:situationRecord></sit:situation>)",
       "", "</mc:payload></mc:messageContainer>"},
      {Format::GdacsRss, "pugixml",
       R"(<rss version="2.0" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:gdacs="http://www.gdacs.org"><channel><title>GDACS RSS information</title><pubDate>Sat, 27 Jun 2026 13:05:00 GMT</pubDate>)",
       R"(<item><title>Flood in Belgium</title><description>Water.</description><pubDate>Sat, 27 Jun 2026 13:00:00 GMT</pubDate><gdacs:iscurrent>true</gdacs:iscurrent><gdacs:fromdate>Fri, 26 Jun 2026 00:00:00 GMT</gdacs:fromdate><gdacs:todate>Sat, 27 Jun 2026 12:00:00 GMT</gdacs:todate><geo:Point><geo:lat>50.1</geo:lat><geo:long>4.2</geo:long></geo:Point><gdacs:version>2</gdacs:version><gdacs:eventtype>FL</gdacs:eventtype><gdacs:alertlevel>Orange</gdacs:alertlevel><gdacs:eventid>~</gdacs:eventid><gdacs:episodeid>43</gdacs:episodeid><gdacs:severity unit="km2" value="1775.5">Medium</gdacs:severity><gdacs:country>Belgium</gdacs:country></item>)",
       "\n", "</channel></rss>"},
      {Format::Csaf, "pugixml", R"(<rss version="2.0"><channel><title>NCSC</title>)",
       R"(<item><title>NCSC-2026-~ [1.01] [M/H] Kwetsbaarheden verholpen in Voorbeeld</title><description>Een aanvaller kan binnenkomen en gegevens lezen.</description><link>https://example.org/~</link><pubDate>Sat, 27 Jun 2026 15:00:00 +0200</pubDate></item>)",
       "\n", "</channel></rss>"},
      {Format::Csaf, "simdjson",
       R"({"document":{"category":"csaf_security_advisory","csaf_version":"2.0","lang":"nl","title":"Kwetsbaarheden verholpen in Voorbeeld","aggregate_severity":{"text":"High"},"notes":[{"category":"summary","text":"Een aanvaller kan binnenkomen."}],"tracking":{"id":"NCSC-2026-0001","version":"1.01","status":"final","initial_release_date":"2026-06-20T09:00:00Z","current_release_date":"2026-06-27T13:00:00.000Z"}},"vulnerabilities":[)",
       R"({"cve":"CVE-2026-~","notes":[{"category":"description","text":"Onjuiste invoer leidt tot uitvoering van code."}],"scores":[{"products":["P1"],"cvss_v3":{"baseScore":9.8}}]})",
       ",", "]}", true},
      {Format::KnmiWarnings, "simdjson",
       R"({"metadata":{"schema_version":"0.5","generated_at":"2026-06-27T130216857105Z","publication_type":"operational"},"num_warning_sets":1,"num_warnings":1,"warnings":[)",
       R"({"phenomenon":"thunderstorm","status":"active","operational_status":"Actual","texts":{"nl":{"headline":"Code oranje: zwaar onweer","description":"Kort."}},"parts":[{"part_uuid":"p-~","version_id":2,"version_dt":"2026-06-27T13:01:13Z","color":"orange","area":{"type":"Polygon","coordinates":[[[5,52],[5.4,52],[5.4,52.2],[5,52]]]},"onset":"2026-06-27T14:00:00Z","expires":"2026-06-27T16:00:00Z","status":"active"}],"warning_set_uuid":"w-~"})",
       ",", "]}"},
      {Format::MeteoalarmJson, "simdjson", R"({"warnings":[)",
       R"({"alert":{"identifier":"2.49.0.0.528.0.NL.~","sender":"knmi@example.org","sent":"2026-06-27T13:00:00+02:00","status":"Actual","msgType":"Alert","scope":"Public","info":[{"language":"nl-NL","category":["Met"],"event":"Onweer","responseType":["Monitor"],"urgency":"Future","severity":"Severe","certainty":"Likely","onset":"2026-06-27T15:00:00+02:00","expires":"2026-06-27T19:00:00+02:00","parameter":[{"valueName":"awareness_level","value":"3; orange; Severe"},{"valueName":"awareness_type","value":"3; Thunderstorm"}],"area":[{"areaDesc":"Utrecht","polygon":["52.0,5.1 52.1,5.1 52.1,5.2 52.0,5.1"],"geocode":[{"valueName":"EMMA_ID","value":"NL015"}]}]}]},"uuid":"u-~"})",
       ",", "]}"},
      {Format::KnmiEdr, "simdjson", R"({"type":"CoverageCollection","coverages":[)",
       R"({"type":"Coverage","domain":{"type":"Domain","domainType":"PointSeries","axes":{"x":{"values":[5.18]},"y":{"values":[52.1]},"t":{"values":["2026-06-27T14:40:00Z"]}}},"ranges":{"gff":{"type":"NdArray","dataType":"float","axisNames":["t","y","x"],"shape":[1,1,1],"values":[21.3]},"ta":{"type":"NdArray","dataType":"float","values":[null]}},"eumetnet:locationId":"0-20000-0-~"})",
       ",", R"(],"parameters":{"gff":{"unit":{"symbol":{"value":"m/s"}}}}})"},
      {Format::EnergyNl, "simdjson", "[",
       R"({"id":~,"source":{"organisation":"Stedin","timestamp":"2026-06-27T15:10:00+02:00"},"network":{"type":"electricity"},"period":{"begin":"2026-06-27T15:04:00+02:00","expectedEnd":"2026-06-27T18:00:00+02:00"},"impact":{"households":3100},"location":{"features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[5.1,52.0]},"properties":{"city":"Nieuwegein","postalCode":"3431AB","street":"Kerkstraat"}}]},"cause":"Graafschade","status":"active","message":"Wij zijn onderweg."})",
       ",", "]"},
      {Format::NsDisruptions, "simdjson", "[",
       R"({"id":"~","type":"DISRUPTION","registrationTime":"2026-06-27T14:40:00+0200","releaseTime":"2026-06-27T14:45:00+0200","local":false,"title":"Utrecht Centraal - Houten","isActive":true,"start":"2026-06-27T14:38:00+0200","end":"2026-06-27T17:00:00+0200","phase":{"id":"2","label":"Prognose bekend"},"impact":{"value":4},"expectedDuration":{"description":"Tot 17:00 uur.","endTime":"2026-06-27T17:00:00+0200"},"publicationSections":[{"section":{"stations":[{"name":"Utrecht Centraal","coordinate":{"lat":52.0894,"lng":5.1094}},{"name":"Houten","coordinate":{"lat":52.0341,"lng":5.1686}}]}}],"timespans":[{"situation":{"label":"Er rijden geen treinen."},"cause":{"label":"Boom op het spoor."}}]})",
       ",", "]"},
      {Format::NlAlert, "simdjson", R"({"data":[)",
       R"({"id":"a-~","message":"NL Grote brand in Vianen. Sluit ramen en deuren. *** EN Large fire in Vianen. Close windows.","type":"nl-alert","start_at":"2026-06-27T16:20:00+02:00","stop_at":null,"area":["51.98,5.05 52.02,5.05 52.02,5.12 51.98,5.05"],"resource_uri":"/api/v1/~"})",
       ",", "]}"},
      {Format::UsgsGeojson, "simdjson",
       R"({"type":"FeatureCollection","metadata":{"generated":1782566100000,"url":"https://earthquake.usgs.gov/x","title":"USGS","count":1},"features":[)",
       R"({"type":"Feature","properties":{"mag":3.4,"place":"5 km W of Loppersum, Netherlands","time":1782565440000,"updated":1782566000000,"alert":"yellow","status":"reviewed","ids":",us~,knmi~,","magType":"ml","type":"earthquake","title":"M 3.4 - 5 km W of Loppersum, Netherlands"},"geometry":{"type":"Point","coordinates":[6.75,53.35,3.0]},"id":"us~"})",
       ",", "]}"},
      {Format::Luchtmeetnet, "simdjson",
       R"({"pagination":{"last_page":1,"first_page":1,"prev_page":0,"current_page":1,"page_list":[1],"next_page":1},"data":[)",
       R"({"station_number":"NL1~","value":41.2,"timestamp_measured":"2026-06-27T13:00:00+00:00","formula":"PM10"})",
       ",", "]}"},
      {Format::RwsJson, "simdjson",
       R"({"Succesvol":true,"WaarnemingenLijst":[)", R"({"AquoMetadata":{"Compartiment":{"Code":"OW"},"Grootheid":{"Code":"WATHTE"},"Eenheid":{"Code":"cm"},"Hoedanigheid":{"Code":"NAP"},"ProcesType":"meting"},"Locatie":{"Code":"culemborg~","Naam":"Culemborg brug","Lat":51.95,"Lon":5.23,"Coordinatenstelsel":"ETRS89"},"MetingenLijst":[{"Tijdstip":"2026-06-27T20:30:00.000+01:00","Meetwaarde":{"Waarde_Numeriek":312.0},"WaarnemingMetadata":{"Kwaliteitswaardecode":"00","Statuswaarde":"Ongecontroleerd"}}]})",
       ",", "]}"},
      {Format::Observations, "simdjson", R"({"published":"2026-06-27T12:00:00Z","observations":[)",
       R"({"native_id":"s-~","kind":"outage","title":"Stroomstoring Nieuwegein","status":"actual","t_observed":"2026-06-27T15:04:00+02:00","quantity":{"value":3100,"unit":"households"},"lon":5.08,"lat":52.03})",
       ",", "]}"},
      {Format::RwsCsv, "",
       "Datum;Tijd;Parameter;Locatie;Meting;Verwachting;Astronomisch "
       "getijden;Eenheid;Bemonsteringshoogte;Referentievlak;\n",
       "27-6-2026;14:20:00;Waterhoogte t.o.v. NAP in cm;Hagestein boven;~,5;;;cm;;NAP;", "\n", "\n"},
      {Format::Flex, "", "",
       "FLEX|2026-06-27 14:47:20|1600/2/K/A|08.057|002029577 000701131|ALN|P 1 BMD-04 BR woning Houten ~ "
       "091234",
       "\n", "\n"},
  };
  return all;
}

struct Document {
  std::string bytes;
  std::size_t records = 0;
};

// A number of six digits or more for each record, up to `document_bytes` or the most that one document may
// hold.
inline Document compose(const Composed& of, std::size_t records_max) {
  Document out;
  out.bytes = of.begin;
  while (out.bytes.size() < document_bytes && out.records < records_max) {
    if (out.records > 0) out.bytes += of.between;
    const std::string number = std::to_string(100'000 + out.records++);
    for (const char c : of.record) {
      if (c == '~')
        out.bytes += number;
      else
        out.bytes += c;
    }
  }
  out.bytes += of.end;
  return out;
}

struct Hostile {
  const char* what;
  std::string bytes;
};

inline std::string again(std::string_view begin, std::string_view part, std::string_view end = "") {
  std::string out(begin);
  while (out.size() < document_bytes) out += part;
  return out += end;
}

// For every parser: what costs a careless one time that is not linear.
inline std::vector<Hostile> hostile(const Composed& of) {
  const std::string begin(of.begin);
  const Document good = compose(of, SIZE_MAX);
  return {
      {"cut in the middle of a record", good.bytes.substr(0, document_bytes - of.record.size() / 2)},
      {"its records without end", again(begin, of.record)},
      {"one record again and again", again(begin, std::string(of.record) + std::string(of.between), of.end)},
      {"elements that open", again(begin, "<a>")},
      {"elements that open and close", again(begin, "<a></a>", of.end)},
      {"one tag of attributes", again(begin + "<a ", "b=\"c\" ")},
      {"entities", again(begin + "<a>", "&amp;", "</a>")},
      {"comments", again(begin, "<!-- - -->", of.end)},
      {"lists that open", again(begin, "[")},
      {"objects that open", again(begin, "{\"a\":")},
      {"empty objects", again(begin, "{},", "{}" + std::string(of.end))},
      {"one text", again(begin + "\"", "a\\u0041", "\"" + std::string(of.end))},
      {"digits", again(begin, "9")},
      {"blanks", again(begin, " ", of.end)},
      {"empty lines", again(begin, "\n", of.end)},
      {"separators", again(begin, ";", of.end)},
      {"bars", again(begin, "FLEX|", of.end)},
      {"bytes that are no UTF-8", again(begin, "\xff\xfe", of.end)}};
}

}  // namespace voorzien::bench
