#include "server/node.h"

#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstring>

#include "adapters/http_server/server.h"
#include "adapters/password/argon2.h"
#include "adapters/sqlite/accounts.h"
#include "adapters/sqlite/store.h"
#include "adapters/system/clock.h"
#include "api/push/hub.h"
#include "api/rest/api.h"
#include "codec/entity_json.h"
#include "engine/loop.h"
#include "server/demo/projector.h"
#include "server/entry_preview.h"
#include "server/files.h"
#include "server/intake.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/proofs/journal_keys.h"
#include "server/proofs/proof_answer.h"
#include "server/proofs/proofs.h"
#include "server/region/region.h"
#include "server/web_assets.h"
#include "server/work_queue.h"

namespace voorzien::server {
namespace {
constexpr std::size_t salt_bytes = 16;

// The first publication is the whole picture and fills the hub before anybody reads; the rest are changes.
class FillThenPublish final : public engine::Publisher {
 public:
  explicit FillThenPublish(api::Hub& hub) : hub_(hub) {}
  void publish(engine::Publication publication) override {
    if (!filled_.exchange(true)) return hub_.fill(std::move(publication));
    hub_.publish(std::move(publication));
  }

 private:
  api::Hub& hub_;
  std::atomic<bool> filled_ = false;
};

struct Listening {
  std::string host;
  std::uint16_t port = 0;
};

Result<Listening> parse_listen(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string port = colon == std::string::npos ? "" : text.substr(colon + 1);
  const bool digits =
      !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || std::stoi(port) > 65'535)
    return Error{ErrorCode::BadUse, "--listen", "'" + text + "' is not HOST:PORT"};
  return Listening{text.substr(0, colon), static_cast<std::uint16_t>(std::stoi(port))};
}

class RunningNode final : public Node {
 public:
  explicit RunningNode(NodeOptions options) : options_(std::move(options)) {}

  ~RunningNode() override {
    http_.reset();  // no new requests, all connections closed
    if (projector_) projector_->stop();
    work_.reset();
    api_.reset();
    engine_.reset();  // finishes, writes what was heard, saves a snapshot
    proofs_.reset();  // signs the last checkpoint
    log("info", "stopped");
  }

  Done begin() {
    if (::mkdir(options_.data_dir.c_str(), 0700) != 0 && errno != EEXIST)
      return Error{ErrorCode::StoreFailed, options_.data_dir, std::strerror(errno)};
    ASSIGN_OR_RETURN(doctrine::Doctrine doctrine, load_doctrine(options_.config.doctrine_dir));
    doctrine_ = std::make_shared<const doctrine::Doctrine>(std::move(doctrine));
    ASSIGN_OR_RETURN(LoadedRegion region, load_region(options_.data_dir));
    region_ = std::make_unique<LoadedRegion>(std::move(region));
    ASSIGN_OR_RETURN(store_, adapters::open_sqlite_store(options_.data_dir, adapters::StoreAccess::Write));
    ASSIGN_OR_RETURN(accounts_, adapters::open_accounts(options_.data_dir));
    ASSIGN_OR_RETURN(passwords_, adapters::make_passwords());
    if (options_.demo) RETURN_IF_ERROR(add_demo_accounts(*accounts_, *passwords_, adapters::machine_now()));
    RETURN_IF_ERROR(start_engine());
    start_proofs();
    start_api();
    RETURN_IF_ERROR(start_http());
    if (projector_) projector_->play(*intake_, [this] { engine_->set_region(region_facts()); });
    is_ready_ = true;
    log("info", "listening", {{"address", address_}, {"doctrine", doctrine_->version}});
    return Nothing{};
  }

  [[nodiscard]] std::string address() const override { return address_; }

 private:
  views::RegionFacts region_facts() {
    views::RegionFacts facts = projector_ ? projector_->facts() : views::RegionFacts{};
    facts.coarse_areas = region_->areas.is_coarse();
    return facts;
  }

  Done start_engine() {
    hub_ = std::make_unique<api::Hub>(
        api::HubTools{[](const views::Entity& entity) { return codec::encode_entity(entity); },
                      views::for_general, [this] { return beat(); }});
    publisher_ = std::make_unique<FillThenPublish>(*hub_);
    if (options_.demo) {
      Demonstration& demo = *options_.demo;
      projector_ = std::make_unique<Projector>(std::move(demo.film), demo.facts, demo.start, demo.speed);
    }
    engine::Clock& clock = projector_ ? static_cast<engine::Clock&>(*projector_) : system_clock_;
    engine::Ports ports{*store_, clock, *publisher_, [] { return adapters::random_bytes(salt_bytes); }};
    ASSIGN_OR_RETURN(engine_, engine::Engine::start(*doctrine_, std::move(ports), region_facts()));
    intake_ = std::make_unique<Intake>(*doctrine_, *engine_, region_->areas, region_->places);
    if (!projector_) return Nothing{};
    engine_->look([this](const views::Sight&, const engine::RegionState& state) {
      if (state.film_line) projector_->resume(*state.film_line, state.at);
    });
    return Nothing{};
  }

  // Without a usable key, or when the entries do not lead to their last checkpoint, the node serves and signs
  // no more: the region's work goes before its proof.
  void start_proofs() {
    Result<OpenedKey> opened =
        open_signing_key(options_.data_dir, *store_, adapters::random_bytes, adapters::machine_now());
    if (!opened) return log("error", "journal-not-signed", {{"why", opened.error().to_text()}});
    if (opened->is_new)
      log(opened->is_after_loss ? "warning" : "info",
          opened->is_after_loss ? "journal-key-lost" : "journal-key-made",
          {{"verifier", opened->key.public_key().verifier()}});
    Result<journal::Notary> notary = journal::Notary::open(*store_, std::move(opened->key));
    if (!notary) return log("error", "journal-not-signed", {{"why", notary.error().to_text()}});
    proofs_ = std::make_unique<Proofs>(
        std::move(*notary), Proofs::Options{[this] { return store_->last_seq(); }, adapters::machine_now});
  }

  api::Beat beat() {
    engine::Clock& clock = projector_ ? static_cast<engine::Clock&>(*projector_) : system_clock_;
    return {format_rfc3339(clock.now()), projector_ ? projector_->speed() : 1.0};
  }

  void start_api() {
    work_ = std::make_unique<WorkQueue>();
    api::Needs needs{
        .submit = *engine_,
        .read = *engine_,
        .entities = *hub_,
        .accounts = *accounts_,
        .passwords = *passwords_,
        .doctrine = [this] { return doctrine_; },
        .for_general = views::for_general,
        .intake = [this](api::Push push, auto answer) { take(std::move(push), std::move(answer)); },
        .preview =
            [this](const desk::PreviewQuestion& asked) { return preview_entry(*engine_, *region_, asked); },
        .places = [this](std::string_view text,
                         std::size_t limit) { return region_->places.find(text, limit); },
        .assets = web_assets(),
        .machine_now = adapters::machine_now,
        .random_bytes = adapters::random_bytes,
        .audit = log_personal_read,
        .metrics = [this] { return node_metrics(*engine_, *hub_, *http_, proofs_.get()); },
        .is_ready = [this] { return is_ready_.load(); },
        .program_version = "0.1.0"};
    add_basemap(region_->basemap, needs.assets);
    if (options_.demo)
      needs.demo = api::Demo{demo_accounts(), [this](double speed) -> Done {
                               projector_->set_speed(speed);
                               return Nothing{};
                             }};
    if (proofs_) needs.prove = [this](std::uint64_t seq) { return proof_answer(*proofs_, seq); };
    api_ = std::make_unique<api::Api>(std::move(needs));
  }

  Done start_http() {
    ASSIGN_OR_RETURN(const Listening listening, parse_listen(options_.listen));
    adapters::HttpServerOptions http;
    http.host = listening.host;
    http.port = listening.port;
    http.allowed_hosts = options_.config.allowed_hosts;
    ASSIGN_OR_RETURN(http_, adapters::HttpServer::listen(http, *api_, *hub_));
    address_ = "http://" + listening.host + ":" + std::to_string(http_->port());
    return Nothing{};
  }

  // Parsing a pushed document may take tens of milliseconds: not on the request loop.
  void take(api::Push push, std::function<void(const Result<api::IntakeAnswer>&)> answer) {
    auto shared = std::make_shared<std::function<void(const Result<api::IntakeAnswer>&)>>(std::move(answer));
    const bool posted = work_->post([this, push = std::move(push), shared] {
      intake_->take(push.source, push.bytes, engine_->now(), std::nullopt,
                    [shared](const Result<Receipt>& receipt) {
                      if (!receipt) return (*shared)(receipt.error());
                      (*shared)(api::IntakeAnswer{receipt->version, receipt->verdict, receipt->observations,
                                                  receipt->remarks});
                    });
    });
    if (!posted) (*shared)(Error{ErrorCode::Busy, "intake", "1"});
  }

  static void log_personal_read(const api::PersonalRead& read) {
    log("info", "personal-read",
        {{"user", read.who.user}, {"role", read.who.role}, {"source", read.source}, {"raw", read.what}});
  }

  NodeOptions options_;
  std::shared_ptr<const doctrine::Doctrine> doctrine_;
  std::unique_ptr<LoadedRegion> region_;
  std::unique_ptr<adapters::SqliteJournal> store_;
  std::unique_ptr<access::Accounts> accounts_;
  std::unique_ptr<access::Passwords> passwords_;
  adapters::SystemClock system_clock_;
  std::unique_ptr<Projector> projector_;
  std::unique_ptr<api::Hub> hub_;
  std::unique_ptr<FillThenPublish> publisher_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<Proofs> proofs_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<WorkQueue> work_;
  std::unique_ptr<api::Api> api_;
  std::unique_ptr<adapters::HttpServer> http_;
  std::string address_;
  std::atomic<bool> is_ready_ = false;
};
}  // namespace

Result<std::unique_ptr<Node>> Node::start(NodeOptions options) {
  auto node = std::make_unique<RunningNode>(std::move(options));
  RETURN_IF_ERROR(node->begin());
  return std::unique_ptr<Node>(std::move(node));
}
}  // namespace voorzien::server
