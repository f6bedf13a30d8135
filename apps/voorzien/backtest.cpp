// `backtest`: a recorded desk of count series, and the warnings that an operator would have been shown.
#include <fmt/format.h>
#include <simdjson.h>

#include <cstdio>
#include <string>
#include <vector>

#include "commands.h"
#include "detection/desk/replay.h"
#include "detection/tables/desk_files.h"
#include "engine/on_threads.h"
#include "table_files.h"

namespace voorzien::app {
namespace {
struct Meta {
  std::size_t warmup_ticks = 0;
  std::size_t ticks = 0;
};

Result<Meta> read_meta(const std::string& text, const std::string& file) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  const auto wrong = [&](const std::string& what) { return Error{ErrorCode::BadValue, file, what}; };
  if (parser.parse(simdjson::padded_string(text)).get(root) != simdjson::SUCCESS)
    return Error{ErrorCode::Malformed, file, "This is no JSON."};
  Meta out;
  std::uint64_t tick_s = 0;
  std::uint64_t warmup = 0;
  std::uint64_t ticks = 0;
  if (root["tick_s"].get(tick_s) != simdjson::SUCCESS || tick_s != 300)
    return wrong("`tick_s` must be 300: windows and half-lives are of five-minute ticks.");
  if (root["warmup_ticks"].get(warmup) != simdjson::SUCCESS)
    return wrong("`warmup_ticks` must be a whole number.");
  if (root["ticks"].get(ticks) != simdjson::SUCCESS) return wrong("`ticks` must be a whole number.");
  out.warmup_ticks = warmup;
  out.ticks = ticks;
  return out;
}

void print(const detection::DeskData& desk, const std::vector<detection::DeskWarning>& warnings) {
  std::string out = "tick,series,score,group\n";
  for (const detection::DeskWarning& warning : warnings) {
    fmt::format_to(std::back_inserter(out), "{},", warning.tick);
    for (std::size_t k = 0; k < warning.series.size(); ++k)
      fmt::format_to(std::back_inserter(out), "{}{}", k > 0 ? ";" : "", desk.series_ids[warning.series[k]]);
    fmt::format_to(std::back_inserter(out), ",{:.4f},{}\n", warning.score, warning.group);
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
}
}  // namespace

int backtest(const BacktestOptions& options) {
  std::vector<std::string> texts;
  for (const char* name : {"meta.json", "series.csv", "events.csv", "counts.csv"}) {
    Result<std::string> text = read_table(options.data_dir + "/" + name);
    if (!text) return fail(text.error());
    texts.push_back(std::move(*text));
  }
  const Result<Meta> meta = read_meta(texts[0], options.data_dir + "/meta.json");
  if (!meta) return fail(meta.error());
  const auto in_folder = [&](Error error) {
    error.where = options.data_dir + "/" + error.where;
    return fail(error);
  };
  const Result<detection::DeskData> desk =
      detection::read_desk({texts[1], texts[2], texts[3]}, meta->warmup_ticks, meta->ticks);
  if (!desk) return in_folder(desk.error());
  const auto warnings = detection::replay(*desk, {options.budget, engine::on_threads(options.threads)});
  if (!warnings) return in_folder(warnings.error());
  print(*desk, *warnings);
  return 0;
}
}  // namespace voorzien::app
