// The API's own documents, all made from the route table and the type descriptions (rule 6).
#pragma once

#include <string>
#include <string_view>

namespace voorzien::api {
[[nodiscard]] std::string openapi(std::string_view program_version);  // OpenAPI 3.1, JSON
[[nodiscard]] std::string docs_page();                                // HTML without script
[[nodiscard]] std::string_view docs_css();
[[nodiscard]] std::string typescript();  // every type of the API for the web app
}  // namespace voorzien::api
