#include "feeds/xml_gate.h"

#include "base/words.h"
#include "feeds/limits.h"
#include "feeds/xml_encoding.h"
#include "feeds/xml_scan.h"

namespace voorzien::feeds {
namespace {
using observations::Remark;

// What the bytes are when they are no XML at all, so that the remark helps.
std::optional<Remark> other_kind(std::string_view text) {
  std::size_t at = text.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos) return Remark{"not-of-format", "1:1", "the document is empty"};
  std::string head;
  for (const char c : text.substr(at, 16)) head += lower(c);
  const std::string where = line_and_column(text, at);
  if (head.starts_with("<!doctype html") || head.starts_with("<html"))
    return Remark{"html-page", where, "an HTML page where XML was expected; check the address of the source"};
  if (head[0] == '{' || head[0] == '[')
    return Remark{"not-of-format", where, "this looks like JSON, not XML; check the format of the source"};
  if (head[0] != '<') return Remark{"not-of-format", where, "this is not XML: it does not begin with <"};
  if (at > 0 && head.starts_with("<?xml") && head.size() > 5 && (head[5] == ' ' || head[5] == '\t'))
    return Remark{"xml-malformed", where, "there is space before the XML declaration"};
  return std::nullopt;
}
}  // namespace

std::string line_and_column(std::string_view text, std::size_t offset) {
  if (offset > text.size()) offset = text.size();
  std::size_t line = 1;
  std::size_t from = 0;
  for (std::size_t i = 0; i < offset; ++i)
    if (text[i] == '\n') {
      ++line;
      from = i + 1;
    }
  std::size_t column = 1;
  for (std::size_t i = from; i < offset; ++i)
    column += (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U ? 1U : 0U;
  return std::to_string(line) + ':' + std::to_string(column);
}

std::optional<Remark> pass_gate(std::string_view bytes, GatedXml& out) {
  out = {};
  if (bytes.size() > limits::document_bytes_max)
    return Remark{
        "too-large", "",
        std::to_string(bytes.size()) + " bytes; the limit is " + std::to_string(limits::document_bytes_max)};
  if (auto remark = decode_xml(bytes, out)) return remark;
  if (auto remark = other_kind(out.text)) return remark;
  if (auto fault = scan_xml(out.text))
    return Remark{fault->code, line_and_column(out.text, fault->offset), std::move(fault->message)};
  return std::nullopt;
}

}  // namespace voorzien::feeds
