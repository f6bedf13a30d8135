// For tests of the API: all its needs as fakes, and short ways to ask it something.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/accounts_memory.h"
#include "api/rest/api.h"
#include "codec/entity_json.h"

namespace voorzien::api::testing {

// Remembers what was submitted and answers like an engine: the same id the same, with another body refused.
struct FakeSubmit final : engine::Submit {
  std::vector<engine::CommandRequest> commands;  // those that were carried out
  std::optional<engine::Outcome> next;
  void command(engine::CommandRequest request, std::function<void(const engine::Outcome&)> answer) override {
    const auto known = answered.find(request.command_id);
    if (known != answered.end()) {
      const bool is_same = known->second.first == request.body_sha256;
      return answer(is_same ? known->second.second : engine::Outcome(Error{ErrorCode::KeyReused, "", ""}));
    }
    engine::Outcome outcome =
        next.value_or(engine::Accepted{commands.size() + 1, "made-" + std::to_string(commands.size() + 1)});
    answered.emplace(request.command_id, std::pair(request.body_sha256, outcome));
    commands.push_back(std::move(request));
    answer(outcome);
  }
  void deliver(observations::Delivery, std::function<void(const Result<std::uint64_t>&)>) override {}
  std::map<std::string, std::pair<journal::Hash, engine::Outcome>> answered;
};

struct FakeRead final : engine::Read {
  std::map<std::string, journal::Raw> raws;
  std::vector<journal::Entry> journal_entries;
  std::vector<views::Entity> then;       // of every moment from `first` on
  std::vector<engine::Step> past;        // what happened, by version
  Instant first{1'782'520'000'000'000};  // the first entry, version 1; a second a version
  views::Why answer;
  Instant clock{1'782'571'640'000'000};
  Result<views::Why> why(std::string_view type, std::string_view id) override {
    if (id != "s-1") return Error{ErrorCode::NotFound, "", std::string(type)};
    return answer;
  }
  Result<journal::Raw> raw(std::string_view sha256) override {
    const auto found = raws.find(std::string(sha256));
    if (found == raws.end()) return Error{ErrorCode::NotFound, "", ""};
    return found->second;
  }
  std::map<std::string, desk::Attachment, std::less<>> attachments;
  std::optional<desk::Attachment> attachment(std::string_view sha256) override {
    const auto found = attachments.find(sha256);
    return found == attachments.end() ? std::nullopt : std::optional(found->second);
  }
  std::map<std::int64_t, crisis::SituationVersion> situations;  // of crisis "C"
  std::optional<crisis::SituationVersion> situation(std::string_view crisis, std::int64_t number) override {
    const auto found = situations.find(number);
    return crisis != "C" || found == situations.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<network::Contact> known_contacts;
  picture::SetBudget tried;
  Result<picture::BudgetTried> try_budget(const picture::SetBudget& asked) override {
    tried = asked;
    if (asked.per_shift > 20) return Error{ErrorCode::BadValue, "per_shift", "0.1 to 20"};
    return picture::BudgetTried{4, 20, 30, {}, {}};
  }
  std::vector<network::Contact> contacts(std::string_view, std::size_t limit) override {
    return {known_contacts.begin(),
            known_contacts.begin() + static_cast<std::ptrdiff_t>(std::min(limit, known_contacts.size()))};
  }
  Result<std::vector<journal::Entry>> entries(std::uint64_t from, std::size_t limit) override {
    std::vector<journal::Entry> out;
    for (const journal::Entry& one : journal_entries)
      if (one.seq >= from && out.size() < limit) out.push_back(one);
    return out;
  }
  Result<std::uint64_t> version_at(Instant at) override {
    if (at < first) return Error{ErrorCode::BadTime, "at", "lies before the first entry"};
    return 1 + static_cast<std::uint64_t>((at - first).us / 1'000'000);
  }
  Result<std::shared_ptr<const engine::Moment>> moment(std::uint64_t version) override;
  Result<std::uint64_t> steps(std::uint64_t after, std::uint64_t until, Duration every,
                              const std::function<bool(const engine::Step&)>& each) override;
  Instant now() override { return clock; }
  std::uint64_t version() override { return 7; }
};

struct FakeEntities final : Entities {
  void admit(const doctrine::Audience&) override {}
  std::map<std::pair<std::string, std::string>, EntityPtr> all;
  std::string last_audience, last_types;
  void put(views::Entity entity) {
    const auto key =
        std::visit([]<class T>(const T& one) { return std::pair(std::string(T::type), one.id); }, entity);
    all[key] = std::make_shared<const views::Entity>(std::move(entity));
  }
  std::uint64_t version() override { return 7; }
  std::vector<EntityPtr> list(std::string_view audience, std::string_view type) override {
    last_audience = audience;
    std::vector<EntityPtr> out;
    for (const auto& [key, one] : all)
      if (key.first == type) out.push_back(one);
    return out;
  }
  EntityPtr find(std::string_view, std::string_view type, std::string_view id) override {
    const auto found = all.find({std::string(type), std::string(id)});
    return found == all.end() ? nullptr : found->second;
  }
  std::string changes(std::string_view audience, std::uint64_t since, std::string_view types) override {
    last_audience = audience;
    last_types = types;
    return R"({"version":7,"since":)" + std::to_string(since) + R"(,"upserts":[],"removals":[]})";
  }
};

struct FakePasswords final : access::Passwords {  // the hash is the password with a mark
  bool is_busy = false;
  Result<std::string> hash(const std::string& password) override { return "#" + password; }
  void check(std::string password, std::string hash, std::function<void(Result<bool>)> answer) override {
    if (is_busy) return answer(Error{ErrorCode::Busy, "", ""});
    answer(!hash.empty() && hash == "#" + password);
  }
};

doctrine::Doctrine doctrine_for_tests();

struct Bench {
  FakeSubmit submit;
  FakeRead read;
  FakeEntities entities;
  access::MemoryAccounts accounts;
  FakePasswords passwords;
  Instant machine{1'000'000'000'000};
  std::vector<Push> pushed;
  std::vector<PersonalRead> audited;
  std::vector<double> speeds;
  std::function<bool(std::function<void()>)> aside;  // set after the making: where looking back runs
  std::optional<HistoryQuestion> asked_history;
  std::shared_ptr<const network::CapcodeBook> capcodes = std::make_shared<const network::CapcodeBook>();
  std::string invitation = "";  // the token of the one-time link; empty: none
  std::unique_ptr<Api> api;

  explicit Bench(bool is_demo = false, const doctrine::Doctrine& doctrine = doctrine_for_tests());
  Response ask(Request request);
  // With a session of an account of that role ("" = without).
  Response get(const std::string& role, const std::string& path, const std::string& query = "");
  Response post(const std::string& role, const std::string& path, const std::string& body,
                const std::string& key = "k");
  std::string token(const std::string& role);

 private:
  std::map<std::string, std::string> tokens_;
  std::uint64_t random_ = 0;
};

std::string header(const Response& response, std::string_view name);
std::string body(const Response& response);
bool says(const Response& response, std::string_view text);

}  // namespace voorzien::api::testing
