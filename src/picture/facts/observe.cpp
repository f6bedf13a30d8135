// observe: which observations of a delivery are news, in whatever order versions arrive.
#include <algorithm>

#include "observations/supersession.h"
#include "picture/facts/felt.h"
#include "picture/facts/reading.h"
#include "picture/findings/counting.h"
#include "picture/index.h"
#include "picture/limits.h"
#include "picture/picture.h"

namespace voorzien::picture {
namespace {
using observations::Age;
using observations::Status;

std::string_view word_of(Status status) {
  switch (status) {
    case Status::Test:
      return "test";
    case Status::Exercise:
      return "exercise";
    case Status::System:
      return "system";
    case Status::Draft:
      return "draft";
    case Status::Actual:
    case Status::Ended:
      break;
  }
  return "";
}

// An alert with several matters is several facts: its identifier, then identifier#2, identifier#3
// (feeds/cap/observe.cpp). Who ends or replaces it names the identifier only.
std::string alert_of(const std::string& native_id) {
  const std::size_t mark = native_id.rfind('#');
  const bool is_part = mark != std::string::npos && mark + 1 < native_id.size() &&
                       native_id.find_first_not_of("0123456789", mark + 1) == std::string::npos;
  return is_part ? native_id.substr(0, mark) : native_id;
}

// MeteoAlarm's feeds are CAP in another coat.
bool is_cap(std::string_view format) {
  return format == "cap" || format == "meteoalarm-json" || format == "meteoalarm-atom";
}

// MeteoAlarm's Atom feed lists what stands in full behind its links: of the same version it may not take back
// a shape or texts that came with the message itself.
bool tells_less(std::string_view format, const Observation& now, const Observation& before) {
  if (format != "meteoalarm-atom") return false;
  const auto words = [](const Observation& o) {
    std::size_t bytes = 0;
    for (const observations::Text& text : o.texts) bytes += text.description.size() + text.instruction.size();
    return bytes;
  };
  return (before.geometry && !now.geometry) || words(now) < words(before);
}

class Observer {
 public:
  Observer(const State& state, const observations::Delivery& delivery, const Context& context)
      : state_(state),
        delivery_(delivery),
        context_(context),
        source_(context.doctrine.source(delivery.source.value)) {}

  std::vector<Event> run() {
    if (delivery_.understood.verdict == observations::Verdict::Rejected) return {};
    for (const Observation& one : delivery_.understood.observations) take(one);
    take_readings();
    if (delivery_.understood.full_list) end_what_vanished();
    if (!delivery_.understood.whole_groups.empty()) end_what_left_its_group();
    return std::move(events_);
  }

 private:
  void take(const Observation& as_sent) {
    if (as_sent.status == Status::Actual) {
      if (std::optional<ReadingOf> reading = reading_of(as_sent)) {
        reading->station = delivery_.source.value + reading->station.substr(as_sent.source.value.size());
        reading->expected = reading->expected || reading->at > delivery_.received + minutes(10);
        present_.insert(observations::fact_id(delivery_.source.value, reading->station));
        present_.insert(observations::fact_id(delivery_.source.value, reading->station + "/expected"));
        readings_[reading->station].push_back({&as_sent, *reading});
        return;
      }
    }
    const std::string id = fact_of(as_sent);
    present_.insert(id);
    if (const std::string_view why = word_of(as_sent.status); !why.empty())
      return not_counted(as_sent, id, why);
    if (as_sent.status == Status::Ended) return end(as_sent, id);
    if (!is_ours(as_sent, id)) return;
    if (as_sent.valid_to && *as_sent.valid_to <= delivery_.received) return expired(as_sent, id);
    add_or_change(as_sent, id);
  }

  [[nodiscard]] std::string fact_of(const Observation& o) const {
    if (o.source == delivery_.source) return id_of(o);
    Observation ours = o;
    ours.source = delivery_.source;
    return id_of(ours);
  }

  // Of a source for which only what touches the region counts.
  bool is_ours(const Observation& o, const std::string& id) {
    if (source_ == nullptr || source_->region_only != "touching") return true;
    if (touches_region(o, context_.doctrine) || felt_magnitude(o, context_.doctrine)) return true;
    if (is_live(state_, id))
      events_.emplace_back(ObservationEnded{{id}, "moved-away"});
    else if (o.areas.empty() && !o.geometry)
      not_counted(o, id, "no-place");
    return false;
  }

  void not_counted(const Observation& o, const std::string& id, std::string_view why) {
    if (state_.not_counted_ids.contains(id) || !said_.insert(id).second) return;
    events_.emplace_back(ObservationNotCounted{{id, delivery_.source.value, o.theme,
                                                delivery_.personal || o.personal ? "" : o.title,
                                                std::string(why), delivery_.received, delivery_.raw_sha256}});
  }

  const Observation* known(const std::string& id) const {
    if (const auto here = newest_here_.find(id); here != newest_here_.end()) return here->second;
    const auto found = state_.observations.find(id);
    return found == state_.observations.end() ? nullptr : &found->second;
  }
  bool lives(const std::string& id) const {
    if (ended_here_.contains(id)) return false;
    return newest_here_.contains(id) || is_live(state_, id);
  }

  void say_ended(const std::string& id, const std::string& reason) {
    ended_here_.insert(id);
    events_.emplace_back(ObservationEnded{{id}, reason});
  }

  void end(const Observation& o, const std::string& id) {
    const std::string reason = reason_of(o);
    if (const Observation* old = known(id)) {
      if (lives(id) && observations::compare_versions(o, *old) != Age::Older) say_ended(id, reason);
    } else {
      await(id, reason, o.t_issued);
    }
    for (const std::string& reference : o.references)
      if (reference != o.native_id) end_reference(o, reference, reason);
  }

  static std::string reason_of(const Observation& o) {
    const std::string& said = o.native_level;
    const bool clear = said.find("AllClear") != std::string::npos ||
                       said.find("all clear") != std::string::npos || o.kind == "all-clear";
    return clear ? "all-clear" : "cancelled";
  }

  void end_reference(const Observation& by, const std::string& reference, const std::string& reason) {
    const std::string id = observations::fact_id(delivery_.source.value, reference);
    if (known(id) != nullptr)
      end_earlier(by, id, reason);
    else
      await(id, reason, by.t_issued);
    const auto [from, to] = further_parts().equal_range(reference);
    for (auto part = from; part != to; ++part) end_earlier(by, part->second, reason);
  }

  void end_earlier(const Observation& by, const std::string& id, const std::string& reason) {
    const Observation* old = known(id);
    const bool later = !by.t_issued || !old->t_issued || *by.t_issued >= *old->t_issued;
    if (lives(id) && later) say_ended(id, reason);
  }

  // Identifier of an alert -> its living facts after the first. Made once, when something first refers.
  const std::multimap<std::string, std::string>& further_parts() {
    if (parts_) return *parts_;
    parts_.emplace();
    if (source_ == nullptr || !is_cap(source_->format)) return *parts_;
    each_under(state_.live, delivery_.source.value, [&](const std::string& id) {
      const auto found = state_.observations.find(id);
      if (found == state_.observations.end()) return;
      if (std::string alert = alert_of(found->second.native_id); alert != found->second.native_id)
        parts_->emplace(std::move(alert), id);
    });
    return *parts_;
  }

  void await(const std::string& id, const std::string& reason, std::optional<Instant> issued) {
    if (state_.awaited.contains(id) || !awaited_here_.emplace(id, Awaited{reason, {}, issued}).second) return;
    if (state_.awaited.size() + awaited_here_.size() > limits::awaited_max) return;
    events_.emplace_back(ObservationAwaited{{id}, reason, issued});
  }

  void expired(const Observation& o, const std::string& id) {
    const Observation* old = known(id);
    if (old == nullptr) return not_counted(o, id, "expired");
    if (lives(id) && observations::compare_versions(o, *old) != Age::Older) say_ended(id, "expired");
  }

  void add_or_change(const Observation& as_sent, const std::string& id) {
    const Observation* old = known(id);
    if (old != nullptr) {
      const Age age = observations::compare_versions(as_sent, *old);
      if (age == Age::Older) return;
      if (lives(id)) {
        const bool same = observations::same_content(as_sent, *old);
        if (same && (age != Age::Newer)) return;
        if (age == Age::Same && tells_less(delivery_.format, as_sent, *old)) return;
        return change(as_sent, id);
      }
      const auto note = state_.notes.find(id);
      if (age != Age::Newer && !(note != state_.notes.end() && may_return(as_sent, note->second))) return;
    } else if (state_.observations.size() + newest_here_.size() >= limits::observations_max) {
      return not_counted(as_sent, id, "flood");
    }
    add(as_sent, id);
  }

  // What ended without a word of its source lives again when it is sent again: it was gone from a list or
  // from the region, or was not confirmed for too long.
  [[nodiscard]] bool may_return(const Observation& o, const Note& note) const {
    if (note.ended_reason == "vanished" || note.ended_reason == "moved-away") return true;
    if (note.ended_reason != "expired" || !note.ended_at || o.valid_to <= note.ended_at) return false;
    const Instant begins = std::max(note.received, o.valid_from.value_or(note.received));
    return *note.ended_at - begins >= seconds(context_.doctrine.rules.limits.unconfirmed_s);
  }

  Observation filled(const Observation& as_sent, const std::string& id) const {
    Observation out = as_sent;
    out.id.value = id;
    out.source = delivery_.source;
    out.t_received = delivery_.received;
    if (out.raw_sha256.empty()) out.raw_sha256 = delivery_.raw_sha256;
    if (out.theme.empty() && source_ != nullptr) out.theme = source_->theme.value;
    out.personal = out.personal || delivery_.personal;
    return out;
  }

  // Nagekomen: it happened long before we heard of it, and does not go on by its own word.
  bool is_late(const Observation& o) const {
    if (o.valid_to && *o.valid_to > delivery_.received) return false;
    const std::optional<Instant> at = o.t_observed ? o.t_observed : o.t_issued;
    return at && delivery_.received - *at > seconds(context_.doctrine.rules.limits.late_after_s);
  }

  void change(const Observation& o, const std::string& id) {
    newest_here_[id] = &o;
    events_.emplace_back(ObservationChanged{filled(o, id), is_late(o)});
    replace_references(o);
  }

  void add(const Observation& o, const std::string& id) {
    newest_here_[id] = &o;
    ended_here_.erase(id);
    ObservationAdded added{filled(o, id), is_late(o), delivery_.understood.full_list, "", false};
    if (std::string series = series_of(context_.doctrine.detection, added.observation);
        !series.empty() && !added.late)
      added.counted_as = std::move(series);
    events_.emplace_back(std::move(added));
    end_if_awaited(o, id, id);
    if (const std::string alert = alert_of(o.native_id); alert != o.native_id && lives(id))
      end_if_awaited(o, id, observations::fact_id(delivery_.source.value, alert));
    replace_references(o);
  }

  // Its end was heard before its beginning.
  void end_if_awaited(const Observation& o, const std::string& id, const std::string& awaited) {
    const auto waiting = state_.awaited.find(awaited);
    if (waiting != state_.awaited.end() && comes_before(o, waiting->second.issued))
      return say_ended(id, waiting->second.reason);
    const auto here = awaited_here_.find(awaited);
    if (here != awaited_here_.end() && comes_before(o, here->second.issued))
      say_ended(id, here->second.reason);
  }

  static bool comes_before(const Observation& o, std::optional<Instant> end) {
    return !end || !o.t_issued || *o.t_issued <= *end;
  }

  // A CAP update names its parents by their own ids, a quake the ids of other networks for the same quake;
  // elsewhere a reference only says what it belongs to.
  static bool replaces_references(std::string_view format) {
    return is_cap(format) || format == "observations" || format == "usgs-geojson";
  }
  void replace_references(const Observation& o) {
    if (source_ == nullptr || !replaces_references(source_->format)) return;
    for (const std::string& reference : o.references)
      if (reference != o.native_id) end_reference(o, reference, "replaced");
  }

  struct Sent {
    const Observation* as_sent;
    ReadingOf reading;
  };
  void take_readings();
  void take_station(const std::string& station, std::vector<Sent>& readings);
  [[nodiscard]] bool same_ahead(const std::vector<Point>& sent, const std::vector<Point>& known) const;
  void tell_reading(const Sent& sent, const char* ending, const std::string& known);

  void end_what_vanished() {
    const auto health = state_.sources.find(delivery_.source.value);
    const auto published = delivery_.understood.published;
    if (published && health != state_.sources.end() && health->second.last_published > published) return;
    each_under(state_.live, delivery_.source.value, [&](const std::string& id) {
      if (present_.contains(id) || ended_here_.contains(id)) return;
      const auto note = state_.notes.find(id);
      if (note != state_.notes.end() && note->second.listed) say_ended(id, "vanished");
    });
  }

  // Groups come one by one and in any order: the moment of the member decides, not the last list of the
  // source.
  void end_what_left_its_group() {
    const std::set<std::string> whole(delivery_.understood.whole_groups.begin(),
                                      delivery_.understood.whole_groups.end());
    const auto published = delivery_.understood.published;
    each_under(state_.live, delivery_.source.value, [&](const std::string& id) {
      if (present_.contains(id) || ended_here_.contains(id)) return;
      const Observation& o = state_.observations.at(id);
      const bool in_one = std::ranges::any_of(
          o.references, [&](const std::string& reference) { return whole.contains(reference); });
      if (in_one && (!published || !o.t_issued || *o.t_issued <= *published)) say_ended(id, "vanished");
    });
  }

  const State& state_;
  const observations::Delivery& delivery_;
  const Context& context_;
  const doctrine::Source* source_;
  std::vector<Event> events_;
  std::set<std::string> present_, said_, ended_here_;
  std::map<std::string, const Observation*> newest_here_;
  std::map<std::string, Awaited> awaited_here_;
  std::map<std::string, std::vector<Sent>> readings_;  // by station
  std::optional<std::multimap<std::string, std::string>> parts_;
};

void Observer::take_readings() {
  for (auto& [station, readings] : readings_) take_station(station, readings);
}

void Observer::take_station(const std::string& station, std::vector<Sent>& readings) {
  std::ranges::stable_sort(readings, {}, [](const Sent& one) { return one.reading.at; });
  const auto found = state_.stations.find(station);
  const Station* old = found == state_.stations.end() ? nullptr : &found->second;
  const Instant oldest = delivery_.received - seconds(context_.doctrine.rules.limits.series_kept_s);
  ReadingsAdded added{station, {}, {}};
  const Sent* newest = nullptr;
  const Sent* highest = nullptr;
  for (const Sent& one : readings) {
    const Point point{one.reading.at, one.reading.value};
    if (one.reading.expected) {
      if (point.at <= delivery_.received) continue;  // that moment has been measured by now
      added.expected.push_back(point);
      if (highest == nullptr || point.value > highest->reading.value) highest = &one;
    } else if (point.at >= oldest &&
               (old == nullptr || std::ranges::find(old->measured, point) == old->measured.end())) {
      added.measured.push_back(point);
      newest = &one;
    }
  }
  if (added.expected.size() > limits::series_max) added.expected.resize(limits::series_max);
  if (old != nullptr && same_ahead(added.expected, old->expected)) added.expected.clear();
  if (added.expected.empty()) highest = nullptr;
  if (added.measured.empty() && added.expected.empty()) return;
  events_.emplace_back(added);
  if (newest != nullptr && (old == nullptr || !old->last || newest->reading.at >= old->last->at))
    tell_reading(*newest, "", old == nullptr ? "" : old->observation);
  if (highest != nullptr)
    tell_reading(*highest, "/expected", old == nullptr ? "" : old->expected_observation);
}

// The forecast from now on is the one we have.
bool Observer::same_ahead(const std::vector<Point>& sent, const std::vector<Point>& known) const {
  const auto from =
      std::ranges::find_if(known, [&](const Point& one) { return one.at > delivery_.received; });
  return std::ranges::equal(sent, std::ranges::subrange(from, known.end()));
}

void Observer::tell_reading(const Sent& sent, const char* ending, const std::string& known) {
  const std::string id = observations::fact_id(delivery_.source.value, sent.reading.station + ending);
  Observation filled_in = filled(*sent.as_sent, id);
  if (sent.reading.expected) filled_in.quality = "expected";
  const bool late = is_late(filled_in);
  if (known.empty() || !is_live(state_, known))
    events_.emplace_back(ObservationAdded{std::move(filled_in), late, true, "", false});
  else
    events_.emplace_back(ObservationChanged{std::move(filled_in), late});
}
}  // namespace

std::vector<Event> observe(const State& state, const observations::Delivery& delivery,
                           const Context& context) {
  return Observer(state, delivery, context).run();
}
}  // namespace voorzien::picture
