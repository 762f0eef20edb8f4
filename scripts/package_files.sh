#!/usr/bin/env bash
# Writes the manual pages and completions that packages hold, as the program gives them, into a folder:
# scripts/package_files.sh target/release/liens [FOLDER]
set -euo pipefail
program=$1
folder=${2:-$(dirname "${BASH_SOURCE[0]}")/../target/package-files}
rm -rf "$folder"
mkdir -p "$folder"/{bash,zsh,fish}
"$program" manual "$folder/man"
"$program" completions bash > "$folder/bash/liens"
"$program" completions zsh > "$folder/zsh/_liens"
"$program" completions fish > "$folder/fish/liens.fish"
