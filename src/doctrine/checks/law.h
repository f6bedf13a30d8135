// What the law fixes and no region may leave out or loosen, by article. The only place where the checks hold
// law; code elsewhere knows no term or heading by name.
//
// Source: Besluit veiligheidsregio's (BVR, BWBR0027844), chapter 2, text of May 2017.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace voorzien::doctrine {

struct LegalTerm {
  std::string_view article;
  std::string_view what;  // for people
  std::string_view anchor;
  std::string_view met_by;
  std::int64_t limit_s;  // at most; 0: "as soon as possible"
};

inline constexpr std::array<LegalTerm, 14> legal_terms = {{
    {"BVR 2.2.3 lid 1", "the control room begins to alarm", "t0", "alarm", 120},
    {"BVR 2.2.3 lid 1", "the mayor is told", "t0", "told", 120},
    {"BVR 2.2.4", "the description is sent", "t0", "description", 300},
    {"BVR 2.3.1 a", "the first CoPI begins", "t0", "team", 1'800},
    {"BVR 2.3.1 b", "the leader of the information section begins", "t0", "positions", 1'800},
    {"BVR 2.3.1 b", "the leaders in the ROT begin", "t0", "positions", 2'700},
    {"BVR 2.3.1 c", "the public information officer of the ROT begins", "t0", "positions", 1'800},
    {"BVR 2.3.1 d", "the information section begins", "t0", "positions", 2'400},
    {"BVR 2.3.1 e", "the other sections begin", "t0", "positions", 3'600},
    {"BVR 2.3.1 f", "who coordinates public information in population care begins", "t0", "positions", 1'800},
    {"BVR 2.3.1 f", "the population care team begins", "t0", "team", 5'400},
    {"BVR 2.3.1 g", "the municipal policy team begins", "convened", "team", 3'600},
    {"BVR 2.4.2 lid 3", "data are in the own picture", "data", "heading", 600},
    {"BVR 2.4.1 lid 3", "the common picture is available", "none", "situation", 0},
}};

// BVR 2.4.1 lid 2: what the common picture holds, a1 to d4.
inline constexpr std::string_view legal_heading_article = "BVR 2.4.1 lid 2 ";
inline constexpr std::array<std::string_view, 15> legal_headings = {
    "a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3", "c4", "c5", "d1", "d2", "d3", "d4"};

}  // namespace voorzien::doctrine
