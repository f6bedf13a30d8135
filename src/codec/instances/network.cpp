#include "network/network.h"

#include "codec/describe_json.h"

namespace voorzien::codec {
VOORZIEN_JSON(network::State)
VOORZIEN_JSON(network::Event)
VOORZIEN_JSON(network::Command)
VOORZIEN_JSON(network::ImportContacts)
VOORZIEN_JSON(network::SetDuty)
VOORZIEN_JSON(network::Contact)
}  // namespace voorzien::codec
