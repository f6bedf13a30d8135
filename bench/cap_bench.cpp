// CAP alerts of 3 KB a second on one core, read, checked and observed, without and with areas, beside the
// bare parse of the same bytes by pugixml in the same run. Goals: 60,000/s without areas, 10,000/s with areas
// for alerts whose box meets the Netherlands (decision 2).
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>

#include "base/random.h"
#include "feeds/cap/cap.h"
#include "feeds/xml_gate.h"
#include "geo/boundaries.h"

namespace {
using namespace voorzien;

constexpr int alerts = 500;
constexpr std::string_view sentence =
    "Vanaf het einde van de middag trekken buien over met kans op hagel, zware windstoten en veel regen in "
    "korte tijd. ";

std::string info(Random& random, std::string_view language, std::string_view event) {
  std::string text;
  for (int i = 0; i < 6; ++i) text += sentence;
  std::string ring;
  const double lat = 51.8 + static_cast<double>(random.below(500)) / 1'000;
  const double lon = 4.7 + static_cast<double>(random.below(900)) / 1'000;
  constexpr int corners = 16;
  for (int i = 0; i <= corners; ++i) {
    const double turn = i % corners * 2 * 3.14159265 / corners;
    ring += fmt::format("{:.4f},{:.4f} ", lat + 0.15 * std::sin(turn), lon + 0.25 * std::cos(turn));
  }
  return fmt::format(
      "<info><language>{}</language><category>Met</category><event>{}</event><responseType>Prepare</"
      "responseType>"
      "<urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>"
      "<eventCode><valueName>code</valueName><value>7</value></eventCode>"
      "<effective>2026-07-03T14:00:00+02:00</effective><onset>2026-07-03T16:00:00+02:00</onset>"
      "<expires>2026-07-03T20:00:00+02:00</expires><senderName>Weerdienst</senderName><headline>{} op "
      "komst</headline>"
      "<description>{}</description><instruction>{}</instruction><web>https://example.org/weer</web>"
      "<parameter><valueName>awareness_level</valueName><value>3; orange; Severe</value></parameter>"
      "<parameter><valueName>awareness_type</valueName><value>3; Thunderstorm</value></parameter>"
      "<area><areaDesc>Midden</areaDesc><polygon>{}</polygon><geocode><valueName>EMMA_ID</valueName>"
      "<value>NL015</value></geocode></area></info>\n",
      language, event, event, text, sentence, ring);
}

std::vector<std::string> make_alerts() {
  Random random(1);
  std::vector<std::string> out;
  for (int i = 0; i < alerts; ++i) {
    std::string text = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n"
        "<identifier>2.49.0.1.528.0.{}</identifier>\n<sender>weer@example.org</sender>\n"
        "<sent>2026-07-03T14:00:00+02:00</sent>\n<status>Actual</status>\n<msgType>Alert</msgType>\n"
        "<scope>Public</scope>\n",
        i);
    text += info(random, "nl", "Onweer");
    text +=
        "<info><language>en</language><category>Met</category><event>Thunderstorm</event>"
        "<urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>"
        "<headline>Thunderstorm ahead</headline><description>";
    for (int k = 0; k < 5; ++k) text += sentence;
    text += "</description></info>\n</alert>\n";
    out.push_back(std::move(text));
  }
  return out;
}

// The best of several rounds, a second.
template <class Work>
double a_second(const std::vector<std::string>& input, Work work) {
  double best = 0;
  for (int round = 0; round < 9; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (const std::string& text : input) work(text);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = std::max(best, static_cast<double>(input.size()) / took.count());
  }
  return best;
}

// The imported boundaries when the shared data is there, else as many areas of as many corners.
geo::AreaIndex boundaries() {
  if (const char* shared = std::getenv("VOORZIEN_SHARED"); shared != nullptr && *shared != '\0') {
    std::ifstream in(std::string(shared) + "/data/feeds/geo/nl-vr-gm.topo.json", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (auto read = geo::read_boundaries(bytes))
      return geo::AreaIndex::build(std::move(read.value().areas), false);
  }
  std::vector<geo::Area> areas;
  for (int i = 0; i < 342; ++i) {
    const geo::Point middle{3.6 + i % 19 * 0.18, 50.9 + i / 19 * 0.14};
    areas.push_back({fmt::format("GM{:04}", i), "", "VR09", {{geo::circle(middle, 7'000, 128)}}});
  }
  return geo::AreaIndex::build(std::move(areas), false);
}

void line(const char* what, double value, const char* goal, bool reached) {
  fmt::print("{:<58}{:>10.0f} {}\n", what, value,
             *goal ? fmt::format("({}: {})", goal, reached ? "reached" : "NOT reached") : "");
}
}  // namespace

int main() {
  const std::vector<std::string> input = make_alerts();
  std::size_t bytes = 0;
  for (const std::string& text : input) bytes += text.size();
  const geo::AreaIndex index = boundaries();
  feeds::Context plain;
  plain.source = {"cap"};
  feeds::Context with_areas = plain;
  with_areas.areas = &index;
  std::size_t observed = 0;
  std::size_t placed = 0;
  const double peer = a_second(input, [](const std::string& text) {
    pugi::xml_document tree;
    if (!tree.load_buffer(text.data(), text.size())) std::abort();
  });
  const double gate = a_second(input, [](const std::string& text) {
    feeds::GatedXml out;
    if (feeds::pass_gate(text, out)) std::abort();
  });
  const double without = a_second(
      input, [&](const std::string& text) { observed += feeds::parse_cap(text, plain).observations.size(); });
  const double with = a_second(input, [&](const std::string& text) {
    placed += feeds::parse_cap(text, with_areas).observations.at(0).areas.empty() ? 0U : 1U;
  });
  fmt::print("alerts of {} bytes, one core, a second\n", bytes / input.size());
  line("pugixml load_buffer alone", peer, "", true);
  line("the gate alone", gate, "", true);
  line("read, checked, observed, without areas", without, "goal 60,000", without >= 60'000);
  line("the same with areas", with, "goal 10,000", with >= 10'000);
  fmt::print("{:<58}{:>10.2f}\n{:<58}{:>10.2f}\n", "ratio without areas / bare parse", without / peer,
             "ratio with areas / bare parse", with / peer);
  return observed == 9 * input.size() && placed == observed ? 0 : 1;
}
