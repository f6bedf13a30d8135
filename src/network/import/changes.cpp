#include "network/import/changes.h"

#include <map>

namespace voorzien::network {
namespace {
bool is_same(const Number& a, const Number& b) { return a.label == b.label && a.e164 == b.e164; }

bool is_same(const std::vector<Number>& a, const std::vector<Number>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Number& x, const Number& y) { return is_same(x, y); });
}

std::vector<std::string_view> difference(const Contact& a, const Contact& b) {
  std::vector<std::string_view> out;
  const auto note = [&](bool same, std::string_view field) {
    if (!same) out.push_back(field);
  };
  note(a.organisation == b.organisation, "organisation");
  note(a.name == b.name, "name");
  note(a.function == b.function, "function");
  note(a.functions == b.functions, "duty functions");
  note(is_same(a.numbers, b.numbers), "numbers");
  note(a.email == b.email, "e-mail");
  note(a.place == b.place, "place");
  note(a.areas == b.areas, "areas");
  note(a.aliases == b.aliases, "abbreviations");
  note(a.crisis_types == b.crisis_types, "crisis types");
  note(a.valid_from == b.valid_from, "valid from");
  note(a.valid_to == b.valid_to, "valid to");
  return out;
}

bool is_of_file(const Contact& contact, std::string_view file) {
  return contact.source.size() > file.size() && contact.source.starts_with(file) &&
         contact.source[file.size()] == ':';
}
}  // namespace

ContactChanges changes_of(std::span<const Contact> now, std::span<const Contact> read,
                          std::string_view file) {
  std::map<std::string_view, const Contact*> known;
  for (const Contact& one : now) known.emplace(one.id.value, &one);
  std::map<std::string_view, const Contact*> named;
  ContactChanges out;
  for (const Contact& one : read) {
    named.emplace(one.id.value, &one);
    const auto was = known.find(one.id.value);
    if (was == known.end()) {
      out.added.push_back({nullptr, &one, {}});
    } else if (auto fields = difference(*was->second, one); !fields.empty()) {
      out.changed.push_back({was->second, &one, std::move(fields)});
    } else {
      ++out.same;
    }
  }
  for (const Contact& one : now)
    if (is_of_file(one, file) && !named.contains(one.id.value)) out.absent.push_back({&one, nullptr, {}});
  return out;
}
}  // namespace voorzien::network
