#!/usr/bin/env bash
# Builds the npm package and the page to try it. Run it from anywhere: wasm/build.sh
#
# It leaves wasm/pkg (the package) and wasm/playground/index.html (the page, a single file). It needs Node with npm, and
# Rust for the target wasm32-unknown-unknown, from the first of these that can be had:
#
# 1. the sources of the standard library, by rustup (rust-src): compiled for size and without the words of panics, it makes
#    the smallest module;
# 2. the compiled standard library for that target, where rustup has it;
# 3. Debian's compiler with its sources (rustc-web, rust-web-src), unpacked in this user's cache and not installed.
#
# Where none can be had, it says so and exits with 77.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

target=wasm32-unknown-unknown
target_dir=${CARGO_TARGET_DIR:-$PWD/../target}/wasm

unavailable() {
    echo "wasm/build.sh: $1" >&2
    exit 77
}

build() { cargo build --locked --release --target "$target" --target-dir "$target_dir" "$@"; }

# The standard library is compiled along, for which stable compilers have to be told that this is meant.
build_with_sources() {
    RUSTC_BOOTSTRAP=1 RUSTFLAGS='-Zunstable-options -Cpanic=immediate-abort' \
        build -Zbuild-std=std -Zbuild-std-features=optimize_for_size
}

rustup_has() { command -v rustup >/dev/null && rustup "$1" list --installed | grep -q "^$2"; }

rustup_gets_sources() {
    rustup_has component rust-src ||
        { command -v rustup >/dev/null && timeout 120 rustup component add rust-src; }
}

depends() { apt-cache depends "$1" | sed -n 's/^ *Depends: //p'; }

# Debian's compiler and the sources of its standard library, in a folder of their own.
get_debian_rust() {
    local folder=$1 package packages=(rustc-web libstd-rust-web-dev rust-web-src) own llvm
    [[ -f $folder/complete ]] && return
    command -v apt-get >/dev/null && command -v dpkg >/dev/null || return 1
    # Lists of packages may not have been fetched yet.
    apt-cache show "${packages[@]}" >/dev/null 2>&1 || apt-get update -qq || return 1
    # The libraries that the compiler is linked with: its own and LLVM's, in whichever version.
    own=$(depends libstd-rust-web-dev | grep '^libstd-rust-web-') || return 1
    llvm=$(depends "$own" | grep '^libllvm') || return 1
    rm -rf "$folder" && mkdir -p "$folder"
    (cd "$folder" && apt-get download -qq "${packages[@]}" "$own" "$llvm") || return 1
    for package in "$folder"/*.deb; do dpkg -x "$package" "$folder"; done
    rm "$folder"/*.deb
    LD_LIBRARY_PATH=$(debian_libraries "$folder") "$folder/usr/bin/rustc" --version || return 1
    touch "$folder/complete"
}

debian_libraries() { echo "$1/usr/lib/$(uname -m)-linux-gnu"; }

build_with_debian() {
    local folder=$1 linker
    linker=$(find "$(rustc --print sysroot)/lib/rustlib" -name rust-lld -path '*/bin/*' | head -n 1)
    [[ -n $linker ]] || unavailable 'rust-lld, which comes with rustup, is missing'
    LD_LIBRARY_PATH=$(debian_libraries "$folder") RUSTC=$folder/usr/bin/rustc \
        CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$linker build_with_sources
}

command -v npm >/dev/null || unavailable 'npm is missing'
node -e 'process.exit(process.getBuiltinModule ? 0 : 1)' || unavailable 'Node is older than 20.16'
debian=${XDG_CACHE_HOME:-$HOME/.cache}/liens/rust-for-wasm
if rustup_gets_sources; then
    build_with_sources
elif rustup_has target "$target"; then
    build
elif get_debian_rust "$debian"; then
    build_with_debian "$debian"
else
    unavailable "rustup has neither rust-src nor $target, and Debian's rustc-web cannot be downloaded"
fi

npm ci --silent --no-audit --no-fund
npm run --silent build -- "$target_dir/$target/release/liens_wasm.wasm"
