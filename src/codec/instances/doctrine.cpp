#include "codec/describe_json.h"
#include "doctrine/access.h"
#include "doctrine/sources.h"

namespace voorzien::codec {
VOORZIEN_JSON(doctrine::Access)
VOORZIEN_JSON(doctrine::Role)
VOORZIEN_JSON(doctrine::Source)
}  // namespace voorzien::codec
