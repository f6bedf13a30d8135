#include "doctrine/reader.h"

#include <algorithm>
#include <sstream>

namespace voorzien::doctrine {
namespace {
std::string type_words(const toml::node& node) {
  std::ostringstream out;
  out << node.type();
  return out.str();
}
}  // namespace

void Reader::fault_at(const toml::source_position& at, std::string message) {
  faults_.push_back({file_, static_cast<int>(at.line), static_cast<int>(at.column), std::move(message)});
}

void Reader::fault(std::string_view key, std::string message) {
  const toml::node* node = table_.get(key);
  fault_at(node != nullptr ? node->source().begin : table_.source().begin, std::move(message));
}

const toml::node* Reader::take(std::string_view key, bool required) {
  asked_.emplace(key);
  const toml::node* node = table_.get(key);
  if (node == nullptr && required)
    fault_at(table_.source().begin, "'" + std::string(key) + "' is missing here");
  return node;
}

void Reader::read(std::string_view key, std::string& out, bool required) {
  const toml::node* node = take(key, required);
  if (node == nullptr) return;
  if (const auto* text = node->as_string()) {
    out = text->get();
    if (required && out.empty()) fault(key, "'" + std::string(key) + "' may not be empty");
  } else {
    fault(key, "'" + std::string(key) + "' must be text, not " + type_words(*node));
  }
}

void Reader::read(std::string_view key, std::int64_t& out, std::int64_t min, std::int64_t max) {
  const toml::node* node = take(key, false);
  if (node == nullptr) return;
  const auto* number = node->as_integer();
  if (number == nullptr) {
    fault(key, "'" + std::string(key) + "' must be a whole number, not " + type_words(*node));
  } else if (number->get() < min || number->get() > max) {
    fault(key, "'" + std::string(key) + "' must lie between " + std::to_string(min) + " and " +
                   std::to_string(max));
  } else {
    out = number->get();
  }
}

void Reader::read(std::string_view key, double& out) {
  const toml::node* node = take(key, false);
  if (node == nullptr) return;
  if (const auto* number = node->as_floating_point())
    out = number->get();
  else if (const auto* whole = node->as_integer())
    out = static_cast<double>(whole->get());
  else
    fault(key, "'" + std::string(key) + "' must be a number, not " + type_words(*node));
}

void Reader::read(std::string_view key, bool& out) {
  const toml::node* node = take(key, false);
  if (node == nullptr) return;
  if (const auto* value = node->as_boolean())
    out = value->get();
  else
    fault(key, "'" + std::string(key) + "' must be true or false, not " + type_words(*node));
}

void Reader::read(std::string_view key, std::vector<std::string>& out, bool required) {
  const toml::node* node = take(key, required);
  if (node == nullptr) return;
  const auto* list = node->as_array();
  if (list == nullptr) {
    fault(key, "'" + std::string(key) + "' must be a list of texts, not " + type_words(*node));
    return;
  }
  for (const toml::node& item : *list) {
    if (const auto* text = item.as_string())
      out.push_back(text->get());
    else
      fault_at(item.source().begin, "'" + std::string(key) + "' must hold only texts");
  }
}

void Reader::read_word(std::string_view key, std::string& out, const std::vector<std::string_view>& allowed) {
  std::string word = out;
  const std::size_t before = faults_.size();
  read(key, word);
  if (faults_.size() != before) return;
  if (std::ranges::find(allowed, word) != allowed.end()) {
    out = word;
    return;
  }
  std::string list;
  for (const std::string_view one : allowed) list += (list.empty() ? "" : ", ") + std::string(one);
  fault(key, "'" + std::string(key) + "' is '" + word + "' but must be one of: " + list);
}

std::vector<const toml::table*> Reader::tables(std::string_view key) {
  std::vector<const toml::table*> out;
  const toml::node* node = take(key, false);
  if (node == nullptr) return out;
  const auto* list = node->as_array();
  if (list == nullptr) {
    fault(key, "'" + std::string(key) + "' must be a list of tables: [[" + std::string(key) + "]]");
    return out;
  }
  for (const toml::node& item : *list) {
    if (const auto* one = item.as_table())
      out.push_back(one);
    else
      fault_at(item.source().begin, "'" + std::string(key) + "' must hold only tables");
  }
  return out;
}

const toml::table* Reader::table(std::string_view key) {
  const toml::node* node = take(key, false);
  if (node == nullptr) return nullptr;
  if (const auto* one = node->as_table()) return one;
  fault(key, "'" + std::string(key) + "' must be a table");
  return nullptr;
}

void Reader::done() {
  for (const auto& [key, value] : table_) {
    if (!asked_.contains(key.str()))
      fault_at(key.source().begin, "unknown key '" + std::string(key.str()) + "'");
  }
}
}  // namespace voorzien::doctrine
