#include "api/rest/metrics.h"

#include <charconv>
#include <cmath>

namespace voorzien::api {
namespace {
void append_escaped(std::string_view text, bool is_label, std::string& out) {
  for (const char c : text) {
    if (c == '\\')
      out += "\\\\";
    else if (c == '\n')
      out += "\\n";
    else if (c == '"' && is_label)
      out += "\\\"";
    else
      out += c;
  }
}

void append_value(double value, std::string& out) {
  if (std::isnan(value)) {
    out += "NaN";
  } else if (std::isinf(value)) {
    out += value > 0 ? "+Inf" : "-Inf";
  } else {
    char text[32];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
  }
}

void append_labels(const Metric::Value& value, std::string& out) {
  if (value.labels.empty()) return;
  out += '{';
  for (const auto& [name, text] : value.labels) {
    if (out.back() != '{') out += ',';
    out += name + "=\"";
    append_escaped(text, true, out);
    out += '"';
  }
  out += '}';
}
}  // namespace

std::string metrics_text(const std::vector<Metric>& metrics, MetricsForm form) {
  std::string out;
  const bool is_open = form == MetricsForm::OpenMetrics;
  for (const Metric& metric : metrics) {
    const std::string sample = metric.is_counter ? metric.name + "_total" : metric.name;
    const std::string& family = is_open ? metric.name : sample;
    out += "# HELP " + family + ' ';
    append_escaped(metric.help, is_open, out);
    out += "\n# TYPE " + family + (metric.is_counter ? " counter\n" : " gauge\n");
    for (const Metric::Value& value : metric.values) {
      out += sample;
      append_labels(value, out);
      out += ' ';
      append_value(value.value, out);
      out += '\n';
    }
  }
  return is_open ? out + "# EOF\n" : out;
}
}  // namespace voorzien::api
