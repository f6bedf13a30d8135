// gcc 12 reports a false array-bounds in joined strings (its bug 105651); clang and the sanitizers check
// them.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Warray-bounds"
#pragma GCC diagnostic ignored "-Wstringop-overflow"
#pragma GCC diagnostic ignored "-Wrestrict"
#endif
#include "server/config.h"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>

#include "server/files.h"

namespace voorzien::server {
namespace {
constexpr std::int64_t day_s = 86'400;

// Reads a table key by key; what is left unread is unknown and an error.
class Reader {
 public:
  Reader(const toml::table& table, std::string file, std::string path)
      : table_(table), file_(std::move(file)), path_(std::move(path)) {}

  template <class T>
  Done read(std::string_view key, T& into) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr) return Nothing{};
    const auto value = node->template value_exact<T>();
    if (!value) return fault(*node, std::string(key) + " has the wrong type");
    into = *value;
    return Nothing{};
  }

  Done read(std::string_view key, std::vector<std::string>& into) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    if (node == nullptr) return Nothing{};
    const toml::array* list = node->as_array();
    if (list == nullptr) return fault(*node, std::string(key) + " must be a list of texts");
    for (const toml::node& item : *list) {
      const auto text = item.value_exact<std::string>();
      if (!text) return fault(item, std::string(key) + " must be a list of texts");
      into.push_back(*text);
    }
    return Nothing{};
  }

  Done read(std::string_view key, std::int64_t& into, std::int64_t least, std::int64_t most) {
    std::int64_t given = least;
    RETURN_IF_ERROR(read(key, given));
    const toml::node* node = table_.get(key);
    if (node == nullptr) return Nothing{};
    if (given < least || given > most)
      return fault(*node,
                   std::string(key) + " must be " + std::to_string(least) + " to " + std::to_string(most));
    into = given;
    return Nothing{};
  }

  const toml::table* table(std::string_view key) {
    known_.emplace_back(key);
    const toml::node* node = table_.get(key);
    return node == nullptr ? nullptr : node->as_table();
  }

  Done finish() const {
    for (const auto& [key, node] : table_) {
      const std::string name(key.str());
      if (std::find(known_.begin(), known_.end(), name) == known_.end())
        return fault(node, "unknown key " + path_ + name);
    }
    return Nothing{};
  }

 private:
  Error fault(const toml::node& node, const std::string& what) const {
    const auto& at = node.source().begin;
    return {ErrorCode::BadConfig, file_ + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
            what};
  }

  const toml::table& table_;
  std::string file_;
  std::string path_;
  std::vector<std::string> known_;
};

Result<SourceSettings> read_source(const toml::table& table, const std::string& file, const std::string& id) {
  Reader reader(table, file, "source." + id + ".");
  SourceSettings out;
  RETURN_IF_ERROR(reader.read("url", out.url));
  RETURN_IF_ERROR(reader.read("poll_s", out.poll_s, 1, day_s));
  RETURN_IF_ERROR(reader.read("timeout_s", out.timeout_s, 1, 300));
  RETURN_IF_ERROR(reader.read("key_file", out.key_file));
  RETURN_IF_ERROR(reader.read("key_header", out.key_header));
  RETURN_IF_ERROR(reader.read("allow_private", out.allow_private));
  RETURN_IF_ERROR(reader.read("off", out.off));
  RETURN_IF_ERROR(reader.finish());
  return out;
}
}  // namespace

Result<Config> parse_config(std::string_view text, const std::string& file) {
  toml::table root;
  try {
    root = toml::parse(text, std::string_view{file});
  } catch (const toml::parse_error& fault) {
    const auto& at = fault.source().begin;
    return Error{ErrorCode::BadConfig, file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column),
                 std::string(fault.description())};
  }
  Reader reader(root, file, "");
  Config out;
  RETURN_IF_ERROR(reader.read("listen", out.listen));
  RETURN_IF_ERROR(reader.read("allowed_hosts", out.allowed_hosts));
  RETURN_IF_ERROR(reader.read("doctrine_dir", out.doctrine_dir));
  RETURN_IF_ERROR(reader.read("trusted_certificates", out.trusted_certificates));
  RETURN_IF_ERROR(reader.read("welcome_valid_s", out.welcome_valid_s, 1, 30 * day_s));
  if (const toml::table* sources = reader.table("source")) {
    for (const auto& [id, node] : *sources) {
      const std::string name(id.str());
      const toml::table* one = node.as_table();
      if (one == nullptr) return Error{ErrorCode::BadConfig, file, "source." + name + " must be a table"};
      ASSIGN_OR_RETURN(out.sources[name], read_source(*one, file, name));
    }
  }
  RETURN_IF_ERROR(reader.finish());
  return out;
}

Result<Config> config_of(const std::string& file, const std::string& data_dir) {
  const std::string beside = data_dir + "/voorzien.toml";
  const std::string path = !file.empty() ? file : std::filesystem::exists(beside) ? beside : "";
  if (path.empty()) return Config{};
  ASSIGN_OR_RETURN(const std::string text, read_file(path));
  return parse_config(text, path);
}
}  // namespace voorzien::server
