#include "server/node.h"

#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>

#include "adapters/control_socket/control_socket.h"
#include "adapters/http_server/server.h"
#include "adapters/password/argon2.h"
#include "adapters/sqlite/accounts.h"
#include "adapters/sqlite/store.h"
#include "adapters/system/clock.h"
#include "api/push/hub.h"
#include "api/rest/api.h"
#include "api/rest/limits.h"
#include "codec/entity_json.h"
#include "engine/loop.h"
#include "journal/hash.h"
#include "server/backup/backup.h"
#include "server/capcodes/capcodes.h"
#include "server/capcodes/current.h"
#include "server/control/acts.h"
#include "server/control/control.h"
#include "server/counting/import_counts.h"
#include "server/demo/past_counts.h"
#include "server/demo/past_readings.h"
#include "server/demo/people.h"
#include "server/demo/projector.h"
#include "server/demo/real_time.h"
#include "server/directory/import_directory.h"
#include "server/entry_preview.h"
#include "server/files.h"
#include "server/first_link.h"
#include "server/forgetting/erase_person.h"
#include "server/forgetting/retention.h"
#include "server/intake.h"
#include "server/log.h"
#include "server/metrics.h"
#include "server/polling/polled_sources.h"
#include "server/polling/polling.h"
#include "server/proofs/journal_keys.h"
#include "server/proofs/proof_answer.h"
#include "server/proofs/proofs.h"
#include "server/readings/import_readings.h"
#include "server/readings/station_history.h"
#include "server/region/current.h"
#include "server/signatures.h"
#include "server/web_assets.h"
#include "server/work_queue.h"

namespace voorzien::server {
namespace {
// What the HTTP server lets in and what the API takes is one limit.
static_assert(adapters::HttpLimits{}.attachment_body_bytes == api::limits::attachment_bytes_max);

constexpr std::size_t link_bytes = 32;

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
    control_.reset();
    retention_.reset();
    http_.reset();  // no new requests, all connections closed
    polling_.reset();
    if (projector_) projector_->stop();
    work_.reset();
    looking_back_.reset();  // its work is of the api
    api_.reset();
    engine_.reset();  // finishes, writes what was heard, saves a snapshot
    proofs_.reset();  // signs the last checkpoint
    log("info", "stopped");
  }

  Done begin() {
    if (::mkdir(options_.data_dir.c_str(), 0700) != 0 && errno != EEXIST)
      return Error{ErrorCode::StoreFailed, options_.data_dir, std::strerror(errno)};
    RETURN_IF_ERROR(refuse_half_restored(options_.data_dir));
    ASSIGN_OR_RETURN(doctrine::Doctrine doctrine, load_doctrine(options_.config.doctrine_dir));
    doctrine_ = std::make_shared<const doctrine::Doctrine>(std::move(doctrine));
    ASSIGN_OR_RETURN(signatures_, load_signatures(options_.config.trusted_certificates));
    ASSIGN_OR_RETURN(LoadedRegion region, load_region(options_.data_dir));
    put_region(std::move(region));
    take_capcodes();
    ASSIGN_OR_RETURN(store_, adapters::open_sqlite_store(options_.data_dir, adapters::StoreAccess::Write));
    ASSIGN_OR_RETURN(accounts_, adapters::open_accounts(options_.data_dir));
    ASSIGN_OR_RETURN(passwords_, adapters::make_passwords());
    if (options_.demo) RETURN_IF_ERROR(add_demo_accounts(*accounts_, *passwords_, adapters::machine_now()));
    RETURN_IF_ERROR(start_engine());
    start_proofs();
    histories_ = StationHistories::open(options_.data_dir, *store_);
    RETURN_IF_ERROR(open_first_link());
    start_api();
    RETURN_IF_ERROR(start_http());
    RETURN_IF_ERROR(start_control());
    retention_ = std::make_unique<Retention>(*doctrine_, *store_, *store_, *engine_);
    if (!projector_) RETURN_IF_ERROR(start_polling());
    if (projector_) projector_->play(*intake_, [this] { engine_->set_region(region_facts()); });
    is_ready_ = true;
    log("info", "listening", {{"address", address_}, {"doctrine", doctrine_->version}});
    return Nothing{};
  }

  [[nodiscard]] std::string address() const override { return address_; }
  [[nodiscard]] std::string welcome_link() const override {
    return welcome_path_.empty() ? "" : address_ + welcome_path_;
  }

 private:
  views::RegionFacts region_facts() {
    views::RegionFacts facts = projector_ ? projector_->facts() : views::RegionFacts{};
    facts.coarse_areas = region_.get()->areas.is_coarse();
    return facts;
  }

  void put_region(LoadedRegion region) {
    auto files = std::make_shared<const api::Assets>(basemap_assets(region.basemap));
    region_.put(std::move(region));
    const std::scoped_lock lock(basemap_mutex_);
    basemap_ = std::move(files);
  }

  // Names for capcodes are a convenience: a list that cannot be read is told and left out, and the node runs.
  void take_capcodes() {
    LoadedCapcodes loaded = load_capcodes(options_.data_dir);
    for (const Error& fault : loaded.faults)
      log("warning", "capcodes-left-out", {{"file", fault.where}, {"why", fault.detail}});
    capcodes_.put(std::move(loaded.book));
  }

  std::shared_ptr<const api::Assets> basemap() {
    const std::scoped_lock lock(basemap_mutex_);
    return basemap_;
  }

  Done open_first_link() {
    first_link_ = std::make_unique<FirstLink>(*accounts_, doctrine_->access, adapters::machine_now);
    ASSIGN_OR_RETURN(const bool known, first_link_->has_administrator());
    if (known || projector_) return Nothing{};
    const std::string token = journal::to_hex(journal::sha256(adapters::random_bytes(link_bytes)));
    first_link_->open(token, seconds(options_.config.welcome_valid_s));
    welcome_path_ = "/welkom/" + token;
    return Nothing{};
  }

  Done start_control() {
    const auto act = [this](const api::ControlRequest& asked) { return carry_out_here(asked); };
    ASSIGN_OR_RETURN(control_,
                     adapters::ControlListener::listen(options_.data_dir, [act](const std::string& line) {
                       return answer_control(line, act);
                     }));
    return Nothing{};
  }

  // Of the command line, on the control socket's thread. What it changed holds at once.
  Result<std::string> carry_out_here(const api::ControlRequest& asked) {
    if (asked.erase_person) return erase_person(*asked.erase_person, *store_, *store_, *accounts_, *engine_);
    if (asked.import_directory) return import_directory(*asked.import_directory, doctrine_->plan, *engine_);
    if (asked.import_counts) return import_counts(*asked.import_counts, doctrine_->detection, *engine_);
    if (asked.import_readings) return import_readings(*asked.import_readings, *engine_);
    if (asked.import_capcodes) return import_capcodes_here(*asked.import_capcodes);
    if (asked.remove_capcodes) return remove_capcodes_here(*asked.remove_capcodes);
    Result<std::string> done = carry_out(
        asked, {*accounts_, *passwords_, doctrine_->access, options_.data_dir, adapters::machine_now()});
    if (!done || !asked.import_region) return done;
    ASSIGN_OR_RETURN(LoadedRegion region, load_region(options_.data_dir));
    put_region(std::move(region));
    engine_->set_region(region_facts());
    return *done + "in use by the running server; what came in before keeps the areas it was given\n";
  }

  Result<std::string> import_capcodes_here(const api::ImportCapcodes& asked) {
    Result<std::string> done = import_capcodes(asked, options_.data_dir, adapters::machine_now());
    if (!done || !asked.apply) return done;
    take_capcodes();
    log("info", "capcodes-imported", {{"by", asked.by}, {"source", asked.source}, {"date", asked.date}});
    return *done + "in use by the running server\n";
  }

  Result<std::string> remove_capcodes_here(const api::RemoveCapcodes& asked) {
    Result<std::string> done = remove_capcodes(asked, options_.data_dir);
    if (!done || !asked.apply) return done;
    take_capcodes();
    log("info", "capcodes-removed", {{"by", asked.by}, {"source", asked.source}, {"date", asked.date}});
    return *done + "no longer in use by the running server\n";
  }

  Done start_engine() {
    hub_ = std::make_unique<api::Hub>(api::HubTools{
        [](const views::Entity& entity) { return codec::encode_entity(entity); },
        doctrine_->access.audiences(), views::form_of, views::shown_to, [this] { return beat(); }});
    publisher_ = std::make_unique<FillThenPublish>(*hub_);
    if (options_.demo) {
      Demonstration& demo = *options_.demo;
      projector_ = std::make_unique<Projector>(std::move(demo.film), demo.facts, demo.start, demo.speed);
    }
    engine::Clock& clock = projector_ ? static_cast<engine::Clock&>(*projector_) : system_clock_;
    engine::Ports ports{*store_, clock, *publisher_, [] { return adapters::random_salt(); }, store_.get()};
    ASSIGN_OR_RETURN(engine_, engine::Engine::start(*doctrine_, std::move(ports), region_facts()));
    intake_ = std::make_unique<Intake>(*doctrine_, *engine_, region_, signatures_.get());
    engine_->look([this](const views::Sight&, const engine::RegionState& state) {
      if (!projector_) return system_clock_.not_before(state.at);
      if (state.film_line) projector_->resume(*state.film_line, state.at);
    });
    if (!projector_) return Nothing{};
    real_time_ = std::make_unique<RealTime>(*engine_, [this] {
      if (projector_->speed() > 1) projector_->set_speed(1);
    });
    RETURN_IF_ERROR(furnish_demonstration());
    return options_.demo->acts.empty() ? Done{Nothing{}} : bring_people();
  }

  // The film's own people act by the engine itself: their t0 does not slow the film down, as a visitor's
  // does.
  Done bring_people() {
    ASSIGN_OR_RETURN(std::unique_ptr<Director> director,
                     Director::of(options_.demo->acts, demo_accounts(), doctrine_->access, *engine_));
    projector_->bring(std::move(director));
    return Nothing{};
  }

  // Before the film plays, so that all is there from its first line on.
  Done furnish_demonstration() {
    bool has_people = false;
    bool has_counts = false;
    bool has_stations = false;
    engine_->look([&](const views::Sight&, const engine::RegionState& state) {
      has_people = !state.network.contacts.empty();
      has_counts = !state.picture.findings.counts.empty();
      has_stations = !state.picture.stations.empty();
    });
    if (!has_counts && !doctrine_->detection.empty())
      RETURN_IF_ERROR(bring_past_counts(
          *engine_, past_counts(options_.demo->usual, doctrine_->detection, projector_->now())));
    if (!has_stations) RETURN_IF_ERROR(bring_past_readings(*engine_, options_.demo->past, projector_->now()));
    return has_people ? Done{Nothing{}} : seat_demo_people(*engine_, doctrine_->plan);
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
    looking_back_ = std::make_unique<WorkQueue>();
    api::Needs needs{
        .submit = real_time_ ? static_cast<engine::Submit&>(*real_time_) : *engine_,
        .read = *engine_,
        .entities = *hub_,
        .accounts = *accounts_,
        .passwords = *passwords_,
        .doctrine = [this] { return doctrine_; },
        .shown_to = views::shown_to,
        .intake = [this](api::Push push, auto answer) { take(std::move(push), std::move(answer)); },
        .preview =
            [this](const desk::PreviewQuestion& asked) {
              return preview_entry(*engine_, *region_.get(), asked);
            },
        .places = [this](std::string_view text,
                         std::size_t limit) { return find_places(*region_.get(), text, limit); },
        .assets = web_assets(),
        .basemap = [this] { return basemap(); },
        .machine_now = adapters::machine_now,
        .random_bytes = adapters::random_bytes,
        .audit = log_personal_read,
        .metrics = [this] { return metrics(); },
        .is_ready = [this] { return is_ready_.load(); },
        .program_version = "0.1.0",
        .aside = [this](std::function<void()> work) { return looking_back_->post(std::move(work)); }};
    needs.invitation = api::Invitation{[this](std::string_view token) { return first_link_->fits(token); },
                                       [this] { first_link_->close(); }};
    if (options_.demo)
      needs.demo = api::Demo{demo_accounts(), [this](double speed) -> Done {
                               projector_->set_speed(speed);
                               return Nothing{};
                             }};
    if (histories_)
      needs.history = [this](const api::HistoryQuestion& asked) { return histories_->find(asked); };
    needs.capcodes = [this] { return capcodes_.get(); };
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

  Done start_polling() {
    ASSIGN_OR_RETURN(std::vector<adapters::PolledSource> sources,
                     polled_sources(*doctrine_, options_.config));
    const auto seed = static_cast<std::uint64_t>(adapters::machine_now().us);
    polling_ = std::make_unique<Polling>(
        std::move(sources), *intake_, [this] { return engine_->now(); }, seed);
    return Nothing{};
  }

  std::vector<api::Metric> metrics() {
    std::vector<api::Metric> out = node_metrics(*engine_, *hub_, *http_, proofs_.get(), retention_.get());
    if (histories_) out.push_back(readings_metric(*histories_));
    if (!projector_) out.push_back(clock_metric(system_clock_));
    return out;
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
  CurrentRegion region_;
  CurrentCapcodes capcodes_;
  std::unique_ptr<feeds::XmlSignatures> signatures_;
  std::mutex basemap_mutex_;
  std::shared_ptr<const api::Assets> basemap_;  // under basemap_mutex_
  std::unique_ptr<adapters::SqliteJournal> store_;
  std::unique_ptr<access::Accounts> accounts_;
  std::unique_ptr<access::Passwords> passwords_;
  adapters::SystemClock system_clock_;
  std::unique_ptr<Projector> projector_;
  std::unique_ptr<RealTime> real_time_;  // in front of the engine, in a demonstration
  std::unique_ptr<api::Hub> hub_;
  std::unique_ptr<FillThenPublish> publisher_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<StationHistories> histories_;
  std::unique_ptr<Proofs> proofs_;
  std::unique_ptr<Retention> retention_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<Polling> polling_;
  std::unique_ptr<FirstLink> first_link_;
  std::unique_ptr<WorkQueue> work_;
  std::unique_ptr<api::Api> api_;
  std::unique_ptr<WorkQueue> looking_back_;
  std::unique_ptr<adapters::HttpServer> http_;
  std::unique_ptr<adapters::ControlListener> control_;
  std::string address_;
  std::string welcome_path_;
  std::atomic<bool> is_ready_ = false;
};
}  // namespace

Result<std::unique_ptr<Node>> Node::start(NodeOptions options) {
  auto node = std::make_unique<RunningNode>(std::move(options));
  RETURN_IF_ERROR(node->begin());
  return std::unique_ptr<Node>(std::move(node));
}
}  // namespace voorzien::server
