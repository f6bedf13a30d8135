#include "geo/overlap.h"

#include <cmath>

namespace voorzien::geo {
namespace {

constexpr double nudge_degrees = 1e-9;  // about 0.1 mm; doubles near 180 are 3e-14 apart

// The sum of products as an exact expansion (Shewchuk 1997, grow-expansion); called only when the quick
// determinant is smaller than its rounding error, so for points on or very near one line.
double exact_side(Point a, Point b, Point c) {
  const double left[6] = {a.lon, -a.lon, -c.lon, -a.lat, a.lat, c.lat};
  const double right[6] = {b.lat, c.lat, b.lat, b.lon, c.lon, b.lon};
  double parts[12] = {};
  int count = 0;
  const auto grow = [&parts, &count](double term) {
    double carry = term;
    for (int i = 0; i < count; ++i) {
      const double sum = carry + parts[i];
      const double other = sum - carry;
      parts[i] = (carry - (sum - other)) + (parts[i] - other);
      carry = sum;
    }
    parts[count++] = carry;
  };
  for (int i = 0; i < 6; ++i) {
    const double product = left[i] * right[i];
    grow(std::fma(left[i], right[i], -product));
    grow(product);
  }
  for (int i = count - 1; i >= 0; --i) {
    if (parts[i] > 0 || parts[i] < 0) return parts[i];
  }
  return 0;
}

bool strictly_apart(double a, double b) { return (a > 0 && b < 0) || (a < 0 && b > 0); }
bool is_zero(double a) { return !(a > 0) && !(a < 0); }

// How far along a -> b the point lies, from 0 to 1; the point is on the line.
double along(Point a, Point b, Point p) {
  const double dx = b.lon - a.lon;
  const double dy = b.lat - a.lat;
  return std::abs(dx) > std::abs(dy) ? (p.lon - a.lon) / dx : (p.lat - a.lat) / dy;
}

struct Touch {
  std::uint32_t edge;
  double at;
};

// Meets one edge with one other: true for a proper crossing; notes where either is touched otherwise.
bool cross(Point a0, Point a1, std::uint32_t a_index, const Edge& b, std::uint32_t b_index,
           std::vector<Touch>& on_a, std::vector<Touch>* on_b) {
  if (std::max(a0.lon, a1.lon) < std::min(b.low.lon, b.high.lon) ||
      std::min(a0.lon, a1.lon) > std::max(b.low.lon, b.high.lon) || std::max(a0.lat, a1.lat) < b.low.lat ||
      std::min(a0.lat, a1.lat) > b.high.lat) {
    return false;
  }
  const double low_side = side_of(a0, a1, b.low);
  const double high_side = side_of(a0, a1, b.high);
  if ((low_side > 0 && high_side > 0) || (low_side < 0 && high_side < 0)) return false;
  const double first_side = side_of(b.low, b.high, a0);
  const double last_side = side_of(b.low, b.high, a1);
  if ((first_side > 0 && last_side > 0) || (first_side < 0 && last_side < 0)) return false;
  if (strictly_apart(low_side, high_side) && strictly_apart(first_side, last_side)) return true;
  const auto note = [](Point from, Point to, Point p, std::uint32_t index, std::vector<Touch>& touches) {
    const double at = along(from, to, p);
    if (at >= 0 && at <= 1) touches.push_back({index, at});
  };
  if (is_zero(low_side)) note(a0, a1, b.low, a_index, on_a);
  if (is_zero(high_side)) note(a0, a1, b.high, a_index, on_a);
  if (is_zero(first_side)) {
    on_a.push_back({a_index, 0});
    if (on_b != nullptr) note(b.low, b.high, a0, b_index, *on_b);
  }
  if (is_zero(last_side)) {
    on_a.push_back({a_index, 1});
    if (on_b != nullptr) note(b.low, b.high, a1, b_index, *on_b);
  }
  // An end of b on a is a touch of b as well.
  if (on_b != nullptr && is_zero(low_side)) on_b->push_back({b_index, 0});
  if (on_b != nullptr && is_zero(high_side)) on_b->push_back({b_index, 1});
  return false;
}

void order(std::vector<Touch>& touches) {
  std::sort(touches.begin(), touches.end(),
            [](Touch a, Touch b) { return a.edge != b.edge ? a.edge < b.edge : a.at < b.at; });
}

// Calls ask(left, right) with two points beside the middle of each stretch of a -> b between its touches.
template <class Ask>
bool any_stretch(Point a, Point b, const Touch* first, const Touch* last, const Ask& ask) {
  const double dx = b.lon - a.lon;
  const double dy = b.lat - a.lat;
  const double length = std::hypot(dx, dy);
  if (!(length > 0)) return false;
  const double nx = -dy / length * nudge_degrees;
  const double ny = dx / length * nudge_degrees;
  double from = 0;
  for (const Touch* touch = first;; ++touch) {
    const double to = touch == last ? 1.0 : touch->at;
    if ((to - from) * length > 4 * nudge_degrees) {
      const double t = (from + to) / 2;
      const Point middle{a.lon + t * dx, a.lat + t * dy};
      if (ask(Point{middle.lon + nx, middle.lat + ny}, Point{middle.lon - nx, middle.lat - ny})) return true;
    }
    if (touch == last) return false;
    from = std::max(from, to);
  }
}

// Without proper crossings a border changes from inside to outside only where it touches: so the touched
// edges and one edge of each ring tell all.
bool any_border_inside(const Shape& of, const Shape& other, const std::vector<Touch>& touches) {
  const auto both_in = [&of, &other](Point left, Point right) {
    return (of.contains(left) && other.contains(left)) || (of.contains(right) && other.contains(right));
  };
  for (std::size_t i = 0; i < touches.size();) {
    std::size_t end = i;
    while (end < touches.size() && touches[end].edge == touches[i].edge) ++end;
    const Edge& edge = of.edges()[touches[i].edge];
    if (any_stretch(edge.low, edge.high, touches.data() + i, touches.data() + end, both_in)) return true;
    i = end;
  }
  for (const std::uint32_t start : of.ring_starts()) {
    const auto touched =
        std::lower_bound(touches.begin(), touches.end(), start,
                         [](const Touch& touch, std::uint32_t edge) { return touch.edge < edge; });
    if (touched != touches.end() && touched->edge == start) continue;
    const Edge& edge = of.edges()[start];
    if (any_stretch(edge.low, edge.high, nullptr, nullptr, both_in)) return true;
  }
  return false;
}

bool boxes_meet(const Box& a, const Box& b) {
  return a.west < b.east && b.west < a.east && a.south < b.north && b.south < a.north;
}

}  // namespace

double side_of(Point a, Point b, Point c) {
  const double left = (a.lon - c.lon) * (b.lat - c.lat);
  const double right = (a.lat - c.lat) * (b.lon - c.lon);
  const double side = left - right;
  const double error = 3.4e-16 * (std::abs(left) + std::abs(right));  // (3 + 16 eps) eps, Shewchuk's bound A
  if (side > error || -side > error) return side;
  return exact_side(a, b, c);
}

bool insides_meet(const Shape& a, const Shape& b) {
  if (!boxes_meet(a.box(), b.box())) return false;
  if (b.contains(a.inner_point()) && a.contains(a.inner_point())) return true;
  if (a.contains(b.inner_point()) && b.contains(b.inner_point())) return true;
  const bool a_is_smaller = a.edges().size() < b.edges().size();
  const Shape& small = a_is_smaller ? a : b;
  const Shape& large = a_is_smaller ? b : a;
  const Box& box = large.box();
  std::vector<Touch> on_small;
  std::vector<Touch> on_large;
  for (std::uint32_t i = 0; i < small.edges().size(); ++i) {
    const Edge& edge = small.edges()[i];
    if (std::max(edge.low.lon, edge.high.lon) < box.west || std::min(edge.low.lon, edge.high.lon) > box.east)
      continue;
    const bool crosses = large.any_edge_between(edge.low.lat, edge.high.lat, [&](std::uint32_t other) {
      return cross(edge.low, edge.high, i, large.edges()[other], other, on_small, &on_large);
    });
    if (crosses) return true;
  }
  order(on_small);
  order(on_large);
  return any_border_inside(small, large, on_small) || any_border_inside(large, small, on_large);
}

bool line_meets_inside(const std::vector<Point>& line, const Shape& shape) {
  const Box& box = shape.box();
  const auto both_in = [&shape](Point left, Point right) {
    return shape.contains(left) && shape.contains(right);
  };
  std::vector<Touch> touches;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1];
    const Point b = line[i];
    if (std::max(a.lon, b.lon) < box.west || std::min(a.lon, b.lon) > box.east) continue;
    touches.clear();
    const bool crosses = shape.any_edge_between(
        std::min(a.lat, b.lat), std::max(a.lat, b.lat),
        [&](std::uint32_t other) { return cross(a, b, 0, shape.edges()[other], other, touches, nullptr); });
    if (crosses) return true;
    order(touches);
    if (any_stretch(a, b, touches.data(), touches.data() + touches.size(), both_in)) return true;
  }
  return false;
}

}  // namespace voorzien::geo
