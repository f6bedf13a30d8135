#include "feeds/cyber/ncsc_rss.h"

#include <fmt/format.h>

#include "feeds/blank.h"
#include "feeds/limits.h"
#include "feeds/time_text.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds::cyber {
namespace {
using observations::Observation;
using observations::Understood;

// "[1.01] rest" -> "1.01"; the text then begins at the rest.
std::string bracketed(std::string_view& text) {
  text = trim(text);
  if (!text.starts_with('[')) return {};
  const std::size_t end = text.find(']');
  if (end == std::string_view::npos) return {};
  const std::string out(trim(text.substr(1, end - 1)));
  text.remove_prefix(end + 1);
  return out;
}
}  // namespace

Title read_title(std::string_view title) {
  Title out;
  title = trim(title);
  if (title.starts_with("NCSC-")) {
    const std::size_t end = std::min(title.find(' '), title.size());
    out.id = title.substr(0, end);
    title.remove_prefix(end);
    out.version = bracketed(title);
    out.grade = bracketed(title);
  }
  out.words = trim(title);
  return out;
}

namespace {
class Items {
 public:
  Items(XmlDocument& document, const Context& context, Understood& out, Remarks& remarks)
      : document_(document), context_(context), out_(out), remarks_(remarks) {}

  void read() {
    const pugi::xml_node channel = child_of(document_.root(), "channel");
    if (local_name(document_.root()) != "rss" || !channel)
      return remarks_.reject("not-of-format", document_.where(document_.root()),
                             "not an RSS channel nor CSAF; check the address");
    for (const pugi::xml_node item : channel.children())
      if (is_element(item) && local_name(item) == "item") take(item);
    out_.published = read_rss_time(document_.trimmed(child_of(channel, "lastBuildDate")));
    if (!out_.published) out_.published = read_rss_time(document_.trimmed(child_of(channel, "pubDate")));
    remarks_.finish();
  }

 private:
  std::string_view text(pugi::xml_node node, std::string_view local) {
    return document_.trimmed(child_of(node, local));
  }

  void take(pugi::xml_node item) {
    if (out_.observations.size() >= limits::observations_max)
      return remarks_.add("too-many-observations", document_.where(item), "the advisory is left out");
    Title title = read_title(text(item, "title"));
    Observation o = blank(context_, "advisory", "cyber");
    o.native_id = title.id.empty() ? std::string(text(item, "guid")) : title.id;
    if (o.native_id.empty() || title.words.empty())
      return remarks_.add("missing-field", document_.where(item),
                          "no id or no title; the advisory is left out");
    o.native_version = std::move(title.version);
    o.native_level = std::move(title.grade);
    o.title = title.words;
    if (const std::string_view more = text(item, "description"); !more.empty())
      o.texts.push_back({"nl", one_line(o.title), cut_text(more, limits::text_bytes_max), ""});
    const std::string_view issued = text(item, "pubDate");
    o.t_issued = read_rss_time(issued);
    if (!issued.empty() && !o.t_issued)
      remarks_.add("bad-time", document_.where(child_of(item, "pubDate")),
                   fmt::format("'{}' is no time of RSS; it is left out", issued.substr(0, 40)));
    o.valid_from = o.t_issued;
    complete(o, context_, document_.where(item), remarks_);
    out_.observations.push_back(std::move(o));
  }

  XmlDocument& document_;
  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
};
}  // namespace

Understood parse_ncsc_rss(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  XmlDocument document;
  if (!load_or_reject(document, bytes, remarks)) return out;
  Items(document, context, out, remarks).read();
  return out;
}

}  // namespace voorzien::feeds::cyber
