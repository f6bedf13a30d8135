#include "server/film/film.h"

#include <simdjson.h>

#include <algorithm>

#include "base/base64.h"
#include "codec/json.h"
#include "feeds/feed.h"
#include "server/film/limits.h"

namespace voorzien::film {
namespace {
std::string place(std::size_t number) { return "line " + std::to_string(number); }

Error fault(ErrorCode code, std::size_t number, std::string detail) {
  return {code, place(number), std::move(detail)};
}

enum Field : unsigned { Received = 1, Source = 2, Format = 4, Body = 8 };

// Takes one field of the object into `out`; the text of what is wrong, or nothing.
std::string take(std::string_view key, std::string_view value, FilmLine& out, unsigned& seen) {
  unsigned field = 0;
  if (key == "received") {
    const Result<Instant> at = parse_instant(value);
    if (!at) return "received: " + at.error().detail;
    out.received = *at;
    field = Received;
  } else if (key == "source") {
    out.source = value;
    field = Source;
  } else if (key == "format") {
    out.format = value;
    field = Format;
  } else if (key == "body") {
    out.body = value;
    field = Body;
  } else if (key == "body_base64") {
    std::optional<std::string> bytes = decode_base64(value);
    if (!bytes) return "body_base64 is not base64";
    out.body = *std::move(bytes);
    field = Body;
  } else {
    return "unknown field '" + std::string(key.substr(0, 64)) + "'";
  }
  if ((seen & field) != 0) return "field '" + std::string(key) + "' is given twice";
  seen |= field;
  return {};
}

std::string missing_of(unsigned seen) {
  if ((seen & Received) == 0) return "received is missing";
  if ((seen & Source) == 0) return "source is missing";
  if ((seen & Format) == 0) return "format is missing";
  if ((seen & Body) == 0) return "body (or body_base64) is missing";
  return {};
}
}  // namespace

Result<FilmLine> read_line(std::string_view line, std::size_t number) {
  if (line.size() > limits::line_bytes_max)
    return fault(ErrorCode::TooLarge, number, std::to_string(line.size()) + " bytes in one line");
  thread_local simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(line.data(), line.size()).get_object().get(object) != simdjson::SUCCESS)
    return fault(ErrorCode::Malformed, number, "not one JSON object");
  FilmLine out;
  unsigned seen = 0;
  for (const auto [key, content] : object) {
    std::string_view value;
    if (content.get_string().get(value) != simdjson::SUCCESS)
      return fault(ErrorCode::BadValue, number, std::string(key.substr(0, 64)) + " is no text");
    if (std::string wrong = take(key, value, out, seen); !wrong.empty())
      return fault(ErrorCode::BadValue, number, std::move(wrong));
  }
  if (std::string wrong = missing_of(seen); !wrong.empty())
    return fault(ErrorCode::MissingField, number, std::move(wrong));
  if (out.source.empty()) return fault(ErrorCode::BadValue, number, "source is empty");
  return out;
}

void write_line(const FilmLine& line, std::string& out) {
  out += R"({"received":")";
  out += format_rfc3339(line.received);
  out += R"(","source":)";
  codec::append_string(line.source, out);
  out += R"(,"format":)";
  codec::append_string(line.format, out);
  if (simdjson::validate_utf8(line.body.data(), line.body.size())) {
    out += R"(,"body":)";
    codec::append_string(line.body, out);
  } else {
    out += R"(,"body_base64":")";
    append_base64(line.body, out);
    out += '"';
  }
  out += "}\n";
}

Done Film::add(std::uint64_t offset, std::uint64_t length, std::uint64_t number) {
  if (length == 0) return Nothing{};
  if (length > limits::line_bytes_max)
    return fault(ErrorCode::TooLarge, number, std::to_string(length) + " bytes in one line");
  if (starts_.size() >= limits::lines_max)
    return fault(ErrorCode::TooLarge, number, "more lines than a film may have");
  starts_.push_back({offset, length, number});
  return Nothing{};
}

Result<Film> Film::from_text(std::string text) {
  Film film;
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::size_t cut = end > at && text[end - 1] == '\r' ? end - 1 : end;
    RETURN_IF_ERROR(film.add(at, cut - at, ++number));
    at = end + 1;
  }
  film.text_ = std::move(text);
  return film;
}

Result<Film> Film::open(const std::string& path) {
  Film film;
  film.file_ = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*film.file_) return Error{ErrorCode::NotFound, path, "cannot be opened"};
  std::string block(std::size_t{1} << 20U, '\0');
  std::uint64_t offset = 0;
  std::uint64_t start = 0;
  std::uint64_t number = 0;
  while (film.file_->read(block.data(), static_cast<std::streamsize>(block.size())),
         film.file_->gcount() > 0) {
    const std::string_view got(block.data(), static_cast<std::size_t>(film.file_->gcount()));
    for (std::size_t at = got.find('\n'); at != std::string_view::npos; at = got.find('\n', at + 1)) {
      RETURN_IF_ERROR(film.add(start, offset + at - start, ++number));
      start = offset + at + 1;
    }
    offset += got.size();
  }
  RETURN_IF_ERROR(film.add(start, offset - start, ++number));
  return film;
}

Result<FilmLine> Film::line(std::size_t index) const {
  ENSURE(index < starts_.size(), "a film line is asked by an index below size()");
  const Start& start = starts_[index];
  if (!file_) return read_line(std::string_view(text_).substr(start.offset, start.length), start.number);
  std::string line(start.length, '\0');
  file_->clear();
  file_->seekg(static_cast<std::streamoff>(start.offset));
  if (!file_->read(line.data(), static_cast<std::streamsize>(line.size())))
    return fault(ErrorCode::NotFound, start.number, "the file became shorter");
  if (line.ends_with('\r')) line.pop_back();
  return read_line(line, start.number);
}

std::size_t Film::first_at_or_after(Instant at) const {
  std::size_t low = 0;
  std::size_t high = size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    std::size_t probe = middle;  // a faulty line takes the time of the next good one
    std::optional<Instant> received;
    for (; probe < high && !received; ++probe) {
      if (const Result<FilmLine> found = line(probe); found) received = found->received;
    }
    if (received && *received < at) {
      low = probe;
    } else {
      high = middle;
    }
  }
  return low;
}

CheckReport check(const Film& film, const std::vector<std::string>& known_sources) {
  CheckReport report;
  report.lines = film.size();
  std::optional<Instant> last;
  const auto add = [&](std::string where, std::string message) {
    ++report.faults_counted;
    if (report.faults.size() < limits::check_faults_max)
      report.faults.push_back({std::move(where), std::move(message)});
  };
  for (std::size_t i = 0; i < film.size(); ++i) {
    const Result<FilmLine> line = film.line(i);
    if (!line) {
      add(line.error().where, line.error().detail);
      continue;
    }
    const std::string where = "record " + std::to_string(i + 1);
    if (last && line->received < *last)
      add(where, "received " + format_rfc3339(line->received) + " is before the line above it");
    if (!feeds::format_by_name(line->format)) add(where, "unknown format '" + line->format + "'");
    if (!known_sources.empty() &&
        std::find(known_sources.begin(), known_sources.end(), line->source) == known_sources.end())
      add(where, "unknown source '" + line->source + "'");
    last = last ? std::max(*last, line->received) : line->received;
    if (report.first.empty()) report.first = format_rfc3339(line->received);
    report.last = format_rfc3339(*last);
  }
  return report;
}

}  // namespace voorzien::film
