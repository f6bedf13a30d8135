#include "desk/words.h"

#include <algorithm>

namespace voorzien::desk {
namespace {
bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || byte >= 0x80;
}
bool has_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}
int rank_of(std::string_view level) {
  constexpr std::string_view order[] = {"", "green", "yellow", "orange", "red"};
  return static_cast<int>(std::ranges::find(order, level) - std::begin(order));
}
}  // namespace

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string theme_by_words(const doctrine::Doctrine& doctrine, std::string_view text) {
  const std::string low = lowered(text);
  std::string out;
  std::size_t best = 0;
  for (const doctrine::Theme& theme : doctrine.themes) {
    std::size_t score = 0;
    for (const std::string& words : theme.words)
      if (!words.empty() && has_words(low, words)) score += words.size();
    if (score > best) {
      best = score;
      out = theme.id.value;
    }
  }
  return out;
}

RuleLevel level_by_rule(const doctrine::Doctrine& doctrine, std::string_view theme, double quantity,
                        std::string_view unit) {
  for (const doctrine::SignalRule& rule : doctrine.rules.signals) {
    if (rule.theme.value != theme) continue;
    RuleLevel out;
    bool counts = false;
    for (const doctrine::LevelStep& step : rule.steps) {
      if (step.unit != unit || !step.words.empty()) continue;
      counts = true;
      if (quantity >= step.at_least) {
        if (rank_of(step.level) > rank_of(out.level)) out.level = step.level;
      } else if (!step.level.empty() && (out.next_level.empty() || step.at_least < out.next_limit)) {
        out.next_limit = step.at_least;
        out.next_level = step.level;
      }
    }
    if (!counts) continue;
    out.rule = rule.id;
    out.sentence = rule.sentence;
    return out;
  }
  return {};
}
}  // namespace voorzien::desk
