#include "feeds/flex/flex.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <unordered_map>

#include "feeds/flex/grammar.h"
#include "feeds/flex/line.h"
#include "feeds/flex/where.h"
#include "feeds/limits.h"
#include "feeds/remarks.h"

namespace voorzien::feeds {
namespace {
using observations::Observation;
using observations::Understood;

constexpr Duration joined_within = minutes(1);   // the same text on other codes
constexpr Duration far_from_receipt = hours(1);  // the zone setting is probably wrong
constexpr int joined_lines = 16;                 // the same for lines without a time
constexpr std::size_t fragments_max = 256;
constexpr std::size_t page_text_bytes_max = 4'096;
constexpr std::size_t line_bytes_usual = 100;       // for the room made beforehand
constexpr std::size_t observations_ahead = 50'000;  // room that is not used costs no memory, only addresses

std::string line_place(std::size_t number) { return "line " + std::to_string(number); }

// One line without control characters and with single spaces, valid UTF-8.
std::string normalise(std::string_view text, bool latin1) {
  std::string out;
  out.reserve(text.size());
  const auto is_blank = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f;
  };
  for (std::size_t at = 0; at < text.size();) {  // a word at a time
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    out += text.substr(at, end - at);
    while (end < text.size() && is_blank(text[end])) ++end;
    at = end;
    if (at < text.size() && !out.empty()) out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return latin1 ? to_utf8(out) : out;
}

// The theme when the source's configuration names none.
std::string_view theme_of(flex::Service service) {
  switch (service) {
    case flex::Service::Ambulance:
      return "care";
    case flex::Service::Police:
      return "order";
    case flex::Service::Fire:
    case flex::Service::Other:
      return "fire";
  }
  ENSURE(false, "every service has a theme");
}

// What multimon-ng and rtl_fm say of themselves when they start.
bool is_of_receiver(std::string_view line) {
  constexpr std::array<std::string_view, 15> beginnings = {"Enabled demodulators:",
                                                           "Available demodulators:",
                                                           "multimon-ng",
                                                           "(C) ",
                                                           "Found ",
                                                           "Using device ",
                                                           "Tuner gain",
                                                           "Tuned to ",
                                                           "Oversampling ",
                                                           "Buffer size:",
                                                           "Exact sample rate",
                                                           "Allocating ",
                                                           "Sampling at ",
                                                           "Output at ",
                                                           "Detached kernel driver"};
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view one) { return trim(line).starts_with(one); });
}

class Reader {
 public:
  Reader(const Context& context, bool latin1, std::size_t bytes)
      : context_(context), latin1_(latin1), remarks_(out_), where_(context) {
    const std::size_t ahead = std::min(bytes / line_bytes_usual + 1, observations_ahead);
    out_.observations.reserve(ahead);
    seen_.reserve(ahead);
  }

  // False when there is no room for more.
  bool line(std::string_view bytes, std::size_t number);
  Understood finish();

 private:
  struct Seen {
    std::size_t index = 0;
    std::size_t number = 0;
  };
  struct Open {  // a message whose end has not come yet
    std::string code;
    std::string text;
    flex::Line line;
    std::size_t number = 0;
  };

  std::optional<Instant> time_of(const flex::Line& line, std::size_t number);
  void fragment(const flex::Line& line, std::size_t number);
  void page(const flex::Line& line, std::string_view text, std::size_t number);
  bool joins(const std::string& title, const std::optional<Instant>& at, std::size_t number);
  void identify(Observation& o, std::size_t number) const;

  const Context& context_;
  bool latin1_;
  Understood out_;
  Remarks remarks_;
  flex::Where where_;
  std::unordered_map<std::size_t, Seen> seen_;  // hash of the text -> its last observation; looked up only
  std::vector<Open> open_;
  std::optional<Instant> last_;  // the time of the line before, a hint for the hour that occurs twice
  std::size_t read_ = 0;
  std::size_t unread_ = 0;
  std::string scratch_;
};

std::optional<Instant> Reader::time_of(const flex::Line& line, std::size_t number) {
  std::optional<Instant> at = line.exact;
  if (!at && line.civil) {
    const bool utc = context_.zone == "utc" || (context_.zone.empty() && line.multimon_time);
    const Instant as_utc = from_civil_utc(*line.civil);
    at = utc ? as_utc : from_amsterdam(*line.civil, context_.received.value_or(last_.value_or(as_utc)));
  }
  if (!at) return std::nullopt;
  last_ = at;
  if (context_.received && std::llabs((*at - *context_.received).us) > far_from_receipt.us)
    remarks_.add("time-far-from-receipt", line_place(number),
                 "the page says " + format_rfc3339(*at) + ", received " + format_rfc3339(*context_.received) +
                     "; check the zone of the source (utc or Europe/Amsterdam)");
  return at;
}

bool Reader::line(std::string_view bytes, std::size_t number) {
  if (trim(bytes).empty()) return true;
  if (bytes.size() > limits::pager_line_bytes_max) {
    ++unread_;
    remarks_.add("line-too-long", line_place(number),
                 std::to_string(bytes.size()) + " bytes; a pager line has at most " +
                     std::to_string(limits::pager_line_bytes_max));
    return true;
  }
  const std::optional<flex::Line> line = flex::read_line(bytes, scratch_);
  if (!line) {
    ++unread_;
    if (!is_of_receiver(bytes))
      remarks_.add("flex-line-unread", line_place(number), "not a line of a known pager form");
    return true;
  }
  ++read_;
  if (!line->is_text) return true;
  if (out_.observations.size() >= limits::observations_max) {
    remarks_.add("too-many-observations", line_place(number), "the lines from here on are not read");
    return false;
  }
  if (line->fragment == 'K') {
    page(*line, line->text, number);
  } else {
    fragment(*line, number);
  }
  return true;
}

// F: more follows. C: completes what came before on the same code.
void Reader::fragment(const flex::Line& line, std::size_t number) {
  std::string code;
  flex::each_code(line.codes, [&](std::string_view seven) {
    if (code.empty()) code = seven;
  });
  auto open = std::find_if(open_.begin(), open_.end(), [&](const Open& item) { return item.code == code; });
  if (open == open_.end()) {
    if (line.fragment == 'C')
      remarks_.add("flex-fragment-lost", line_place(number), "the beginning of this message did not come");
    if (line.fragment == 'C' || open_.size() >= fragments_max) return page(line, line.text, number);
    open_.push_back({code, std::string(line.text), line, number});
    open_.back().line.codes = {};
    open_.back().line.text = {};
    return;
  }
  if (open->text.size() + line.text.size() <= page_text_bytes_max) open->text += line.text;
  if (line.fragment == 'F') return;
  const Open whole = std::move(*open);
  open_.erase(open);
  flex::Line joined = whole.line;
  joined.codes = line.codes;
  page(joined, whole.text, whole.number);
}

// The same text within a minute is the same message on other codes.
bool Reader::joins(const std::string& title, const std::optional<Instant>& at, std::size_t number) {
  const auto [found, is_new] = seen_.try_emplace(std::hash<std::string>{}(title));
  const Seen before = found->second;
  if (!is_new && out_.observations[before.index].title == title) {
    const std::optional<Instant>& then = out_.observations[before.index].t_observed;
    if (at && then ? std::llabs((*at - *then).us) <= joined_within.us
                   : !at && !then && number - before.number <= joined_lines)
      return true;
  }
  found->second = {out_.observations.size(), number};
  return false;
}

// A repeat in another document is the same observation: text, place and minute make the identity.
void Reader::identify(Observation& o, std::size_t number) const {
  std::string key;
  key.reserve(o.title.size() + o.place.size() + 24);
  key += o.title;
  key += '\n';
  key += o.place;
  key += '\n';
  const std::optional<Instant> at = o.t_observed ? o.t_observed : context_.received;
  key += at ? std::to_string(at->us / minutes(1).us) : "line " + std::to_string(number);
  o.native_id = stable_id(key);
  o.id = id_of(o);
}

void Reader::page(const flex::Line& line, std::string_view text, std::size_t number) {
  std::string title = normalise(text, latin1_);
  if (title.empty()) return;
  const std::optional<Instant> at = time_of(line, number);
  if (title.size() > limits::title_bytes_max) title = cut_text(title, limits::title_bytes_max);
  if (joins(title, at, number)) return;
  flex::Grammar grammar = flex::read_grammar(title);
  if (grammar.service == flex::Service::Other)
    flex::each_code(line.codes, [&](std::string_view code) {
      if (grammar.service == flex::Service::Other) grammar.service = flex::service_of_code(code);
    });
  Observation& o = out_.observations.emplace_back();
  o.source = context_.source;
  o.kind = "page";
  o.theme = context_.theme.empty() ? theme_of(grammar.service) : std::string_view(context_.theme);
  o.t_observed = o.t_issued = o.valid_from = at;
  o.t_received = context_.received;
  o.native_level = std::move(grammar.level);
  o.quality = "report";
  o.personal = true;
  if (grammar.units > 0) o.quantity = {static_cast<double>(grammar.units), "units"};
  if (grammar.test) {
    o.status = observations::Status::Test;
    o.test_reason = "TESTOPROEP";
  } else if (grammar.exercise) {
    o.status = observations::Status::Exercise;
    o.test_reason = "oefening";
  }
  where_.fill(grammar, line.codes, o);
  o.title = std::move(title);
  identify(o, number);
}

Understood Reader::finish() {
  for (const Open& open : open_) {
    remarks_.add("flex-fragment-open", line_place(open.number), "the end of this message did not come");
    page(open.line, open.text, open.number);
  }
  if (read_ == 0 && unread_ > 0) {
    remarks_.reject("not-of-format", "line 1",
                    "no line is a pager line; check that the source sends FLEX lines");
    return std::move(out_);
  }
  remarks_.finish();
  return std::move(out_);
}
}  // namespace

Understood parse_flex(std::string_view bytes, const Context& context) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  Reader reader(context, !simdjson::validate_utf8(bytes.data(), bytes.size()), bytes.size());
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (!reader.line(line, ++number)) break;
  }
  return reader.finish();
}

}  // namespace voorzien::feeds
