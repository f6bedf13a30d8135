#include "crisis/basis.h"

#include <algorithm>
#include <array>

namespace voorzien::crisis {
namespace {
struct OfLaw {
  std::string_view rule, article;
};
constexpr std::array<OfLaw, 14> of_law = {{
    {"unknown-criterion", "BVR 2.2.1"},
    {"t0-stands", "BVR 2.2.1"},
    {"term-does-not-run", "BVR 2.3.1"},
    {"one-of-a-kind", "BVR 2.1.1"},
    {"no-first-team", "BVR 2.1.1 c"},
    {"unknown-heading", "BVR 2.4.1 lid 2"},
    {"nothing-to-send", "BVR 2.4.1 lid 3"},
    {"rests-on-missing", "BVR 2.4.3"},
    {"no-such-situation", "BVR 2.4.3"},
    {"old-picture", "BVR 2.4.3"},
    {"not-decided", "BVR 2.4.4"},
    {"article-39-stands", "WVR 39"},
    {"article-39-not-applied", "WVR 39"},
    {"unknown-municipality", "WVR 39 lid 4"},
}};

// What the plan says there is, and what it lets follow on what.
constexpr std::array<std::string_view, 20> of_plan = {
    "not-allowed-reason-missing",
    "unknown-level",
    "procedure-without-levels",
    "already-that-level",
    "level-stands",
    "lower-level-goes-on",
    "alarm-already-sent",
    "unknown-procedure",
    "guard-not-met",
    "no-such-step",
    "plan-does-not-fit",
    "review-date-missing",
    "unknown-team",
    "unknown-position",
    "not-asked-by-this-team",
    "unknown-timer",
    "unknown-decision-type",
    "unknown-card",
    "unknown-trait",
    "actions-need-owner",
};
}  // namespace

std::string basis_of(std::string_view rule, const doctrine::Plan& plan) {
  const auto* const found = std::ranges::find(of_law, rule, &OfLaw::rule);
  if (found != of_law.end()) return std::string(found->article);
  if (std::ranges::find(of_plan, rule) == of_plan.end() || plan.empty()) return {};
  return plan.title + " " + plan.version;
}
}  // namespace voorzien::crisis
