// Finding somebody in the directory by what an operator remembers: part of a name, an abbreviation, a place,
// a function, a kind of crisis, some digits of a number; with a slip of the finger and without accents.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "network/network.h"

namespace voorzien::network {

// The words of a directory, each once, with the contacts that hold it. Made once for many questions: 100,000
// contacts have some 100,000 different words, and a question looks at those only.
class SearchIndex {
 public:
  explicit SearchIndex(std::vector<Contact> contacts);

  // Those in whom every word is found and who are valid, best first, at most `limit`. A word of three letters
  // or more is found at the start of a word or inside one; one of five or more also with one letter wrong,
  // missing, too many or swapped. Without words: all, by name.
  [[nodiscard]] std::vector<const Contact*> search(std::string_view words, Instant now,
                                                   std::size_t limit) const;

 private:
  struct Place {
    std::uint32_t contact;
    std::uint8_t weight;  // of where the word stands: a name weighs more than a kind of crisis
  };
  struct Word {
    std::string text;  // folded (geo/fold.h)
    std::uint32_t first_place;
    std::uint32_t places;
  };

  std::vector<Contact> contacts_;
  std::vector<Word> words_;
  std::vector<Place> places_;  // those of a word stand together
};

}  // namespace voorzien::network
