// Coefficients: F.H. Schreutelkamp and G.L. Strang van Hees, "Benaderingsformules voor de transformatie
// tussen RD- en WGS84-kaartcoordinaten", Geodesia 43 (2001).
#include "geo/rd.h"

#include <cmath>

namespace voorzien::geo {
namespace {

constexpr double origin_x_m = 155'000;
constexpr double origin_y_m = 463'000;
constexpr double origin_lat = 52.15517440;
constexpr double origin_lon = 5.38720621;

struct Term {
  int p, q;
  double factor;
};
constexpr Term lat_terms[] = {
    {0, 1, 3235.65389}, {2, 0, -32.58297}, {0, 2, -0.24750}, {2, 1, -0.84978},
    {0, 3, -0.06550},   {2, 2, -0.01709},  {1, 0, -0.00738}, {4, 0, 0.00530},
    {2, 3, -0.00039},   {4, 1, 0.00033},   {1, 1, -0.00012},
};
constexpr Term lon_terms[] = {
    {1, 0, 5260.52916}, {1, 1, 105.94684}, {1, 2, 2.45656},  {3, 0, -0.81885},
    {1, 3, 0.05594},    {3, 1, -0.05607},  {0, 1, 0.01199},  {3, 2, -0.00256},
    {1, 4, 0.00128},    {0, 2, 0.00022},   {2, 0, -0.00022}, {5, 0, 0.00026},
};
constexpr Term x_terms[] = {
    {0, 1, 190094.945}, {1, 1, -11832.228}, {2, 1, -114.221}, {0, 3, -32.391}, {1, 0, -0.705},
    {3, 1, -2.340},     {1, 3, -0.608},     {0, 2, -0.008},   {2, 3, 0.148},
};
constexpr Term y_terms[] = {
    {1, 0, 309056.544}, {0, 2, 3638.893}, {2, 0, 73.077}, {1, 2, -157.984}, {3, 0, 59.788},
    {0, 1, 0.433},      {2, 2, -6.439},   {1, 1, -0.032}, {0, 4, 0.092},    {1, 4, -0.054},
};

template <std::size_t N>
double sum(const Term (&terms)[N], double u, double v) {
  double us[6] = {1, u};
  double vs[6] = {1, v};
  for (int i = 2; i < 6; ++i) {
    us[i] = us[i - 1] * u;
    vs[i] = vs[i - 1] * v;
  }
  double total = 0;
  for (const Term& term : terms) total += term.factor * us[term.p] * vs[term.q];
  return total;
}

}  // namespace

bool is_in_rd_grid(Rd rd) {
  return rd.x_m >= -7'000 && rd.x_m <= 300'000 && rd.y_m >= 289'000 && rd.y_m <= 629'000;
}

Point from_rd(Rd rd) {
  const double u = (rd.x_m - origin_x_m) * 1e-5;
  const double v = (rd.y_m - origin_y_m) * 1e-5;
  return {origin_lon + sum(lon_terms, u, v) / 3600, origin_lat + sum(lat_terms, u, v) / 3600};
}

Rd to_rd(Point point) {
  const double u = 0.36 * (point.lat - origin_lat);
  const double v = 0.36 * (point.lon - origin_lon);
  return {origin_x_m + sum(x_terms, u, v), origin_y_m + sum(y_terms, u, v)};
}

}  // namespace voorzien::geo
