// `person erase`, by the running server or, while none runs, by the command line under the folder's lock.
#pragma once

#include <string>

#include "access/accounts.h"
#include "api/control.h"
#include "doctrine/doctrine.h"
#include "engine/loop.h"

namespace voorzien::server {

// What was erased and what stays, for the operator.
[[nodiscard]] Result<std::string> erase_person(const api::ErasePerson& asked, journal::Store& store,
                                               journal::Erasures& erasures, access::Accounts& accounts,
                                               engine::Engine& engine);
// Opens the store of the folder, whose lock is free.
[[nodiscard]] Result<std::string> erase_person_here(const api::ErasePerson& asked,
                                                    const std::string& data_dir,
                                                    const doctrine::Doctrine& doctrine);

}  // namespace voorzien::server
