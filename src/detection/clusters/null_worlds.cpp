#include "detection/clusters/null_worlds.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace voorzien::detection {
namespace {
class Permuted : public NullWorld {
 public:
  Permuted(const std::vector<ScanCase>& cases, std::size_t from) {
    for (const ScanCase& one : cases) {
      places_.push_back(one.place);
      if (one.period >= from) periods_.push_back(one.period);
    }
  }
  // Only the periods that are looked at need places: as many as they hold, without putting back.
  void draw(Random& random, PeriodCounts& out) const override {
    std::fill(out.cells.begin(), out.cells.end(), 0U);
    std::vector<std::uint32_t> left = places_;
    for (std::size_t k = 0; k < periods_.size(); ++k) {
      const auto pick = k + below(random, static_cast<std::uint32_t>(left.size() - k));
      std::swap(left[k], left[pick]);
      ++out.at(left[k], periods_[k]);
    }
  }

 private:
  std::vector<std::uint32_t> places_;   // of all cases
  std::vector<std::uint32_t> periods_;  // from `from` on
};

class Spread : public NullWorld {
 public:
  Spread(const std::vector<double>& weights, std::size_t cases, std::size_t periods, std::size_t from)
      : place_(weights),
        inside_(static_cast<std::uint32_t>(cases),
                static_cast<double>(periods - from) / static_cast<double>(periods)),
        from_(from),
        span_(static_cast<std::uint32_t>(periods - from)) {}
  void draw(Random& random, PeriodCounts& out) const override {
    std::fill(out.cells.begin(), out.cells.end(), 0U);
    for (std::uint32_t left = inside_.draw(random); left > 0; --left) {
      const std::uint32_t place = place_.draw(random);
      ++out.at(place, from_ + below(random, span_));
    }
  }

 private:
  Alias place_;
  Binomial inside_;
  std::size_t from_;
  std::uint32_t span_;
};

// The cells of expected counts from period `from` on.
std::vector<double> cells_from(const std::vector<double>& expected, std::size_t periods, std::size_t from) {
  std::vector<double> out;
  for (std::size_t k = 0; k < expected.size(); ++k)
    if (k % periods >= from) out.push_back(expected[k]);
  return out;
}

double sum_of(const std::vector<double>& all) { return std::accumulate(all.begin(), all.end(), 0.0); }

class SpreadByCell : public NullWorld {
 public:
  SpreadByCell(const std::vector<double>& inside, double all, std::size_t cases)
      : cell_(inside), inside_(static_cast<std::uint32_t>(cases), std::min(1.0, sum_of(inside) / all)) {}
  void draw(Random& random, PeriodCounts& out) const override {
    std::fill(out.cells.begin(), out.cells.end(), 0U);
    for (std::uint32_t left = inside_.draw(random); left > 0; --left) ++out.cells[cell_.draw(random)];
  }

 private:
  Alias cell_;
  Binomial inside_;
};

class Forecasted : public NullWorld {
 public:
  explicit Forecasted(Forecast forecast) : forecast_(std::move(forecast)), period_(forecast_.periods) {
    for (const double expected : forecast_.periods) total_ += expected;
    for (const double dispersion : forecast_.dispersion) groups_.push_back(groups_a_report(dispersion));
  }
  void draw(Random& random, PeriodCounts& out) const override {
    std::fill(out.cells.begin(), out.cells.end(), 0U);
    const double all = total_ * level(random, forecast_.common_doubt);
    for (std::size_t place = 0; place < forecast_.share.size(); ++place) {
      const double mean = all * forecast_.share[place] * level(random, forecast_.doubt[place]);
      const double dispersion = forecast_.dispersion[place];
      for (std::uint32_t left = poisson(random, mean * groups_[place]); left > 0; --left) {
        const std::uint32_t size = group(random, dispersion);
        out.cells[place * out.periods + period_.draw(random)] += size;
      }
    }
  }

 private:
  Forecast forecast_;
  Alias period_;
  double total_ = 0;
  std::vector<double> groups_;
};
}  // namespace

std::unique_ptr<NullWorld> permuted(std::vector<ScanCase> cases, std::size_t from) {
  return std::make_unique<Permuted>(cases, from);
}

std::unique_ptr<NullWorld> spread_by_weight(const std::vector<double>& weights, std::size_t cases,
                                            std::size_t periods, std::size_t from) {
  return std::make_unique<Spread>(weights, cases, periods, from);
}

std::unique_ptr<NullWorld> spread_by_cell(const std::vector<double>& expected, std::size_t cases,
                                          std::size_t periods, std::size_t from) {
  return std::make_unique<SpreadByCell>(cells_from(expected, periods, from), sum_of(expected), cases);
}

std::unique_ptr<NullWorld> forecast_world(Forecast forecast) {
  return std::make_unique<Forecasted>(std::move(forecast));
}

Random world_random(std::uint64_t seed, std::uint64_t number) {
  Random mix(seed ^ 0x5ca17eb0d1e5ULL);
  Random world(mix.next() + number * 0xd1342543de82ef95ULL);
  return Random(world.next());
}

}  // namespace voorzien::detection
