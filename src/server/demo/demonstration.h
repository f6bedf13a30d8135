// The demonstration: a film with its chapters, and accounts with passwords that may be known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/accounts.h"
#include "access/passwords.h"
#include "api/rest/needs.h"
#include "base/instant.h"
#include "server/film/compose.h"
#include "server/film/film.h"
#include "views/views.h"

namespace voorzien::server {

struct Demonstration {
  film::Film film;
  views::RegionFacts facts;  // title, from, to, chapters
  Instant start;             // region time at the first start; lines before it are played at once
  double speed = 10;
  std::vector<film::Usual> usual = {};  // what was counted in the weeks before
  std::vector<film::Past> past = {};    // what stations measured in the year before
  std::vector<film::Act> acts = {};     // what the film's people do, in order of time
};

// The composed film in the binary, or the film file given.
[[nodiscard]] Result<Demonstration> make_demonstration(const std::string& film_file);

[[nodiscard]] std::vector<api::DemoAccount> demo_accounts();
// Puts the demonstration's accounts into the folder's accounts when they are not there.
[[nodiscard]] Done add_demo_accounts(access::Accounts& accounts, access::Passwords& passwords,
                                     Instant machine_now);

}  // namespace voorzien::server
