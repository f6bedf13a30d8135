// SearchWords: the words of a question, found at the beginning of words of a text, whatever their case and
// accents ("cafe" finds "Café's").
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace voorzien::api {

class SearchWords {
 public:
  explicit SearchWords(std::string_view question);
  [[nodiscard]] bool all_in(std::string_view text) const;  // false when there are no words

 private:
  std::vector<std::string> words_;
};

// Lower case, accents of Latin-1 taken off.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace voorzien::api
