#include "detection/desk/rates.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "detection/desk/week_profile.h"

namespace voorzien::detection {
namespace {
// Free numbers of the desk's rates, the same for every desk (docs/detection/desk.md).
constexpr double level_half_life_days = 14;
constexpr double level_prior = 8;       // counts: a place differs from place x category by about a third
constexpr double shared_spread = 0.06;  // standard deviation of ln(factor), theme and category each
constexpr double shared_memory_a_day = 0.7;
constexpr double tilt_spread = 0.1;
constexpr double event_spread = 0.15;  // of a category about the factor that was announced
constexpr double storm_spread = 0.35;
constexpr double storm_factor = 3;        // from here on an event is a storm: learnt hourly, nothing else is
constexpr double usual_dispersion = 1.7;  // until the series have told
constexpr double jump = 4;                // standard deviations

double forgotten(double ticks, double half_life_days) {
  return std::exp2(-ticks / (half_life_days * static_cast<double>(ticks_a_day)));
}

// Factors by hour of the week -> by tick, linear between the middles of hours.
void spread_hours(const WeekHours& hours, double* out) {
  for (std::size_t t = 0; t < ticks_a_week; ++t) {
    const double at = (static_cast<double>(t) + 0.5) / ticks_an_hour - 0.5 + hours_a_week;
    const auto low = static_cast<std::size_t>(at);
    const double part = at - static_cast<double>(low);
    out[t] = hours[low % hours_a_week] * (1 - part) + hours[(low + 1) % hours_a_week] * part;
  }
}
}  // namespace

ThemeRates::ThemeRates(const ThemeView& view, std::size_t end) : view_(&view) {
  const std::size_t n = view.series.size();
  const std::size_t cells = view.categories * view.regions;
  rate.assign(n, 0);
  level_doubt.assign(n, 0);
  shared_doubt.assign(cells, 0);
  theme_doubt.assign(view.regions, 0);
  dispersion.assign(n, usual_dispersion);
  dispersion_at.assign(view.categories * desk_windows.size(), 1);
  tilt_cos_.assign(n, 0);
  tilt_sin_.assign(n, 0);
  theme_log_.assign(view.regions, 0);
  theme_var_.assign(view.regions, shared_spread * shared_spread);
  shared_log_.assign(cells, 0);
  shared_var_.assign(cells, shared_spread * shared_spread);
  slow_.resize(n);
  day_.resize(n);
  days_.resize(n);
  wild_.assign(n, 0);
  squares_.assign(n * desk_windows.size(), 0);
  means_.assign(n * desk_windows.size(), 0);
  residual_sum_.assign(n, 0);
  mean_sum_.assign(n, 0);
  residual_then_.assign(n * desk_windows.size(), 0);
  mean_then_.assign(n * desk_windows.size(), 0);
  fit_shape(end);
  walk(end);
}

void ThemeRates::fit_shape(std::size_t end) {
  const ThemeView& v = *view_;
  const std::size_t n = v.series.size();
  const std::size_t hours = end / ticks_an_hour;
  // Hours that are whole: nothing dark in the region, no known event.
  std::vector<std::uint8_t> plain(hours * v.regions, 1);
  for (std::size_t r = 0; r < v.regions; ++r)
    for (std::size_t t = 0; t < hours * ticks_an_hour; ++t)
      if (v.dark[r][t] != 0) plain[t / ticks_an_hour * v.regions + r] = 0;
  for (const KnownEvent& event : v.events)
    for (std::size_t t = event.start; t < std::min(event.end, hours * ticks_an_hour); ++t)
      for (std::size_t r = 0; r < v.regions; ++r) plain[t / ticks_an_hour * v.regions + r] = 0;
  std::vector<double> seen(v.regions * hours_a_week, 0);  // plain hours by hour of the week
  for (std::size_t h = 0; h < hours; ++h)
    for (std::size_t r = 0; r < v.regions; ++r)
      seen[r * hours_a_week + h % hours_a_week] += plain[h * v.regions + r];
  std::vector<double> by_hour(n * hours_a_week, 0);
  for (std::size_t t = 0; t < hours * ticks_an_hour; ++t)
    for (std::size_t k = v.first_of_tick[t]; k < v.first_of_tick[t + 1]; ++k) {
      const std::uint32_t i = v.counts[k].series;
      if (plain[t / ticks_an_hour * v.regions + v.region[i]] != 0)
        by_hour[i * hours_a_week + t / ticks_an_hour % hours_a_week] += v.counts[k].count;
    }
  // Place x category as the prior of a series' level.
  std::vector<double> total(n, 0);
  std::vector<double> of_place(v.places, 0);
  std::vector<double> of_category(v.categories, 0);
  double all = 1e-9;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t h = 0; h < hours_a_week; ++h) total[i] += by_hour[i * hours_a_week + h];
    of_place[v.place[i]] += total[i];
    of_category[v.category[i]] += total[i];
    all += total[i];
  }
  std::vector<WeekHours> shape(v.categories);
  for (auto& hours_of : shape) hours_of.fill(1);
  std::vector<double> level(n, 0);
  std::vector<double> tilted(24, 1);
  std::vector<double> counts24(n * 24, 0);
  std::vector<double> expected24(n * 24, 0);
  for (int round = 0; round < 3; ++round) {
    std::vector<WeekHours> counts(v.categories);
    std::vector<WeekHours> expected(v.categories);
    for (std::size_t c = 0; c < v.categories; ++c) counts[c].fill(0), expected[c].fill(0);
    std::fill(counts24.begin(), counts24.end(), 0);
    std::fill(expected24.begin(), expected24.end(), 0);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t c = v.category[i];
      for (std::size_t h = 0; h < 24; ++h) {
        const double angle = 2 * std::numbers::pi * (static_cast<double>(h) + 0.5) / 24;
        tilted[h] = std::exp(tilt_cos_[i] * std::cos(angle) + tilt_sin_[i] * std::sin(angle));
      }
      double exposure = 0;
      const double* usable = &seen[v.region[i] * hours_a_week];
      for (std::size_t h = 0; h < hours_a_week; ++h)
        exposure += usable[h] * ticks_an_hour * shape[c][h] * tilted[h % 24];
      const double usual =
          std::max(of_place[v.place[i]] * of_category[c] / all, 1e-3) / std::max(exposure, 1e-9);
      level[i] = (total[i] + level_prior) / (exposure + level_prior / usual);
      slow_[i] = {total[i] + level_prior, exposure + level_prior / usual};
      for (std::size_t h = 0; h < hours_a_week; ++h) {
        const double flat = level[i] * usable[h] * ticks_an_hour * tilted[h % 24];
        counts[c][h] += by_hour[i * hours_a_week + h];
        expected[c][h] += flat;
        counts24[i * 24 + h % 24] += by_hour[i * hours_a_week + h];
        expected24[i * 24 + h % 24] += flat * shape[c][h];
      }
    }
    for (std::size_t c = 0; c < v.categories; ++c)
      shape[c] = week_profile(counts[c], expected[c], usual_dispersion);
    if (round > 0) fit_tilt(counts24, expected24);
  }
  week_.resize(v.categories * ticks_a_week);
  for (std::size_t c = 0; c < v.categories; ++c) spread_hours(shape[c], &week_[c * ticks_a_week]);
  // The walk starts with what the fit knows, worth at most two weeks of it.
  for (Level& slow : slow_) {
    const double keep =
        std::min(1.0, level_half_life_days * 1.4427 * ticks_a_day / std::max(slow.exposure, 1.0));
    slow.count *= keep;
    slow.exposure *= keep;
  }
}

// One wave a day of each series on top of its category, one Newton step of the posterior.
void ThemeRates::fit_tilt(const std::vector<double>& hour_counts, const std::vector<double>& hour_expected) {
  constexpr double prior = 1 / (tilt_spread * tilt_spread);
  for (std::size_t i = 0; i < tilt_cos_.size(); ++i) {
    double pull_cos = -tilt_cos_[i] * prior;
    double pull_sin = -tilt_sin_[i] * prior;
    double stiff_cos = prior;
    double stiff_sin = prior;
    for (std::size_t h = 0; h < 24; ++h) {
      const double angle = 2 * std::numbers::pi * (static_cast<double>(h) + 0.5) / 24;
      const double c = std::cos(angle);
      const double s = std::sin(angle);
      const double more = (hour_counts[i * 24 + h] - hour_expected[i * 24 + h]) / usual_dispersion;
      const double weight = hour_expected[i * 24 + h] / usual_dispersion;
      pull_cos += more * c;
      pull_sin += more * s;
      stiff_cos += weight * c * c;
      stiff_sin += weight * s * s;
    }
    tilt_cos_[i] = std::clamp(tilt_cos_[i] + pull_cos / stiff_cos, -0.5, 0.5);
    tilt_sin_[i] = std::clamp(tilt_sin_[i] + pull_sin / stiff_sin, -0.5, 0.5);
  }
}

void ThemeRates::walk(std::size_t end) {
  const auto& cuts = view_->boundaries;
  for (std::size_t k = 0; k + 1 < cuts.size() && cuts[k + 1] <= end; ++k) {
    expect(cuts[k], view_->planned_end(cuts[k]));
    if (cuts[k] >= ticks_a_week) add_dispersion(cuts[k], cuts[k + 1]);
    learn(cuts[k + 1]);
  }
  settle_dispersion();
}

ThemeRates::Effect& ThemeRates::effect(const KnownEvent& event, std::size_t category) {
  if (effects_.size() <= event.name) effects_.resize(event.name + 1);
  auto& of_name = effects_[event.name];
  if (of_name.empty()) {
    const double spread = event.factor >= storm_factor ? storm_spread : event_spread;
    of_name.assign(view_->categories, Effect{std::log(event.factor), spread * spread});
  }
  return of_name[category];
}

void ThemeRates::open_events() {
  open_.clear();
  stormy = false;
  std::fill(wild_.begin(), wild_.end(), std::uint8_t{0});
  for (const KnownEvent& event : view_->events) {
    if (event.end <= from_ || event.start >= to_) continue;
    open_.push_back(&event);
    (void)effect(event, 0);  // makes it for all categories, should it be new
    if (event.factor < storm_factor) continue;
    stormy = true;
    for (std::size_t i = 0; i < wild_.size(); ++i)
      if (event.places[view_->place[i]]) wild_[i] = 1;
  }
}

void ThemeRates::expect(std::size_t from, std::size_t to) {
  const ThemeView& v = *view_;
  from_ = from;
  to_ = to;
  open_events();
  const double middle = static_cast<double>((from + to) / 2 % ticks_a_day) + 0.5;
  const double angle = 2 * std::numbers::pi * middle / ticks_a_day;
  const double c_day = std::cos(angle);
  const double s_day = std::sin(angle);
  for (std::size_t r = 0; r < v.regions; ++r) theme_doubt[r] = theme_var_[r];
  for (std::size_t k = 0; k < shared_doubt.size(); ++k)
    shared_doubt[k] = theme_var_[k % v.regions] + shared_var_[k];
  for (std::size_t i = 0; i < rate.size(); ++i) {
    const std::size_t cell = v.category[i] * v.regions + v.region[i];
    level_doubt[i] = dispersion[i] / std::max(slow_[i].count, 0.5);
    if (v.dark[v.region[i]][from] != 0) {
      rate[i] = 0;
      continue;
    }
    double log_factor =
        theme_log_[v.region[i]] + shared_log_[cell] + tilt_cos_[i] * c_day + tilt_sin_[i] * s_day;
    for (const KnownEvent* event : open_)
      if (event->places[v.place[i]]) log_factor += effect(*event, v.category[i]).log_factor;
    rate[i] = slow_[i].count / slow_[i].exposure * std::exp(log_factor);
  }
  for (const KnownEvent* event : open_)
    for (std::size_t c = 0; c < v.categories; ++c)
      for (std::size_t r = 0; r < v.regions; ++r) {
        shared_doubt[c * v.regions + r] += effect(*event, c).variance;
        if (c == 0) theme_doubt[r] += effect(*event, c).variance / 2;
      }
}

void ThemeRates::learn(std::size_t to) {
  const ThemeView& v = *view_;
  to_ = to;
  std::vector<double> counts(rate.size(), 0);
  std::vector<double> expected(rate.size(), 0);
  std::vector<double> week_sum(v.categories, 0);
  for (std::size_t c = 0; c < v.categories; ++c)
    for (std::size_t t = from_; t < to_; ++t) week_sum[c] += week(c, t);
  for (std::size_t i = 0; i < rate.size(); ++i) expected[i] = rate[i] * week_sum[v.category[i]];
  for (std::size_t k = v.first_of_tick[from_]; k < v.first_of_tick[to_]; ++k)
    counts[v.counts[k].series] += v.counts[k].count;
  learn_events(counts, expected);
  learn_shared(counts, expected);
  learn_levels(counts, expected);
}

void ThemeRates::learn_events(const std::vector<double>& counts, std::vector<double>& expected) {
  const ThemeView& v = *view_;
  for (const KnownEvent* event : open_) {
    std::vector<double> y(v.categories, 0);
    std::vector<double> m(v.categories, 0);
    std::vector<double> noise(v.categories, 0);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (!event->places[v.place[i]]) continue;
      y[v.category[i]] += counts[i];
      m[v.category[i]] += expected[i];
      noise[v.category[i]] += expected[i] * dispersion[i];
    }
    const bool storm = event->factor >= storm_factor;
    for (std::size_t c = 0; c < v.categories; ++c) {
      Effect& of = effect(*event, c);
      if (storm)
        of.variance = std::min(of.variance + 0.02 * static_cast<double>(to_ - from_) / ticks_an_hour, 0.5);
      if (m[c] <= 0) continue;
      const double about = noise[c] / (m[c] * m[c]) + (storm ? 0.0 : shared_spread * shared_spread);
      const double gain = of.variance / (of.variance + about);
      const double move = gain * std::clamp((y[c] - m[c]) / m[c], -0.7, 2.0);
      of.log_factor += std::log1p(move);
      of.variance *= 1 - gain;
      for (std::size_t i = 0; i < counts.size(); ++i)
        if (v.category[i] == c && event->places[v.place[i]]) expected[i] *= 1 + move;
    }
  }
}

void ThemeRates::learn_shared(const std::vector<double>& counts, std::vector<double>& expected) {
  const ThemeView& v = *view_;
  const std::size_t cells = shared_log_.size();
  std::vector<double> y(cells, 0);
  std::vector<double> m(cells, 0);
  std::vector<double> noise(cells, 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (wild_[i] != 0) continue;
    const std::size_t cell = v.category[i] * v.regions + v.region[i];
    y[cell] += counts[i];
    m[cell] += expected[i];
    noise[cell] += expected[i] * dispersion[i];
  }
  const double memory = std::pow(shared_memory_a_day, static_cast<double>(to_ - from_) / ticks_a_day);
  const double fresh = (1 - memory * memory) * shared_spread * shared_spread;
  std::vector<double> moved(cells, 0);
  for (std::size_t r = 0; r < v.regions; ++r) {
    double weight = 0;
    double sum = 0;
    const auto residual = [&](std::size_t cell) {
      const double sd = std::sqrt(noise[cell] / (m[cell] * m[cell]) + shared_var_[cell] + theme_var_[r]);
      return std::clamp((y[cell] - m[cell]) / m[cell], -3 * sd,
                        3 * sd);  // an incident is no change of region
    };
    for (std::size_t c = 0; c < v.categories; ++c) {
      const std::size_t cell = c * v.regions + r;
      if (m[cell] <= 0) continue;
      const double w = 1 / (noise[cell] / (m[cell] * m[cell]) + shared_var_[cell]);
      weight += w;
      sum += w * residual(cell);
    }
    const double gain = weight > 0 ? theme_var_[r] / (theme_var_[r] + 1 / weight) : 0;
    const double theme_move = weight > 0 ? gain * sum / weight : 0;
    for (std::size_t c = 0; c < v.categories; ++c) {
      const std::size_t cell = c * v.regions + r;
      double move = 0;
      if (m[cell] > 0) {
        const double own = shared_var_[cell] / (shared_var_[cell] + noise[cell] / (m[cell] * m[cell]));
        move = own * (residual(cell) - theme_move);
        shared_var_[cell] *= 1 - own;
      }
      moved[cell] = theme_move + move;
      shared_log_[cell] = memory * (shared_log_[cell] + move);
      shared_var_[cell] = memory * memory * shared_var_[cell] + fresh;
    }
    theme_log_[r] = memory * (theme_log_[r] + theme_move);
    theme_var_[r] = memory * memory * theme_var_[r] * (1 - gain) + fresh;
  }
  for (std::size_t i = 0; i < expected.size(); ++i)
    expected[i] *= 1 + moved[v.category[i] * v.regions + v.region[i]];
}

void ThemeRates::learn_levels(const std::vector<double>& counts, const std::vector<double>& expected) {
  const double ticks = static_cast<double>(to_ - from_);
  const double keep_slow = forgotten(ticks, level_half_life_days);
  const double keep_day = forgotten(ticks, 1);
  const double keep_days = forgotten(ticks, 4);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (wild_[i] != 0 || rate[i] <= 0) continue;
    Level& slow = slow_[i];
    const double level = slow.count / slow.exposure;
    const double exposure = expected[i] / level;
    const double cap = expected[i] + 4 * std::sqrt(dispersion[i] * expected[i]) + 2;
    slow = {slow.count * keep_slow + std::min(counts[i], cap), slow.exposure * keep_slow + exposure};
    day_[i] = {day_[i].count * keep_day + counts[i], day_[i].exposure * keep_day + exposure};
    days_[i] = {days_[i].count * keep_days + counts[i], days_[i].exposure * keep_days + exposure};
    // What stays longer than an incident is a new level: the last day (or four) then says what it is.
    const double now = slow.count / slow.exposure;
    for (const Level* recent : {&day_[i], &days_[i]}) {
      const double usual = recent->exposure * now;
      const double more = std::abs(recent->count - usual);
      if (more <= jump * std::sqrt(dispersion[i] * usual + 1)) continue;
      if (std::abs(day_[i].count - day_[i].exposure * now) < 0.4 * more && recent == &days_[i]) continue;
      slow = {recent->count + 0.5, recent->exposure + 0.5 / now};
      day_[i] = days_[i] = {0, 0};
      break;
    }
  }
}

void ThemeRates::add_dispersion(std::size_t from, std::size_t to) {
  const ThemeView& v = *view_;
  const std::size_t n = rate.size();
  for (std::size_t t = from; t < to; ++t) {
    for (std::size_t i = 0; i < n; ++i) {
      const double m = rate[i] * week(v.category[i], t);
      residual_sum_[i] -= m;
      mean_sum_[i] += m;
    }
    for (std::size_t k = v.first_of_tick[t]; k < v.first_of_tick[t + 1]; ++k)
      residual_sum_[v.counts[k].series] += v.counts[k].count;
    for (std::size_t w = 0; w < desk_windows.size(); ++w) {
      if ((t + 1) % desk_windows[w] != 0) continue;
      double* const squares = &squares_[w * n];
      double* const means = &means_[w * n];
      double* const residual_then = &residual_then_[w * n];
      double* const mean_then = &mean_then_[w * n];
      for (std::size_t i = 0; i < n; ++i) {
        const double residual = residual_sum_[i] - residual_then[i];
        squares[i] += residual * residual;
        means[i] += mean_sum_[i] - mean_then[i];
        residual_then[i] = residual_sum_[i];
        mean_then[i] = mean_sum_[i];
      }
    }
  }
}

// Category first, series shrunk to it; and by window the share of the excess that shows: members of a cluster
// that come within half an hour of each other are independent to a sum of one tick.
void ThemeRates::settle_dispersion() {
  const ThemeView& v = *view_;
  const std::size_t n = rate.size();
  constexpr std::size_t reference = 8;  // sums of two hours
  constexpr double series_prior = 150;  // counts
  for (std::size_t c = 0; c < v.categories; ++c) {
    std::array<double, desk_windows.size()> excess{};
    for (std::size_t w = 0; w < desk_windows.size(); ++w) {
      double squares = 10 * usual_dispersion;
      double means = 10;
      for (std::size_t i = 0; i < n; ++i) {
        if (v.category[i] != c) continue;
        squares += squares_[w * n + i];
        means += means_[w * n + i];
      }
      excess[w] = std::max(squares / means - 1, 0.02);
    }
    for (std::size_t w = 0; w < desk_windows.size(); ++w)
      dispersion_at[c * desk_windows.size() + w] = std::clamp(excess[w] / excess[reference], 0.05, 1.1);
    for (std::size_t i = 0; i < n; ++i)
      if (v.category[i] == c)
        dispersion[i] =
            std::max(1.02, (squares_[reference * n + i] + series_prior * (1 + excess[reference])) /
                               (means_[reference * n + i] + series_prior));
  }
}

}  // namespace voorzien::detection
