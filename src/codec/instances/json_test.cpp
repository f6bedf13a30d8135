// What one description promises: the same value comes back, and nothing else is taken for it.
#include "codec/json.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "base/random.h"
#include "codec/instances/geo_json.h"
#include "desk/commands.h"
#include "observations/observation.h"
#include "picture/commands.h"
#include "picture/events.h"

using namespace voorzien;

namespace kinds {
enum class Colour { Red, OwnOrganisation };
DESCRIBE_ENUM(Colour, Red, OwnOrganisation)

struct Base {
  std::string name;
  bool operator==(const Base&) const = default;
};
DESCRIBE(Base, name)

struct Circle {
  static constexpr std::string_view kind = "circle";
  double radius = 0;
  bool operator==(const Circle&) const = default;
};
DESCRIBE(Circle, radius)
struct Nothing {
  static constexpr std::string_view kind = "nothing";
  bool operator==(const Nothing&) const = default;
};
DESCRIBE_EMPTY(Nothing)

struct All : Base {
  bool flag = false;
  int small = 0;
  std::int64_t whole = 0;
  std::uint64_t positive = 0;
  double number = 0;
  std::string text;
  SignalId id;
  Instant at;
  Duration length;
  Colour colour = Colour::Red;
  std::optional<std::int64_t> maybe;
  std::vector<std::string> list;
  std::set<std::string> set;
  std::map<std::string, Circle> map;
  std::variant<Circle, Nothing> choice;
  std::optional<geo::Geometry> shape;
  bool operator==(const All&) const = default;
};
BOOST_DESCRIBE_STRUCT(All, (Base),
                      (flag, small, whole, positive, number, text, id, at, length, colour, maybe, list, set,
                       map, choice, shape))
}  // namespace kinds

namespace voorzien::codec {
VOORZIEN_JSON(kinds::All)
VOORZIEN_JSON(kinds::Base)
}  // namespace voorzien::codec

namespace {
using kinds::All;

struct Make {
  Random random;
  std::uint64_t below(std::uint64_t bound) { return random.below(bound); }

  std::string text() {
    static const std::vector<std::string> parts = {"a",  "\"", "\\",   "\n",       "\x01",         "é",
                                                   "€",  "😀", "/",    "</script", "\xE2\x80\xA8", "~",
                                                   "Jp", " ",  "\x7F", "ß"};
    std::string out;
    for (std::uint64_t n = below(12); n > 0; --n) out += parts[below(parts.size())];
    return out;
  }
  double number() {
    for (;;) {
      double out = 0;
      const std::uint64_t bits = below(3) == 0 ? random.next() : 0;
      if (bits != 0)
        std::memcpy(&out, &bits, sizeof out);
      else
        out = static_cast<double>(static_cast<std::int64_t>(below(2'000'000)) - 1'000'000) / 1'000;
      if (std::isfinite(out)) return out;
    }
  }
  Instant instant() {  // anywhere in the years 1 to 9999
    constexpr std::int64_t first = -62'135'596'800'000'000;
    constexpr std::uint64_t span = 315'537'897'599'999'999ULL;
    return {first + static_cast<std::int64_t>(below(span))};
  }
  geo::Point point() { return {number(), number()}; }
  std::vector<geo::Point> points() {
    std::vector<geo::Point> out(below(5));
    for (geo::Point& one : out) one = point();
    return out;
  }
  geo::Polygon polygon() {
    geo::Polygon out;
    for (std::uint64_t n = below(3); n > 0; --n) out.rings.push_back(points());
    return out;
  }
  geo::Geometry geometry() {
    switch (below(5)) {
      case 0:
        return point();
      case 1:
        return geo::LineString{points()};
      case 2:
        return geo::MultiLineString{{points(), points()}};
      case 3:
        return polygon();
      default:
        return geo::MultiPolygon{{polygon(), polygon()}};
    }
  }
  All all() {
    All out;
    out.name = text();
    out.flag = below(2) == 0;
    out.small = static_cast<int>(below(1'000)) - 500;
    out.whole = static_cast<std::int64_t>(random.next());
    out.positive = random.next();
    out.number = number();
    out.text = text();
    out.id.value = text();
    out.at = instant();
    out.length = {static_cast<std::int64_t>(random.next())};
    out.colour = below(2) == 0 ? kinds::Colour::Red : kinds::Colour::OwnOrganisation;
    if (below(2) == 0) out.maybe = static_cast<std::int64_t>(below(9));
    for (std::uint64_t n = below(4); n > 0; --n) out.list.push_back(text());
    for (std::uint64_t n = below(4); n > 0; --n) out.set.insert(text());
    for (std::uint64_t n = below(4); n > 0; --n) out.map[text()] = {number()};
    if (below(2) == 0)
      out.choice = kinds::Circle{number()};
    else
      out.choice = kinds::Nothing{};
    if (below(3) != 0) out.shape = geometry();
    return out;
  }
};

std::string fault(const std::string& json) {
  const Result<All> read = codec::decode<All>(json);
  if (read) return "";
  return std::string(name_of(read.error().code)) + " " + read.error().where;
}

std::string swapped(std::string json, const std::string& from, const std::string& to) {
  const std::size_t at = json.find(from);
  REQUIRE(at != std::string::npos);
  return json.replace(at, from.size(), to);
}
}  // namespace

TEST_CASE("every_value_comes_back_the_same_and_in_the_same_bytes") {
  Make make{Random(20'260'627)};
  for (int i = 0; i < 3'000; ++i) {
    const All value = make.all();
    const std::string json = codec::encode(value);
    const Result<All> back = codec::decode<All>(json);
    REQUIRE_MESSAGE(back, json, " ", (back ? "" : back.error().to_text()));
    CHECK(*back == value);
    REQUIRE(codec::encode(*back) == json);
  }
}

TEST_CASE("each_kind_of_value_has_one_form") {
  All value;
  value.name = "n";
  value.text = "a\"\\\n\x01\xC3\xA9\xFF";
  value.length = seconds(2);
  value.colour = kinds::Colour::OwnOrganisation;
  value.number = 0.1;
  value.map["k"] = {1};
  value.set = {"b", "a"};
  value.shape = geo::Point{5.25, 52};
  CHECK(
      codec::encode(value) ==
      R"({"name":"n","flag":false,"small":0,"whole":0,"positive":0,"number":0.1,)"
      R"("text":"a\"\\\n\u0001)"
      "\xC3\xA9\xEF\xBF\xBD"
      R"(","id":"","at":"1970-01-01T00:00:00.000000Z","length":2000000,"colour":"own-organisation",)"
      R"("maybe":null,"list":[],"set":["a","b"],"map":{"k":{"radius":1}},"choice":{"kind":"circle","radius":0},)"
      R"("shape":{"type":"Point","coordinates":[5.25,52]}})");
}

TEST_CASE("broken_utf8_never_leaves_the_codec") {
  const std::vector<std::string> broken = {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                           "\xE2\x82", "\x80",         "\xF0\x8F\xBF\xBF"};
  for (const std::string& text : broken) {
    const std::string json = codec::encode(kinds::Base{text});
    CHECK(json.find("\xEF\xBF\xBD") != std::string::npos);
    CHECK(codec::decode<kinds::Base>(json));
  }
}

TEST_CASE("a_number_without_value_is_null_and_only_we_ourselves_may_say_so") {
  geo::Point nowhere{std::numeric_limits<double>::infinity(), std::nan("")};
  const std::string json = codec::encode(nowhere);
  CHECK(json == R"({"lon":null,"lat":null})");
  REQUIRE(codec::decode<geo::Point>(json));
  CHECK(std::isnan(codec::decode<geo::Point>(json)->lon));
  CHECK(!codec::decode_body<geo::Point>(json, {}));
}

TEST_CASE("reading_is_strict_and_names_the_place") {
  const std::string good = codec::encode(Make{Random(7)}.all());
  const std::string plain = codec::encode(All{});
  CHECK(fault(good) == "");
  CHECK(fault(plain + " \n") == "");
  CHECK(fault(swapped(plain, "\"flag\"", "\"flags\"")) == "unknown-field /flags");
  CHECK(fault(swapped(plain, "\"flag\":false,", "")) == "missing-field /flag");
  CHECK(fault(swapped(plain, "\"flag\":false", "\"flag\":false,\"flag\":true")) == "bad-value /flag");
  CHECK(fault(swapped(plain, "\"flag\":false", "\"flag\":0")) == "bad-value /flag");
  CHECK(fault(swapped(plain, "\"small\":0", "\"small\":3000000000")) == "bad-value /small");
  CHECK(fault(swapped(plain, "\"small\":0", "\"small\":1.5")) == "bad-value /small");
  CHECK(fault(swapped(plain, "\"positive\":0", "\"positive\":-1")) == "bad-value /positive");
  CHECK(fault(swapped(plain, "\"red\"", "\"Red\"")) == "bad-value /colour");
  CHECK(fault(swapped(plain, "1970-01-01T00", "1970-13-01T00")) == "bad-time /at");
  CHECK(fault(swapped(plain, "\"1970-01-01T00:00:00.000000Z\"", "\"9999-12-31T23:30:00-01:00\"")) ==
        "bad-time /at");
  CHECK(fault(swapped(plain, "\"list\":[]", "\"list\":[\"a\",2]")) == "bad-value /list/1");
  CHECK(fault(swapped(plain, "\"set\":[]", "\"set\":[\"a\",\"a\"]")) == "bad-value /set/1");
  CHECK(fault(swapped(plain, "\"map\":{}", "\"map\":{\"a/b~c\":{\"radius\":true}}")) ==
        "bad-value /map/a~1b~0c/radius");
  CHECK(fault(swapped(plain, "\"map\":{}", R"("map":{"a":{"radius":1},"a":{"radius":1}})")) ==
        "bad-value /map/a");
  CHECK(fault(swapped(plain, "\"kind\":\"circle\"", "\"kind\":\"square\"")) == "bad-value /choice/kind");
  CHECK(fault(swapped(plain, "\"kind\":\"circle\",\"radius\":0", "\"radius\":0,\"kind\":\"circle\"")) ==
        "bad-value /choice/radius");
  CHECK(fault(swapped(plain, "\"shape\":null", R"("shape":{"type":"Point","coordinates":[1,2,3]})")) ==
        "bad-place /shape/coordinates/2");
  CHECK(fault(swapped(plain, "\"shape\":null", R"("shape":{"type":"Circle","coordinates":[1,2]})")) ==
        "bad-place /shape/type");
}

TEST_CASE("bytes_that_are_no_json_are_refused") {
  const std::string plain = codec::encode(All{});
  for (const std::string& text :
       {std::string(), std::string("null"), std::string("7"), std::string("\"a\""), std::string("[]"),
        plain + "x", plain + plain, plain + "}", "[" + plain + "]", plain.substr(0, plain.size() - 1),
        "\xFF" + plain, std::string("{\"name\":\"\xFF\"}"), std::string("{\"name\" \"a\"}"),
        std::string("{name:1}"), std::string(R"({"name":"\ud800"})"), std::string("{\"name\":\"a\nb\"}")})
    CHECK_MESSAGE(!codec::decode<All>(text), text);
  for (std::size_t length = 0; length < plain.size(); ++length)
    REQUIRE(!codec::decode<All>(std::string_view(plain).substr(0, length)));
}

TEST_CASE("an_optional_field_may_be_absent") {
  const std::string plain = codec::encode(All{});
  CHECK(fault(swapped(plain, "\"maybe\":null,", "")) == "");
  CHECK(codec::decode<desk::WriteLog>(R"({"text":"a"})"));
}

TEST_CASE("a_body_may_leave_out_what_is_not_required") {
  constexpr std::string_view required[] = {"id", "grade"};
  const auto read = [&](std::string_view json) {
    return codec::decode_body<picture::VerifySignal>(json, required);
  };
  REQUIRE(read(R"({"grade":"sure","id":"x"})"));
  CHECK(read(R"({"grade":"sure","id":"x"})")->so_what.empty());
  CHECK(read(R"({"id":"x"})").error().where == "/grade");
  CHECK(read(R"({"id":"x","grade":"sure","so":1})").error().where == "/so");
  CHECK(codec::decode_body<desk::WriteEntry>(R"({"text":"a","quantity":{"value":1}})", {}).error().where ==
        "/quantity/unit");
}

TEST_CASE("deep_nesting_ends_in_an_error") {
  std::string deep = R"({"name":)";
  for (int i = 0; i < 100'000; ++i) deep += '[';
  CHECK(!codec::decode<All>(deep + "}"));
  std::string shape =
      R"({"type":"MultiPolygon","coordinates":)" + std::string(2'000, '[') + std::string(2'000, ']') + "}";
  CHECK(!codec::decode<geo::Geometry>(shape));
}

TEST_CASE("a_reading_inside_a_reading_does_not_disturb_it") {
  codec::Reader outer(R"({"a":"first","b":"second"})");
  std::string_view key;
  std::string_view text;
  REQUIRE(outer.begin_object());
  REQUIRE(outer.next_field(key));
  REQUIRE(outer.read_text(text));
  CHECK(codec::decode<kinds::Base>(R"({"name":"inner inner inner"})")->name == "inner inner inner");
  CHECK(text == "first");
  REQUIRE(outer.next_field(key));
  REQUIRE(outer.read_text(text));
  CHECK(text == "second");
}

TEST_CASE("events_carry_their_kind_first") {
  const picture::Event ended = picture::ObservationEnded{{"o-1"}, "cancelled"};
  const std::string json = codec::encode(ended);
  CHECK(json == R"({"kind":"observation-ended","id":"o-1","reason":"cancelled"})");
  const Result<picture::Event> back = codec::decode<picture::Event>(json);
  REQUIRE(back);
  CHECK(std::get<picture::ObservationEnded>(*back).id.value == "o-1");
}

TEST_CASE("a_provenance_is_left_out_where_there_is_none_and_old_entries_without_one_are_read") {
  observations::Observation plain;
  plain.native_id = "1";
  const std::string without = codec::encode(plain);
  CHECK(without.find("provenance") == std::string::npos);
  CHECK(without.find("\"level\":null") != std::string::npos);  // the others stay null
  CHECK(codec::decode<observations::Observation>(without).value() == plain);
  plain.provenance = {observations::SignatureVerdict::VerifiedNormalised, "why", "CN=x", {"KNMI"}};
  const std::string with = codec::encode(plain);
  CHECK(with.ends_with(R"("provenance":{"signature":"verified-normalised","signature_reason":"why",)"
                       R"("signer":"CN=x","profiles":["KNMI"]}})"));
  CHECK(codec::decode<observations::Observation>(with).value() == plain);
  const std::string schema = codec::schema_definition(codec::type_of<observations::Observation>());
  CHECK(schema.find(R"("raw_sha256"],"properties")") != std::string::npos);  // never required
  CHECK(schema.find(R"("provenance":{"anyOf")") != std::string::npos);
}
