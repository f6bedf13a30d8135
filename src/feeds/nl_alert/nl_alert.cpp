#include "feeds/nl_alert/nl_alert.h"

#include <algorithm>

#include "feeds/blank.h"
#include "feeds/cap/shape.h"
#include "feeds/json_values.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using json::element;
using json::object;
using observations::Observation;
using observations::Status;
using observations::Understood;
using simdjson::dom::array;

constexpr std::string_view between = "***";  // the languages of one message

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// "EN This is …" -> {"en", "This is …"}; without a mark the first is Dutch and the others English.
observations::Text text_of(std::string_view part, bool first) {
  observations::Text out;
  out.language = first ? "nl" : "en";
  for (const std::string_view mark : {"NL", "EN", "DE", "FR"})
    if (part.size() > 3 && part.starts_with(mark) && (part[2] == ' ' || part[2] == ':')) {
      out.language = lower(mark);
      part = trim(part.substr(3));
    }
  out.headline = one_line(part.substr(0, std::min(part.size(), part.find_first_of(".\n"))));
  out.description = cut_text(part, limits::text_bytes_max);
  return out;
}

std::vector<observations::Text> texts_of(std::string_view message) {
  std::vector<observations::Text> out;
  while (!message.empty() && out.size() < 8) {
    const std::size_t end = std::min(message.find(between), message.size());
    if (const std::string_view part = trim(message.substr(0, end)); !part.empty())
      out.push_back(text_of(part, out.empty()));
    message.remove_prefix(std::min(message.size(), end + between.size()));
  }
  return out;
}

// The national control message goes to every phone twice a year over the same channel; regions practise on it
// too.
Status status_of(std::string_view message, std::string_view type) {
  constexpr std::string_view tests[] = {"testbericht", "controlebericht", "test message", "nl-alert test",
                                        "dit is een test"};
  constexpr std::string_view exercises[] = {"dit is een oefening", "oefenbericht", "oefening nl-alert",
                                            "nl-alert oefening", "this is an exercise"};
  const std::string text = lower(message);
  const auto says = [&text](std::string_view word) { return text.find(word) != std::string::npos; };
  if (std::ranges::any_of(tests, says) || equal_folded(type, "test")) return Status::Test;
  if (std::ranges::any_of(exercises, says) || equal_folded(type, "exercise")) return Status::Exercise;
  return Status::Actual;
}

// Many begin with the name that the title has already.
std::string_view without_name(std::string_view headline) {
  constexpr std::string_view name = "NL-Alert";
  if (headline.size() <= name.size() || !equal_folded(headline.substr(0, name.size()), name)) return headline;
  const std::size_t begins = headline.find_first_not_of(" :,-", name.size());
  return begins == std::string_view::npos || begins == name.size() ? headline : headline.substr(begins);
}

class Alerts {
 public:
  Alerts(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const element& document);

 private:
  void take(const object& in, const std::string& where);
  void area(const object& in, const std::string& where, Observation& o);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  bool coarse_ = false;
};

// Polygons as text, latitude first as in CAP.
void Alerts::area(const object& in, const std::string& where, Observation& o) {
  const cap::ShapeSink sink = [&](std::string_view code, std::string message) {
    remarks_.add(code, where + "/area", std::move(message));
  };
  cap::Shapes shapes;
  const std::string one = json::text(in, "area");
  if (!one.empty()) shapes.add_polygon(one, sink);
  if (const std::optional<array> all = json::list(in, "area"))
    for (const element item : *all) {
      std::string_view text;
      if (item.get_string().get(text) == simdjson::SUCCESS)
        shapes.add_polygon(text, sink);
      else
        remarks_.add("geometry-unread", where + "/area", "a polygon as text is expected; it is left out");
    }
  o.geometry = std::move(shapes).geometry(sink);
}

void Alerts::take(const object& in, const std::string& where) {
  if (out_.observations.size() >= limits::observations_max)
    return remarks_.add("too-many-observations", where, "the alert is left out");
  const std::optional<element> id = json::field(in, "id");
  const std::string message = json::text(in, "message");
  Observation o = blank(context_, "public-warning", "own-organisation");
  if (id) o.native_id = json::text_or_number(*id);
  if (o.native_id.empty() || message.empty())
    return remarks_.add("missing-field", where, "no id or no message; the alert is left out");
  o.texts = texts_of(message);
  o.title = o.texts.empty() ? "NL-Alert" : "NL-Alert: " + std::string(without_name(o.texts.front().headline));
  o.native_level = json::text(in, "type");
  o.status = status_of(message, o.native_level);
  if (o.status != Status::Actual)
    o.test_reason = o.status == Status::Test ? "the message says that it is a test"
                                             : "the message says that it is an exercise";
  o.valid_from = json::time(in, "start_at", where, context_, remarks_);
  o.valid_to = json::time(in, "stop_at", where, context_, remarks_);
  o.t_issued = o.valid_from;
  area(in, where, o);
  if (o.geometry) o.place_precision = "region";
  coarse_ |= complete(o, context_, where, remarks_);
  out_.observations.push_back(std::move(o));
}

void Alerts::read(const element& document) {
  const std::optional<array> listed = json::items_of(document, "data");
  if (!listed) return remarks_.reject("not-of-format", "", "no list of alerts; check the address");
  json::each_object(*listed, "", remarks_,
                    [this](const object& one, const std::string& where) { take(one, where); });
  if (listed->size() > 0 && out_.observations.empty())
    return remarks_.reject("not-of-format", "", "none of the items is an alert; check the address");
  if (coarse_) remark_coarse(remarks_);
  remarks_.finish();
}
}  // namespace

Understood parse_nl_alert(std::string_view bytes, const Context& context) {
  return json::read_document<Alerts>(bytes, context);
}

}  // namespace voorzien::feeds
