#include <algorithm>

#include "doctrine/load.h"

namespace voorzien::doctrine {
namespace {
constexpr std::int64_t year_s = 366LL * 86'400;

LevelStep read_step(Reader reader) {
  LevelStep out;
  reader.read_word("level", out.level, {"", "green", "yellow", "orange", "red"});
  reader.read("words", out.words);
  reader.read("unless", out.unless);
  reader.read("at_least", out.at_least);
  reader.read("unit", out.unit);
  reader.read("scale", out.scale);
  std::int64_t rank = 0;
  reader.read("rank", rank, 0, 100);
  out.rank = static_cast<int>(rank);
  if (out.words.empty() && out.unit.empty())
    reader.fault("level", "a step needs 'words', or 'unit' with 'at_least'");
  reader.done();
  return out;
}

void read_lists(Reader& reader, SignalRule& out, std::vector<Fault>& faults) {
  for (const toml::table* one : reader.tables("step"))
    out.steps.push_back(read_step({*one, reader.file(), faults}));
  for (const toml::table* one : reader.tables("object")) {
    Reader inner(*one, reader.file(), faults);
    ObjectName object;
    inner.read("words", object.words, true);
    inner.read("text", object.text, true);
    inner.done();
    out.objects.push_back(std::move(object));
  }
  for (const toml::table* one : reader.tables("draft")) {
    Reader inner(*one, reader.file(), faults);
    Draft draft;
    inner.read_word("from_level", draft.from_level, {"", "green", "yellow", "orange", "red"});
    inner.read("text", draft.text, true);
    inner.done();
    out.drafts.push_back(std::move(draft));
  }
  for (const toml::table* one : reader.tables("with")) {
    Reader inner(*one, reader.file(), faults);
    With with;
    inner.read("theme", with.theme, true);
    inner.read_word("from_level", with.from_level, {"yellow", "orange", "red"});
    inner.read("at_least", with.at_least);
    inner.read_word("level", with.level, {"yellow", "orange", "red"});
    inner.read("title", with.title);
    inner.done();
    out.with.push_back(std::move(with));
  }
}

SignalRule read_rule(Reader reader, std::vector<Fault>& faults) {
  SignalRule out;
  reader.read("id", out.id, true);
  reader.read("version", out.version, true);
  reader.read("sentence", out.sentence, true);
  reader.read("theme", out.theme.value);
  reader.read("kinds", out.kinds, true);
  reader.read("words", out.words);
  reader.read("unless", out.unless);
  reader.read("opens", out.opens);
  reader.read_word("opens_from", out.opens_from, {"", "green", "yellow", "orange", "red"});
  reader.read_word("group", out.group,
                   {"place", "municipality", "reference", "fact", "station", "road", "theme"});
  reader.read("window_s", out.window_s, 60, 30 * 86'400);
  reader.read("shelf_s", out.shelf_s, 300, year_s);
  reader.read("take_level", out.take_level);
  reader.read("floor", out.floor);
  reader.read_word("quantity", out.quantity, {"max", "sum", "last"});
  reader.read("title", out.title, true);
  reader.read("reason", out.reason);
  read_lists(reader, out, faults);
  reader.done();
  return out;
}

StationRule read_station(Reader reader, std::vector<Fault>& faults) {
  StationRule out;
  reader.read("id", out.id, true);
  reader.read("version", out.version, true);
  reader.read("sentence", out.sentence, true);
  reader.read("theme", out.theme.value, true);
  reader.read("kind", out.kind, true);
  reader.read("station", out.station);
  reader.read("name", out.name);
  reader.read("unit", out.unit, true);
  reader.read("factor", out.factor);
  if (!(out.factor > 0)) reader.fault("factor", "'factor' must be above 0");
  for (const toml::table* one : reader.tables("threshold")) {
    Reader inner(*one, reader.file(), faults);
    StationThreshold threshold;
    inner.read_word("level", threshold.level, {"yellow", "orange", "red"});
    inner.read("value", threshold.value);
    inner.read("words", threshold.words, true);
    inner.done();
    out.thresholds.push_back(std::move(threshold));
  }
  if (out.thresholds.empty()) reader.fault("id", "a station needs a [[station.threshold]]");
  reader.done();
  return out;
}

void check_names(const toml::table& root, const std::string& file, const Doctrine& doctrine,
                 std::vector<Fault>& faults) {
  std::vector<std::string> seen;
  const auto check = [&](const toml::node& node, std::string_view key) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return;
    Reader reader(*table, file, faults);
    const auto id = (*table)["id"].value_or(std::string{});
    if (std::ranges::find(seen, id) != seen.end()) reader.fault("id", "'" + id + "' is used twice");
    seen.push_back(id);
    const auto theme = (*table)["theme"].value_or(std::string{});
    if (!theme.empty() && doctrine.theme(theme) == nullptr)
      reader.fault("theme", std::string(key) + " names theme '" + theme + "' that does not exist");
    if (const toml::array* with = (*table)["with"].as_array())
      for (const toml::node& one : *with)
        if (const toml::table* inner = one.as_table()) {
          const auto other = (*inner)["theme"].value_or(std::string{});
          if (!other.empty() && doctrine.theme(other) == nullptr)
            Reader(*inner, file, faults).fault("theme", "theme '" + other + "' does not exist");
        }
  };
  for (const std::string_view key : {"theme", "rule", "station"}) {
    seen.clear();
    if (const toml::array* list = root[key].as_array())
      for (const toml::node& node : *list) check(node, key);
  }
}
}  // namespace

void load_themes(const toml::table& root, const std::string& file, Doctrine& out,
                 std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  for (const toml::table* one : reader.tables("theme")) {
    Reader inner(*one, file, faults);
    Theme theme;
    inner.read("id", theme.id.value, true);
    inner.read("name", theme.name, true);
    inner.read("name_en", theme.name_en, true);
    std::int64_t order = 0;
    inner.read("order", order, 1, 1'000);
    theme.order = static_cast<int>(order);
    inner.read("words", theme.words);
    inner.done();
    out.themes.push_back(std::move(theme));
  }
  if (out.themes.empty()) faults.push_back({file, 1, 1, "there is no [[theme]]"});
  for (const toml::table* one : reader.tables("rule"))
    out.rules.signals.push_back(read_rule({*one, file, faults}, faults));
  for (const toml::table* one : reader.tables("station"))
    out.rules.stations.push_back(read_station({*one, file, faults}, faults));
  reader.done();
  check_names(root, file, out, faults);
}
}  // namespace voorzien::doctrine
