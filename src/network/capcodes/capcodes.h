// Capcodes: what lists say that a pager's address wakes, and how far they agree.
//
// There is no official list. Those that go round differ, and grow old; so every claim keeps the list that it
// comes from and that list's date, all of them stand side by side, and none is preferred: where they disagree
// the reader sees both, the newest first (inputs.md 2.7). Values, built once and then only read; pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace voorzien::network {

// "000709531" and "0709531" are one code: the seven digits that are on the air. Seven to ten digits, of which
// those before the last seven are zero; nothing otherwise.
[[nodiscard]] std::optional<std::string> capcode_of(std::string_view digits);

// What one line of a list says. A part that the list does not tell is empty.
struct CapcodeClaim {
  std::string code;        // seven digits
  std::string name;        // whom or what it wakes: "CaCo", "Tankautospuit 611"
  std::string discipline;  // as the list writes it: "Brandweer"
  std::string station;     // "Aalsmeer"
  std::string region;      // "Utrecht", as the list writes it
  std::size_t line = 0;    // of the file, from 1
};

struct CapcodeList {
  std::string source;  // whose list: "bommel"
  std::string date;    // of the list, a civil day: "2024-01-01", so that text order is time order
  std::vector<CapcodeClaim> claims;
};

// Do both tell a part, and differently? Capitals, accents, blanks and punctuation aside; who tells less does
// not disagree.
[[nodiscard]] bool disagree(const CapcodeClaim& a, const CapcodeClaim& b);
// "CaCo, Brandweer, Utrecht": one line of what is told.
[[nodiscard]] std::string to_text(const CapcodeClaim& claim);

// All lists side by side.
class CapcodeBook {
 public:
  struct Known {
    std::string source;
    std::string date;
    std::size_t claims = 0;
  };
  struct Entry {
    CapcodeClaim claim;
    std::size_t list = 0;  // in lists()
    std::string words;     // folded, for search
  };

  CapcodeBook() = default;
  explicit CapcodeBook(std::vector<CapcodeList> lists);

  [[nodiscard]] const std::vector<Known>& lists() const { return lists_; }  // by source, the newest first
  [[nodiscard]] std::span<const Entry> all() const { return entries_; }     // by code
  // What the lists say of a code of seven digits: newest date first, then by source and line.
  [[nodiscard]] std::span<const Entry> find(std::string_view code) const;
  // Codes of which one claim has every word of the question at the beginning of a word; in their own order.
  [[nodiscard]] std::vector<std::string> search(std::string_view question, std::size_t limit) const;

 private:
  std::vector<Known> lists_;
  std::vector<Entry> entries_;  // by code, then as find() gives them
};

// Does any of them disagree with another?
[[nodiscard]] bool is_conflict(std::span<const CapcodeBook::Entry> claims);

}  // namespace voorzien::network
