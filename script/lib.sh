# shellcheck shell=bash
# What the doors in this folder share: the root of the repository, and steps that print their elapsed time.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# A path given to a door is relative to where it was called.
# shellcheck disable=SC2034
called_from=$PWD
cd "$root" || exit
door=$(basename "$0")

say() { printf '%s\n' "$*"; }

elapsed() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

step() { printf '\n==> %s [%s] %s\n' "$door" "$(elapsed)" "$*"; }

complain() {
    printf '%s: %s\n' "$door" "$*" >&2
    exit 1
}

# Where the two executables lie for a configuration (debug or release).
binaries() { swift build -c "$1" --show-bin-path; }
