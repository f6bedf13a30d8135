#include "network/search.h"

#include <algorithm>
#include <string>

namespace voorzien::network {
namespace {
constexpr std::size_t typo_from = 5;    // letters of a word that may hold one slip
constexpr std::size_t inside_from = 3;  // letters of a word that may stand inside another

bool is_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Calls each(word) for the words of a text, in small letters; `room` is used again from text to text.
template <class Each>
void each_word(std::string_view text, std::string& room, Each each) {
  room.assign(text);
  for (char& c : room)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  std::string_view rest = room;
  while (!rest.empty()) {
    const auto begin = std::ranges::find_if(rest, is_part);
    const auto end = std::find_if_not(begin, rest.end(), is_part);
    if (begin != end) each(std::string_view(begin, end));
    rest = std::string_view(end, rest.end());
  }
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
  if (asked.size() >= typo_from && is_slip(asked, word)) return 1;
  return 0;
}

// The best place where a word is found: how well it fits first, then where. 0: nowhere.
class Finder {
 public:
  explicit Finder(std::string_view words) {
    each_word(words, room_, [&](std::string_view word) { asked_.emplace_back(word); });
  }
  [[nodiscard]] bool asks_nothing() const { return asked_.empty(); }

  int score(const Contact& contact) {
    int total = 0;
    for (const std::string& word : asked_) {
      const int best = best_of(contact, word);
      if (best == 0) return 0;
      total += best;
    }
    return total;
  }

 private:
  int best_of(const Contact& contact, std::string_view word) {
    int best = 0;
    const auto look = [&](std::string_view text, int weight) {
      each_word(text, room_, [&](std::string_view each) {
        if (const int fit = fit_of(word, each); fit > 0) best = std::max(best, fit * 10 + weight);
      });
    };
    look(contact.name, 4);
    for (const std::string& one : contact.aliases) look(one, 4);
    look(contact.function, 3);
    look(contact.organisation, 3);
    for (const std::string& one : contact.functions) look(one, 3);
    look(contact.place, 2);
    for (const std::string& one : contact.crisis_types) look(one, 1);
    return best;
  }

  std::vector<std::string> asked_;
  std::string room_;
};
}  // namespace

std::vector<const Contact*> search(const State& state, std::string_view words, Instant now,
                                   std::size_t limit) {
  Finder finder(words);
  std::vector<std::pair<int, const Contact*>> found;
  for (const auto& [id, contact] : state.contacts) {
    if (!is_valid(contact, now)) continue;
    const int score = finder.asks_nothing() ? 1 : finder.score(contact);
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
