// Bytes as the files of a region's doctrine: whatever they are, a doctrine or faults, each with a place, in
// bounded time; and what has no fault can be printed and compared. One input holds several files, each after
// a line "=== name"; a file that the input lacks is that of the smallest doctrine there is.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "doctrine/doctrine.h"
#include "doctrine/print/print.h"

namespace {
using voorzien::doctrine::Files;

constexpr std::string_view mark = "=== ";

Files smallest() {
  return {{"region.toml", "code = \"VR1\"\nname = \"n\"\nshown = [\"VR1\"]\nversion = \"1\"\n"},
          {"themes.toml", "[[theme]]\nid = \"fire\"\nname = \"n\"\nname_en = \"n\"\norder = 1\n"},
          {"sources.toml", "[[source]]\nid = \"s\"\nname = \"n\"\nformat = \"hand\"\n"},
          {"access.toml", "acts = [\"a.b\"]\n[[role]]\nid = \"caco\"\nname = \"n\"\nmay = [\"a.b\"]\n"}};
}

Files parts_of(std::string_view text) {
  Files out = smallest();
  std::string name;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (line.starts_with(mark)) {
      name = line.substr(mark.size());
      if (!name.empty()) out[name].clear();
    } else if (!name.empty()) {
      out[name].append(line).push_back('\n');
    }
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Files files = parts_of({reinterpret_cast<const char*>(data), size});
  const voorzien::doctrine::Loaded loaded = voorzien::doctrine::load(files);
  for (const voorzien::doctrine::Fault& fault : loaded.faults)
    if (fault.file.empty() || fault.line < 1 || fault.column < 1 || fault.message.empty()) std::abort();
  if (!loaded.faults.empty() || loaded.doctrine.plan.empty()) return 0;
  if (voorzien::doctrine::print_html(loaded.doctrine).empty()) std::abort();
  if (voorzien::doctrine::print_markdown(loaded.doctrine).empty()) std::abort();
  if (!voorzien::doctrine::differences(loaded.doctrine, loaded.doctrine).empty()) std::abort();
  return 0;
}
