#include "network/search.h"

#include <algorithm>
#include <span>
#include <utility>

#include "geo/fold.h"

namespace voorzien::network {
namespace {
constexpr std::size_t typo_from = 5;    // letters of a word that may hold one slip
constexpr std::size_t inside_from = 3;  // letters of a word that may stand inside another
constexpr std::size_t asked_max = 8;    // words of one question
constexpr int fit_unit = 10;            // how well a word fits counts before where it stands

std::vector<std::string_view> parted(std::string_view folded) {
  std::vector<std::string_view> out;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) out.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
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
  if (asked.size() >= typo_from && is_slip(asked, word)) return 1;
  return 0;
}

// A Dutch number is known by how it is dialled, others by their digits.
std::string digits_of(const Number& number) {
  constexpr std::string_view dutch = "+31";
  if (number.e164.starts_with(dutch)) return '0' + number.e164.substr(dutch.size());
  return number.e164.starts_with('+') ? number.e164.substr(1) : number.e164;
}

// Calls each(text, weight) for all by which a contact is found.
template <class Each>
void each_text(const Contact& contact, Each each) {
  each(contact.name, 4);
  for (const std::string& one : contact.aliases) each(one, 4);
  each(contact.function, 3);
  each(contact.organisation, 3);
  for (const std::string& one : contact.functions) each(one, 3);
  each(contact.place, 2);
  for (const Number& one : contact.numbers) each(digits_of(one), 2);
  for (const std::string& one : contact.crisis_types) each(one, 1);
}

struct Occurrence {
  std::string word;
  std::uint32_t contact;
  std::uint8_t weight;
};

std::vector<Occurrence> occurrences(const std::vector<Contact>& contacts) {
  std::vector<Occurrence> out;
  for (std::uint32_t i = 0; i < contacts.size(); ++i)
    each_text(contacts[i], [&](const std::string& text, std::uint8_t weight) {
      const std::string folded = geo::fold(text);
      for (const std::string_view word : parted(folded)) out.push_back({std::string(word), i, weight});
    });
  std::ranges::sort(out, [](const Occurrence& a, const Occurrence& b) {
    return a.word != b.word ? a.word < b.word : a.contact < b.contact;
  });
  return out;
}

// What each contact scored, word after word of the question: who misses one drops out.
class Scores {
 public:
  explicit Scores(std::size_t contacts) : standings_(contacts) {}

  void offer(std::uint32_t contact, int score) {
    Standing& standing = standings_[contact];
    if (standing.words != word_) return;  // an earlier word was not found in it
    if (standing.best == 0) touched_.push_back(contact);
    standing.best = std::max(standing.best, score);
  }
  void next_word() {
    for (const std::uint32_t one : touched_) {
      Standing& standing = standings_[one];
      standing.total += std::exchange(standing.best, 0);
      ++standing.words;
    }
    found_ = std::exchange(touched_, {});
    ++word_;
  }
  [[nodiscard]] const std::vector<std::uint32_t>& found() const { return found_; }
  [[nodiscard]] int of(std::uint32_t contact) const { return standings_[contact].total; }

 private:
  struct Standing {
    int total = 0;
    int best = 0;  // for the word that is looked at
    std::size_t words = 0;
  };
  std::vector<Standing> standings_;
  std::vector<std::uint32_t> touched_, found_;
  std::size_t word_ = 0;
};
}  // namespace

SearchIndex::SearchIndex(std::vector<Contact> contacts) : contacts_(std::move(contacts)) {
  for (Occurrence& one : occurrences(contacts_)) {
    if (words_.empty() || words_.back().text != one.word)
      words_.push_back({std::move(one.word), static_cast<std::uint32_t>(places_.size()), 0});
    ++words_.back().places;
    places_.push_back({one.contact, one.weight});
  }
}

std::vector<const Contact*> SearchIndex::search(std::string_view words, Instant now,
                                                std::size_t limit) const {
  const std::string folded = geo::fold(words);
  std::vector<std::string_view> asked = parted(folded);
  if (asked.size() > asked_max) asked.resize(asked_max);
  Scores scores(contacts_.size());
  for (const std::string_view word : asked) {
    for (const Word& known : words_) {
      const int fit = fit_of(word, known.text);
      if (fit == 0) continue;
      for (const Place& place : std::span(places_).subspan(known.first_place, known.places))
        scores.offer(place.contact, fit * fit_unit + place.weight);
    }
    scores.next_word();
  }
  std::vector<std::uint32_t> found;
  const auto keep = [&](std::uint32_t one) {
    if (is_valid(contacts_[one], now)) found.push_back(one);
  };
  if (asked.empty())
    for (std::uint32_t i = 0; i < contacts_.size(); ++i) keep(i);
  else
    for (const std::uint32_t one : scores.found()) keep(one);
  const auto last = found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()));
  std::ranges::partial_sort(found, last, [&](std::uint32_t a, std::uint32_t b) {
    if (scores.of(a) != scores.of(b)) return scores.of(a) > scores.of(b);
    return contacts_[a].name != contacts_[b].name ? contacts_[a].name < contacts_[b].name : a < b;
  });
  std::vector<const Contact*> out;
  for (auto one = found.begin(); one != last; ++one) out.push_back(&contacts_[*one]);
  return out;
}
}  // namespace voorzien::network
