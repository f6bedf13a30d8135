#include "codec/instances/geo_json.h"
#include "observations/observation.h"
#include "observations/understood.h"

namespace voorzien::codec {
VOORZIEN_JSON(observations::Observation)
VOORZIEN_JSON(observations::Provenance)
VOORZIEN_JSON(observations::Remark)
VOORZIEN_JSON(std::vector<observations::Observation>)
VOORZIEN_JSON(std::vector<observations::Remark>)
}  // namespace voorzien::codec
