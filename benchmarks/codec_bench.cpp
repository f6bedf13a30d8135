// The codec beside what bounds it: writing a described observation against copying its bytes, reading it
// against simdjson only checking that it is JSON, in the same run on the same bytes.
#include <fmt/format.h>
#include <simdjson.h>

#include <chrono>
#include <cstdio>

#include "codec/entity_json.h"
#include "codec/json.h"
#include "observations/observation.h"
#include "views/entities.h"

using namespace voorzien;

namespace {
observations::Observation observation() {
  observations::Observation out;
  out.id.value = "01J1EXAMPLE0000000000000000";
  out.source.value = "knmi";
  out.native_id = "urn:oid:2.49.0.1.528.0.2026.6.27.1";
  out.kind = "weather-warning";
  out.theme = "weather";
  out.title = "Code oranje voor zware onweersbuien in Utrecht";
  out.texts = {
      {"nl", "Zware onweersbuien", "Vanaf 16.00 uur zware onweersbuien met hagel.", "Blijf binnen."}};
  out.t_issued = Instant{1'782'571'640'123'456};
  out.valid_from = Instant{1'782'576'000'000'000};
  out.valid_to = Instant{1'782'586'800'000'000};
  out.native_level = "code orange";
  out.level = observations::Level::Orange;
  out.geometry = geo::Polygon{{{{5.02, 52.01}, {5.31, 52.02}, {5.29, 52.21}, {5.01, 52.19}, {5.02, 52.01}}}};
  out.areas = {"GM0344", "GM0321", "VR09"};
  out.raw_sha256 = std::string(64, 'a');
  return out;
}

template <class Work>
double per_second(const Work& work) {
  using Clock = std::chrono::steady_clock;
  std::size_t count = 0;
  const Clock::time_point start = Clock::now();
  Clock::duration taken{};
  while (taken < std::chrono::milliseconds(700)) {
    for (int i = 0; i < 1'000; ++i) work();
    count += 1'000;
    taken = Clock::now() - start;
  }
  return static_cast<double>(count) / std::chrono::duration<double>(taken).count();
}

void line(const char* what, double ours, const char* limit, double theirs, std::size_t bytes) {
  fmt::print("{:<34} {:>9.0f} /s {:>6.0f} MB/s | {:<30} {:>9.0f} /s | ratio {:.2f}\n", what, ours,
             ours * static_cast<double>(bytes) / 1e6, limit, theirs, ours / theirs);
}
}  // namespace

int main() {
  const observations::Observation value = observation();
  const std::string json = codec::encode(value);
  std::string out;
  std::size_t sum = 0;
  const double write = per_second([&] {
    out.clear();
    codec::encode_to(value, out);
    sum += out.size();
  });
  std::string copy(json.size(), '\0');
  const double minify = per_second([&] {
    std::size_t length = 0;
    sum += simdjson::minify(json.data(), json.size(), copy.data(), length) == simdjson::SUCCESS ? length : 0;
  });
  const double read =
      per_second([&] { sum += codec::decode<observations::Observation>(json)->areas.size(); });
  simdjson::dom::parser parser;
  const simdjson::padded_string padded(json);
  const double parse =
      per_second([&] { sum += parser.parse(padded).error() == simdjson::SUCCESS ? 1U : 0U; });
  fmt::print("observation of {} bytes, simdjson {}\n", json.size(),
             simdjson::get_active_implementation()->name());
  line("write described observation", write, "simdjson minify of its bytes", minify, json.size());
  line("read and check every field", read, "simdjson DOM parse, no fields", parse, json.size());
  return sum == 0 ? 1 : 0;
}
