// Needs: everything the API asks of the outside, given by the composition (server/). Machine time comes only
// from `machine_now` (decision 8); region time only from engine::Read.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "access/accounts.h"
#include "access/passwords.h"
#include "access/policy.h"
#include "api/rest/answers.h"
#include "api/rest/entities.h"
#include "base/result.h"
#include "desk/preview.h"
#include "doctrine/doctrine.h"
#include "engine/read.h"
#include "engine/submit.h"
#include "network/capcodes/capcodes.h"

namespace voorzien::api {

// A document pushed by a source: raw bytes of that source's format.
struct Push {
  std::string source;
  std::string content_type;
  std::shared_ptr<const std::string> bytes;
  access::Who who;
};
using Intake = std::function<void(Push push, std::function<void(const Result<IntakeAnswer>&)> answer)>;

// One file of the web app, ready to send. Bytes are shared with every answer.
struct Asset {
  std::shared_ptr<const std::string> bytes;
  std::shared_ptr<const std::string> brotli;  // empty pointer: not there
  std::shared_ptr<const std::string> gzip;
  std::string content_type;
  std::string etag;           // quoted
  bool is_immutable = false;  // its name holds the hash of its content
};
using Assets = std::map<std::string, Asset, std::less<>>;  // "/assets/app-1a2b.js"; "/index.html" is the app

struct Metric {
  std::string name;  // voorzien_http_requests; `_total` is added to counters
  std::string help;
  bool is_counter = false;
  struct Value {
    std::vector<std::pair<std::string, std::string>> labels;
    double value = 0;
  };
  std::vector<Value> values;
};

// A read of personal data, to be kept (desk.md 7).
struct PersonalRead {
  access::Who who;
  std::string what;  // sha256 of the raw bytes
  std::string source;
  Instant at;  // machine time
};

struct Demo {
  std::vector<DemoAccount> accounts;
  std::function<Done(double)> set_speed;
};

// The one-time link that makes the first administrator (interfaces.md, serve).
struct Invitation {
  std::function<bool(std::string_view token)> fits;  // false once it was used or there is an administrator
  std::function<void()> used;
};

struct Needs {
  engine::Submit& submit;
  engine::Read& read;
  Entities& entities;
  access::Accounts& accounts;
  access::Passwords& passwords;
  std::function<std::shared_ptr<const doctrine::Doctrine>()> doctrine;  // in force now
  // views::shown_to
  std::function<std::optional<views::Entity>(const doctrine::Audience&, views::Entity)> shown_to;
  Intake intake;
  std::function<desk::PreviewAnswer(const desk::PreviewQuestion&)> preview;
  std::function<std::vector<geo::Place>(std::string_view, std::size_t)> places;
  Assets assets;
  std::function<std::shared_ptr<const Assets>()> basemap;  // imported map files, by name: "gm.json"
  std::function<Instant()> machine_now;
  std::function<std::string(std::size_t)> random_bytes;
  std::function<void(const PersonalRead&)> audit;
  std::function<std::vector<Metric>()> metrics;
  std::function<bool()> is_ready;
  std::string program_version;
  // Runs what may take longer than the request loop can wait (a look back); false: it is full. Not given: at
  // once, on the caller's thread.
  std::function<bool(std::function<void()>)> aside = {};
  std::optional<Demo> demo = {};
  std::optional<Invitation> invitation = {};
  bool secure_cookies = false;  // set behind TLS
  // Under the newest checkpoint; empty: this node signs none.
  std::function<Result<JournalProof>(std::uint64_t seq)> prove = {};
  // What a station measured over a long time; not given: this node keeps no index of readings.
  std::function<Result<StationHistory>(const HistoryQuestion& asked)> history = {};
  // The lists of capcodes in use; not given: none.
  std::function<std::shared_ptr<const network::CapcodeBook>()> capcodes = {};
};

}  // namespace voorzien::api
