# voorzien_embed(target files...): puts files into the binary by .incbin in a generated assembler file, read-only.
# tools/embed.py writes generated/embedded.S and generated/embedded.cpp from a list of folders.
function(voorzien_embed target)
  set(out ${CMAKE_BINARY_DIR}/generated)
  file(MAKE_DIRECTORY ${out})
  add_custom_command(
    OUTPUT ${out}/embedded.S ${out}/embedded_table.cpp
    COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py ${out} ${ARGN}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed.py ${VOORZIEN_EMBED_DEPENDS}
    COMMENT "Embedding doctrine, films and web app"
    VERBATIM)
  set_source_files_properties(${out}/embedded.S PROPERTIES OBJECT_DEPENDS "${VOORZIEN_EMBED_DEPENDS}")
  target_sources(${target} PRIVATE ${out}/embedded.S ${out}/embedded_table.cpp)
endfunction()
