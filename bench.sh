#!/usr/bin/env bash
# Benchmarks: ./bench [name]. Each prints the machine, its figure, a peer's or limit's from the same run, and the ratio.
source "$(dirname "${BASH_SOURCE[0]}")/tools/setup.sh"
install "${build_packages[@]}" "${bench_packages[@]}"
cmake --preset release -DVOORZIEN_BENCH=ON >build/bench.configure.log
names=()
for file in bench/*_bench.cpp; do
  name=$(basename "$file" _bench.cpp)
  [ -z "${1:-}" ] || [ "$1" = "$name" ] && names+=("$name")
done
[ ${#names[@]} -gt 0 ] || { say "no benchmark named ${1:-}"; exit 2; }
if [ -z "${VOORZIEN_SHARED:-}" ] && [ -d ../shared/data ]; then VOORZIEN_SHARED=$(cd ../shared && pwd); fi
export VOORZIEN_SHARED=${VOORZIEN_SHARED:-}
echo "machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(. /etc/os-release && echo "$PRETTY_NAME")"
for name in "${names[@]}"; do
  compile release "${name}_bench"
  echo "== $name"
  "build/release/bench/${name}_bench"
done
