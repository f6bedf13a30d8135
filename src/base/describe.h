// One definition of a type (rule 6): a struct that is described once gets its JSON codec, its OpenAPI
// schema and its TypeScript type. The description stands directly below the struct:
//   DESCRIBE(Quantity, value, unit)
// Enumerators are PascalCase here and kebab-case in JSON (`OwnOrganisation` <-> "own-organisation").
// A variant's alternatives each carry `static constexpr std::string_view kind = "signal-verified";`,
// which becomes the field "kind" of their JSON object.
#pragma once

#include <boost/describe.hpp>

#define DESCRIBE(type, ...) BOOST_DESCRIBE_STRUCT(type, (), (__VA_ARGS__))
#define DESCRIBE_EMPTY(type) BOOST_DESCRIBE_STRUCT(type, (), ())
#define DESCRIBE_ENUM(type, ...) BOOST_DESCRIBE_ENUM(type, __VA_ARGS__)
