// The two ends of DIR/control.sock, and what a subcommand does when nobody answers there (decision 9).
#pragma once

#include <functional>
#include <string>

#include "api/control.h"
#include "base/result.h"

namespace voorzien::server {

// The server's end: a line that came in -> the line that goes back.
[[nodiscard]] std::string answer_control(
    const std::string& line, const std::function<Result<std::string>(const api::ControlRequest&)>& act);

// The command line's end: asked of the running server, or carried out here under the folder's lock with the
// doctrine of the configuration. `config_file` may be empty: then DIR/voorzien.toml when it is there.
[[nodiscard]] Result<std::string> ask_or_do(const api::ControlRequest& asked, const std::string& data_dir,
                                            const std::string& config_file);

}  // namespace voorzien::server
