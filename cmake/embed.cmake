# The library `embedded`: doctrine, films and the built web app, put into the binary by .incbin (tools/embed.py).
set(embed_out ${CMAKE_BINARY_DIR}/generated)
file(MAKE_DIRECTORY ${CMAKE_SOURCE_DIR}/web/dist)
file(GLOB_RECURSE embed_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/doctrine/* ${CMAKE_SOURCE_DIR}/films/*
     ${CMAKE_SOURCE_DIR}/web/dist/*)
add_custom_command(
  OUTPUT ${embed_out}/embedded.S ${embed_out}/embedded_table.cpp
  COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py ${embed_out} doctrine=${CMAKE_SOURCE_DIR}/doctrine
          films=${CMAKE_SOURCE_DIR}/films web=${CMAKE_SOURCE_DIR}/web/dist
  DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.py ${embed_files}
  COMMENT "Embedding doctrine, films and web app"
  VERBATIM)
set_source_files_properties(${embed_out}/embedded.S PROPERTIES OBJECT_DEPENDS "${embed_files}")
add_library(embedded STATIC ${embed_out}/embedded.S ${embed_out}/embedded_table.cpp)
target_include_directories(embedded PRIVATE ${CMAKE_SOURCE_DIR}/src)
