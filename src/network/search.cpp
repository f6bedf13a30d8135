#include "network/search.h"

#include <algorithm>
#include <string>

namespace voorzien::network {
namespace {
constexpr std::size_t typo_from = 5;    // letters of a word that may hold one slip
constexpr std::size_t inside_from = 3;  // letters of a word that may stand inside another

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : folded(text) + " ") {
    if (is_part(c)) {
      word += c;
    } else if (!word.empty()) {
      out.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

// The two differ by at most one letter put in, left out, replaced, or swapped with its neighbour.
bool is_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t same = 0;
  while (same < a.size() && a[same] == b[same]) ++same;
  if (a.size() < b.size()) return a.substr(same) == b.substr(same + 1);
  if (same == a.size()) return true;
  if (a.substr(same + 1) == b.substr(same + 1)) return true;
  return same + 1 < a.size() && a[same] == b[same + 1] && a[same + 1] == b[same] &&
         a.substr(same + 2) == b.substr(same + 2);
}

// How well one word is found in another: 0 not at all, 4 the same.
int fit_of(std::string_view asked, std::string_view word) {
  if (word == asked) return 4;
  if (word.starts_with(asked)) return 3;
  if (asked.size() >= inside_from && word.find(asked) != std::string_view::npos) return 2;
  if (asked.size() >= typo_from && is_slip(asked, word.substr(0, std::max(asked.size(), word.size()))))
    return 1;
  return 0;
}

struct Field {
  std::string_view text;
  int weight;
};

int score_of(const Contact& contact, const std::vector<std::string>& asked) {
  std::vector<Field> fields = {
      {contact.name, 4}, {contact.function, 3}, {contact.organisation, 3}, {contact.place, 2}};
  for (const std::string& one : contact.functions) fields.push_back({one, 3});
  for (const std::string& one : contact.aliases) fields.push_back({one, 4});
  for (const std::string& one : contact.crisis_types) fields.push_back({one, 1});
  int total = 0;
  for (const std::string& word : asked) {
    int best = 0;
    for (const Field& field : fields)
      for (const std::string& each : words_of(field.text))
        best = std::max(best, fit_of(word, each) * 10 + field.weight * (fit_of(word, each) > 0 ? 1 : 0));
    if (best == 0) return 0;
    total += best;
  }
  return total;
}

bool is_valid(const Contact& contact, Instant now) {
  return (!contact.valid_from || *contact.valid_from <= now) &&
         (!contact.valid_to || now < *contact.valid_to);
}
}  // namespace

std::vector<const Contact*> search(const State& state, std::string_view words, Instant now,
                                   std::size_t limit) {
  const std::vector<std::string> asked = words_of(words);
  std::vector<std::pair<int, const Contact*>> found;
  for (const auto& [id, contact] : state.contacts) {
    if (!is_valid(contact, now)) continue;
    const int score = asked.empty() ? 1 : score_of(contact, asked);
    if (score > 0) found.emplace_back(score, &contact);
  }
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->name < b.second->name;
  });
  std::vector<const Contact*> out;
  for (const auto& [score, contact] : found) {
    if (out.size() == limit) break;
    out.push_back(contact);
  }
  return out;
}
}  // namespace voorzien::network
