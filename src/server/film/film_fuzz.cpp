#include <cstdint>
#include <string>

#include "base/ensure.h"
#include "server/film/film.h"

// Any bytes: no crash, and what reads as a line is written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voorzien;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Result<film::Film> read = film::Film::from_text(text);
  if (!read) return 0;
  for (std::size_t i = 0; i < read->size(); ++i) {
    const Result<film::FilmLine> line = read->line(i);
    if (!line) continue;
    std::string written;
    film::write_line(*line, written);
    written.pop_back();
    const Result<film::FilmLine> again = film::read_line(written, 1);
    ENSURE(again && *again == *line, "a film line is read back as it was written");
  }
  (void)film::check(*read, {"pager"});
  return 0;
}
