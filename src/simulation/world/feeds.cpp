#include "simulation/world/feeds.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulation/limits.h"

namespace voorzien::simulation {
namespace {
constexpr std::size_t sent_kept = 8;

const std::vector<std::string> towns{"Houten", "Vianen", "Utrecht", "Zeist", "Nieuwegein", "Woerden"};
const std::vector<std::string> streets{"Lantaarnpad", "Kompaslaan", "Anemoonhof", "Molenzicht"};
const std::vector<std::string> calls{"P 1 BMD-01 BR woning",          "P 1 BMD-02 BR industrie",
                                     "P 1 BMD-01 Middel BR gebouw",   "P 1 BMD-04 Grote BR industrie",
                                     "P 2 BMD-01 OMS brandmelding",   "A1 13123 Rit 45012",
                                     "P 1 BMD-03 Ongeval wegvervoer", "P 1 BMD-01 BR natuur"};
const std::vector<std::string> colors{"yellow", "yellow", "orange", "red"};
const std::vector<std::string> rubbish{"<html><body>502 Bad Gateway</body></html>", "", "{",
                                       "\xff\xfe\x00\x01", "{\"observations\":[{\"native_id\":7}]}"};
}  // namespace

FakeFeeds::FakeFeeds(std::uint64_t seed, std::string plant, Agenda& agenda, FakeProcess& process,
                     Trace& trace, Ledger& ledger)
    : draws_(seed, "feeds"),
      plant_(std::move(plant)),
      agenda_(agenda),
      process_(process),
      trace_(trace),
      ledger_(ledger) {
  feeds_ = {{"pager", seconds(50), &FakeFeeds::send_page, false, {}, 0, {}},
            {"knmi", minutes(8), &FakeFeeds::send_warnings, true, {}, 0, {}},
            {"partners", minutes(12), &FakeFeeds::send_messages, false, {}, 0, {}},
            {"netbeheer", minutes(4), &FakeFeeds::send_outages, true, {}, 0, {}},
            {"ns", minutes(2), &FakeFeeds::send_disruptions, true, {}, 0, {}},
            {"weerstation", minutes(9), &FakeFeeds::send_readings, true, {}, 0, {}},
            {"meldkamer", minutes(6), &FakeFeeds::send_reports, false, {}, 0, {}}};
}

void FakeFeeds::begin() {
  for (Feed& feed : feeds_) agenda_.in(draws_.within(seconds(1), feed.rhythm), [this, &feed] { beat(feed); });
}

void FakeFeeds::calm_down() {
  calm_ = true;
  for (Feed& feed : feeds_) feed.stalled_until = now();
}

std::string FakeFeeds::tell(const std::string& source, bool is_test) {
  const std::string mark = mark_of(++next_mark_);
  ledger_.facts[mark] = {source, is_test, 1};
  return mark;
}

void FakeFeeds::beat(Feed& feed) {
  const bool is_stalled = now() < feed.stalled_until;
  ledger_.sources[feed.id].stalled = is_stalled;
  if (is_stalled) {
    if (plant_ == "hidden_silence" && feed.is_polled) process_.unchanged(feed.id);
  } else if (!calm_ && draws_.chance(150)) {
    misbehave(feed);
  } else {
    (this->*feed.send)(feed);
  }
  Duration next = draws_.within({feed.rhythm.us / 2}, {feed.rhythm.us * 3 / 2});
  if (feed.burst_left > 0) {
    --feed.burst_left;
    next = draws_.within(milliseconds(5), milliseconds(800));
  }
  agenda_.in(next, [this, &feed] { beat(feed); });
}

void FakeFeeds::misbehave(Feed& feed) {
  switch (draws_.between(0, 6)) {
    case 0: {
      const Duration stall = draws_.within(minutes(5), minutes(70));
      feed.stalled_until = now() + stall;
      return trace_.step(now(), "world",
                         feed.id + " stalls for " + std::to_string(stall.us / 60'000'000) + " min");
    }
    case 1:
      feed.burst_left = static_cast<int>(draws_.between(10, 60));
      return trace_.step(now(), "world",
                         feed.id + " bursts: " + std::to_string(feed.burst_left) + " documents");
    case 2:
      if (feed.is_polled) {
        trace_.step(now(), "world", "asking " + feed.id + " fails");
        return process_.failed(feed.id);
      }
      [[fallthrough]];
    case 3:
      return hand(feed, draws_.chance(500) ? draws_.pick(rubbish) : draws_.bytes(200), "rubbish");
    case 4:  // half a document
      if (!feed.sent.empty()) {
        const std::string& whole = draws_.pick(feed.sent);
        return hand(feed, whole.substr(0, whole.size() / 2), "half a document");
      }
      [[fallthrough]];
    default:
      if (!feed.sent.empty()) return hand(feed, std::string(draws_.pick(feed.sent)), "an old document again");
  }
}

// Sent again until it is acknowledged, as far as patience goes.
void FakeFeeds::hand(Feed& feed, std::string bytes, std::string_view what, int tries) {
  ++ledger_.documents;
  trace_.step(now(), "world", fmt::format("{} sends {}{}", feed.id, what, tries > 1 ? ", again" : ""));
  const bool is_document = what != "rubbish" && what != "half a document";
  ledger_.sources[feed.id].last_handed = now();
  if (is_document && what != "an old document again" && tries == 1) {
    feed.sent.push_back(bytes);
    if (feed.sent.size() > sent_kept) feed.sent.erase(feed.sent.begin());
  }
  auto done = std::make_shared<bool>(false);
  auto document = std::make_shared<const std::string>(bytes);
  process_.take(feed.id, document, [this, &feed, done, is_document](const Result<server::Receipt>& receipt) {
    if (!receipt) return trace_.step(now(), "world", feed.id + " is answered", receipt.error().to_text());
    *done = true;
    ledger_.last_answered = std::max(ledger_.last_answered, receipt->version);
    if (is_document) ledger_.sources[feed.id].last_durable = now();
  });
  if (tries >= static_cast<int>(limits::deliver_tries_max)) return;
  agenda_.in(limits::patience, [this, &feed, done, bytes, tries, what = std::string(what)] {
    if (!*done) hand(feed, bytes, what, tries + 1);
  });
}

void FakeFeeds::send_page(Feed& feed) {
  const std::int64_t kind = draws_.between(0, 99);
  const bool is_test = kind < 8;
  const std::string mark = tell(feed.id, is_test);
  const std::string text = is_test ? fmt::format("TESTOPROEP MOB {}", mark)
                                   : fmt::format("{} {} {} {} 091234", draws_.pick(calls),
                                                 draws_.pick(streets), draws_.pick(towns), mark);
  // A receiver that was cut off hands on what it heard an hour ago.
  const Instant paged = now() - (kind >= 95 ? draws_.within(minutes(20), minutes(70)) : seconds(3));
  hand(feed, pager_line(paged, "000701234", text), "page " + mark);
  if (kind % 5 == 0)
    hand(feed, pager_line(paged, "000705678 000701111", text), "page " + mark + " on other codes");
}

void FakeFeeds::send_warnings(Feed& feed) {
  std::erase_if(warnings_, [&](const KnmiWarning& one) { return one.expires <= now(); });
  if (warnings_.size() < 3 && draws_.chance(400)) {
    KnmiWarning fresh;
    fresh.is_test = draws_.chance(200);
    fresh.mark = tell(feed.id, fresh.is_test);
    fresh.color = draws_.pick(colors);
    fresh.issued = now();
    fresh.onset = now() + draws_.within(minutes(-20), minutes(60));
    fresh.expires = now() + draws_.within(minutes(61), hours(4));
    warnings_.push_back(fresh);
  } else if (!warnings_.empty() && draws_.chance(300)) {
    KnmiWarning& one = warnings_[draws_.random().below(warnings_.size())];
    if (draws_.chance(300)) {
      warnings_.erase(warnings_.begin() + (&one - warnings_.data()));  // vanishes from the list
    } else {
      one.color = draws_.pick(colors);
      ++one.version;
      one.issued = now();
    }
  }
  hand(feed, knmi_list(now(), warnings_), "list of " + std::to_string(warnings_.size()) + " warnings");
}

void FakeFeeds::send_messages(Feed& feed) {
  std::vector<Going>& all = going_[feed.id];
  const std::int64_t kind = draws_.between(0, 9);
  Going* old = all.empty() || kind < 5 ? nullptr : &all[draws_.random().below(all.size())];
  CapMessage message;
  const bool is_test = old == nullptr && kind == 0;
  const std::string mark = old != nullptr ? old->mark : tell(feed.id, is_test);
  message.id = "sim-" + mark + "-" + std::to_string(++next_mark_);
  message.sent = now() - draws_.within(seconds(1), minutes(5));
  message.expires = now() + draws_.within(minutes(30), hours(5));
  message.status = is_test ? "Test" : "Actual";
  message.headline = "Bericht " + mark;
  if (old != nullptr) {
    message.type = kind < 8 ? "Update" : "Cancel";
    message.references = old->message.id;
    message.references_sent = old->message.sent;
    old->message = message;
    if (kind >= 8) all.erase(all.begin() + (old - all.data()));
  } else if (!is_test) {
    all.push_back({mark, {}, message, message.expires});
  }
  hand(feed, cap_message(message), message.type + " " + mark);
  // The parent of an update may come after it.
  if (old != nullptr && !feed.sent.empty() && draws_.chance(300))
    hand(feed, std::string(draws_.pick(feed.sent)), "an old document again");
}

// A list of things that go on: new ones, newer versions, ends, corrections with an older version number.
void FakeFeeds::send_items(Feed& feed, const char* kind, const char* unit) {
  std::vector<Going>& all = going_[feed.id];
  std::vector<Item> items;
  if (all.size() < 12 && draws_.chance(500)) {
    Item fresh;
    const bool is_test = draws_.chance(80);
    const std::string mark = tell(feed.id, is_test);
    fresh.id = "sim-" + mark;
    fresh.kind = kind;
    fresh.place = draws_.pick(towns);
    fresh.title = fmt::format("{} {} {}", kind, fresh.place, mark);
    fresh.status = is_test ? "test" : "";
    fresh.value = static_cast<double>(draws_.between(1, 9'000));
    fresh.unit = unit;
    fresh.issued = now() - (draws_.chance(100) ? draws_.within(minutes(10), hours(2)) : seconds(20));
    fresh.until = now() + draws_.within(minutes(15), hours(3));
    items.push_back(fresh);
    if (!is_test) all.push_back({mark, fresh, {}, *fresh.until});
  }
  if (!all.empty() && draws_.chance(500)) {
    const std::size_t which = draws_.random().below(all.size());
    Item& one = all[which].item;
    const Item before = one;
    ++one.version;
    one.value = static_cast<double>(draws_.between(1, 9'000));
    one.issued = now() + (draws_.chance(100) ? minutes(7) : seconds(-5));  // a clock that runs ahead
    one.status = draws_.chance(300) ? "ended" : "";
    items.push_back(one);
    if (draws_.chance(200)) items.push_back(before);  // and the version before it, behind it
    if (one.status == "ended") all.erase(all.begin() + static_cast<std::ptrdiff_t>(which));
  }
  if (items.empty() && feed.is_polled && draws_.chance(500)) {
    trace_.step(now(), "world", "asking " + feed.id + " finds nothing new");
    ledger_.sources[feed.id].last_handed = now();
    return process_.unchanged(feed.id);
  }
  // A frozen file carries an old publication time.
  const Instant published = draws_.chance(30) ? now() - hours(1) : now();
  hand(feed, own_list(published, items), std::to_string(items.size()) + " items");
}

void FakeFeeds::send_outages(Feed& feed) { send_items(feed, "outage", "households"); }
void FakeFeeds::send_disruptions(Feed& feed) { send_items(feed, "rail", "trains"); }
void FakeFeeds::send_reports(Feed& feed) { send_items(feed, "report", "reports"); }

void FakeFeeds::send_readings(Feed& feed) {
  std::vector<Item> items;
  for (const char* station : {"De Bilt", "Cabauw"}) {
    Item one;
    one.kind = "gust";
    one.place = station;
    one.title = fmt::format("Windstoot {}", station);
    one.observed = now() - draws_.within(minutes(1), minutes(12));
    one.id = fmt::format("{}/gust/{}", station, format_rfc3339(*one.observed));
    one.value = static_cast<double>(draws_.between(10, 120));
    one.unit = "km/h";
    items.push_back(one);
  }
  hand(feed, own_list(now(), items), "2 readings");
}

}  // namespace voorzien::simulation
