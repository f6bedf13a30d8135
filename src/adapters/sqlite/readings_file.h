// DIR/readings.db: the index of readings beside the journal (engine/readings/readings_index.h).
//
// It is written behind the journal and may be deleted at any time; one that cannot be read is begun anew. A
// power cut costs the last few seconds of it, which are taken in again. One writes; reads come from any
// thread.
#pragma once

#include <memory>
#include <string>

#include "engine/readings/readings_index.h"

namespace voorzien::adapters {

[[nodiscard]] Result<std::unique_ptr<engine::ReadingsIndex>> open_readings(const std::string& data_dir);

}  // namespace voorzien::adapters
