#include "feeds/cap/reader.h"

#include <fmt/format.h>

#include "feeds/cap/grammar.h"
#include "feeds/limits.h"

namespace voorzien::feeds::cap {
namespace {
constexpr std::string_view signature_uri = "http://www.w3.org/2000/09/xmldsig#";

class Reader {
 public:
  Reader(XmlDocument& document, pugi::xml_node alert, Remarks& remarks)
      : document_(document), remarks_(remarks), prefix_(name_of(alert).prefix), uri_(namespace_of(alert)) {
    const Version* version = version_of(uri_);
    out_.node = alert;
    if (version != nullptr) {
      out_.version = *version;
    } else {
      remark("schema-namespace", alert,
             uri_.empty() ? "the alert is in no namespace; read as CAP 1.2"
                          : fmt::format("'{}' is no namespace of CAP; read as CAP 1.2", uri_.substr(0, 80)));
    }
    grammar_ = &grammar_of(out_.version);
  }

  Message read() {
    attributes(out_.node, Content::Elements, false);
    children(out_.node, grammar_->alert,
             [this](const Rule& rule, pugi::xml_node node) { alert_field(rule, node); });
    return std::move(out_);
  }

 private:
  void remark(std::string_view code, pugi::xml_node node, std::string message) {
    remarks_.add(code, document_.where(node), std::move(message));
  }

  static bool declares_namespace(pugi::xml_attribute attribute) {
    const std::string_view name = attribute.name();
    return name == "xmlns" || name.starts_with("xmlns:");
  }

  // Once a namespace is declared inside the alert, prefixes alone say no longer what an element is.
  void namespaces(pugi::xml_node node) {
    for (const pugi::xml_attribute attribute : node.attributes())
      redeclared_ |= declares_namespace(attribute);
  }

  // The schema knows no attributes; those of XML itself and of XML Schema are always allowed.
  void attributes(pugi::xml_node node, Content content, bool narrowed) {
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (declares_namespace(attribute) || is_of_schema(node, attribute, content, narrowed)) continue;
      remark("schema-attribute", node,
             fmt::format("CAP {} has no attribute '{}' with this value here", grammar_->version,
                         name.substr(0, 80)));
    }
  }

  // xsi:schemaLocation and its like, whatever the prefix, and xsi:type where it names the type that the
  // element has anyway; nothing in CAP may be nil.
  static bool is_of_schema(pugi::xml_node node, pugi::xml_attribute attribute, Content content,
                           bool narrowed) {
    const std::string_view name = attribute.name();
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view local = name.substr(colon + 1);
    if (local != "type" && local != "schemaLocation" && local != "noNamespaceSchemaLocation") return false;
    if (uri_of(node, name.substr(0, colon)) != "http://www.w3.org/2001/XMLSchema-instance") return false;
    return local != "type" || (!narrowed && names_type(node, trim(attribute.value()), content));
  }

  static bool names_type(pugi::xml_node node, std::string_view type, Content content) {
    const std::size_t colon = type.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? "" : type.substr(0, colon);
    if (uri_of(node, prefix) != "http://www.w3.org/2001/XMLSchema") return false;
    const std::string_view local = colon == std::string_view::npos ? type : type.substr(colon + 1);
    switch (content) {
      case Content::Text:
        return local == "string" || local == "normalizedString" || local == "token";
      case Content::Time:
        return local == "dateTime";
      case Content::Language:
        return local == "language";
      case Content::Uri:
        return local == "anyURI";
      case Content::Integer:
        return local == "integer";
      case Content::Decimal:
        return local == "decimal";
      case Content::Choice:
      case Content::Elements:
      case Content::Anything:
        return false;
    }
    return false;
  }

  [[nodiscard]] bool is_cap(pugi::xml_node node, std::string_view prefix) const {
    if (!redeclared_) return prefix == prefix_;
    return namespace_of(node) == uri_;
  }

  // Finds the rule of a child: from the place where the sequence has come to, then from its start.
  static std::size_t find(std::span<const Rule> rules, std::size_t from, std::string_view local) {
    for (std::size_t i = from; i < rules.size(); ++i)
      if (rules[i].name == local) return i;
    for (std::size_t i = 0; i < from && i < rules.size(); ++i)
      if (rules[i].name == local) return i;
    return rules.size();
  }

  template <class Handle>
  void children(pugi::xml_node parent, std::span<const Rule> rules, const Handle& handle) {
    std::size_t at = 0;
    std::uint64_t seen = 0;
    std::uint64_t misplaced = 0;
    bool mixed = !trim(parent.value()).empty();
    for (pugi::xml_node child = parent.first_child(); child; child = child.next_sibling()) {
      if (!is_element(child)) {
        mixed = mixed || !trim(child.value()).empty();
        continue;
      }
      if (child.first_attribute()) namespaces(child);
      const XmlName name = name_of(child);
      std::size_t index = rules.size();
      if (is_cap(child, name.prefix)) {
        index = find(rules, at, name.local);
      } else if (!rules.empty() && rules.back().field == Field::Signature &&
                 namespace_of(child) == signature_uri) {
        index = rules.size() - 1;
      }
      if (index == rules.size()) {
        if (name.local == "Signature" && namespace_of(child) == signature_uri)
          (parent == out_.node ? out_.has_signature : out_.misplaced_signature) = true;
        unknown(parent, child);
        continue;
      }
      const bool foreign = rules[index].field == Field::Signature;  // checked by whoever verifies it
      if (!foreign && child.first_attribute()) {
        const Content content = rules[index].content;  // the times of 1.2 are a type without a name
        attributes(child, content, content == Content::Time && grammar_->strict_time);
      }
      const std::uint64_t bit = std::uint64_t{1} << index;
      if (index < at && (misplaced & bit) == 0) {
        misplaced |= bit;
        remark("schema-order", child,
               fmt::format("<{}> stands after <{}>; CAP {} wants it before", child.name(),
                           rules[at].name.empty() ? "Signature" : rules[at].name, grammar_->version));
      } else if ((seen & bit) != 0 && !rules[index].many) {
        remark("schema-repeated", child, fmt::format("<{}> may stand only once", child.name()));
      }
      seen |= bit;
      at = std::max(at, index);
      handle(rules[index], child);
    }
    if (mixed) remark("schema-text", parent, fmt::format("text directly inside <{}>", parent.name()));
    for (std::size_t i = 0; i < rules.size(); ++i)
      if (rules[i].required && (seen >> i & 1U) == 0)
        remark("schema-missing", parent,
               fmt::format("<{}> without the required <{}>", parent.name(), rules[i].name));
  }

  void unknown(pugi::xml_node parent, pugi::xml_node child) {
    remark("schema-unknown-element", child,
           fmt::format("CAP {} has no <{}> inside <{}>", grammar_->version, child.name(), parent.name()));
  }

  // The text of an element that may hold only text, checked; white space around it is left out.
  std::string_view text(const Rule& rule, pugi::xml_node node) {
    const std::string_view whole = document_.text(node);
    for (pugi::xml_node child = node.first_child(); child; child = child.next_sibling())
      if (is_element(child)) {
        remark("schema-markup", node, fmt::format("an element inside the text of <{}>", node.name()));
        break;
      }
    if (rule.content != Content::Text && !fits(whole, rule, grammar_->strict_time)) {
      const bool time = rule.content == Content::Time;
      remark(time ? "schema-time" : "schema-value", node,
             fmt::format("'{}' is not allowed in <{}> of CAP {}", whole.substr(0, 80), node.name(),
                         grammar_->version));
    }
    return trim(whole);
  }

  Pair pair(const Rule& rule, pugi::xml_node node) {
    Pair out;
    if (grammar_->pairs_are_text) {
      const std::string_view whole = text(rule, node);
      const std::size_t equals = whole.find('=');
      if (equals == std::string_view::npos) return {{}, whole};
      return {trim(whole.substr(0, equals)), trim(whole.substr(equals + 1))};
    }
    children(node, grammar_->pair, [&](const Rule& inner, pugi::xml_node child) {
      (inner.field == Field::PairName ? out.name : out.value) = text(inner, child);
    });
    return out;
  }

  void alert_field(const Rule& rule, pugi::xml_node node) {
    switch (rule.field) {
      case Field::Identifier:
        out_.identifier = text(rule, node);
        break;
      case Field::Sender:
        out_.sender = text(rule, node);
        break;
      case Field::Sent:
        out_.sent = text(rule, node);
        break;
      case Field::Status:
        out_.status = text(rule, node);
        break;
      case Field::Type:
        out_.type = text(rule, node);
        break;
      case Field::Note:
        out_.note = text(rule, node);
        break;
      case Field::References:
        out_.references = text(rule, node);
        break;
      case Field::Scope:
        out_.scope = text(rule, node);
        break;
      case Field::Restriction:
        out_.restriction = text(rule, node);
        break;
      case Field::Addresses:
        out_.addresses = text(rule, node);
        break;
      case Field::Code:
        out_.codes.push_back(text(rule, node));
        break;
      case Field::Signature:
        out_.has_signature = true;
        break;
      case Field::Info:
        info(node);
        break;
      default:
        text(rule, node);
    }
  }

  // One more than is used, so that it is seen that there are more; what comes after it is not looked at.
  void info(pugi::xml_node node) {
    if (out_.infos.size() > limits::infos_max) return;
    Info& one = out_.infos.emplace_back();
    one.node = node;
    children(node, grammar_->info,
             [&](const Rule& inner, pugi::xml_node child) { info_field(one, inner, child); });
  }

  void info_field(Info& info, const Rule& rule, pugi::xml_node node) {
    switch (rule.field) {
      case Field::Language:
        info.language = text(rule, node);
        break;
      case Field::Event:
        info.event = text(rule, node);
        break;
      case Field::Urgency:
        info.urgency = text(rule, node);
        break;
      case Field::Severity:
        info.severity = text(rule, node);
        break;
      case Field::Certainty:
        info.certainty = text(rule, node);
        break;
      case Field::Effective:
        info.effective = text(rule, node);
        break;
      case Field::Onset:
        info.onset = text(rule, node);
        break;
      case Field::Expires:
        info.expires = text(rule, node);
        break;
      case Field::Headline:
        info.headline = text(rule, node);
        break;
      case Field::Description:
        info.description = text(rule, node);
        break;
      case Field::Instruction:
        info.instruction = text(rule, node);
        break;
      case Field::Category: {
        const std::string_view value = text(rule, node);
        if (info.category.empty()) info.category = value;
        break;
      }
      case Field::ResponseType:
        if (text(rule, node) == "AllClear") info.all_clear = true;
        break;
      case Field::SenderName:
        info.sender_name = text(rule, node);
        break;
      case Field::Web:
        info.web = text(rule, node);
        break;
      case Field::EventCode:
        info.event_codes.push_back(pair(rule, node));
        break;
      case Field::Parameter: {
        const Pair parameter = pair(rule, node);
        if (parameter.name == "awareness_level") info.awareness_level = parameter.value;
        if (parameter.name == "awareness_type") info.awareness_type = parameter.value;
        break;
      }
      case Field::Resource:
        info.resources.emplace_back().node = node;
        children(node, grammar_->resource, [&](const Rule& inner, pugi::xml_node child) {
          resource_field(info.resources.back(), inner, child);
        });
        break;
      case Field::Area:
        info.areas.emplace_back().node = node;
        children(node, grammar_->area, [&](const Rule& inner, pugi::xml_node child) {
          area_field(info.areas.back(), inner, child);
        });
        break;
      default:
        text(rule, node);
    }
  }

  void resource_field(Resource& resource, const Rule& rule, pugi::xml_node node) {
    const std::string_view value = text(rule, node);
    if (rule.field == Field::MimeType) resource.mime_type = value;
    if (rule.field == Field::ResourceUri) resource.uri = value;
    if (rule.field == Field::DerefUri) resource.deref_uri = value;
  }

  void area_field(Area& area, const Rule& rule, pugi::xml_node node) {
    switch (rule.field) {
      case Field::AreaDescription:
        area.description = text(rule, node);
        break;
      case Field::Polygon:
        area.polygons.push_back({node, text(rule, node)});
        break;
      case Field::Circle:
        area.circles.push_back({node, text(rule, node)});
        break;
      case Field::Geocode:
        area.geocodes.push_back(pair(rule, node));
        break;
      case Field::Altitude:
        area.altitude = text(rule, node);
        break;
      case Field::Ceiling:
        area.ceiling = text(rule, node);
        break;
      default:
        text(rule, node);
    }
  }

  XmlDocument& document_;
  Remarks& remarks_;
  std::string_view prefix_;
  std::string_view uri_;
  bool redeclared_ = false;  // a namespace was declared inside the alert: names are resolved one by one
  const Grammar* grammar_ = nullptr;
  Message out_;
};
}  // namespace

Message read_alert(XmlDocument& document, pugi::xml_node alert, Remarks& remarks) {
  return Reader(document, alert, remarks).read();
}

}  // namespace voorzien::feeds::cap
