#include <doctest/doctest.h>

#include "api/rest/harness.h"
#include "api/rest/sight.h"

namespace voorzien::api::testing {

namespace {
struct FakeMoment final : engine::Moment {
  FakeMoment(FakeRead& of, std::uint64_t at) : read(of), seq(at) {}
  FakeRead& read;
  std::uint64_t seq;
  [[nodiscard]] std::uint64_t version() const override { return seq; }
  [[nodiscard]] std::uint64_t erased() const override { return 2; }
  [[nodiscard]] std::vector<views::Entity> list(std::string_view type) const override {
    std::vector<views::Entity> out;
    for (const views::Entity& one : read.then)
      if (type.empty() || type_of_entity(one) == type) out.push_back(one);
    return out;
  }
  [[nodiscard]] std::optional<views::Entity> find(std::string_view type, std::string_view id) const override {
    for (const views::Entity& one : read.then)
      if (type_of_entity(one) == type && id_of(one) == id) return one;
    return std::nullopt;
  }
  [[nodiscard]] Result<views::Why> why(std::string_view type, std::string_view id) const override {
    return read.why(type, id);
  }
};
}  // namespace

Result<std::shared_ptr<const engine::Moment>> FakeRead::moment(std::uint64_t version) {
  return std::shared_ptr<const engine::Moment>(std::make_shared<FakeMoment>(*this, version));
}

Result<std::uint64_t> FakeRead::steps(std::uint64_t after, std::uint64_t until, Duration,
                                      const std::function<bool(const engine::Step&)>& each) {
  for (const engine::Step& step : past)
    if (step.version > after && step.version <= until && !each(step)) return step.version;
  return until;
}

doctrine::Doctrine doctrine_for_tests() {
  doctrine::Doctrine out;
  out.region_code = "VR09";
  out.region_name = "Midden-Nederland";
  out.access.roles = {
      {"caco",
       "Calamiteitencoördinator",
       "desk",
       {"read.*", "signal.*", "theme.*", "log.*", "entry.*", "demo.control"}},
      {"vic", "VIC-analist", "desk", {"read.*", "signal.*", "theme.*", "log.*", "entry.*"}},
      {"rawless", "Bureau", "general", {"read.picture", "read.raw"}},
      {"partner", "Liaison of partner", "general", {"read.picture"}},
      {"reader", "Meelezer", "general", {"read.picture", "read.log", "read.why", "read.sources"}},
      {"admin",
       "Beheerder",
       "general",
       {"read.picture", "read.log", "read.journal", "admin.users", "feed.push"}},
      {"source", "Bron", "general", {"feed.push"}}};
  for (const char* id : {"source", "rws"}) {
    doctrine::Source source;
    source.id.value = id;
    out.sources.push_back(source);
  }
  doctrine::Source pager;
  pager.id.value = "p2000";
  pager.personal = true;
  out.sources.push_back(pager);
  return out;
}

Bench::Bench(bool is_demo, const doctrine::Doctrine& doctrine) {
  for (const doctrine::Role& role : doctrine.access.roles)
    REQUIRE(accounts.put({role.id, "Naam van " + role.id, role.id, "#geheim", false, machine}));
  std::optional<Demo> demo;
  if (is_demo)
    demo = Demo{{{"caco", "geheim", "R. Terpstra", "caco", "/beeld"}}, [this](double speed) -> Done {
                  speeds.push_back(speed);
                  return Nothing{};
                }};
  Assets assets;
  const auto bytes = [](const char* text) { return std::make_shared<const std::string>(text); };
  assets["/index.html"] = {bytes("<app>"), bytes("br-app"), bytes("gz-app"), "text/html", "\"e1\"", false};
  assets["/assets/app-1a2b.js"] = {bytes("js"), nullptr, bytes("gz-js"), "text/javascript", "\"e2\"", true};
  api = std::make_unique<Api>(Needs{
      submit,
      read,
      entities,
      accounts,
      passwords,
      [shared = std::make_shared<const doctrine::Doctrine>(doctrine)] { return shared; },
      [](const doctrine::Audience& sees, views::Entity entity) -> std::optional<views::Entity> {
        if (std::holds_alternative<views::LogLine>(entity) && !sees.log) return std::nullopt;
        if (auto* fact = std::get_if<views::Fact>(&entity); fact != nullptr && !sees.pager_text)
          fact->title = "";
        return entity;
      },
      [this](Push push, const std::function<void(const Result<IntakeAnswer>&)>& answer) {
        pushed.push_back(std::move(push));
        answer(IntakeAnswer{9, observations::Verdict::Accepted, 3, {}});
      },
      [](const desk::PreviewQuestion& question) {
        desk::PreviewAnswer out;
        out.after = "after " + question.text;
        return out;
      },
      [](std::string_view text, std::size_t) {
        return std::vector<geo::Place>{{std::string(text), geo::PlaceKind::Town, {5.1, 52.0}, "GM0321", 1}};
      },
      std::move(assets),
      [] {
        Asset gm;
        gm.bytes = std::make_shared<const std::string>("{}");
        gm.content_type = "application/json";
        gm.etag = "\"gm\"";
        return std::make_shared<const Assets>(Assets{{"gm.json", gm}});
      },
      [this] { return machine; },
      [this](std::size_t count) { return std::string(count, static_cast<char>(++random_)); },
      [this](const PersonalRead& one) { audited.push_back(one); },
      [] {
        return std::vector<Metric>{{"voorzien_requests", "Requests\nserved", true, {{{{"path", "a\"b"}}, 3}}},
                                   {"voorzien_streams", "Open streams", false, {{{}, 2.5}}}};
      },
      [] { return true; },
      "0.1",
      [this](std::function<void()> work) {
        if (aside) return aside(std::move(work));
        work();
        return true;
      },
      std::move(demo),
      Invitation{[this](std::string_view token) { return !invitation.empty() && token == invitation; },
                 [this] { invitation.clear(); }},
      false,
      [](std::uint64_t seq) -> Result<JournalProof> {
        if (seq > 3) return Error{ErrorCode::NotFound, "seq", ""};
        return JournalProof{seq, seq - 1, "aa", 3, "bb", {"cc"}, "note"};
      },
      [this](const HistoryQuestion& asked) -> Result<StationHistory> {
        asked_history = asked;
        return StationHistory{asked.station, asked.from, asked.to,
                              3'600,         asked.from, {{asked.from, 1, 3, 2, 6}}};
      },
      [this] { return capcodes; }});
}

Response Bench::ask(Request request) {
  std::optional<Response> out;
  api->handle(std::move(request), [&](Response response) {
    REQUIRE(!out);
    out = std::move(response);
  });
  REQUIRE(out);
  return std::move(*out);
}

std::string Bench::token(const std::string& role) {
  std::string& known = tokens_[role];
  if (!known.empty()) return known;
  Request request{"POST",
                  "/api/session",
                  "",
                  {{"content-type", "application/json"}},
                  R"({"user":")" + role + R"(","password":"geheim"})",
                  "10.0.0.1"};
  const Response response = ask(std::move(request));
  REQUIRE(response.status == 200);
  const std::string cookie = header(response, "Set-Cookie");
  known = cookie.substr(cookie.find('=') + 1, 64);
  return known;
}

Response Bench::get(const std::string& role, const std::string& path, const std::string& query) {
  Request request{"GET", path, query, {}, "", "10.0.0.1"};
  if (!role.empty()) request.headers["authorization"] = "Bearer " + token(role);
  return ask(std::move(request));
}

Response Bench::post(const std::string& role, const std::string& path, const std::string& text,
                     const std::string& key) {
  Request request{"POST", path, "", {{"content-type", "application/json"}}, text, "10.0.0.1"};
  if (!key.empty()) request.headers["idempotency-key"] = key;
  if (!role.empty()) request.headers["authorization"] = "Bearer " + token(role);
  return ask(std::move(request));
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}
std::string body(const Response& response) { return response.body ? *response.body : std::string(); }
bool says(const Response& response, std::string_view text) {
  return body(response).find(text) != std::string::npos;
}
}  // namespace voorzien::api::testing
