// Configuration: voorzien.toml, every key documented in docs/operations/configuration.md.
//
// An unknown key or a wrong type is an error with its line. Secrets (keys of feeds) come from files or the
// environment and are named here only by where they are.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace voorzien::server {

struct SourceSettings {  // overrides doctrine's sources.toml for one source
  std::string url;
  std::int64_t poll_s = 0;     // 0: as doctrine says
  std::int64_t timeout_s = 0;  // 0: 30
  std::string key_file;        // its content is sent as header `key_header`
  std::string key_header = "Authorization";
  bool allow_private = false;  // private and loopback addresses
  bool off = false;
};

struct Config {
  std::string listen = "127.0.0.1:8080";
  std::vector<std::string> allowed_hosts;  // accepted in Host and Origin beside the listening address
  std::string doctrine_dir;                // empty: the doctrine in the binary
  std::int64_t welcome_valid_s = 86'400;   // how long the one-time link of the first administrator fits
  std::vector<std::string> trusted_certificates;  // PEM files: whose signatures on messages count
  std::map<std::string, SourceSettings> sources;
};

[[nodiscard]] Result<Config> parse_config(std::string_view text, const std::string& file);
// FILE; without one DIR/voorzien.toml when it is there; else what holds without configuration.
[[nodiscard]] Result<Config> config_of(const std::string& file, const std::string& data_dir);

}  // namespace voorzien::server
