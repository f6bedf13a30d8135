// DIR/control.sock: how the command line reaches the server that holds the folder (decision 9).
//
// One line in, one line out, then the connection ends. The file is for its owner only (mode 0600): who may
// open it may also read and write everything else in the folder. `answer` runs on the listener's own thread,
// one question after the other. What the lines say is not this file's business (server/control/).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace voorzien::adapters {

inline constexpr std::size_t control_line_bytes_max = 64U << 10U;

class ControlListener {
 public:
  using Answer = std::function<std::string(std::string line)>;
  // The folder's lock must be held: a socket left behind by a killed server is replaced.
  [[nodiscard]] static Result<std::unique_ptr<ControlListener>> listen(const std::string& data_dir,
                                                                       Answer answer);
  virtual ~ControlListener() = default;  // finishes the question it is at; removes the file
};

// The answer of the running server; nothing when none listens.
[[nodiscard]] Result<std::optional<std::string>> ask_running_server(const std::string& data_dir,
                                                                    const std::string& line);

}  // namespace voorzien::adapters
