#!/usr/bin/env python3
"""Puts files into the binary: embed.py OUT_DIR NAME=FOLDER...

Writes OUT_DIR/embedded.S (each file by .incbin, read-only) and OUT_DIR/embedded_table.cpp (name -> bytes), names
being NAME/relative/path. Nothing is compiled from the bytes, so a large web app costs no compile time.
"""
import pathlib
import sys

out = pathlib.Path(sys.argv[1])
files: list[tuple[str, pathlib.Path]] = []
for argument in sys.argv[2:]:
    prefix, folder = argument.split("=", 1)
    base = pathlib.Path(folder)
    files += [(f"{prefix}/{path.relative_to(base).as_posix()}", path)
              for path in sorted(base.rglob("*")) if path.is_file() and path.name != ".stamp"]

assembler = ['  .section .note.GNU-stack,"",@progbits', "  .section .rodata"]
table = ['#include "server/embedded.h"', "", 'extern "C" {']
for index, _ in enumerate(files):
    table.append(f"extern const char embedded_{index}_begin[];")
    table.append(f"extern const char embedded_{index}_end[];")
table += ["}", "", "namespace voorzien::server {", "const std::vector<EmbeddedFile>& embedded_files() {",
          "  static const std::vector<EmbeddedFile> files = {"]
for index, (name, path) in enumerate(files):
    assembler += ["  .balign 16", f"  .global embedded_{index}_begin", f"embedded_{index}_begin:",
                  f'  .incbin "{path.resolve()}"', f"  .global embedded_{index}_end", f"embedded_{index}_end:", "  .byte 0"]
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    table.append(f'      {{"{quoted}", {{embedded_{index}_begin, static_cast<std::size_t>(embedded_{index}_end - '
                 f"embedded_{index}_begin)}}}},")
table += ["  };", "  return files;", "}", "}  // namespace voorzien::server", ""]

out.mkdir(parents=True, exist_ok=True)
(out / "embedded.S").write_text("\n".join(assembler) + "\n")
(out / "embedded_table.cpp").write_text("\n".join(table))
