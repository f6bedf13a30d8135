#include "server/forgetting/erase_person.h"

#include <algorithm>
#include <filesystem>

#include "adapters/sqlite/accounts.h"
#include "adapters/sqlite/store.h"
#include "adapters/system/clock.h"
#include "server/forgetting/person.h"

namespace voorzien::server {
namespace {

// Nothing falls due because somebody erases: the journal's own last moment goes on.
class StandingClock final : public engine::Clock {
 public:
  Instant now() override { return {}; }
};

class Nobody final : public engine::Publisher {
 public:
  void publish(engine::Publication) override {}
};

Done check(const api::ErasePerson& asked) {
  if (asked.by.empty()) return Error{ErrorCode::MissingField, "--by", "who erases"};
  if (asked.reason.empty())
    return Error{ErrorCode::MissingField, "--reason", "why: it stands in the journal"};
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  for (const std::string* said : {&asked.by, &asked.reason})
    if (!std::ranges::search(*said, asked.text, {}, lower, lower).empty())
      return Error{ErrorCode::BadValue, said == &asked.by ? "--by" : "--reason",
                   "it holds what is to be erased, and it stands in the journal for good"};
  return Nothing{};
}
}  // namespace

Result<std::string> erase_person(const api::ErasePerson& asked, journal::Store& store,
                                 journal::Erasures& erasures, access::Accounts& accounts,
                                 engine::Engine& engine) {
  RETURN_IF_ERROR(check(asked));
  ASSIGN_OR_RETURN(const std::vector<access::Account> all, accounts.all());
  ASSIGN_OR_RETURN(PersonFound found, find_person(store, erasures, all, asked.text));
  if (found.to_erase.entries.empty() && found.to_erase.raws.empty()) return to_text(found, 0);
  engine::EraseRequest request = found.to_erase;
  request.actor = {"", asked.by, "command-line"};
  request.reason = asked.reason;
  ASSIGN_OR_RETURN(const std::uint64_t by, engine.erase(std::move(request)));
  return to_text(found, by);
}

Result<std::string> erase_person_here(const api::ErasePerson& asked, const std::string& data_dir,
                                      const doctrine::Doctrine& doctrine) {
  if (!std::filesystem::exists(data_dir + "/journal.db"))
    return Error{ErrorCode::NotFound, data_dir + "/journal.db", "there is no journal; see --data"};
  ASSIGN_OR_RETURN(const auto store, adapters::open_sqlite_store(data_dir, adapters::StoreAccess::Write));
  ASSIGN_OR_RETURN(const auto accounts, adapters::open_accounts(data_dir));
  StandingClock clock;
  Nobody nobody;
  engine::Ports ports{*store, clock, nobody, [] { return adapters::random_salt(); }, store.get()};
  ASSIGN_OR_RETURN(const auto engine, engine::Engine::start(doctrine, std::move(ports), {}));
  return erase_person(asked, *store, *store, *accounts, *engine);
}
}  // namespace voorzien::server
