#include "server/film/commands.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "codec/json.h"
#include "feeds/limits.h"
#include "server/film/compose.h"
#include "server/film/film.h"

namespace voorzien::film {
namespace {
using observations::Understood;

constexpr int good = 0;
constexpr int faulty = 1;
constexpr int wrong_use = 2;

// At most one byte more than a parser takes, so that it can say how much too large it is.
Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::NotFound, path, "cannot be opened"};
  std::string bytes;
  std::string block(std::size_t{1} << 16U, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0) {
    bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > feeds::limits::document_bytes_max) break;
  }
  if (in.bad()) return Error{ErrorCode::NotFound, path, "cannot be read"};
  return bytes;
}

std::string quoted(std::string_view text) {
  std::string out;
  codec::append_string(text, out);
  return out;
}

Understood rejected(std::string_view code, std::string where, std::string message) {
  Understood out;
  out.verdict = observations::Verdict::Rejected;
  out.remarks.push_back({std::string(code), std::move(where), std::move(message)});
  return out;
}

// ,"signature":"verified","signature_reason":"","signer":"","profiles":["IPAWS"]: the members of a provenance
// as they are encoded everywhere. Nothing for formats without one.
std::string provenance_json(const Understood& understood) {
  if (!understood.provenance) return {};
  std::string out;
  codec::encode_to(*understood.provenance, out);
  return "," + out.substr(1, out.size() - 2);
}

std::string verdict_json(const std::string& file, std::string_view format, const Understood& understood) {
  std::string remarks;
  for (const observations::Remark& remark : understood.remarks) {
    if (!remarks.empty()) remarks += ',';
    codec::encode_to(remark, remarks);
  }
  const char* const verdict = understood.verdict == observations::Verdict::Accepted ? "accepted"
                              : understood.verdict == observations::Verdict::AcceptedWithRemarks
                                  ? "accepted-with-remarks"
                                  : "rejected";
  return fmt::format(R"({{"file":{},"format":{},"verdict":"{}","observations":{}{},"remarks":[{}]}})",
                     quoted(file), quoted(format), verdict, understood.observations.size(),
                     provenance_json(understood), remarks);
}

Understood understand(const FeedCheck& check, const std::string& file, std::string& format) {
  const Result<std::string> bytes = read_file(file);
  if (!bytes) return rejected(name_of(bytes.error().code), bytes.error().where, bytes.error().detail);
  const std::optional<feeds::Format> found =
      check.format == "auto" ? feeds::guess_format(*bytes) : feeds::format_by_name(check.format);
  if (!found)
    return rejected("not-of-format", "", "the bytes look like none of the known formats; name the format");
  format = feeds::name_of(*found);
  return feeds::parse(*found, *bytes, check.context);
}
}  // namespace

int feed_check(const FeedCheck& check, std::ostream& out, std::ostream& err) {
  if (check.format != "auto" && !feeds::format_by_name(check.format)) {
    err << "unknown format '" << check.format << "'; known:";
    for (const std::string& name : feeds::format_names()) err << ' ' << name;
    err << " auto\n";
    return wrong_use;
  }
  if (check.files.empty()) {
    err << "no file given\n";
    return wrong_use;
  }
  int code = good;
  for (const std::string& file : check.files) {
    std::string format = check.format;
    const Understood understood = understand(check, file, format);
    if (understood.verdict == observations::Verdict::Rejected) code = faulty;
    if (!check.observations) {
      out << verdict_json(file, format, understood) << '\n';
      continue;
    }
    std::string line;
    for (const observations::Observation& observation : understood.observations) {
      line.clear();
      codec::encode_to(observation, line);
      out << line << '\n';
    }
    for (const observations::Remark& remark : understood.remarks)
      err << file << ": " << remark.code << ' ' << remark.where << ": " << remark.message << '\n';
  }
  out.flush();
  return code;
}

int film_check(const std::string& file, const std::vector<std::string>& known_sources, bool json,
               std::ostream& out, std::ostream& err) {
  const Result<Film> film = Film::open(file);
  if (!film) {
    err << film.error().to_text() << '\n';
    return faulty;
  }
  const CheckReport report = check(*film, known_sources);
  if (json) {
    std::string faults;
    for (const Fault& fault : report.faults)
      faults += fmt::format("{}{{\"where\":{},\"message\":{}}}", faults.empty() ? "" : ",",
                            quoted(fault.where), quoted(fault.message));
    out << fmt::format(R"({{"file":{},"lines":{},"from":{},"to":{},"faults":{},"first_faults":[{}]}})",
                       quoted(file), report.lines, report.first.empty() ? "null" : quoted(report.first),
                       report.last.empty() ? "null" : quoted(report.last), report.faults_counted, faults)
        << '\n';
  } else {
    for (const Fault& fault : report.faults)
      out << file << ": " << fault.where << ": " << fault.message << '\n';
    out << fmt::format("{}: {} lines, {} to {}, {} faults\n", file, report.lines, report.first, report.last,
                       report.faults_counted);
  }
  return report.faults_counted == 0 ? good : faulty;
}

int film_compose(const std::string& script, const std::string& target, std::ostream& out, std::ostream& err) {
  const Result<std::string> text = read_file(script);
  if (!text) {
    err << text.error().to_text() << '\n';
    return faulty;
  }
  const Result<Composed> composed = compose(*text);
  if (!composed) {
    err << script << ": " << composed.error().to_text() << '\n';
    return faulty;
  }
  if (target == "-") {
    out << composed->lines;
    out.flush();
    return out ? good : faulty;
  }
  std::ofstream file(target, std::ios::binary | std::ios::trunc);
  file << composed->lines;
  file.close();
  if (!file) {
    err << target << ": cannot be written\n";
    return faulty;
  }
  err << fmt::format("{}: {} bytes, {} chapters, {} to {}\n", target, composed->lines.size(),
                     composed->chapters.size(), format_rfc3339(composed->from), format_rfc3339(composed->to));
  return good;
}

}  // namespace voorzien::film
