#include "server/control/control.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "adapters/control_socket/control_socket.h"
#include "adapters/password/argon2.h"
#include "adapters/sqlite/accounts.h"
#include "adapters/sqlite/folder_lock.h"
#include "adapters/system/clock.h"
#include "codec/json.h"
#include "server/capcodes/capcodes.h"
#include "server/config.h"
#include "server/control/acts.h"
#include "server/counting/import_counts.h"
#include "server/directory/import_directory.h"
#include "server/files.h"
#include "server/forgetting/erase_person.h"
#include "server/readings/import_readings.h"

namespace voorzien::server {
namespace {
Result<std::string> do_here(const api::ControlRequest& asked, const std::string& data_dir,
                            const std::string& config_file) {
  const bool only_looks = (asked.import_directory && !asked.import_directory->apply) ||
                          (asked.import_counts && !asked.import_counts->apply) ||
                          (asked.import_readings && !asked.import_readings->apply) ||
                          (asked.import_capcodes && !asked.import_capcodes->apply) ||
                          (asked.remove_capcodes && !asked.remove_capcodes->apply);
  if (!only_looks && ::mkdir(data_dir.c_str(), 0700) != 0 && errno != EEXIST)
    return Error{ErrorCode::StoreFailed, data_dir, std::strerror(errno)};
  if (only_looks && asked.import_capcodes)
    return import_capcodes(*asked.import_capcodes, data_dir, adapters::machine_now());
  if (only_looks && asked.remove_capcodes) return remove_capcodes(*asked.remove_capcodes, data_dir);
  ASSIGN_OR_RETURN(const Config config, config_of(config_file, data_dir));
  ASSIGN_OR_RETURN(const doctrine::Doctrine doctrine, load_doctrine(config.doctrine_dir));
  if (asked.erase_person) return erase_person_here(*asked.erase_person, data_dir, doctrine);
  if (asked.import_directory) return import_directory_here(*asked.import_directory, data_dir, doctrine);
  if (asked.import_counts) return import_counts_here(*asked.import_counts, data_dir, doctrine);
  if (asked.import_readings) return import_readings_here(*asked.import_readings, data_dir, doctrine);
  ASSIGN_OR_RETURN(const auto lock, adapters::sqlite::FolderLock::take(data_dir));
  if (asked.import_capcodes)
    return import_capcodes(*asked.import_capcodes, data_dir, adapters::machine_now());
  if (asked.remove_capcodes) return remove_capcodes(*asked.remove_capcodes, data_dir);
  ASSIGN_OR_RETURN(const auto accounts, adapters::open_accounts(data_dir));
  ASSIGN_OR_RETURN(const auto passwords, adapters::make_passwords());
  return carry_out(asked, {*accounts, *passwords, doctrine.access, data_dir, adapters::machine_now()});
}
}  // namespace

std::string answer_control(const std::string& line,
                           const std::function<Result<std::string>(const api::ControlRequest&)>& act) {
  const Result<api::ControlRequest> asked = codec::decode<api::ControlRequest>(line);
  const Result<std::string> done = asked ? act(*asked) : asked.error();
  api::ControlAnswer answer;
  if (done)
    answer.text = *done;
  else
    answer.fault = {static_cast<int>(done.error().code), done.error().where, done.error().detail};
  return codec::encode(answer);
}

Result<std::string> ask_or_do(const api::ControlRequest& asked, const std::string& data_dir,
                              const std::string& config_file) {
  ASSIGN_OR_RETURN(const std::optional<std::string> line,
                   adapters::ask_running_server(data_dir, codec::encode(asked)));
  if (!line) return do_here(asked, data_dir, config_file);
  ASSIGN_OR_RETURN(const api::ControlAnswer answer, codec::decode<api::ControlAnswer>(*line));
  if (answer.fault)
    return Error{static_cast<ErrorCode>(answer.fault->number), answer.fault->where, answer.fault->detail};
  return answer.text;
}
}  // namespace voorzien::server
