#include <algorithm>
#include <set>

#include "picture/index.h"
#include "views/parts.h"

namespace voorzien::views {
namespace {
constexpr double reports_radius_m = 400;

// The area of its reports: the convex hull of their points, at least a small circle.
double cross(const geo::Point& o, const geo::Point& a, const geo::Point& b) {
  return (a.lon - o.lon) * (b.lat - o.lat) - (a.lat - o.lat) * (b.lon - o.lon);
}

std::optional<geo::Geometry> hull_of(std::vector<geo::Point> points) {
  if (points.empty()) return std::nullopt;
  std::ranges::sort(points, [](const geo::Point& a, const geo::Point& b) {
    return a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat;
  });
  points.erase(std::ranges::unique(points).begin(), points.end());
  if (points.size() < 3) return geo::circle(points.front(), reports_radius_m);
  std::vector<geo::Point> ring;
  for (int pass = 0; pass < 2; ++pass) {
    const std::size_t start = ring.size();
    for (const geo::Point& point : points) {
      while (ring.size() >= start + 2 && cross(ring[ring.size() - 2], ring.back(), point) <= 0)
        ring.pop_back();
      ring.push_back(point);
    }
    ring.pop_back();
    std::ranges::reverse(points);
  }
  if (ring.size() < 3) return geo::circle(points.front(), reports_radius_m);
  ring.push_back(ring.front());
  return geo::Polygon{{ring}};
}

void fill_shape(const Sight& sight, const picture::Signal& signal, Signal& out) {
  out.geometry_kind = "none";
  if (!signal.face.shape.empty()) {
    const auto found = sight.picture.observations.find(signal.face.shape);
    if (found != sight.picture.observations.end() && found->second.geometry) {
      out.geometry = found->second.geometry;
      out.geometry_kind = signal.face.expected ? "expected" : "official";
      return;
    }
  }
  std::vector<geo::Point> points;
  for (const picture::Mark& mark : signal.marks)
    if (mark.active && mark.point) points.push_back(*mark.point);
  out.geometry = hull_of(std::move(points));
  if (out.geometry) out.geometry_kind = "reports";
}

void fill_hands(const picture::Signal& signal, Signal& out) {
  const picture::Hands& hands = signal.hands;
  out.state = hands.state;
  out.so_what = hands.so_what;
  out.grade = hands.grade;
  out.spoken_to = hands.spoken_to;
  out.owner = hands.owner;
  out.verified_by = hands.verified_by;
  out.verified_at = hands.verified_at;
  out.call_back_at = hands.call_back_at;
  out.promise = hands.promise;
  out.crisis = hands.crisis.value_or(std::string{});
  out.verdict = hands.verdict.value_or(std::string{});
  out.closed_reason = hands.closed_reason;
  out.climb_from = hands.climb_from;
  for (const picture::Climbed& one : hands.climb) out.climb.push_back({one.after_s, one.what, one.done_at});
  for (const picture::Act& one : signal.acts)
    out.acts.push_back({one.at, one.who, one.role, one.what, one.text});
}

void fill_attachments(const Sight& sight, Signal& out) {
  const auto is_its_fact = [&](const std::string& observation) {
    const auto note = sight.picture.notes.find(observation);
    return note != sight.picture.notes.end() && note->second.signal == out.id;
  };
  for (const desk::Attached& one : sight.desk.attached)
    if (one.type == Signal::type ? one.id == out.id : is_its_fact(one.id))
      out.attachments.push_back(one.attachment);
}

std::string proposed_grade(std::size_t sources) {
  if (sources >= 3) return "sure";
  return sources == 2 ? "likely" : "unsure";
}
}  // namespace

std::vector<ScaleStep> scale_of(const picture::Signal& signal) {
  std::vector<ScaleStep> out;
  for (const picture::ScaleMark& one : signal.scale) out.push_back({one.at, one.scale, one.level});
  return out;
}

std::optional<Entity> view_signal(const Sight& sight, std::string_view id) {
  const auto found = sight.picture.signals.find(std::string(id));
  if (found == sight.picture.signals.end()) return std::nullopt;
  const picture::Signal& signal = found->second;
  const picture::Face& face = signal.face;
  Signal out;
  out.id = signal.id.value;
  out.number = signal.number;
  out.title = face.title;
  out.theme = signal.theme;
  out.kind = signal.kind;
  out.level = face.level;
  out.expected = face.expected;
  out.origin = signal.origin;
  out.since = signal.since;
  out.updated = signal.updated;
  out.place = face.place;
  out.areas = face.areas;
  out.point = face.point;
  fill_shape(sight, signal, out);
  out.valid_from = face.valid_from;
  out.valid_to = face.valid_to;
  out.native_level = face.native_level;
  out.scale = scale_of(signal);
  for (const picture::FactCount& one : signal.facts)
    out.facts.push_back({one.source, one.kind, one.text, one.count, one.last});
  std::set<std::string> sources;
  for (const picture::Mark& mark : signal.marks) {
    sources.insert(mark.source.value);
    out.observation_ids.push_back(mark.observation.value);
  }
  out.fact_count = signal.fact_count;
  out.source_count = static_cast<std::int64_t>(sources.size());
  out.proposal = face.proposal;
  out.proposed_grade = proposed_grade(sources.size());
  out.seen_by = signal.seen_by;
  fill_hands(signal, out);
  out.returned = signal.returned;
  out.returned_why = signal.returned_why;
  out.merged_into = signal.merged_into;
  out.rule = signal.rule;
  fill_attachments(sight, out);
  if (signal.origin == "detection")
    for (const auto& [finding, one] : sight.picture.findings.kept)
      if (one.signal == out.id) out.finding = finding;
  return out;
}
}  // namespace voorzien::views
