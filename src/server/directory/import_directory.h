// `directory import`: what a table would change in the directory, and the change itself.
#pragma once

#include <map>
#include <string>

#include "api/control.h"
#include "base/result.h"
#include "doctrine/doctrine.h"
#include "engine/loop.h"
#include "network/import/contacts.h"

namespace voorzien::server {

// The table of a file, for both ends: the command line tells its faults, the server what it changes.
[[nodiscard]] Result<std::string> read_directory_file(const std::string& file);
// Files are known by their name, wherever they lie.
[[nodiscard]] std::string directory_file_name(const std::string& file);

// What changed, or would, for the operator. Applied in batches of 1,000 contacts, each one entry; broken off
// in between it can be done again, as contacts are known by who they are.
[[nodiscard]] Result<std::string> import_directory(const api::ImportDirectory& asked,
                                                   const doctrine::Plan& plan, engine::Engine& engine);
// The same with no server running; the caller holds no lock of the folder.
[[nodiscard]] Result<std::string> import_directory_here(const api::ImportDirectory& asked,
                                                        const std::string& data_dir,
                                                        const doctrine::Doctrine& doctrine);

}  // namespace voorzien::server
