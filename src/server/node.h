// Node: one running Voorzien, wired together. The only place that knows all rooms.
//
//   accounts, doctrine, region -> store -> engine -> hub -> API -> HTTP server
//   film projector or pollers -> intake -> engine
//
// Starting gives a node that answers; destroying it ends cleanly: no new requests, sources stopped, the
// engine finishes what it has and saves a snapshot.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/config.h"
#include "server/demo/demonstration.h"

namespace voorzien::server {

struct NodeOptions {
  std::string data_dir;
  std::string listen;  // HOST:PORT
  Config config;
  std::optional<Demonstration> demo;
};

class Node {
 public:
  [[nodiscard]] static Result<std::unique_ptr<Node>> start(NodeOptions options);
  virtual ~Node() = default;
  [[nodiscard]] virtual std::string address() const = 0;  // http://127.0.0.1:8080
  // The one-time link that makes the first administrator; empty when there is one, and in a demonstration.
  [[nodiscard]] virtual std::string welcome_link() const = 0;
};

}  // namespace voorzien::server
