// Student's t with five degrees of freedom, scaled to variance 1: the shape of forecast errors here, heavier
// than normal and with every moment that is used. And the normal, where two errors are taken together.
// Pure functions; probabilities in (0, 1).
#pragma once

namespace voorzien::detection {

[[nodiscard]] double student_below(double z);               // P(Z <= z)
[[nodiscard]] double student_quantile(double probability);  // to 1e-10
[[nodiscard]] double normal_below(double z);
[[nodiscard]] double normal_quantile(double probability);
// P(A <= a and B <= b) of two standard normals with this correlation, |correlation| < 1. To about 1e-4.
[[nodiscard]] double both_below(double a, double b, double correlation);

}  // namespace voorzien::detection
