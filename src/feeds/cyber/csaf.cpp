#include "feeds/cyber/csaf.h"

#include "feeds/blank.h"
#include "feeds/cyber/ncsc_rss.h"
#include "feeds/json_values.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using json::element;
using json::object;
using observations::Observation;
using observations::Status;
using observations::Understood;
using simdjson::dom::array;

class Reader {
 public:
  Reader(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {}

  void read(const object& document);

 private:
  void advisory(const object& about, const object& document);
  void entry(const object& in, const std::string& where);
  void texts(const object& about, const object& document, Observation& o);
  [[nodiscard]] static std::string vulnerabilities(const object& document);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
};

// "CVE-2026-0001, CVE-2026-0002".
std::string Reader::vulnerabilities(const object& document) {
  constexpr std::size_t bytes_max = 4'096;
  std::string out;
  if (const std::optional<array> all = json::list(document, "vulnerabilities"))
    for (const element item : *all) {
      object one;
      if (item.get_object().get(one) != simdjson::SUCCESS || out.size() > bytes_max) continue;
      const std::string cve = json::text(one, "cve");
      if (!cve.empty()) out += (out.empty() ? "" : ", ") + cut_text(cve, 32);
    }
  return out;
}

void Reader::texts(const object& about, const object& document, Observation& o) {
  std::string summary;
  if (const std::optional<array> notes = json::list(about, "notes"))
    for (const element item : *notes) {
      object note;
      if (item.get_object().get(note) != simdjson::SUCCESS) continue;
      const std::string category = json::text(note, "category");
      if (summary.empty() && (category == "summary" || category == "description"))
        summary = json::text(note, "text");
    }
  const std::string flaws = vulnerabilities(document);
  if (!flaws.empty()) summary += (summary.empty() ? "" : "\n\n") + flaws;
  std::string language = json::text(about, "lang");
  if (language.empty()) language = "en";
  o.texts.push_back(
      {cut_text(language, 16), one_line(o.title), cut_text(summary, limits::text_bytes_max), ""});
}

void Reader::advisory(const object& about, const object& document) {
  const std::string here = "/document/tracking";
  const std::optional<object> tracking = json::child(about, "tracking");
  Observation o = blank(context_, "advisory", "cyber");
  o.title = json::text(about, "title");
  if (tracking) o.native_id = json::text(*tracking, "id");
  if (o.native_id.empty() || o.title.empty())
    return remarks_.reject("not-of-format", here,
                           "no document title or tracking id; this is no CSAF advisory; check the address");
  o.native_version = json::text(*tracking, "version");
  o.t_issued = json::time(*tracking, "current_release_date", here, context_, remarks_);
  o.valid_from = json::time(*tracking, "initial_release_date", here, context_, remarks_);
  if (json::text(*tracking, "status") == "draft") o.status = Status::Draft;
  if (const std::optional<object> severity = json::child(about, "aggregate_severity"))
    o.native_level = cut_text(json::text(*severity, "text"), 64);
  // NCSC-NL writes chance and damage before its titles, as in its RSS.
  if (cyber::Title title = cyber::read_title(o.title); !title.id.empty() && !title.words.empty()) {
    if (!title.grade.empty()) o.native_level = std::move(title.grade);
    o.title = std::move(title.words);
  }
  if (const std::string version = json::text(about, "csaf_version"); version != "2.0")
    remarks_.add("schema-changed", "/document/csaf_version",
                 "'" + cut_text(version, 16) + "' in place of 2.0; read as 2.0, check the fields");
  texts(about, document, o);
  complete(o, context_, here, remarks_);
  out_.observations.push_back(std::move(o));
}

// An entry of a ROLIE feed: what the list says of the advisory behind its link.
void Reader::entry(const object& in, const std::string& where) {
  if (out_.observations.size() >= limits::observations_max)
    return remarks_.add("too-many-observations", where, "the advisory is left out");
  Observation o = blank(context_, "advisory", "cyber");
  o.native_id = json::text(in, "id");
  o.title = json::text(in, "title");
  if (o.native_id.empty() || o.title.empty())
    return remarks_.add("missing-field", where, "no id or no title; the advisory is left out");
  o.t_issued = json::time(in, "updated", where, context_, remarks_);
  o.valid_from = json::time(in, "published", where, context_, remarks_);
  if (const std::optional<object> summary = json::child(in, "summary"))
    o.texts.push_back(
        {"en", one_line(o.title), cut_text(json::text(*summary, "content"), limits::text_bytes_max), ""});
  complete(o, context_, where, remarks_);
  out_.observations.push_back(std::move(o));
}

void Reader::read(const object& document) {
  const std::optional<object> about = json::child(document, "document");
  const std::optional<object> feed = json::child(document, "feed");
  if (about) {
    advisory(*about, document);
  } else if (feed) {
    out_.published = json::time(*feed, "updated", "/feed", context_, remarks_);
    if (const std::optional<array> entries = json::list(*feed, "entry"))
      json::each_object(*entries, "/feed/entry", remarks_,
                        [this](const object& one, const std::string& where) { entry(one, where); });
  } else {
    return remarks_.reject("not-of-format", "",
                           "no CSAF document nor ROLIE feed; a provider's metadata only leads to them");
  }
  if (out_.verdict != observations::Verdict::Rejected) remarks_.finish();
}
}  // namespace

Understood parse_csaf(std::string_view bytes, const Context& context) {
  std::string_view head = bytes.substr(0, 64);
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  if (trim(head).starts_with('<')) return cyber::parse_ncsc_rss(bytes, context);
  Understood out;
  Remarks remarks(out);
  simdjson::dom::parser parser;
  if (const std::optional<object> document = json::parse_object(parser, bytes, remarks))
    Reader(context, out, remarks).read(*document);
  return out;
}

}  // namespace voorzien::feeds
