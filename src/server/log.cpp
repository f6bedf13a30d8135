#include "server/log.h"

#include <cstdio>
#include <string>

#include "adapters/system/clock.h"
#include "codec/json.h"

namespace voorzien::server {
void log(std::string_view level, std::string_view event, std::initializer_list<LogField> fields) {
  std::string line = "{\"at\":\"" + format_rfc3339(adapters::machine_now()) + "\",\"level\":";
  codec::append_string(level, line);
  line += ",\"event\":";
  codec::append_string(event, line);
  for (const auto& [name, value] : fields) {
    line += ',';
    codec::append_string(name, line);
    line += ':';
    codec::append_string(value, line);
  }
  line += "}\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}
}  // namespace voorzien::server
