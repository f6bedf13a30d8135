#include "feeds/datex2/datex2.h"

#include <fmt/format.h>

#include "base/words.h"
#include "feeds/datex2/place.h"
#include "feeds/datex2/wording.h"
#include "feeds/limits.h"
#include "feeds/remarks.h"
#include "feeds/time_text.h"
#include "feeds/xml_document.h"

namespace voorzien::feeds {
namespace {
using observations::Observation;
using observations::Status;
using observations::Understood;

// "sit:Accident" -> "Accident".
std::string_view type_of(pugi::xml_node node) {
  const std::string_view type = attribute_of(node, "type");
  const std::size_t colon = type.find(':');
  return colon == std::string_view::npos ? type : type.substr(colon + 1);
}

struct Message {
  std::vector<pugi::xml_node> publications;
  std::vector<pugi::xml_node> exchanges;  // how it came to be sent
  pugi::xml_node other_version;           // a container that says it is of no version read here
};

// "2", "2.3", "3.1"; version 1 and what comes after 3 are read as far as their names agree.
bool is_known_version(std::string_view said) {
  return said.empty() || ((said[0] == '2' || said[0] == '3') && (said.size() == 1 || said[1] == '.'));
}

// In a SOAP body an answer of any name may stand around the message. Depth is bounded by the gate.
void find_publications(pugi::xml_node node, Message& out, bool in_body = false) {
  const std::string_view name = local_name(node);
  if (name == "payload" || name == "payloadPublication") {
    out.publications.push_back(node);
    return;
  }
  if (name == "exchange" || name == "exchangeInformation") {
    out.exchanges.push_back(node);
    return;
  }
  const bool container = name == "messageContainer" || name == "d2LogicalModel";
  if (container && !is_known_version(attribute_of(node, "modelBaseVersion"))) out.other_version = node;
  if (!container && !in_body && name != "Envelope" && name != "Body") return;
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
    if (is_element(child)) find_publications(child, out, name == "Body");
}

// The first descendant of a name, in the order of the document.
pugi::xml_node find_below(pugi::xml_node node, std::string_view name) {
  for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
    if (!is_element(child)) continue;
    if (local_name(child) == name) return child;
    if (pugi::xml_node found = find_below(child, name)) return found;
  }
  return {};
}

Status status_of(std::string_view information, std::string& reason) {
  const bool exercise =
      information == "exercise" || information == "technicalExercise" || information == "securityExercise";
  if (exercise || information == "test") reason = "DATEX informationStatus " + std::string(information);
  return information == "test" ? Status::Test : exercise ? Status::Exercise : Status::Actual;
}

enum class Lists { Everything, WholeSituations, Changes };

// What a message lists, by its exchange. `snapshot` is everything; `allElementUpdate` is a situation with all
// its records because one of them changed; `singleElementUpdate` the changed records alone. Without that
// word a protocol of pushes and deltas sends changes, and so do services that name their feeds (England,
// Norway) when the name does not call them full. Who says nothing (NDW) publishes everything.
Lists lists_of(XmlDocument& document, const Message& message) {
  for (const pugi::xml_node exchange : message.exchanges) {
    const std::string_view method = document.trimmed(find_below(exchange, "updateMethod"));
    if (method == "snapshot") return Lists::Everything;
    if (method == "allElementUpdate") return Lists::WholeSituations;
    if (method == "singleElementUpdate") return Lists::Changes;
    const std::string_view protocol = document.trimmed(find_below(exchange, "codedExchangeProtocol"));
    for (const std::string_view changes : {"delta", "simplePush", "stateful", "simpleCIS"})
      if (protocol.starts_with(changes)) return Lists::Changes;
  }
  for (const pugi::xml_node publication : message.publications) {
    const std::string_view feed = document.trimmed(child_of(publication, "feedType"));
    if (!feed.empty() && !holds_folded(feed, "full") && !holds_folded(feed, "snapshot"))
      return Lists::Changes;
  }
  return Lists::Everything;
}

class Publication {
 public:
  Publication(XmlDocument& document, const Context& context, Understood& out, Remarks& remarks)
      : document_(document), context_(context), out_(out), remarks_(remarks) {}

  void read(pugi::xml_node publication) {
    const std::string_view language = attribute_of(publication, "lang");
    language_ = language.empty() ? "nl" : language;
    const pugi::xml_node published = child_of(publication, "publicationTime");
    if (auto at = time(published)) out_.published = std::max(out_.published.value_or(*at), *at);
    const std::string_view information = information_of(publication);
    for (pugi::xml_node node = publication.first_child(); node; node = node.next_sibling())
      if (is_element(node) && local_name(node) == "situation") situation(node, information);
  }
  [[nodiscard]] std::vector<std::string> take_situations() { return std::move(situations_); }
  [[nodiscard]] bool is_coarse() const { return coarse_; }
  // Records were left out: what is absent from this reading has not therefore ended.
  [[nodiscard]] bool is_cut() const { return cut_; }

 private:
  std::string_view information_of(pugi::xml_node node) {
    return document_.trimmed(child_of(child_of(node, "headerInformation"), "informationStatus"));
  }

  std::optional<Instant> time(pugi::xml_node node) {
    if (!node) return std::nullopt;
    const std::string_view text = document_.trimmed(node);
    const TimeText read = read_time(text, context_);
    if (read.zone_missing)
      remarks_.add("time-without-zone", document_.where(node),
                   fmt::format("'{}' has no offset; read as {}", text.substr(0, 40), context_.zone));
    if (!read.at)
      remarks_.add("bad-time", document_.where(node), fmt::format("'{}' is no time", text.substr(0, 40)));
    return read.at;
  }

  void situation(pugi::xml_node node, std::string_view publication_information) {
    std::string_view information = information_of(node);
    if (information.empty()) information = publication_information;
    const std::string_view severity = document_.trimmed(child_of(node, "overallSeverity"));
    if (const std::string_view id = attribute_of(node, "id"); !id.empty()) situations_.emplace_back(id);
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling()) {
      if (!is_element(child) || local_name(child) != "situationRecord") continue;
      if (out_.observations.size() >= limits::observations_max) {
        cut_ = true;
        remarks_.add("too-many-observations", document_.where(child),
                     fmt::format("more than {} records; the rest is left out", limits::observations_max));
        return;
      }
      Observation& one = out_.observations.emplace_back();
      one.native_level = severity;
      one.status = status_of(information, one.test_reason);
      const std::string_view situation_id = attribute_of(node, "id");
      if (!situation_id.empty()) one.references.emplace_back(situation_id);
      record(child, one);
    }
  }

  void record(pugi::xml_node node, Observation& one) {
    one.source = context_.source;
    one.kind = "traffic";
    one.theme = context_.theme.empty() ? "traffic" : context_.theme;
    one.native_id = attribute_of(node, "id");
    one.native_version = attribute_of(node, "version");
    one.t_received = context_.received;
    one.personal = context_.personal;
    one.quality = "official";
    datex2::Wording wording;
    wording.type = type_of(node);
    std::string comment;
    pugi::xml_node location;
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
      if (is_element(child)) field(child, one, wording, comment, location);
    if (one.native_id.empty()) {
      one.native_id = "unidentified-" +
                      stable_id(fmt::format("{}\n{}\n{}", one.references.empty() ? "" : one.references[0],
                                            wording.type, one.native_version));
      remarks_.add("missing-field", document_.where(node),
                   "a situation record without id; later versions cannot be matched");
    }
    place(node, location, one, wording);
    one.title = cut_text(datex2::title_of(wording), limits::title_bytes_max);
    one.texts.push_back({std::string(language_), one.title, cut_text(comment, limits::text_bytes_max), ""});
    if (one.valid_from && one.valid_to && *one.valid_to < *one.valid_from)
      remarks_.add("ends-before-start", document_.where(node), "it ends before it begins; both are kept");
    one.id = id_of(one);
  }

  void field(pugi::xml_node node, Observation& one, datex2::Wording& wording, std::string& comment,
             pugi::xml_node& location) {
    const std::string_view name = local_name(node);
    if (name == "situationRecordVersionTime") {
      one.t_issued = time(node);
    } else if (name == "situationRecordObservationTime") {
      one.t_observed = time(node);
    } else if (name == "validity") {
      validity(node, one);
    } else if (name == "locationReference" || name == "groupOfLocations") {
      if (!location) location = node;
    } else if (name == "severity") {
      one.native_level = document_.trimmed(node);
    } else if (name == "probabilityOfOccurrence") {
      if (document_.trimmed(node) != "certain") one.quality = "report";
    } else if (name == "cause") {
      wording.cause = document_.trimmed(child_of(node, "causeType"));
    } else if (name == "generalPublicComment" || name == "reroutingItineraryDescription") {
      add_comment(node, comment);
    } else if (name == "obstructingVehicle") {
      wording.vehicle = document_.trimmed(find_below(node, "vehicleType"));
    } else if (name == "temporarySpeedLimit") {
      wording.speed = document_.trimmed(node);
    } else if (name == "management") {
      const pugi::xml_node cycle = child_of(node, "lifeCycleManagement");
      const pugi::xml_node filter = child_of(node, "filterExitManagement");
      const bool over = is_true(child_of(cycle, "cancel")) || is_true(child_of(cycle, "end")) ||
                        is_true(child_of(filter, "filterEnd"));
      if (over && one.status == Status::Actual) one.status = Status::Ended;
    } else if (name.ends_with("Type") && wording.detail.empty() && name != "mobilityType") {
      wording.detail = document_.trimmed(node);
    }
  }

  bool is_true(pugi::xml_node node) {
    const std::string_view word = document_.trimmed(node);
    return word == "true" || word == "1";
  }

  void validity(pugi::xml_node node, Observation& one) {
    if (document_.trimmed(child_of(node, "validityStatus")) == "suspended" && one.status == Status::Actual)
      one.status = Status::Ended;
    const pugi::xml_node bounds = child_of(node, "validityTimeSpecification");
    std::optional<Instant> from;
    std::optional<Instant> to;
    bool periods = false;
    bool open = false;
    for (pugi::xml_node child = bounds.first_child(); child; child = child.next_sibling()) {
      if (!is_element(child) || local_name(child) != "validPeriod") continue;
      periods = true;
      const std::optional<Instant> start = time(child_of(child, "startOfPeriod"));
      const std::optional<Instant> end = time(child_of(child, "endOfPeriod"));
      if (start && (!from || *start < *from)) from = start;
      if (end && (!to || *end > *to)) to = end;
      open |= !end;
    }
    if (open) to.reset();
    one.valid_from = periods && from ? from : time(child_of(bounds, "overallStartTime"));
    one.valid_to = periods && to ? to : time(child_of(bounds, "overallEndTime"));
  }

  static void add_line(std::string& text, std::string_view line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
  }

  // The values of a multilingual text that are Dutch, else those of the language that comes first.
  void add_comment(pugi::xml_node node, std::string& comment) {
    const pugi::xml_node first = find_below(node, "value");
    if (!first) return add_line(comment, document_.trimmed(node));
    std::string_view language = attribute_of(first, "lang");
    for (pugi::xml_node value = first; value; value = value.next_sibling())
      if (is_element(value) && attribute_of(value, "lang") == "nl") language = "nl";
    for (pugi::xml_node value = first; value && comment.size() < limits::text_bytes_max;
         value = value.next_sibling())
      if (is_element(value) && local_name(value) == "value" && attribute_of(value, "lang") == language)
        add_line(comment, document_.trimmed(value));
  }

  void place(pugi::xml_node node, pugi::xml_node location, Observation& one, datex2::Wording& wording) {
    const pugi::xml_node within = location ? location : node;
    wording.carriageway = carriageway_of(within);
    if (const pugi::xml_node number = find_below(within, "roadNumber"))
      wording.road = document_.trimmed(number);
    if (wording.road.empty()) {
      if (const pugi::xml_node name = find_below(within, "roadName")) {
        const pugi::xml_node value = find_below(name, "value");
        wording.road = document_.trimmed(value ? value : name);
      }
    }
    one.place = cut_text(wording.road, limits::title_bytes_max);
    datex2::Place found = datex2::place_of(within);
    if (!found.fault.empty() && !found.geometry)
      remarks_.add("geometry-unread", document_.where(within), std::move(found.fault));
    one.geometry = std::move(found.geometry);
    one.place_precision = one.geometry ? "exact" : "none";
    if (!found.first) return;
    if (context_.areas != nullptr) one.areas = context_.areas->at(*found.first);
    coarse_ |= context_.areas == nullptr || context_.areas->is_coarse();
  }

  // <carriageway><carriageway>exitSlipRoad</…>: the inner one holds the word.
  std::string_view carriageway_of(pugi::xml_node within) {
    const pugi::xml_node outer = find_below(within, "carriageway");
    const pugi::xml_node inner = child_of(outer, "carriageway");
    return document_.trimmed(inner ? inner : outer);
  }

  XmlDocument& document_;
  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  std::string_view language_;
  std::vector<std::string> situations_;
  bool coarse_ = false;
  bool cut_ = false;
};

void reject_other(const XmlDocument& document, const std::vector<pugi::xml_node>& publications,
                  Remarks& remarks) {
  if (publications.empty()) {
    remarks.reject("not-of-format", document.where(document.root()),
                   fmt::format("the root element is <{}>, not a DATEX II message",
                               std::string_view(document.root().name()).substr(0, 80)));
    return;
  }
  remarks.reject("datex2-other-publication", document.where(publications.front()),
                 fmt::format("a '{}', not a SituationPublication; give this source another format",
                             type_of(publications.front()).substr(0, 80)));
}
}  // namespace

Understood parse_datex2(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  XmlDocument document;
  if (!load_or_reject(document, bytes, remarks)) return out;
  Message message;
  find_publications(document.root(), message);
  Publication reader(document, context, out, remarks);
  bool any = false;
  for (const pugi::xml_node publication : message.publications) {
    if (type_of(publication) != "SituationPublication") continue;
    any = true;
    reader.read(publication);
  }
  if (message.publications.empty() && !message.exchanges.empty()) return out;  // a sign of life
  if (!any) {
    reject_other(document, message.publications, remarks);
    return out;
  }
  if (message.other_version)
    remarks.add(
        "schema-changed", document.where(message.other_version),
        fmt::format(
            "DATEX II of version {}; versions 2 and 3 are known, it was read as far as the names agree",
            attribute_of(message.other_version, "modelBaseVersion").substr(0, 20)));
  const Lists lists = reader.is_cut() ? Lists::Changes : lists_of(document, message);
  out.full_list = lists == Lists::Everything;
  if (lists == Lists::WholeSituations) out.whole_groups = reader.take_situations();
  if (reader.is_coarse())
    remarks.add("areas-coarse", "",
                "no boundaries are loaded: areas are by province outline; import boundaries for exact ones");
  remarks.finish();
  return out;
}

}  // namespace voorzien::feeds
