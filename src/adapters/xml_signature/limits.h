// Limits of checking signatures (rule 11). A test reaches each of them.
#pragma once

#include <cstddef>

namespace voorzien::adapters::xml_signature_limits {
inline constexpr std::size_t document_bytes_max = 16U << 20U;   // larger ones are not checked, and say so
inline constexpr std::size_t retried_bytes_max = 4U << 20U;     // larger ones are checked as they stand only
inline constexpr std::size_t signatures_max = 4;                // on one message
inline constexpr std::size_t references_max = 8;                // of one signature
inline constexpr std::size_t transforms_max = 4;                // of one reference
inline constexpr std::size_t certificates_max = 16;             // in one signature
inline constexpr std::size_t trusted_certificates_max = 1'000;  // in configuration
inline constexpr std::size_t signer_bytes_max = 256;            // of the name shown
}  // namespace voorzien::adapters::xml_signature_limits
